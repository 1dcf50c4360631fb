-- name: forget_keys
DELETE FROM idempotency WHERE ctid IN (SELECT ctid FROM idempotency WHERE created_at < :old LIMIT :chunk)
RETURNING 1

-- name: forget_resends
DELETE FROM resend WHERE done_at < :old

-- name: old_snapshots
-- Made by the administrator: a login does not see what those of other roles do.
SELECT pid, application, seconds FROM old_snapshots()
