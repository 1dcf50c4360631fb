"""The composition root of orders."""

from pathlib import Path

from chassis.blueprint import Service
from orders.accounts.api import routes as accounts
from orders.catalogue.api import routes as catalogue
from orders.defaults import DEFAULTS
from orders.holds.api import routes as holds
from orders.reactions import REACTIONS
from orders.releases.api import routes as releases
from orders.returns.api import routes as returns
from orders.sales.api import routes as sales
from orders.settings import Settings
from orders.shipments.api import routes as shipments
from orders.sweeps import SWEEPS

SERVICE = Service(
    name="orders",
    title="Branchline orders · 订单与发货",
    config=Settings,
    migrations=Path(__file__).parents[2] / "migrations",
    routers=[catalogue, accounts, holds, releases, shipments, returns, sales],
    reactions=REACTIONS,
    sweeps=SWEEPS,
    defaults=DEFAULTS,
)
