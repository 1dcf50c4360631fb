"""What the console reads by: open invoices by due date, overdue accounts by their oldest day, broken promises."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "CREATE INDEX invoice_open_due ON invoice (due_on, branch_id) WHERE open > 0",
    "CREATE INDEX account_overdue ON account (overdue_since_on, customer_id, currency) WHERE overdue > 0",
    "CREATE INDEX promise_broken ON promise (customer_id, currency) WHERE state = 'broken'",
    "CREATE INDEX receipt_left ON receipt (receipt_id) WHERE unapplied > 0",
)


def upgrade() -> None:
    """Add the indexes."""
    for statement in STATEMENTS:
        op.execute(statement)
