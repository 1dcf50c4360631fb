-- name: heads
SELECT shard, position FROM journal_head WHERE position > 0

-- name: since
-- Only shards that went on are looked at. By position, not by time: what a limit cuts off must be the end of a shard.
SELECT j.shard, j.position, j.event_id, j.type, j.key, j.subject, j.branch_id FROM journal_head h
LEFT JOIN unnest(CAST(:shards AS smallint[]), CAST(:positions AS bigint[])) AS c(shard, position) USING (shard)
CROSS JOIN LATERAL (SELECT * FROM journal e WHERE e.shard = h.shard AND e.position > coalesce(c.position, 0)
ORDER BY e.position LIMIT :limit) j
WHERE h.position > coalesce(c.position, 0) ORDER BY j.shard, j.position LIMIT :limit
