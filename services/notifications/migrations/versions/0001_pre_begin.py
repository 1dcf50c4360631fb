"""The first tables: cards, matters, forms, flows, messages and their ways out."""

from alembic import op

from chassis.schema import OPEN, READ, SCOPE, install, protect

revision = "0001"
down_revision = None

# Whoever acts by a token that is no person's id sees no row that belongs to a person.
ME = (
    "(SELECT CASE WHEN current_setting('app.actor', true) ~ '^[0-9a-f-]{36}$'"
    " THEN current_setting('app.actor', true)::uuid END)"
)
MINE = "person_id = " + ME
PARTY = " OR form_id IN (SELECT form_id FROM form_party WHERE " + MINE + ")"  # noqa: S608 - our own text

CARDS = (
    """CREATE TABLE customer_card (
        customer_id uuid PRIMARY KEY,
        branch_id uuid NOT NULL,
        owner_id uuid,
        customer_no text NOT NULL,
        name text NOT NULL,
        version integer NOT NULL
    )""",
    """CREATE TABLE absence (
        absence_id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        deputy_id uuid,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        cancelled boolean NOT NULL
    )""",
    "CREATE INDEX absence_of_person ON absence (person_id, to_at)",
    """CREATE TABLE matter (
        about text PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('open', 'closed')),
        since timestamptz NOT NULL
    )""",
)

FORMS = (
    """CREATE TABLE form_kind (
        kind text PRIMARY KEY,
        definition jsonb NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL
    )""",
    """CREATE TABLE form (
        form_id uuid PRIMARY KEY,
        request_id uuid NOT NULL,
        revision integer NOT NULL CHECK (revision > 0),
        kind text NOT NULL,
        customer_id uuid,
        branch_id uuid NOT NULL,
        owner_id uuid,
        requester_id uuid NOT NULL,
        about text NOT NULL,
        title_zh text NOT NULL,
        title_en text NOT NULL,
        content_hash text NOT NULL,
        asked jsonb NOT NULL,
        facts jsonb NOT NULL,
        granted jsonb NOT NULL,
        granted_amount numeric(18, 2),
        chain jsonb NOT NULL,
        step integer NOT NULL,
        copy_to text[] NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'sent_back', 'withdrawn', 'expired',
                                             'voided', 'closed')),
        decide_by timestamptz NOT NULL,
        due_at timestamptz,
        valid_days integer,
        valid_until timestamptz,
        conditions text,
        reason text,
        opened_at timestamptz NOT NULL,
        ended_at timestamptz,
        cause_id uuid NOT NULL,
        correlation_id uuid NOT NULL,
        UNIQUE (request_id, revision),
        CHECK ((state = 'open') = (ended_at IS NULL)),
        CHECK (state <> 'open' OR due_at IS NOT NULL)
    )""",
    "CREATE UNIQUE INDEX form_open_request ON form (request_id) WHERE state = 'open'",
    "CREATE INDEX form_due ON form (due_at) WHERE state = 'open'",
    "CREATE INDEX form_granted ON form (customer_id, kind, ended_at) WHERE state = 'approved'",
    """CREATE TABLE form_party (
        form_id uuid NOT NULL REFERENCES form,
        person_id uuid NOT NULL,
        waiting boolean NOT NULL,
        PRIMARY KEY (form_id, person_id)
    )""",
    "CREATE INDEX form_party_of_person ON form_party (person_id, waiting)",
    """CREATE TABLE form_act (
        act_id uuid PRIMARY KEY,
        form_id uuid NOT NULL REFERENCES form,
        at timestamptz NOT NULL,
        actor text NOT NULL,
        for_person_id uuid,
        action text NOT NULL,
        step integer NOT NULL,
        comment text
    )""",
    "CREATE INDEX form_act_of_form ON form_act (form_id, at)",
)

