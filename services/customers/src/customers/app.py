"""Put customers together."""

from pathlib import Path

from chassis.blueprint import Service
from customers.absences.api import routes as absences
from customers.branches.api import routes as branches
from customers.calendars.api import routes as calendars
from customers.complaints.api import routes as complaints
from customers.credit.api import routes as credit
from customers.defaults import DEFAULTS
from customers.deliveries.api import routes as deliveries
from customers.dossiers.api import routes as dossiers
from customers.people.api import routes as people
from customers.reactions import REACTIONS
from customers.settings import Settings
from customers.sweeps import SWEEPS
from customers.territories.api import routes as territories

SERVICE = Service(
    name="customers",
    title="Branchline customers 客户",
    config=Settings,
    migrations=Path(__file__).parents[2] / "migrations",
    routers=[branches, people, absences, calendars, territories, dossiers, credit, deliveries, complaints],
    reactions=REACTIONS,
    sweeps=SWEEPS,
    defaults=DEFAULTS,
)
