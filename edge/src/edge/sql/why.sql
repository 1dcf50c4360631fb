-- name: one
SELECT * FROM journal WHERE event_id = :event_id

-- name: causes
WITH RECURSIVE chain AS (SELECT j.*, 0 AS depth FROM journal j WHERE j.event_id = :cause_id UNION ALL
SELECT j.*, c.depth + 1 FROM journal j JOIN chain c ON j.event_id = c.cause_id WHERE c.depth < :depth)
SELECT * FROM chain ORDER BY depth

-- name: effects
SELECT * FROM journal WHERE cause_id = :event_id ORDER BY recorded_at, shard, position LIMIT 200

-- name: by_subject
SELECT * FROM journal WHERE subject = :subject
AND (CAST(:at AS timestamptz) IS NULL OR (recorded_at, event_id) > (CAST(:at AS timestamptz), CAST(:id AS uuid)))
ORDER BY recorded_at, event_id LIMIT :limit

-- name: by_key
-- Of one key's events also those that name the subject in their body: a shipment names its order.
SELECT * FROM journal WHERE key = :key AND (subject = :subject OR strpos(body, :subject_id) > 0)
AND (CAST(:at AS timestamptz) IS NULL OR (recorded_at, event_id) > (CAST(:at AS timestamptz), CAST(:id AS uuid)))
ORDER BY recorded_at, event_id LIMIT :limit
