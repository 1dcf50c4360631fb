"""Products and price lists (O1, O15)."""

from alembic import op

from chassis.schema import OPEN, install, protect

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE product (
        product_id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code <> ''),
        name text NOT NULL CHECK (name <> ''),
        unit text NOT NULL CHECK (unit IN ('kg', 't', 'sheet', 'ream', 'piece')),
        grammage numeric(9,3) CHECK (grammage > 0),
        width_mm integer CHECK (width_mm > 0),
        height_mm integer CHECK (height_mm > 0),
        sheets_per_ream integer CHECK (sheets_per_ream > 0),
        channels text[] NOT NULL DEFAULT '{}',
        tax_rate numeric(5,4) NOT NULL CHECK (tax_rate BETWEEN 0 AND 1),
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL
    )
    """,
    """
    CREATE TABLE price_list (
        list_id uuid PRIMARY KEY,
        list_no text NOT NULL UNIQUE,
        branch_id uuid,
        grade text,
        valid_from date NOT NULL,
        valid_until date CHECK (valid_until >= valid_from),
        published_at timestamptz NOT NULL,
        published_by text NOT NULL
    )
    """,
    # A product has one price a branch, grade and day: two lists that overlap cannot both be kept.
    """
    CREATE TABLE price (
        list_id uuid NOT NULL REFERENCES price_list,
        product_id uuid NOT NULL REFERENCES product,
        branch_id uuid,
        grade text,
        currency char(3) NOT NULL,
        unit_price numeric(18,4) NOT NULL CHECK (unit_price > 0),
        valid daterange NOT NULL CHECK (NOT isempty(valid)),
        PRIMARY KEY (list_id, product_id, valid),
        CONSTRAINT price_no_overlap EXCLUDE USING gist (
            product_id WITH =,
            (coalesce(branch_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =,
            (coalesce(grade, '')) WITH =,
            valid WITH &&
        )
    )
    """,
    "CREATE SEQUENCE price_list_no",
)


def upgrade() -> None:
    """Create products and price lists."""
    install("orders")
    for statement in TABLES:
        op.execute(statement)
    for table in ("product", "price_list", "price"):
        protect("orders", table, using=OPEN)
    op.execute("GRANT USAGE ON SEQUENCE price_list_no TO orders_api, orders_worker")
