-- name: closed
SELECT DISTINCT p.source, p.key FROM parked p
JOIN unnest(CAST(:sources AS text[]), CAST(:keys AS text[])) AS w(source, key) USING (source, key)
WHERE p.consumer_group = :consumer_group AND p.state IN ('retrying', 'waiting', 'parked', 'released')

-- name: park
INSERT INTO parked (parked_id, consumer_group, source, shard, epoch, position, event_id, type, key, branch_id,
headers, body, state, tries, next_try_at, error) VALUES (:parked_id, :consumer_group, :source, :shard,
:epoch, :position, :event_id, :type, :key, :branch_id, CAST(:headers AS jsonb), :body, :state, :tries,
:next_try_at, :error) ON CONFLICT DO NOTHING

-- name: due
-- The head of each closed key alone may be tried; what waits behind it follows in order.
SELECT DISTINCT ON (source, key) source, key, shard, state, next_try_at FROM parked
WHERE consumer_group = :consumer_group AND state IN ('retrying', 'waiting', 'parked', 'released')
ORDER BY source, key, epoch, position

-- name: lock_cursor
SELECT 1 FROM consumer_cursor WHERE consumer_group = :consumer_group AND source = :source AND shard = :shard
FOR UPDATE

-- name: open_of_key
SELECT parked_id, key, headers, body, state, tries FROM parked WHERE consumer_group = :consumer_group
AND source = :source AND key = :key AND state IN ('retrying', 'waiting', 'parked', 'released')
ORDER BY epoch, position LIMIT 1 FOR UPDATE

-- name: end
UPDATE parked SET state = 'applied', ended_at = clock_timestamp(), error = '' WHERE parked_id = :parked_id

-- name: failed
-- Only what is still as it was seen: what ended meanwhile would be tried again, a person's release be lost.
UPDATE parked SET state = :state, tries = :tries, next_try_at = :next_try_at, error = :error
WHERE parked_id = :parked_id AND state = :seen

-- name: counts
SELECT source, state, count(*) AS n FROM parked WHERE consumer_group = :consumer_group
AND state IN ('retrying', 'waiting', 'parked', 'released') GROUP BY source, state
