"""The probe's tables: a tally by customer that shows lost, doubled and reordered effects."""

from alembic import op
from sqlalchemy import text

from chassis.schema import OPEN, install, protect

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables of the service whose owner migrates: a test may run the probe under several names."""
    service = op.get_bind().execute(text("SELECT current_user")).scalar_one().removesuffix("_owner")
    install(service)
    op.execute("CREATE TABLE tally (customer_id uuid PRIMARY KEY, branch_id uuid NOT NULL, seen int[] NOT NULL)")
    op.execute(
        "CREATE TABLE note (note_id uuid PRIMARY KEY, branch_id uuid NOT NULL, text text NOT NULL,"
        " version int NOT NULL)"
    )
    protect(service, "tally", using=OPEN)
    protect(service, "note")
