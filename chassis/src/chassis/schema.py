"""Row-level security and grants, as migrations apply them (architecture, Security)."""

from itertools import product
from pathlib import Path

from alembic import op

SQL = Path(__file__).parent / "sql"
# An `= ANY` over a scalar subquery is evaluated once a statement, and uuid equality is leakproof. Cast inside, else the
# cast is done for each row; and outside, else the subquery would be one of rows.
SCOPE = "branch_id = ANY ((SELECT string_to_array(current_setting('app.branches', true), ',')::uuid[])::uuid[])"
IN_SCOPE_OR_GLOBAL = "branch_id IS NULL OR " + SCOPE
# What names a branch that nobody knows, such as a foreign event, would else be seen by nobody.
OR_NOBODYS = " OR branch_id NOT IN (SELECT b.branch_id FROM org_branch b)"
OPEN = "true"

READ = "SELECT"
WRITE = "SELECT, INSERT, UPDATE, DELETE"


def protect(service: str, table: str, *, api: str = WRITE, using: str = SCOPE, check: str | None = None) -> None:
    """Force row-level security on a table: the API sees `using`, the worker and the owner see all rows."""
    for statement in (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY owner_all ON {table} TO {service}_owner USING (true) WITH CHECK (true)",
        f"CREATE POLICY worker_all ON {table} TO {service}_worker USING (true) WITH CHECK (true)",
        f"GRANT {WRITE} ON {table} TO {service}_worker",
    ):
        op.execute(statement)
    if api:
        op.execute(
            f"CREATE POLICY api_scope ON {table} TO {service}_api USING ({using}) WITH CHECK ({check or using})"
        )  # lint: sql-text: names come from migrations
        op.execute(f"GRANT {api} ON {table} TO {service}_api")  # lint: sql-text: names come from migrations


def install(service: str) -> None:
    """Create the tables of the chassis in a service's database."""
    # The driver prepares each statement, so it takes one at a time.
    for statement in (SQL / "0001.sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    # The journal is append-only for everybody but its owner.
    protect(service, "journal", api="SELECT, INSERT", using=IN_SCOPE_OR_GLOBAL, check=OPEN)
    op.execute(f"REVOKE UPDATE, DELETE ON journal FROM {service}_worker")  # lint: sql-text: names come from migrations
    for number, verb in product(range(4), ("ENABLE", "FORCE")):
        # lint: sql-text: names come from migrations
        op.execute(f"ALTER TABLE journal_{number} {verb} ROW LEVEL SECURITY")
    protect(service, "journal_head", api="SELECT, UPDATE", using=OPEN)
    for table in ("journal_epoch", "journal_epoch_base", "org_branch", "org_person", "calendar_year"):
        protect(service, table, api=WRITE if service == "customers" else READ, using=OPEN)
    for table in ("consumer_cursor", "relay_cursor"):
        protect(service, table, api=READ, using=OPEN)
    for table in ("alembic_version", "consumer_early", "dead_letter", "intervention", "invariant_breach",
                  "journal_void", "relay_member", "resend"):  # fmt: skip
        protect(service, table, api="")
    protect(service, "parked", api="SELECT, UPDATE", using=IN_SCOPE_OR_GLOBAL + OR_NOBODYS)
    for table in ("business_setting", "reference_revision"):
        protect(service, table, using=OPEN)
    mine = "principal = (SELECT current_setting('app.actor', true))"
    protect(service, "idempotency", using=mine)
    protect(service, "access_log", api="SELECT, INSERT", using=IN_SCOPE_OR_GLOBAL, check=OPEN)
