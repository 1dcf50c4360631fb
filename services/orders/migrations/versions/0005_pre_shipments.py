"""Shipments, requests for an invoice, and goods that come back (O7, O9, O10)."""

from alembic import op

from chassis.schema import protect

revision = "0005"
down_revision = "0004"

TABLES = (
    """
    CREATE TABLE invoicing (
        invoicing_id uuid PRIMARY KEY,
        request_no text NOT NULL UNIQUE,
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        total numeric(18,2) NOT NULL CHECK (total > 0),
        currency char(3) NOT NULL,
        remarks text,
        requested_at timestamptz NOT NULL,
        requested_by text NOT NULL,
        rejected_because text[]
    )
    """,
    """
    CREATE TABLE shipment (
        shipment_id uuid PRIMARY KEY,
        note_no text NOT NULL UNIQUE,
        order_id uuid NOT NULL REFERENCES sales_order,
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('dispatched', 'delivered')),
        currency char(3) NOT NULL,
        amount numeric(18,2) NOT NULL CHECK (amount > 0),
        dispatched_at timestamptz NOT NULL,
        dispatched_by text NOT NULL,
        promise_at timestamptz,
        plate text,
        pallets_out integer NOT NULL DEFAULT 0 CHECK (pallets_out >= 0),
        allowance_id uuid REFERENCES allowance,
        drawn numeric(18,2) NOT NULL DEFAULT 0,
        delivered_at timestamptz,
        receipt_due_at timestamptz,
        taken_amount numeric(18,2),
        invoicing_id uuid REFERENCES invoicing,
        version integer NOT NULL DEFAULT 1,
        CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
    )
    """,
    "CREATE INDEX shipment_order ON shipment (order_id)",
    "CREATE INDEX shipment_branch ON shipment (branch_id, dispatched_at DESC, shipment_id DESC)",
    "CREATE INDEX shipment_promise ON shipment (promise_at) WHERE state = 'dispatched'",
    """
    CREATE TABLE shipment_line (
        shipment_id uuid NOT NULL REFERENCES shipment,
        line_id uuid NOT NULL REFERENCES order_line,
        branch_id uuid NOT NULL,
        qty numeric(18,3) NOT NULL CHECK (qty > 0),
        amount numeric(18,2) NOT NULL,
        taken numeric(18,3) NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND qty),
        taken_amount numeric(18,2) NOT NULL DEFAULT 0,
        coming_back numeric(18,3) NOT NULL DEFAULT 0 CHECK (coming_back >= 0),
        returned numeric(18,3) NOT NULL DEFAULT 0 CHECK (returned >= 0),
        PRIMARY KEY (shipment_id, line_id),
        CONSTRAINT shipment_line_return CHECK (returned + coming_back <= taken)
    )
    """,
    "CREATE INDEX shipment_line_line ON shipment_line (line_id)",
    """
    CREATE TABLE late_shipment (
        occasion text PRIMARY KEY,
        shipment_id uuid NOT NULL REFERENCES shipment,
        branch_id uuid NOT NULL,
        raised_at timestamptz NOT NULL
    )
    """,
    """
    CREATE TABLE goods_return (
        return_id uuid PRIMARY KEY,
        return_no text NOT NULL UNIQUE,
        customer_id uuid NOT NULL REFERENCES account,
        branch_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN
            ('prepared', 'requested', 'authorised', 'refused', 'not_ours', 'received', 'withdrawn')),
        reason text NOT NULL,
        complaint_id uuid,
        currency char(3) NOT NULL,
        total numeric(18,2) NOT NULL DEFAULT 0,
        asked_at timestamptz NOT NULL,
        asked_by text NOT NULL,
        approval_id uuid,
        received_on date,
        version integer NOT NULL DEFAULT 1
    )
    """,
    "CREATE UNIQUE INDEX goods_return_complaint ON goods_return (complaint_id) WHERE complaint_id IS NOT NULL",
    "CREATE INDEX goods_return_branch ON goods_return (branch_id, asked_at DESC, return_id DESC)",
    """
    CREATE TABLE return_line (
        return_id uuid NOT NULL REFERENCES goods_return,
        shipment_id uuid NOT NULL,
        line_id uuid NOT NULL,
        order_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        qty numeric(18,3) NOT NULL CHECK (qty > 0),
        amount numeric(18,2) NOT NULL,
        accepted numeric(18,3) NOT NULL DEFAULT 0,
        accepted_amount numeric(18,2) NOT NULL DEFAULT 0,
        rejected_because text,
        PRIMARY KEY (return_id, shipment_id, line_id),
        CHECK (accepted BETWEEN 0 AND qty)
    )
    """,
    "CREATE SEQUENCE note_no",
    "CREATE SEQUENCE return_no",
    "CREATE SEQUENCE invoicing_no",
)


def upgrade() -> None:
    """Create shipments and returns."""
    for statement in TABLES:
        op.execute(statement)
    for table in ("invoicing", "shipment", "shipment_line", "late_shipment", "goods_return", "return_line"):
        protect("orders", table)
    op.execute("GRANT USAGE ON SEQUENCE note_no, return_no, invoicing_no TO orders_api, orders_worker")