FLOWS = (
    """CREATE TABLE flow (
        name text PRIMARY KEY,
        event_type text NOT NULL,
        definition jsonb NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL
    )""",
    "CREATE INDEX flow_of_event ON flow (event_type)",
    """CREATE TABLE timer (
        timer_id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('reminder', 'escalation')),
        flow text NOT NULL,
        about text NOT NULL,
        occasion text NOT NULL,
        level integer NOT NULL,
        due_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'raised', 'ended')),
        audience jsonb NOT NULL,
        people jsonb NOT NULL,
        words jsonb NOT NULL,
        urgent boolean NOT NULL,
        customer_id uuid,
        branch_id uuid,
        owner_id uuid,
        cause_id uuid NOT NULL,
        correlation_id uuid NOT NULL,
        raised_at timestamptz,
        UNIQUE (flow, occasion, kind, level)
    )""",
    "CREATE INDEX timer_due ON timer (due_at) WHERE state = 'pending'",
    "CREATE INDEX timer_of_matter ON timer (about) WHERE state = 'pending'",
    "CREATE INDEX timer_of_conversation ON timer (correlation_id, about) WHERE state = 'raised'",
)

MESSAGES = (
    """CREATE TABLE message (
        message_id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        occasion text NOT NULL,
        flow text NOT NULL,
        about text NOT NULL,
        tied boolean NOT NULL,
        customer_id uuid,
        branch_id uuid,
        offers text,
        title_zh text NOT NULL,
        title_en text NOT NULL,
        text_zh text NOT NULL,
        text_en text NOT NULL,
        urgent boolean NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'done')),
        told_at timestamptz NOT NULL,
        read_at timestamptz,
        done_at timestamptz,
        done_zh text,
        done_en text,
        planned boolean NOT NULL DEFAULT false,
        cause_id uuid NOT NULL,
        UNIQUE (person_id, occasion),
        CHECK ((state = 'done') = (done_at IS NOT NULL))
    )""",
    "CREATE INDEX message_of_person ON message (person_id, message_id)",
    "CREATE INDEX message_of_matter ON message (about) WHERE state = 'open'",
    "CREATE INDEX message_unplanned ON message (message_id) WHERE NOT planned",
    """CREATE TABLE contact (
        person_id uuid PRIMARY KEY,
        branch_id uuid NOT NULL,
        email text,
        language text NOT NULL CHECK (language IN ('zh-CN', 'en')),
        quiet_from time,
        quiet_to time,
        version integer NOT NULL CHECK (version > 0),
        CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
        CHECK (quiet_from <> quiet_to)
    )""",
    """CREATE TABLE delivery (
        delivery_id uuid PRIMARY KEY,
        message_id uuid NOT NULL REFERENCES message,
        channel text NOT NULL CHECK (channel IN ('email')),
        state text NOT NULL CHECK (state IN ('resting', 'sent', 'failed')),
        not_before timestamptz NOT NULL,
        retry_at timestamptz NOT NULL DEFAULT '-infinity',
        tries integer NOT NULL DEFAULT 0,
        last_error text,
        sent_at timestamptz,
        UNIQUE (message_id, channel)
    )""",
    "CREATE INDEX delivery_due ON delivery (not_before) WHERE state = 'resting'",
)

# A decision by the API ends messages of other people, whose rows its role cannot see; this is all it may do.
# Timers come first: a sweep that raises one is waited for, and the message that it wrote is seen by what follows.
RECALL = """CREATE FUNCTION recall(gone text[], at timestamptz, zh text, en text)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        UPDATE timer SET state = 'ended' WHERE about = ANY (gone) AND state = 'pending';
        UPDATE message SET state = 'done', done_at = at, done_zh = zh, done_en = en, planned = true
        WHERE about = ANY (gone) AND tied AND state = 'open';
        DELETE FROM delivery d USING message m
        WHERE m.message_id = d.message_id AND m.about = ANY (gone) AND m.state = 'done' AND d.state = 'resting';
    $$"""


def upgrade() -> None:
    """Create the tables, who may see them, and the one thing that reaches over to others' messages."""
    install("notifications")
    for statement in (*CARDS, *FORMS, *FLOWS, *MESSAGES, RECALL):
        op.execute(statement)
    op.execute("REVOKE ALL ON FUNCTION recall FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION recall TO notifications_api, notifications_worker")
    protect("notifications", "customer_card", api=READ)
    for table in ("absence", "matter"):
        protect("notifications", table, api=READ, using=OPEN)
    for table in ("form_kind", "flow", "form_party"):
        protect("notifications", table, using=OPEN)
    protect("notifications", "form", using=SCOPE + PARTY)
    protect("notifications", "form_act", using="form_id IN (SELECT form_id FROM form)")
    protect("notifications", "timer", api="")
    protect("notifications", "delivery", api="")
    protect("notifications", "message", using=MINE, check=OPEN)
    protect("notifications", "contact", using=f"{SCOPE} OR {MINE}")
