-- name: gaps
-- Up to the first early event, else up to the head that a heartbeat told.
UPDATE consumer_cursor c SET asked_at = :now WHERE c.consumer_group = :consumer_group
AND c.gap_since < :old AND (c.asked_at IS NULL OR c.asked_at < :asked)
RETURNING c.source, c.shard, c.position, c.gap_since, coalesce((SELECT min(e.position) - 1
FROM consumer_early e WHERE e.consumer_group = c.consumer_group AND e.source = c.source
AND e.shard = c.shard AND e.epoch = c.epoch AND e.position > c.position), c.head) AS up_to

-- name: view
SELECT source, sum(greatest(head - position, 0)) AS lag, min(head_at) AS seen_at, min(gap_since) AS gap_since
FROM consumer_cursor WHERE consumer_group = :consumer_group GROUP BY source

-- name: keep
INSERT INTO resend (consumer_group, shard, from_position, to_position, asked_at)
VALUES (:consumer_group, :shard, :from_position, :to_position, :now)
ON CONFLICT (consumer_group, shard, from_position, to_position) DO UPDATE
SET asked_at = excluded.asked_at, sent_up_to = 0, done_at = NULL WHERE resend.done_at IS NOT NULL
