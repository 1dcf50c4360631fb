"""What a hold rested on when it began, and an index by which lists find the holds of a customer (X2)."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    # Empty while nothing has changed since the hold began.
    "ALTER TABLE hold ADD COLUMN placed_facts jsonb",
    # Without it, those of a customer are looked for among the holds of all its orders.
    "CREATE INDEX hold_customer ON hold (customer_id) WHERE released_at IS NULL AND order_id IS NULL",
)


def upgrade() -> None:
    """Add the facts of the beginning, and the index."""
    for statement in STATEMENTS:
        op.execute(statement)
