-- name: join
INSERT INTO relay_member (member, seen_at) VALUES (:me, :now)
ON CONFLICT (member) DO UPDATE SET seen_at = excluded.seen_at

-- name: forget
DELETE FROM relay_member WHERE seen_at < :dead

-- name: share
-- Each relay takes what is free up to its share, and gives back what is above it.
SELECT ceil(64.0 / greatest(count(*), 1))::int AS share FROM relay_member WHERE seen_at >= :dead

-- name: lease
WITH mine AS (SELECT shard FROM relay_cursor WHERE holder = :me OR held_until < :now
ORDER BY (holder = :me) DESC NULLS LAST, shard LIMIT :share FOR UPDATE SKIP LOCKED),
given AS (UPDATE relay_cursor SET holder = NULL, held_until = '-infinity'
WHERE holder = :me AND shard NOT IN (SELECT shard FROM mine))
UPDATE relay_cursor c SET holder = :me, held_until = :until FROM mine WHERE c.shard = mine.shard
RETURNING c.shard

-- name: unsent
SELECT j.shard, j.position, j.epoch, j.event_id, j.type, j.key, j.subject, j.branch_id, j.actor, j.cause_id,
j.correlation_id, j.traceparent, j.occurred_at, j.recorded_at, j.quiet, j.twin, j.body, j.void
FROM relay_cursor c JOIN journal_head h ON h.shard = c.shard AND h.position > c.position
CROSS JOIN LATERAL (SELECT e.*, v.reason AS void FROM journal e
LEFT JOIN journal_void v ON v.shard = e.shard AND v.position = e.position
WHERE e.shard = c.shard AND e.position > c.position ORDER BY e.position LIMIT :limit) j
WHERE c.shard = ANY(CAST(:shards AS smallint[])) AND c.stopped IS NULL ORDER BY j.shard, j.position

-- name: move
UPDATE relay_cursor c SET position = greatest(c.position, w.position)
FROM unnest(CAST(:shards AS smallint[]), CAST(:positions AS bigint[])) AS w(shard, position)
WHERE c.shard = w.shard

-- name: stop
UPDATE relay_cursor SET stopped = :reason WHERE shard = :shard

-- name: beats
UPDATE relay_cursor c SET heartbeat_at = :now FROM journal_head h,
(SELECT epoch, shard, position AS base FROM journal_epoch_base
WHERE epoch = (SELECT max(epoch) FROM journal_epoch)) b
WHERE h.shard = c.shard AND b.shard = c.shard AND c.shard = ANY(CAST(:shards AS smallint[]))
AND c.heartbeat_at < :due RETURNING c.shard, h.position AS head, c.position AS sent, b.epoch, b.base

-- name: resend
SELECT consumer_group, shard, from_position, to_position, greatest(sent_up_to, from_position - 1) AS after
FROM resend WHERE done_at IS NULL AND shard = ANY(CAST(:shards AS smallint[])) ORDER BY asked_at LIMIT 20

-- name: again
SELECT e.*, v.reason AS void FROM journal e
LEFT JOIN journal_void v ON v.shard = e.shard AND v.position = e.position
WHERE e.shard = :shard AND e.position > :after AND e.position <= :to_position ORDER BY e.position LIMIT :limit

-- name: resent
UPDATE resend SET sent_up_to = :sent, done_at = CASE WHEN :sent >= to_position THEN clock_timestamp() END
WHERE consumer_group = :consumer_group AND shard = :shard AND from_position = :from_position
AND to_position = :to_position

-- name: leave
DELETE FROM relay_member WHERE member = :me

-- name: give_back
UPDATE relay_cursor SET holder = NULL, held_until = '-infinity' WHERE holder = :me
