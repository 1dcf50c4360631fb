"""Create customers and the papers of their dossiers (C1, C2)."""

from alembic import op

from chassis.schema import protect

revision = "0002"
down_revision = "0001"

TABLES = (
    # Far above numbers that come in by import.
    "CREATE SEQUENCE customer_no_seq START 100001",
    "GRANT USAGE ON SEQUENCE customer_no_seq TO customers_api, customers_worker",
    """
    CREATE TABLE customer (
        customer_id uuid PRIMARY KEY,
        customer_no text NOT NULL CONSTRAINT customer_no_once UNIQUE,
        name text NOT NULL,
        name_key text NOT NULL,
        credit_code text,
        branch_id uuid NOT NULL REFERENCES org_branch,
        owner_id uuid REFERENCES org_person,
        territory_id uuid REFERENCES territory,
        dealer_id uuid REFERENCES customer,
        channel text,
        status text NOT NULL CHECK (status IN ('pending', 'active', 'lapsed', 'closed')),
        grade text CHECK (grade IN ('A', 'B', 'C', 'D')),
        grade_reason text,
        invoicing jsonb,
        ship_to jsonb NOT NULL,
        contacts jsonb NOT NULL,
        missing text[] NOT NULL,
        papers_until date,
        closed_because text,
        opened_at timestamptz NOT NULL,
        opened_by text NOT NULL,
        version integer NOT NULL,
        CONSTRAINT customer_active_complete CHECK (status <> 'active' OR cardinality(missing) = 0)
    )
    """,
    "CREATE UNIQUE INDEX customer_name_once ON customer (name_key) WHERE status <> 'closed'",
    "CREATE UNIQUE INDEX customer_credit_code_once ON customer (credit_code) WHERE status <> 'closed'",
    "CREATE INDEX customer_branch ON customer (branch_id, customer_no)",
    "CREATE INDEX customer_papers ON customer (papers_until) WHERE status = 'active'",
    """
    CREATE TABLE customer_document (
        document_id uuid PRIMARY KEY,
        customer_id uuid NOT NULL REFERENCES customer,
        branch_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('business_licence', 'organisation_code', 'taxpayer_certificate',
            'invoicing_details', 'identity_card', 'overview_form')),
        number text NOT NULL,
        issued_on date,
        expires_on date CHECK (expires_on >= issued_on),
        file_id uuid,
        checksum text CHECK (checksum ~ '^[0-9a-f]{64}$'),
        filed_at timestamptz NOT NULL,
        filed_by text NOT NULL,
        replaced_at timestamptz
    )
    """,
    "CREATE UNIQUE INDEX customer_document_current ON customer_document (customer_id, kind) WHERE replaced_at IS NULL",
)


def upgrade() -> None:
    """Create the tables."""
    for statement in TABLES:
        op.execute(statement)
    protect("customers", "customer")
    protect("customers", "customer_document")
