-- name: append
-- Heads are locked in the order of their shards before they move: unsorted, writers deadlock. They stay locked
-- until the commit, so positions are gapless and in commit order.
WITH wanted AS (
    SELECT * FROM unnest(CAST(:shards AS smallint[]), CAST(:counts AS integer[])) AS w(shard, n)
), locked AS MATERIALIZED (
    SELECT h.shard FROM journal_head h WHERE h.shard = ANY(CAST(:shards AS smallint[]))
    ORDER BY h.shard FOR UPDATE
), raised AS (
    UPDATE journal_head h SET position = h.position + w.n
    FROM wanted w JOIN locked l USING (shard) WHERE h.shard = w.shard
    RETURNING h.shard, h.position, h.position - w.n AS base
), entry AS (
    SELECT * FROM unnest(
        CAST(:c0 AS smallint[]), CAST(:c1 AS uuid[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
        CAST(:c4 AS text[]), CAST(:c5 AS uuid[]), CAST(:c6 AS text[]), CAST(:c7 AS uuid[]),
        CAST(:c8 AS uuid[]), CAST(:c9 AS text[]), CAST(:c10 AS timestamptz[]), CAST(:c11 AS boolean[]),
        CAST(:c12 AS boolean[]), CAST(:c13 AS text[])
    ) WITH ORDINALITY AS e(shard, event_id, type, key, subject, branch_id, actor, cause_id, correlation_id,
                           traceparent, occurred_at, quiet, twin, body, n)
), written AS (
    INSERT INTO journal (shard, position, epoch, event_id, type, key, subject, branch_id, actor, cause_id,
                         correlation_id, traceparent, occurred_at, quiet, twin, body)
    SELECT e.shard, r.base + row_number() OVER (PARTITION BY e.shard ORDER BY e.n),
           (SELECT max(epoch) FROM journal_epoch), e.event_id, e.type, e.key, e.subject, e.branch_id, e.actor,
           e.cause_id, e.correlation_id, e.traceparent, e.occurred_at, e.quiet, e.twin, e.body
    FROM entry e JOIN raised r USING (shard)
)
SELECT shard, position FROM raised ORDER BY shard
