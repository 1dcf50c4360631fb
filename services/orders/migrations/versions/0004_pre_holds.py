"""Holds, the forms that ask for a release, and what was released (O1, O6)."""

from alembic import op

from chassis.schema import protect

revision = "0004"
down_revision = "0003"

TABLES = (
    """
    CREATE TABLE hold (
        hold_id uuid PRIMARY KEY,
        customer_id uuid NOT NULL REFERENCES account,
        branch_id uuid NOT NULL,
        reason text NOT NULL CHECK (reason IN (
            'overdue', 'credit_limit', 'price_below_list', 'dossier_incomplete', 'territory', 'unsigned',
            'deposit_unpaid', 'special_order_unpaid', 'stale_facts', 'manual')),
        scope text NOT NULL CHECK (scope IN ('customer', 'order')),
        order_id uuid REFERENCES sales_order,
        blocks text NOT NULL CHECK (blocks IN ('confirm', 'produce', 'ship')),
        facts jsonb NOT NULL,
        cure_zh text NOT NULL,
        cure_en text NOT NULL,
        cure_amount numeric(18,2),
        cure_refs jsonb NOT NULL DEFAULT '[]',
        placed_at timestamptz NOT NULL,
        placed_by text NOT NULL,
        released_at timestamptz,
        released_by text,
        how text CHECK (how IN ('cured', 'approved', 'overruled', 'subject_ended')),
        approval_id uuid,
        note text,
        version integer NOT NULL DEFAULT 1,
        CHECK ((scope = 'customer') = (order_id IS NULL)),
        CHECK ((released_at IS NULL) = (how IS NULL))
    )
    """,
    # A reason holds a subject once.
    (
        "CREATE UNIQUE INDEX hold_open ON hold (customer_id, reason,"
        " coalesce(order_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE released_at IS NULL"
    ),
    "CREATE INDEX hold_order ON hold (order_id)",
    "CREATE INDEX hold_branch ON hold (branch_id, placed_at DESC, hold_id DESC)",
    """
    CREATE TABLE form_request (
        request_id uuid PRIMARY KEY,
        form_kind text NOT NULL CHECK (form_kind IN ('discount', 'overdue_shipment', 'return')),
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        subject text NOT NULL,
        revision integer NOT NULL,
        content_hash text NOT NULL,
        asked jsonb NOT NULL,
        facts jsonb NOT NULL,
        requester_id uuid NOT NULL,
        decide_by timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN
            ('open', 'approved', 'refused', 'sent_back', 'withdrawn', 'expired', 'void')),
        because text,
        approval_id uuid UNIQUE,
        ended_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CHECK ((state = 'open') = (ended_at IS NULL))
    )
    """,
    "CREATE UNIQUE INDEX form_request_open ON form_request (form_kind, subject) WHERE state = 'open'",
    "CREATE INDEX form_request_subject ON form_request (subject, opened_at)",
    "CREATE INDEX form_request_customer ON form_request (customer_id, opened_at)",
    """
    CREATE TABLE price_release (
        order_id uuid NOT NULL REFERENCES sales_order,
        line_id uuid NOT NULL,
        revision integer NOT NULL,
        branch_id uuid NOT NULL,
        unit_price numeric(18,4) NOT NULL,
        qty numeric(18,3) NOT NULL,
        request_id uuid NOT NULL REFERENCES form_request,
        approval_id uuid NOT NULL,
        valid_until timestamptz,
        voided_at timestamptz,
        PRIMARY KEY (line_id, revision)
    )
    """,
    "CREATE INDEX price_release_order ON price_release (order_id)",
    """
    CREATE TABLE allowance (
        allowance_id uuid PRIMARY KEY,
        request_id uuid NOT NULL UNIQUE REFERENCES form_request,
        customer_id uuid NOT NULL REFERENCES account,
        branch_id uuid NOT NULL,
        currency char(3) NOT NULL,
        amount numeric(18,2) NOT NULL CHECK (amount > 0),
        drawn numeric(18,2) NOT NULL DEFAULT 0 CHECK (drawn >= 0),
        from_on date NOT NULL,
        to_on date NOT NULL CHECK (to_on >= from_on),
        valid_until timestamptz,
        promise_ids uuid[] NOT NULL,
        order_ids uuid[] NOT NULL,
        approval_id uuid NOT NULL,
        granted_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text CHECK (end_reason IN
            ('drawn_down', 'window_over', 'promise_broken', 'edited', 'overruled', 'cured')),
        CHECK (drawn <= amount),
        CHECK ((ended_at IS NULL) = (end_reason IS NULL))
    )
    """,
    "CREATE INDEX allowance_open ON allowance (customer_id) WHERE ended_at IS NULL",
)


def upgrade() -> None:
    """Create holds, forms and releases."""
    for statement in TABLES:
        op.execute(statement)
    for table in ("hold", "form_request", "price_release", "allowance"):
        protect("orders", table)
