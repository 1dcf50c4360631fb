"""What orders knows of a customer, and the exposure that its lock guards (events.md section 5)."""

from alembic import op

from chassis.schema import OPEN, protect

revision = "0002"
down_revision = "0001"

TABLES = (
    # One row a customer: card, credit, standing and exposure are locked and read together.
    """
    CREATE TABLE account (
        customer_id uuid PRIMARY KEY,
        branch_id uuid NOT NULL,
        owner_id uuid,
        customer_no text NOT NULL DEFAULT '',
        name text NOT NULL DEFAULT '',
        status text NOT NULL DEFAULT 'unknown',
        channel text,
        territory_id uuid,
        grade text,
        missing_documents text[] NOT NULL DEFAULT '{}',
        ship_to jsonb NOT NULL DEFAULT '[]',
        card_version integer NOT NULL DEFAULT 0,
        currency char(3) NOT NULL DEFAULT 'CNY',
        credit_limit numeric(18,2) NOT NULL DEFAULT 0 CHECK (credit_limit >= 0),
        term_days integer NOT NULL DEFAULT 0,
        provisional boolean NOT NULL DEFAULT false,
        credit_until date,
        contract_overdue boolean NOT NULL DEFAULT false,
        credit_version integer NOT NULL DEFAULT 0,
        standing text NOT NULL DEFAULT 'good',
        net numeric(18,2) NOT NULL DEFAULT 0,
        overdue numeric(18,2) NOT NULL DEFAULT 0,
        overdue_since date,
        overdue_items jsonb NOT NULL DEFAULT '[]',
        overdue_more integer NOT NULL DEFAULT 0,
        account_version integer NOT NULL DEFAULT 0,
        reserved numeric(18,2) NOT NULL DEFAULT 0,
        waiting integer NOT NULL DEFAULT 0 CHECK (waiting >= 0),
        level integer NOT NULL DEFAULT 0
    ) WITH (fillfactor = 70)
    """,
    "CREATE INDEX account_territory ON account (territory_id)",
    "CREATE INDEX account_credit_until ON account (credit_until) WHERE credit_until IS NOT NULL",
    """
    CREATE TABLE territory (
        territory_id uuid PRIMARY KEY,
        branch_id uuid NOT NULL,
        name text NOT NULL,
        regions text[] NOT NULL,
        channels text[] NOT NULL,
        person_id uuid,
        from_on date NOT NULL,
        version integer NOT NULL
    )
    """,
    """
    CREATE TABLE promise (
        promise_id uuid PRIMARY KEY,
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        amount numeric(18,2) NOT NULL,
        currency char(3) NOT NULL,
        pay_on date NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'kept', 'broken', 'replaced'))
    )
    """,
    "CREATE INDEX promise_customer ON promise (customer_id, pay_on)",
    """
    CREATE TABLE complaint_line (
        complaint_id uuid NOT NULL,
        line_id uuid NOT NULL,
        shipment_id uuid NOT NULL,
        order_id uuid NOT NULL,
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        complaint_no text NOT NULL,
        state text NOT NULL CHECK (state IN ('filed', 'confirmed', 'closed')),
        remedy text,
        qty numeric(18,3) NOT NULL,
        amount numeric(18,2) NOT NULL,
        PRIMARY KEY (complaint_id, line_id, shipment_id)
    )
    """,
    "CREATE INDEX complaint_line_order ON complaint_line (order_id)",
    # Facts that touch many customers only record work; a sweep does it.
    """
    CREATE TABLE recheck (
        customer_id uuid PRIMARY KEY,
        since timestamptz NOT NULL
    )
    """,
)


def upgrade() -> None:
    """Create accounts and what is projected beside them."""
    for statement in TABLES:
        op.execute(statement)
    for table in ("account", "promise", "complaint_line"):
        protect("orders", table)
    protect("orders", "territory", api="SELECT", using=OPEN)
    protect("orders", "recheck", api="")
