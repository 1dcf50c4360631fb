"""The composition root of notifications."""

from pathlib import Path

from chassis.blueprint import Service
from notifications.approvals import api as approvals
from notifications.approvals import kinds_api as form_kinds
from notifications.channels import api as channels
from notifications.defaults import DEFAULTS
from notifications.flows import api as flows
from notifications.inbox import api as inbox
from notifications.reactions import REACTIONS
from notifications.settings import Settings
from notifications.sweeps import SWEEPS
from notifications.todo import api as todo

SERVICE = Service(
    name="notifications",
    title="Branchline notifications 通知与审批",
    config=Settings,
    migrations=Path(__file__).parents[2] / "migrations",
    routers=[
        todo.routes,
        approvals.routes,
        approvals.batches,
        form_kinds.routes,
        inbox.routes,
        flows.routes,
        channels.routes,
    ],
    reactions=REACTIONS,
    sweeps=SWEEPS,
    defaults=DEFAULTS,
)
