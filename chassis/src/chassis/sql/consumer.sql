-- name: keep_dead
INSERT INTO dead_letter (consumer_group, topic, partition, record_offset, key, headers, body, reason)
VALUES (:consumer_group, :topic, :partition, :record_offset, :key, CAST(:headers AS jsonb), :body, :reason)
ON CONFLICT DO NOTHING

-- name: full
SELECT source, shard FROM consumer_cursor WHERE consumer_group = :consumer_group AND early > :limit
