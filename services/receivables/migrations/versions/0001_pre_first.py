"""Create accounts, ledger, billables, invoices, receipts, disputes and promises."""

from pathlib import Path

from alembic import op

from chassis.schema import OPEN, READ, install, protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"
APPEND_ONLY = ("entry", "posting", "number", "strike", "invoice_stage", "reversal", "hand_over")
SCOPED = (
    "customer", "customer_credit", "account", "waiting", "billable", "invoice", "invoice_line", "credit_note",
    "credit_note_line", "receipt", "allocation", "allowance",
    "dispute", "dispute_line", "promise", "promise_invoice",
    "entry", "posting", "strike", "invoice_stage", "reversal", "hand_over",
)  # fmt: skip


def upgrade() -> None:
    """Create the tables."""
    install("receivables")
    # The driver prepares each statement, so it takes one at a time.
    for name in ("0001_invoices.sql", "0001_receipts.sql"):
        for statement in (SQL / name).read_text("utf-8").split(";;\n"):
            if statement.strip():
                op.execute(statement)
    for table in SCOPED:
        protect("receivables", table, api="SELECT, INSERT" if table in APPEND_ONLY else READ_WRITE)
    protect("receivables", "period", using=OPEN)
    protect("receivables", "counter", using=OPEN)
    protect("receivables", "number", api="SELECT, INSERT", using=OPEN)
    for table in APPEND_ONLY:
        # Nothing that was booked is changed in place (R8).
        op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM receivables_worker")  # lint: sql-text: our own tables


READ_WRITE = READ + ", INSERT, UPDATE"
