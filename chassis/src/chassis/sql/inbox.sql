-- name: ensure
INSERT INTO consumer_cursor (consumer_group, source, shard)
SELECT :consumer_group, w.source, w.shard
FROM unnest(CAST(:sources AS text[]), CAST(:shards AS smallint[])) AS w(source, shard)
ORDER BY 2, 3 ON CONFLICT DO NOTHING

-- name: lock
-- Sorted, and before everything else: two workers with the same records after a rebalance meet here.
SELECT c.source, c.shard, c.epoch, c.base, c.position, c.event_id, c.early, c.head FROM consumer_cursor c
JOIN unnest(CAST(:sources AS text[]), CAST(:shards AS smallint[])) AS w(source, shard)
USING (source, shard) WHERE c.consumer_group = :consumer_group ORDER BY c.source, c.shard FOR UPDATE OF c

-- name: take_early
DELETE FROM consumer_early e USING unnest(CAST(:sources AS text[]), CAST(:shards AS smallint[]))
AS w(source, shard) WHERE e.consumer_group = :consumer_group AND e.source = w.source AND e.shard = w.shard
RETURNING e.key, e.headers, e.body

-- name: keep_early
INSERT INTO consumer_early (consumer_group, source, shard, epoch, position, event_id, key, headers, body)
VALUES (:consumer_group, :source, :shard, :epoch, :position, :event_id, :key, CAST(:headers AS jsonb), :body)
ON CONFLICT DO NOTHING

-- name: move
UPDATE consumer_cursor c SET epoch = w.epoch, base = w.base, position = w.position, event_id = w.event_id,
early = w.early, head = w.head, head_at = w.head_at,
gap_since = CASE WHEN w.behind THEN coalesce(c.gap_since, w.head_at) END,
asked_at = CASE WHEN w.behind AND w.position = c.position THEN c.asked_at END
FROM unnest(CAST(:sources AS text[]), CAST(:shards AS smallint[]), CAST(:epochs AS integer[]),
CAST(:bases AS bigint[]), CAST(:positions AS bigint[]), CAST(:event_ids AS uuid[]),
CAST(:earlies AS integer[]), CAST(:heads AS bigint[]), CAST(:behinds AS boolean[]),
CAST(:heads_at AS timestamptz[]))
AS w(source, shard, epoch, base, position, event_id, early, head, behind, head_at)
WHERE c.consumer_group = :consumer_group AND c.source = w.source AND c.shard = w.shard
