-- name: claim
-- Opens the transaction and claims the key in one round trip. An equal request in flight holds the row: the insert
-- waits for it, at most the lock time-out. Settings come first: who may see a key is one of them.
WITH opened AS MATERIALIZED (
    SELECT set_config('app.branches', :branches, true), set_config('app.actor', :actor, true)
), claimed AS (
    INSERT INTO idempotency (principal, route, key, request_hash)
    SELECT CAST(:actor AS text), CAST(:route AS text), CAST(:key AS text), CAST(:hash AS bytea) FROM opened
    ON CONFLICT DO NOTHING RETURNING 1
)
SELECT (SELECT revision FROM reference_revision) AS revision, EXISTS (SELECT FROM claimed) AS claimed FROM opened

-- name: stored
SELECT request_hash, status, headers, body FROM idempotency
WHERE principal = :principal AND route = :route AND key = :key

-- name: keep
UPDATE idempotency SET status = :status, headers = CAST(:headers AS jsonb), body = :body
WHERE principal = :principal AND route = :route AND key = :key

-- name: log_read
INSERT INTO access_log (access_id, at, actor, route, subject, branch_id, request_id)
VALUES (:access_id, :at, :actor, :route, :subject, NULL, :request_id)
