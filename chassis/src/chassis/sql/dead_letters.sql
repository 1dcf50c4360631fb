-- name: foreign
SELECT consumer_group, topic, partition, partition AS place, record_offset, key, headers, body, reason
FROM dead_letter WHERE sent_at IS NULL ORDER BY arrived_at LIMIT 200

-- name: foreign_sent
UPDATE dead_letter SET sent_at = clock_timestamp() WHERE consumer_group = :consumer_group AND topic = :topic
AND partition = :partition AND record_offset = :record_offset

-- name: parked
SELECT parked_id, consumer_group, source, shard AS place, key, headers, body, error FROM parked
WHERE dead_lettered_at IS NULL ORDER BY parked_at LIMIT 200

-- name: parked_sent
UPDATE parked SET dead_lettered_at = clock_timestamp() WHERE parked_id = :parked_id
