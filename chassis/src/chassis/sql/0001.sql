-- The tables that every service has. See docs/explanation/journal.md and the ADRs 0001 (journal) and 0002 (growth).

-- journal: what the service ever decided, in commit order by shard ---------------------------------------
CREATE TABLE journal (
    shard smallint NOT NULL CHECK (shard BETWEEN 0 AND 63),
    position bigint NOT NULL CHECK (position > 0),
    epoch integer NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    key text NOT NULL,
    subject text NOT NULL,
    branch_id uuid,
    actor text NOT NULL,
    cause_id uuid NOT NULL,
    correlation_id uuid NOT NULL,
    traceparent text,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    quiet boolean NOT NULL,
    twin boolean NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (shard, position)
) PARTITION BY HASH (shard);
CREATE INDEX journal_event_id ON journal (event_id);
CREATE INDEX journal_cause_id ON journal (cause_id);
CREATE INDEX journal_correlation_id ON journal (correlation_id);
CREATE INDEX journal_subject ON journal (subject, recorded_at);
CREATE INDEX journal_key ON journal (key, recorded_at);
CREATE TABLE journal_0 PARTITION OF journal FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE journal_1 PARTITION OF journal FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE journal_2 PARTITION OF journal FOR VALUES WITH (MODULUS 4, REMAINDER 2);
CREATE TABLE journal_3 PARTITION OF journal FOR VALUES WITH (MODULUS 4, REMAINDER 3);

CREATE TABLE journal_head (
    shard smallint PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);
INSERT INTO journal_head (shard) SELECT generate_series(0, 63);

CREATE TABLE journal_epoch (
    epoch integer PRIMARY KEY,
    reason text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO journal_epoch (epoch, reason) VALUES (1, 'first');
CREATE TABLE journal_epoch_base (
    epoch integer NOT NULL REFERENCES journal_epoch,
    shard smallint NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (epoch, shard)
);
INSERT INTO journal_epoch_base (epoch, shard, position) SELECT 1, generate_series(0, 63), 0;

CREATE TABLE journal_void (
    shard smallint NOT NULL,
    position bigint NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    actor text NOT NULL,
    voided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (shard, position)
);

-- relay: how far the journal has reached Kafka --------------------------------------------------------------
CREATE TABLE relay_member (
    member text PRIMARY KEY,
    seen_at timestamptz NOT NULL
);
CREATE TABLE relay_cursor (
    shard smallint PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0,
    holder text,
    held_until timestamptz NOT NULL DEFAULT '-infinity',
    heartbeat_at timestamptz NOT NULL DEFAULT '-infinity',
    stopped text
) WITH (fillfactor = 10);
INSERT INTO relay_cursor (shard) SELECT generate_series(0, 63);

CREATE TABLE resend (
    consumer_group text NOT NULL,
    shard smallint NOT NULL,
    from_position bigint NOT NULL,
    to_position bigint NOT NULL,
    asked_at timestamptz NOT NULL,
    sent_up_to bigint NOT NULL DEFAULT 0,
    done_at timestamptz,
    PRIMARY KEY (consumer_group, shard, from_position, to_position)
);

-- consumer: how far this service has read the others ----------------------------------------------------------
CREATE TABLE consumer_cursor (
    consumer_group text NOT NULL,
    source text NOT NULL,
    shard smallint NOT NULL,
    epoch integer NOT NULL DEFAULT 1,
    base bigint NOT NULL DEFAULT 0,
    position bigint NOT NULL DEFAULT 0,
    event_id uuid,
    early integer NOT NULL DEFAULT 0,
    head bigint NOT NULL DEFAULT 0,
    head_at timestamptz,
    gap_since timestamptz,
    asked_at timestamptz,
    PRIMARY KEY (consumer_group, source, shard)
) WITH (fillfactor = 10);

CREATE TABLE consumer_early (
    consumer_group text NOT NULL,
    source text NOT NULL,
    shard smallint NOT NULL,
    epoch integer NOT NULL,
    position bigint NOT NULL,
    event_id uuid NOT NULL,
    key bytea NOT NULL,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    arrived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer_group, source, shard, epoch, position)
);

CREATE TABLE parked (
    parked_id uuid PRIMARY KEY,
    consumer_group text NOT NULL,
    source text NOT NULL,
    shard smallint NOT NULL,
    epoch integer NOT NULL,
    position bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    key text NOT NULL,
    branch_id uuid,
    headers jsonb NOT NULL,
    body bytea NOT NULL,
    state text NOT NULL CHECK (state IN ('retrying', 'waiting', 'parked', 'released', 'applied', 'discarded')),
    tries integer NOT NULL DEFAULT 0,
    next_try_at timestamptz,
    error text NOT NULL DEFAULT '',
    actor text,
    reason text,
    parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    dead_lettered_at timestamptz,
    UNIQUE (consumer_group, source, shard, epoch, position)
);
CREATE INDEX parked_open ON parked (consumer_group, source, key, shard, position)
    WHERE state IN ('retrying', 'waiting', 'parked', 'released');
CREATE INDEX parked_to_letter ON parked (parked_at) WHERE dead_lettered_at IS NULL;

CREATE TABLE dead_letter (
    consumer_group text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    record_offset bigint NOT NULL,
    key bytea,
    headers jsonb NOT NULL,
    body bytea,
    reason text NOT NULL,
    arrived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at timestamptz,
    PRIMARY KEY (consumer_group, topic, partition, record_offset)
);
CREATE INDEX dead_letter_unsent ON dead_letter (arrived_at) WHERE sent_at IS NULL;

-- reference: the organisation, the calendar and the settings, as this service knows them ----------------------
CREATE TABLE reference_revision (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    revision bigint NOT NULL DEFAULT 1
);
INSERT INTO reference_revision DEFAULT VALUES;
CREATE TABLE org_branch (
    branch_id uuid PRIMARY KEY,
    code text NOT NULL,
    parent_id uuid,
    path text NOT NULL,
    name text NOT NULL,
    level text NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL
);
CREATE TABLE org_person (
    person_id uuid PRIMARY KEY,
    subject text NOT NULL,
    name text NOT NULL,
    home_branch_id uuid NOT NULL,
    manager_id uuid,
    roles jsonb NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL
);
CREATE UNIQUE INDEX org_person_subject ON org_person (subject) WHERE active;
CREATE TABLE calendar_year (
    year integer PRIMARY KEY,
    holidays date[] NOT NULL,
    make_up_days date[] NOT NULL,
    known_until date NOT NULL,
    version integer NOT NULL
);
CREATE TABLE business_setting (
    name text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('firm', 'branch', 'customer', 'contract')),
    scope_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    valid_from date NOT NULL,
    value jsonb NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    actor text NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (name, scope, scope_id, valid_from)
);

-- the API's own rows ------------------------------------------------------------------------------------------
CREATE TABLE idempotency (
    principal text NOT NULL,
    route text NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash bytea NOT NULL,
    status smallint,
    headers jsonb,
    body bytea,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (principal, route, key)
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);
CREATE TABLE access_log (
    access_id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    route text NOT NULL,
    subject text NOT NULL,
    branch_id uuid,
    request_id uuid NOT NULL
);
CREATE INDEX access_log_subject ON access_log (subject, at);
CREATE TABLE intervention (
    intervention_id uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    what text NOT NULL,
    about jsonb NOT NULL,
    reason text NOT NULL CHECK (reason <> '')
);
CREATE TABLE invariant_breach (
    invariant text NOT NULL,
    subject text NOT NULL,
    found jsonb NOT NULL,
    first_seen_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (invariant, subject, first_seen_at)
);
