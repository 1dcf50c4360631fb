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

-- name: early
-- What follows right behind the positions reached, else nothing: an open gap costs one look, not the whole shard.
SELECT e.key, e.headers, e.body FROM unnest(CAST(:sources AS text[]), CAST(:shards AS smallint[]),
CAST(:epochs AS integer[]), CAST(:bases AS bigint[]), CAST(:positions AS bigint[]))
AS w(source, shard, epoch, base, position)
CROSS JOIN LATERAL (SELECT a.key, a.headers, a.body, first_value(a.position) OVER () AS first
FROM (SELECT position, key, headers, body FROM consumer_early e
WHERE e.consumer_group = :consumer_group AND e.source = w.source AND e.shard = w.shard AND e.epoch <= w.epoch
AND e.position > w.position AND (e.epoch = w.epoch OR e.position <= w.base)
ORDER BY e.epoch, e.position LIMIT :limit) a) e WHERE e.first = w.position + 1

-- name: keep_early
WITH kept AS (INSERT INTO consumer_early
(consumer_group, source, shard, epoch, position, event_id, key, headers, body)
SELECT :consumer_group, source, shard, epoch, position, event_id, key, CAST(headers AS jsonb), body
FROM unnest(CAST(:sources AS text[]), CAST(:shards AS smallint[]), CAST(:epochs AS integer[]),
CAST(:positions AS bigint[]), CAST(:event_ids AS uuid[]), CAST(:keys AS bytea[]), CAST(:headers AS text[]),
CAST(:bodies AS bytea[])) AS w(source, shard, epoch, position, event_id, key, headers, body)
ON CONFLICT DO NOTHING RETURNING source, shard)
SELECT source, shard, count(*) AS n FROM kept GROUP BY source, shard

-- name: drop_early
-- What the cursor has passed, and what was written before a restore that lost it.
WITH dropped AS (DELETE FROM consumer_early e USING unnest(CAST(:sources AS text[]), CAST(:shards AS smallint[]),
CAST(:epochs AS integer[]), CAST(:bases AS bigint[]), CAST(:positions AS bigint[]))
AS w(source, shard, epoch, base, position)
WHERE e.consumer_group = :consumer_group AND e.source = w.source AND e.shard = w.shard
AND (e.epoch = w.epoch AND e.position <= w.position
OR e.epoch < w.epoch AND (e.position <= w.position OR e.position > w.base))
RETURNING e.source, e.shard)
SELECT source, shard, count(*) AS n FROM dropped GROUP BY source, shard

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
