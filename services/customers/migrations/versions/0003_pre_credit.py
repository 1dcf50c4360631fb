"""Create credit applications, granted credit, pools, and what is known of accounts (C5, C6, R4)."""

from alembic import op

from chassis.schema import READ, protect

revision = "0003"
down_revision = "0002"

TABLES = (
    """
    CREATE TABLE credit_request (
        request_id uuid PRIMARY KEY,
        customer_id uuid NOT NULL REFERENCES customer,
        branch_id uuid NOT NULL,
        revision integer NOT NULL CHECK (revision > 0),
        status text NOT NULL CHECK (status IN ('open', 'approved', 'refused', 'sent_back', 'withdrawn', 'expired',
            'void')),
        content_hash text NOT NULL,
        requester_id uuid NOT NULL,
        credit_limit numeric(18, 2) NOT NULL CHECK (credit_limit > 0),
        currency char(3) NOT NULL,
        term_days integer NOT NULL CHECK (term_days > 0),
        reasons text NOT NULL,
        guarantor boolean NOT NULL,
        valid_until_on date,
        facts jsonb NOT NULL,
        asked_at timestamptz NOT NULL,
        decide_by timestamptz NOT NULL,
        waiting_for uuid[] NOT NULL DEFAULT '{}',
        approval_id uuid,
        outcome text,
        ended_at timestamptz
    )
    """,
    "CREATE UNIQUE INDEX credit_request_open ON credit_request (customer_id) WHERE status IN ('open', 'sent_back')",
    "CREATE UNIQUE INDEX credit_request_approval ON credit_request (approval_id)",
    """
    CREATE TABLE credit_line (
        customer_id uuid PRIMARY KEY REFERENCES customer,
        branch_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('in_force', 'ended')),
        credit_limit numeric(18, 2) NOT NULL CHECK (credit_limit >= 0),
        currency char(3) NOT NULL,
        term_days integer NOT NULL CHECK (term_days >= 0),
        provisional boolean NOT NULL,
        valid_until_on date,
        granted_at timestamptz NOT NULL,
        contract_days integer,
        contract_due_at timestamptz,
        dated_by bigint,
        overdue_at timestamptz,
        contract_file_id uuid,
        returned_on date,
        approval_id uuid,
        ended_because text,
        version integer NOT NULL,
        CHECK (provisional = (contract_due_at IS NOT NULL)),
        CHECK (status = 'in_force' OR credit_limit = 0)
    )
    """,
    "CREATE INDEX credit_line_contract ON credit_line (contract_due_at) WHERE overdue_at IS NULL",
    "CREATE INDEX credit_line_validity ON credit_line (valid_until_on) WHERE status = 'in_force'",
    # `ceiling` is the branch's pool at the last grant that drew on it.
    """
    CREATE TABLE credit_pool (
        branch_id uuid PRIMARY KEY REFERENCES org_branch,
        used numeric(18, 2) NOT NULL CHECK (used >= 0),
        ceiling numeric(18, 2),
        CONSTRAINT credit_within_pool CHECK (ceiling IS NULL OR used <= ceiling)
    )
    """,
    """
    CREATE TABLE occasion (
        occasion text PRIMARY KEY,
        branch_id uuid NOT NULL,
        raised_at timestamptz NOT NULL
    )
    """,
    """
    CREATE TABLE account (
        customer_id uuid PRIMARY KEY,
        branch_id uuid NOT NULL,
        version integer NOT NULL,
        state text NOT NULL,
        overdue numeric(18, 2) NOT NULL,
        currency char(3) NOT NULL,
        overdue_since_on date
    )
    """,
    """
    CREATE TABLE turnover (
        document_id uuid PRIMARY KEY,
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        total numeric(18, 2) NOT NULL,
        currency char(3) NOT NULL,
        issued_on date NOT NULL,
        settled_on date,
        days_late integer,
        reversed boolean NOT NULL DEFAULT false
    )
    """,
    "CREATE INDEX turnover_customer ON turnover (customer_id, issued_on)",
    """
    CREATE TABLE broken_promise (
        promise_id uuid PRIMARY KEY,
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        pay_on date NOT NULL
    )
    """,
    "CREATE INDEX broken_promise_customer ON broken_promise (customer_id, pay_on)",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in TABLES:
        op.execute(statement)
    for table in ("credit_request", "credit_line", "credit_pool"):
        protect("customers", table)
    for table in ("account", "turnover", "broken_promise", "occasion"):
        protect("customers", table, api=READ)
