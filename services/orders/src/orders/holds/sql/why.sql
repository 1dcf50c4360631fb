-- name: forms
SELECT form_kind, request_id, opened_at, decide_by FROM form_request
WHERE customer_id = :customer_id AND state = 'open' AND (subject = :subject
    -- The form of an allowance is about each order that it names, not just the one that it was asked from.
    OR EXISTS (SELECT FROM jsonb_array_elements(facts -> 'wanted') w
               WHERE :subject = 'order/' || (w ->> 'order_id')))
