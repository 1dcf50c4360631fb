"""Create the index of complaints by the time that is left (C9)."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the index."""
    op.execute("CREATE INDEX complaint_by_time_left ON complaint (coalesce(due_at, 'infinity'), complaint_id DESC)")
