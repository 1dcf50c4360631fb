"""Orders and their lines (O2)."""

from alembic import op

from chassis.schema import protect

revision = "0003"
down_revision = "0002"

TABLES = (
    # `value` is what is ordered and not cancelled, `unshipped` what of it has not left, `covered` as receivables
    # states it. `queued_at` is the age by which orders wait for credit: a split keeps that of its origin.
    """
    CREATE TABLE sales_order (
        order_id uuid PRIMARY KEY,
        order_no text NOT NULL UNIQUE,
        customer_id uuid NOT NULL REFERENCES account,
        branch_id uuid NOT NULL,
        owner_id uuid,
        revision integer NOT NULL DEFAULT 1,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL CHECK (state IN ('placed', 'confirmed', 'cancelled')),
        source text NOT NULL,
        currency char(3) NOT NULL,
        value numeric(18,2) NOT NULL CHECK (value >= 0),
        unshipped numeric(18,2) NOT NULL CHECK (unshipped >= 0),
        covered numeric(18,2) NOT NULL DEFAULT 0,
        terms text NOT NULL CHECK (terms IN ('cash', 'credit', 'prepaid')),
        term_days integer NOT NULL,
        ship_to_id uuid,
        place text NOT NULL,
        region text NOT NULL,
        town boolean NOT NULL,
        plate text,
        collector text,
        remarks text,
        copied_from_id uuid REFERENCES sales_order,
        complaint_id uuid,
        placed_at timestamptz NOT NULL,
        placed_by text NOT NULL,
        queued_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        sign_off_due_at timestamptz NOT NULL,
        account_version integer NOT NULL,
        credit_version integer NOT NULL,
        CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
    ) WITH (fillfactor = 85)
    """,
    "CREATE INDEX sales_order_customer ON sales_order (customer_id, placed_at DESC, order_id DESC)",
    "CREATE INDEX sales_order_open ON sales_order (customer_id) WHERE unshipped > 0 AND state <> 'cancelled'",
    "CREATE INDEX sales_order_branch ON sales_order (branch_id, placed_at DESC, order_id DESC)",
    """
    CREATE TABLE order_line (
        line_id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES sales_order,
        branch_id uuid NOT NULL,
        line_no integer NOT NULL CHECK (line_no > 0),
        product_id uuid NOT NULL REFERENCES product,
        product_name text NOT NULL,
        qty numeric(18,3) NOT NULL CHECK (qty > 0),
        unit text NOT NULL,
        alt_qty numeric(18,3),
        alt_unit text,
        unit_price numeric(18,4) NOT NULL CHECK (unit_price > 0),
        list_price numeric(18,4),
        amount numeric(18,2) NOT NULL,
        tax_rate numeric(5,4) NOT NULL,
        cancelled numeric(18,3) NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
        shipped numeric(18,3) NOT NULL DEFAULT 0 CHECK (shipped >= 0),
        delivered numeric(18,3) NOT NULL DEFAULT 0 CHECK (delivered >= 0),
        returned numeric(18,3) NOT NULL DEFAULT 0 CHECK (returned >= 0),
        UNIQUE (order_id, line_no),
        CHECK (cancelled + shipped <= qty),
        CHECK (delivered <= shipped),
        CHECK (returned <= delivered)
    ) WITH (fillfactor = 85)
    """,
    "CREATE SEQUENCE order_no",
)


def upgrade() -> None:
    """Create orders and their lines."""
    for statement in TABLES:
        op.execute(statement)
    for table in ("sales_order", "order_line"):
        protect("orders", table)
    op.execute("GRANT USAGE ON SEQUENCE order_no TO orders_api, orders_worker")
