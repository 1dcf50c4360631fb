-- name: forget_keys
DELETE FROM idempotency WHERE ctid IN (SELECT ctid FROM idempotency WHERE created_at < :old LIMIT :chunk)
RETURNING 1

-- name: forget_resends
DELETE FROM resend WHERE done_at < :old
