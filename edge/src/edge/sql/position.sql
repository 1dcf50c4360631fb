-- name: behind
SELECT 1 FROM unnest(CAST(:sources AS text[]), CAST(:shards AS smallint[]), CAST(:positions AS bigint[]))
AS w(source, shard, position) LEFT JOIN consumer_cursor c
ON c.consumer_group = :consumer_group AND c.source = 'branchline/' || w.source AND c.shard = w.shard
WHERE coalesce(c.position, 0) < w.position LIMIT 1
