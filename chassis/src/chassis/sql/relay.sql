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

-- name: waiting
SELECT EXISTS (SELECT FROM relay_cursor c JOIN journal_head h ON h.shard = c.shard AND h.position > c.position
WHERE c.shard = ANY(CAST(:shards AS smallint[])) AND c.stopped IS NULL)

-- name: unsent
-- The fields of an envelope in their order, then the body.
SELECT j.event_id AS id, CAST(:source AS text) AS source,
CASE WHEN j.void IS NULL THEN j.type ELSE CAST(:voided AS text) END AS type, j.occurred_at AS time, j.subject, j.key,
j.shard, j.position AS sequence, j.epoch, j.actor, j.branch_id AS branch, j.quiet, j.twin, j.correlation_id,
j.cause_id AS causation_id, j.traceparent, j.recorded_at AS recorded, CASE WHEN j.void IS NULL THEN j.body ELSE
CAST(json_build_object('voided_event_id', j.event_id, 'voided_type', j.type, 'voided_key', j.key,
'branch_id', j.branch_id, 'reason', j.void) AS text) END AS body
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
-- The fields of an envelope, the body, and how far the relay is behind.
UPDATE relay_cursor c SET heartbeat_at = CAST(:now AS timestamptz) FROM journal_head h,
(SELECT epoch, shard, position AS base FROM journal_epoch_base
WHERE epoch = (SELECT max(epoch) FROM journal_epoch)) b
WHERE h.shard = c.shard AND b.shard = c.shard AND c.shard = ANY(CAST(:shards AS smallint[]))
AND c.heartbeat_at < :due RETURNING uuidv7() AS id, CAST(:source AS text) AS source,
CAST(:heartbeat AS text) AS type, CAST(:now AS timestamptz) AS time, 'shard/' || c.shard AS subject,
'shard-' || c.shard AS key, c.shard, c.position AS sequence, b.epoch, 'system' AS actor,
CAST(NULL AS uuid) AS branch, true AS quiet, false AS twin, uuidv7() AS correlation_id, uuidv7() AS causation_id,
CAST(NULL AS text) AS traceparent, CAST(:now AS timestamptz) AS recorded,
CAST(json_build_object('head', c.position, 'base', b.base) AS text) AS body, h.position - c.position AS lag

-- name: resend
SELECT consumer_group, shard, from_position, to_position, greatest(sent_up_to, from_position - 1) AS after
FROM resend WHERE done_at IS NULL AND shard = ANY(CAST(:shards AS smallint[])) ORDER BY asked_at LIMIT 20

-- name: again
-- As above.
SELECT j.event_id AS id, CAST(:source AS text) AS source,
CASE WHEN j.void IS NULL THEN j.type ELSE CAST(:voided AS text) END AS type, j.occurred_at AS time, j.subject, j.key,
j.shard, j.position AS sequence, j.epoch, j.actor, j.branch_id AS branch, j.quiet, j.twin, j.correlation_id,
j.cause_id AS causation_id, j.traceparent, j.recorded_at AS recorded, CASE WHEN j.void IS NULL THEN j.body ELSE
CAST(json_build_object('voided_event_id', j.event_id, 'voided_type', j.type, 'voided_key', j.key,
'branch_id', j.branch_id, 'reason', j.void) AS text) END AS body
FROM (SELECT e.*, v.reason AS void FROM journal e
LEFT JOIN journal_void v ON v.shard = e.shard AND v.position = e.position
WHERE e.shard = :shard AND e.position > :after AND e.position <= :to_position ORDER BY e.position LIMIT :limit) j
ORDER BY j.position

-- name: resent
UPDATE resend SET sent_up_to = :sent, done_at = CASE WHEN :sent >= to_position THEN clock_timestamp() END
WHERE consumer_group = :consumer_group AND shard = :shard AND from_position = :from_position
AND to_position = :to_position

-- name: leave
DELETE FROM relay_member WHERE member = :me

-- name: give_back
UPDATE relay_cursor SET holder = NULL, held_until = '-infinity' WHERE holder = :me
