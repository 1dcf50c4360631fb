-- name: claim
INSERT INTO idempotency (principal, route, key, request_hash) VALUES (:principal, :route, :key, :hash)
ON CONFLICT DO NOTHING RETURNING 1

-- name: stored
SELECT request_hash, status, headers, body FROM idempotency
WHERE principal = :principal AND route = :route AND key = :key

-- name: keep
UPDATE idempotency SET status = :status, headers = CAST(:headers AS jsonb), body = :body
WHERE principal = :principal AND route = :route AND key = :key

-- name: log_read
INSERT INTO access_log (access_id, at, actor, route, subject, branch_id, request_id)
VALUES (:access_id, :at, :actor, :route, :subject, NULL, :request_id)
