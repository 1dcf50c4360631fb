"""The raw limit of the overdue sweep: the same rows by one SQL statement in one transaction."""

# Stages, reminders of what comes next, standings and the journal, as the product writes them.
SWEEP = """
WITH due AS MATERIALIZED (
    SELECT i.*, s.stage, s.next_on, concat_ws('|', i.invoice_id, 'invoice.overdue', s.stage, i.due_on, i.round) AS said
    FROM invoice i CROSS JOIN LATERAL (
        SELECT max(day) FILTER (WHERE i.due_on + day <= $2) AS stage,
               min(i.due_on + day) FILTER (WHERE i.due_on + day > $2) AS next_on
        FROM unnest($3::int[]) AS day
    ) AS s WHERE i.next_stage_at <= $1
), moved AS (
    UPDATE invoice i SET next_stage_at = d.next_on::timestamp AT TIME ZONE 'Asia/Shanghai'
    FROM due d WHERE i.invoice_id = d.invoice_id
), raised AS (
    INSERT INTO invoice_stage (occasion, invoice_id, branch_id, stage, raised_at)
    SELECT said, invoice_id, branch_id, stage, $1 FROM due
), items AS (
    SELECT i.customer_id, i.currency, sum(i.open) AS open, sum(i.open) AS overdue, min(i.due_on) AS since,
        json_agg(json_build_object('invoice_id', i.invoice_id, 'invoice_no', i.invoice_no, 'open',
            json_build_object('amount', i.open, 'currency', i.currency), 'due_on', i.due_on) ORDER BY i.due_on) AS list
    FROM invoice i WHERE i.open > 0 AND i.due_on < $2 AND i.customer_id IN (SELECT customer_id FROM due)
    GROUP BY i.customer_id, i.currency
), standing AS (
    UPDATE account a SET version = a.version + 1, state = 'overdue', overdue = f.overdue, overdue_since_on = f.since,
        changed_at = $1
    FROM items f WHERE a.customer_id = f.customer_id AND a.currency = f.currency AND a.overdue <> f.overdue
    RETURNING a.*, f.list
), told AS (
    SELECT d.customer_id, d.branch_id, 'receivables.invoice.overdue.v1' AS type, 'invoice/' || d.invoice_id AS subject,
        json_build_object('customer_id', d.customer_id, 'branch_id', d.branch_id, 'owner_id', a.owner_id,
            'invoice_id', d.invoice_id, 'invoice_no', d.invoice_no, 'due_on', d.due_on,
            'open', json_build_object('amount', d.open, 'currency', d.currency), 'occasion', d.said,
            'disputed', json_build_object('amount', d.disputed, 'currency', d.currency), 'stage_days', d.stage,
            'round', d.round)::text AS body
    FROM due d JOIN account a USING (customer_id, currency)
    UNION ALL
    SELECT customer_id, branch_id, 'receivables.standing.changed.v1', 'customer/' || customer_id,
        json_build_object('customer_id', customer_id, 'branch_id', branch_id, 'owner_id', owner_id, 'version', version,
            'state', state, 'previous_state', 'good',
            'open', json_build_object('amount', open, 'currency', currency),
            'unapplied', json_build_object('amount', unapplied, 'currency', currency),
            'disputed', json_build_object('amount', relieved, 'currency', currency),
            'net', json_build_object('amount', net, 'currency', currency),
            'overdue', json_build_object('amount', overdue, 'currency', currency), 'overdue_since_on', overdue_since_on,
            'overdue_items', list, 'more', 0, 'covered', '[]'::json, 'cause', 'customer/' || customer_id)::text
    FROM standing
), placed AS (
    SELECT t.*, hashtext(t.customer_id::text) & 63 AS shard FROM told t
)
INSERT INTO journal (shard, position, epoch, event_id, type, key, subject, branch_id, actor, cause_id, correlation_id,
    occurred_at, quiet, twin, body)
SELECT shard, row_number() OVER (PARTITION BY shard), 1, uuidv7(), type, customer_id::text, subject, branch_id,
    'system', $4, $4, $1, false, false, body
FROM placed
"""
NOTHING = "SELECT customer_id FROM invoice WHERE next_stage_at <= $1 ORDER BY next_stage_at, customer_id LIMIT 500"
