-- name: open
SELECT parked_id, source, shard, position, event_id, type, key, state, tries, next_try_at, error, parked_at
FROM parked WHERE state IN ('retrying', 'waiting', 'parked', 'released')
ORDER BY source, key, position LIMIT 1000

-- name: decide
UPDATE parked SET state = :state, actor = :actor, reason = :reason,
ended_at = CASE WHEN :state = 'discarded' THEN clock_timestamp() END
WHERE parked_id = :parked_id AND state IN ('retrying', 'parked') RETURNING parked_id

-- name: keep
INSERT INTO business_setting (name, scope, scope_id, valid_from, value, reason, actor, changed_at)
VALUES (:name, :scope, :scope_id, :valid_from, CAST(:value AS jsonb), :reason, :actor, :now)
ON CONFLICT (name, scope, scope_id, valid_from) DO UPDATE SET value = excluded.value,
reason = excluded.reason, actor = excluded.actor, changed_at = excluded.changed_at
