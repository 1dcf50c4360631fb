"""What a hold rested on when it began, beside what it rests on now (X2)."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the facts of the beginning; empty while nothing has changed since."""
    op.execute("ALTER TABLE hold ADD COLUMN placed_facts jsonb")
