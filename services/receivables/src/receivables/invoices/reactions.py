"""What orders asks to be billed, and the customer's card that some of it waits for (O10, R1)."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.reactions import Heard
from chassis.tx import Tx
from contracts.customers import CustomerChanged
from contracts.orders import InvoicingRequested
from contracts.receivables import InvoicingRejected, RejectedBilling
from receivables import books, cards
from receivables.invoices import issue
from receivables.invoices.rules import Obstacle

WAIT = text(
    "INSERT INTO waiting (waiting_id, customer_id, branch_id, waits_for, body, since)"
    " VALUES (:waiting_id, :customer_id, :branch_id, 'customer', CAST(:body AS jsonb), :now)"
)
TAKE_UP = text(
    "WITH gone AS (DELETE FROM waiting WHERE customer_id = :customer_id RETURNING waiting_id, body)"
    " SELECT body::text FROM gone ORDER BY waiting_id"
)


async def on_invoicing_requested(tx: Tx, heard: Sequence[Heard[InvoicingRequested]]) -> None:
    """Issue the invoices, say why not, or wait for the card that each must name (O10, events.md §6)."""
    for part in _apart(heard):
        await _bill(tx, part)


def _apart(heard: Sequence[Heard[InvoicingRequested]]) -> Iterator[list[Heard[InvoicingRequested]]]:
    """Cut where a shipment would stand twice in a part: what one request bills, the next must see."""
    part: list[Heard[InvoicingRequested]] = []
    taken: set[UUID] = set()
    for each in heard:
        shipments = {shipped.shipment_id for shipped in each.event.shipments}
        if shipments & taken:
            yield part
            part, taken = [], set()
        part.append(each)
        taken |= shipments
    yield part


async def _bill(tx: Tx, part: Sequence[Heard[InvoicingRequested]]) -> None:
    desk = books.Desk.of(tx)
    known = await cards.cards(tx, (each.event.customer_id for each in part))
    await desk.open({
        (each.event.customer_id, each.event.total.currency): known[each.event.customer_id].who
        for each in part if each.event.customer_id in known
    })  # fmt: skip
    lines = await issue.lines_of(tx, [shipped.shipment_id for each in part for shipped in each.event.shipments])
    drafts: list[issue.Draft] = []
    waiting = [each.event for each in part if each.event.customer_id not in known]
    for each in part:
        card = known.get(each.event.customer_id)
        if card is None:
            continue
        shipments = [shipped.shipment_id for shipped in each.event.shipments]
        rows = [line for line in lines if line.shipment_id in shipments]
        if obstacles := issue.obstacles(tx, card, shipments, rows):
            with desk.acting(each.cause, each.actor):
                tx.emit(_rejected(each.event, obstacles))
            continue
        account = desk.accounts[card.customer_id, each.event.total.currency]
        request = issue.Request(each.event.invoicing_id, each.event.request_no, each.event.remarks)
        drafts.append(issue.Draft(account, card, rows, request, each.cause, each.actor))
    await issue.issue(desk, drafts)
    await _wait(tx, waiting)


async def _wait(tx: Tx, events: Sequence[InvoicingRequested]) -> None:
    facts = [
        {"waiting_id": new_id(), "customer_id": event.customer_id, "branch_id": event.branch_id,
         "body": event.model_dump_json(), "now": tx.now}
        for event in events
    ]  # fmt: skip
    if facts:
        await tx.execute(WAIT, facts)


async def on_customer_changed(tx: Tx, event: CustomerChanged) -> None:
    """Take up what waited for the customer's card (events.md §6)."""
    for body in (await tx.execute(TAKE_UP, {"customer_id": event.customer_id})).scalars().all():
        request = InvoicingRequested.model_validate_json(body)
        await on_invoicing_requested(tx, [Heard(request, tx.cause, tx.actor)])


def _rejected(event: InvoicingRequested, obstacles: list[Obstacle]) -> InvoicingRejected:
    orders = {each.shipment_id: each.order_id for each in event.shipments}
    return InvoicingRejected(
        customer_id=event.customer_id, branch_id=event.branch_id, owner_id=event.owner_id,
        invoicing_id=event.invoicing_id, request_no=event.request_no,
        shipments=tuple(
            RejectedBilling(shipment_id=each.shipment_id, order_id=orders.get(each.shipment_id)) for each in obstacles
        ),
        reasons=tuple(each.reason for each in obstacles),
    )  # fmt: skip
