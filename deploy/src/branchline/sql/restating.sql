-- name: newest
-- A subject lies in one shard, so its positions tell which state is the newest.
SELECT DISTINCT ON (subject) subject, type, body FROM journal
WHERE subject BETWEEN :first AND :last AND subject <> :after AND starts_with(subject, :prefix)
AND type = ANY(CAST(:types AS text[])) ORDER BY subject, position DESC LIMIT :chunk

-- name: covered
-- Cumulative by order, so the last word on each order is the whole of it.
SELECT DISTINCT ON (j.subject, c.item ->> 'order_id') j.subject, c.item
FROM journal j CROSS JOIN LATERAL jsonb_array_elements(CAST(j.body AS jsonb) -> 'covered') AS c(item)
WHERE j.subject = ANY(CAST(:subjects AS text[])) AND j.type = :type
ORDER BY j.subject, c.item ->> 'order_id', j.position DESC
