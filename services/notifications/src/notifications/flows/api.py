"""Flows over HTTP (N3)."""

from typing import Annotated

from fastapi import Path, Response
from pydantic import BaseModel

from chassis.refusals import NotFound
from chassis.tx import Tx
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import Version, router, tag
from edge.inputs import Command
from notifications.flows import commands, queries
from notifications.flows.model import Definition, FlowName
from notifications.flows.queries import Flow
from notifications.flows.shipped import SHIPPED

routes = router(prefix="/flows", tags=["flows"])
ROLES = EVERY_ROLE - {OPERATOR}
Reader = Annotated[Tx, action("administration_supervisor", "market_administration", "sales_administration", OPERATOR)]
Writer = Annotated[Tx, action("administration_supervisor", "sales_administration", OPERATOR)]
Named = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{2,59}$")]


class NewFlow(Command):
    """A flow of the firm's own."""

    name: FlowName
    definition: Definition


class FlowView(BaseModel):
    """A flow; version 0 is as shipped."""

    name: str
    version: int
    shipped: bool
    definition: Definition


def _view(flow: Flow) -> FlowView:
    return FlowView(name=flow.name, version=flow.version, shipped=flow.name in SHIPPED, definition=flow.definition)


@routes.get("")
async def flows(tx: Reader) -> list[FlowView]:
    """List all flows: those shipped, changed and added (N3)."""
    return [_view(flow) for flow in await queries.flows(tx)]


@routes.post("", status_code=201)
async def create(body: NewFlow, tx: Writer, response: Response) -> FlowView:
    """Add a flow (N3)."""
    flow = await commands.create(tx, body.name, body.definition, ROLES)
    tag(response, flow.version)
    return _view(flow)


@routes.get("/{name}")
async def flow(name: Named, tx: Reader, response: Response) -> FlowView:
    """Show a flow (N3)."""
    found = await queries.flow(tx, name)
    if found is None:
        raise NotFound
    tag(response, found.version)
    return _view(found)


@routes.put("/{name}")
async def change(name: Named, body: Definition, tx: Writer, version: Version, response: Response) -> FlowView:
    """Change a flow, or switch it off (N3)."""
    changed = await commands.change(tx, name, body, version, ROLES)
    tag(response, changed.version)
    return _view(changed)


@routes.delete("/{name}", status_code=204)
async def remove(name: Named, tx: Writer, version: Version) -> Response:
    """Remove an own flow, or let a shipped one be as it was (N3)."""
    await commands.remove(tx, name, version)
    return Response(status_code=204)
