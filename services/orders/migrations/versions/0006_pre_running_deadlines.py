"""What a running deadline was counted by, so that it can be dated anew with the calendar (O3, O9)."""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    # Empty in rows older than this: their terms are not known, so they stay as they were told.
    "ALTER TABLE sales_order ADD COLUMN sign_off_days integer, ADD COLUMN dated_by bigint",
    "ALTER TABLE shipment ADD COLUMN receipt_days integer, ADD COLUMN dated_by bigint",
    "CREATE INDEX sales_order_sign_off ON sales_order (sign_off_due_at)",
    "CREATE INDEX shipment_receipt ON shipment (receipt_due_at) WHERE state = 'delivered'",
)


def upgrade() -> None:
    """Add the terms, and the revision of the calendar that they were dated by."""
    for statement in STATEMENTS:
        op.execute(statement)
