"""What orders asks to be billed, and the customer's card that some of it waits for (O10, R1)."""

from sqlalchemy import text

from chassis.ids import new_id
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


async def on_invoicing_requested(tx: Tx, event: InvoicingRequested) -> None:
    """Issue the invoice, say why not, or wait for the card that it must name (O10, events.md §6)."""
    card = await cards.card(tx, event.customer_id)
    if card is None:
        await tx.execute(
            WAIT,
            {
                "waiting_id": new_id(), "customer_id": event.customer_id, "branch_id": event.branch_id,
                "body": event.model_dump_json(), "now": tx.now,
            },
        )  # fmt: skip
        return
    desk = books.Desk.of(tx)
    shipments = [each.shipment_id for each in event.shipments]
    account = await desk.account(card.who, event.total.currency)
    lines = await issue.lines_of(tx, shipments)
    if obstacles := issue.obstacles(tx, card, shipments, lines):
        tx.emit(_rejected(event, obstacles))
        return
    request = issue.Request(event.invoicing_id, event.request_no, event.remarks)
    await issue.issue(desk, account, card, lines, request)


async def on_customer_changed(tx: Tx, event: CustomerChanged) -> None:
    """Take up what waited for the customer's card (events.md §6)."""
    for body in (await tx.execute(TAKE_UP, {"customer_id": event.customer_id})).scalars().all():
        await on_invoicing_requested(tx, InvoicingRequested.model_validate_json(body))


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
