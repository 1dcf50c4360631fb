"""Create what the chassis needs, territories and absences (P1, P3, P6)."""

from alembic import op

from chassis.schema import OPEN, install, protect

revision = "0001"
down_revision = None

TABLES = (
    "CREATE UNIQUE INDEX org_branch_code ON org_branch (code)",
    "CREATE UNIQUE INDEX org_branch_root ON org_branch ((true)) WHERE parent_id IS NULL",
    """
    CREATE TABLE territory (
        territory_id uuid PRIMARY KEY,
        branch_id uuid NOT NULL REFERENCES org_branch,
        name text NOT NULL UNIQUE,
        regions text[] NOT NULL CHECK (cardinality(regions) > 0),
        channels text[] NOT NULL,
        person_id uuid REFERENCES org_person,
        from_on date NOT NULL,
        version integer NOT NULL
    )
    """,
    """
    CREATE TABLE absence (
        absence_id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES org_person,
        branch_id uuid NOT NULL REFERENCES org_branch,
        deputy_id uuid REFERENCES org_person CHECK (deputy_id <> person_id),
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL CHECK (to_at > from_at),
        cancelled boolean NOT NULL,
        approval_id uuid,
        version integer NOT NULL,
        CONSTRAINT absence_once EXCLUDE USING gist (person_id WITH =, tstzrange(from_at, to_at) WITH &&)
            WHERE (NOT cancelled)
    )
    """,
    "CREATE INDEX absence_deputy ON absence (deputy_id, to_at) WHERE NOT cancelled",
)


def upgrade() -> None:
    """Create the tables."""
    install("customers")
    for statement in TABLES:
        op.execute(statement)
    # Everybody may see whose territory it is, so that a refusal can name whom to ask.
    protect("customers", "territory", using=OPEN)
    protect("customers", "absence")
