"""Create complaints and the delivered lines that can be complained of (C9 to C11)."""

from alembic import op

from chassis.schema import READ, protect

revision = "0004"
down_revision = "0003"

TABLES = (
    """
    CREATE TABLE delivered_line (
        shipment_id uuid NOT NULL,
        line_id uuid NOT NULL,
        order_id uuid NOT NULL,
        order_no text NOT NULL,
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        product_id uuid NOT NULL,
        product_name text NOT NULL,
        qty numeric(18, 3) NOT NULL,
        returned_qty numeric(18, 3) NOT NULL DEFAULT 0,
        unit text NOT NULL,
        amount numeric(18, 2) NOT NULL,
        currency char(3) NOT NULL,
        delivered_at timestamptz NOT NULL,
        PRIMARY KEY (shipment_id, line_id)
    )
    """,
    "CREATE INDEX delivered_line_customer ON delivered_line (customer_id, delivered_at)",
    """
    CREATE TABLE billed_line (
        invoice_id uuid NOT NULL,
        shipment_id uuid NOT NULL,
        line_id uuid NOT NULL,
        customer_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        PRIMARY KEY (shipment_id, line_id, invoice_id)
    )
    """,
    "CREATE INDEX billed_line_invoice ON billed_line (invoice_id)",
    "CREATE SEQUENCE complaint_no_seq START 1",
    "GRANT USAGE ON SEQUENCE complaint_no_seq TO customers_api, customers_worker",
    """
    CREATE TABLE complaint (
        complaint_id uuid PRIMARY KEY,
        complaint_no text NOT NULL UNIQUE,
        customer_id uuid NOT NULL REFERENCES customer,
        branch_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('complaint', 'objection', 'suggestion')),
        severity text NOT NULL CHECK (severity IN ('minor', 'major', 'critical')),
        status text NOT NULL CHECK (status IN ('filed', 'answered', 'confirmed', 'remedied', 'closed')),
        description text NOT NULL,
        photographs jsonb NOT NULL,
        disputed numeric(18, 2) NOT NULL CHECK (disputed >= 0),
        currency char(3) NOT NULL,
        specialist_id uuid,
        settled_on_spot boolean NOT NULL,
        step_from timestamptz NOT NULL,
        step_days integer,
        due_at timestamptz,
        dated_by bigint,
        overdue_at timestamptz,
        round integer NOT NULL DEFAULT 0,
        answer text,
        findings text,
        remedy text CHECK (remedy IN ('replace', 'return', 'credit', 'repair', 'none')),
        remedied_by text,
        satisfied boolean,
        confirmation_file_id uuid,
        outcome text CHECK (outcome IN ('satisfied', 'unfounded', 'taken_back')),
        closed_because text,
        filed_at timestamptz NOT NULL,
        filed_by text NOT NULL,
        version integer NOT NULL,
        CHECK ((status = 'closed') = (outcome IS NOT NULL)),
        CHECK ((status = 'closed') = (due_at IS NULL))
    )
    """,
    "CREATE INDEX complaint_due ON complaint (due_at) WHERE overdue_at IS NULL",
    "CREATE INDEX complaint_customer ON complaint (customer_id, filed_at)",
    """
    CREATE TABLE complaint_line (
        complaint_id uuid NOT NULL REFERENCES complaint,
        line_no integer NOT NULL,
        branch_id uuid NOT NULL,
        shipment_id uuid NOT NULL,
        line_id uuid NOT NULL,
        order_id uuid NOT NULL,
        order_no text NOT NULL,
        product_id uuid NOT NULL,
        product_name text NOT NULL,
        qty numeric(18, 3) NOT NULL CHECK (qty > 0),
        unit text NOT NULL,
        amount numeric(18, 2) NOT NULL CHECK (amount >= 0),
        currency char(3) NOT NULL,
        accepted_qty numeric(18, 3) CHECK (accepted_qty BETWEEN 0 AND qty),
        accepted_amount numeric(18, 2) CHECK (accepted_amount BETWEEN 0 AND amount),
        PRIMARY KEY (complaint_id, line_no),
        UNIQUE (complaint_id, shipment_id, line_id),
        FOREIGN KEY (shipment_id, line_id) REFERENCES delivered_line
    )
    """,
    "CREATE INDEX complaint_line_delivery ON complaint_line (shipment_id, line_id)",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in TABLES:
        op.execute(statement)
    # A complaint locks the lines it names, so that two of them cannot dispute the same goods.
    protect("customers", "delivered_line", api="SELECT, UPDATE")
    protect("customers", "billed_line", api=READ)
    protect("customers", "complaint")
    protect("customers", "complaint_line")
