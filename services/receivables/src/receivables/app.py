"""The composition of receivables."""

from pathlib import Path

from chassis.blueprint import Service
from receivables.accounts.api import routes as accounts
from receivables.defaults import DEFAULTS
from receivables.invoices.api import routes as invoices
from receivables.overdue.api import routes as overdue
from receivables.periods.api import routes as periods
from receivables.promises.api import routes as promises
from receivables.reactions import REACTIONS
from receivables.receipts.api import routes as receipts
from receivables.settings import Settings
from receivables.sweeps import SWEEPS

SERVICE = Service(
    name="receivables",
    title="Branchline receivables 应收账款",
    config=Settings,
    migrations=Path(__file__).parents[2] / "migrations",
    routers=(accounts, invoices, overdue, receipts, promises, periods),
    reactions=REACTIONS,
    sweeps=SWEEPS,
    defaults=DEFAULTS,
)
