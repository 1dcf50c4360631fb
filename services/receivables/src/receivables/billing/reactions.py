"""What orders tells of goods: what may be billed, what came to nothing, what came back (events.md §5)."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text

from chassis.ids import new_id
from chassis.tx import Tx
from contracts.customers import ComplaintConfirmed
from contracts.orders import OrderCancelled, ReturnReceived, ShipmentDelivered, ShipmentDispatched
from receivables import books
from receivables.billing import commands, rules
from receivables.billing.commands import Back, Reason

UPSERT = text(
    """
    INSERT INTO billable (shipment_id, line_id, order_id, customer_id, branch_id, line_no, note_no, product_name,
                          currency, unit, qty, amount, unit_price, tax_rate, terms, term_days, delivered_on)
    SELECT * FROM unnest(
        CAST(:c0 AS uuid[]), CAST(:c1 AS uuid[]), CAST(:c2 AS uuid[]), CAST(:c3 AS uuid[]), CAST(:c4 AS uuid[]),
        CAST(:c5 AS integer[]), CAST(:c6 AS text[]), CAST(:c7 AS text[]), CAST(:c8 AS text[]), CAST(:c9 AS text[]),
        CAST(:c10 AS numeric[]), CAST(:c11 AS numeric[]), CAST(:c12 AS numeric[]), CAST(:c13 AS numeric[]),
        CAST(:c14 AS text[]), CAST(:c15 AS integer[]), CAST(:c16 AS date[])
    )
    ON CONFLICT (shipment_id, line_id) DO UPDATE SET terms = excluded.terms, term_days = excluded.term_days,
        delivered_on = excluded.delivered_on
    WHERE billable.delivered_on IS NULL AND excluded.delivered_on IS NOT NULL
    """
)
STRIKE = text(
    "INSERT INTO strike (strike_id, order_id, line_id, customer_id, branch_id, qty, amount, struck_at)"
    " VALUES (:strike_id, :order_id, :line_id, :customer_id, :branch_id, :qty, :amount, :now)"
)


async def project_dispatched(tx: Tx, events: Sequence[ShipmentDispatched]) -> None:
    """Keep what is on its way, so that it may be billed before it arrives where the firm allows that."""
    await _upsert(
        tx, (_row(event, line, line.qty.value, line.amount.amount) for event in events for line in event.lines)
    )


async def project_delivered(tx: Tx, events: Sequence[ShipmentDelivered]) -> None:
    """Open what may be billed, with the terms that the order froze (R1)."""
    await _upsert(tx, (row for event in events for row in _delivered(tx, event)))


def _delivered(tx: Tx, event: ShipmentDelivered) -> Iterable[tuple[Any, ...]]:
    terms = (event.terms, event.term_days, tx.calendar.local_day(event.delivered_at))
    refused = {each.line_id: each for each in event.not_taken}
    for line in event.lines:
        qty, amount = line.qty.value, line.amount.amount
        if back := refused.get(line.line_id):
            qty, amount = qty + back.qty.value, amount + back.amount.amount
        yield (*_row(event, line, qty, amount)[:-3], *terms)


def _row(event: Any, line: Any, qty: Any, amount: Any) -> tuple[Any, ...]:
    return (
        event.shipment_id, line.line_id, event.order_id, event.customer_id, event.branch_id, line.line_no,
        event.note_no, line.product_name, line.amount.currency, line.qty.unit, qty, amount,
        line.unit_price.amount, line.tax_rate, None, None, None,
    )  # fmt: skip


async def _upsert(tx: Tx, rows: Iterable[tuple[Any, ...]]) -> None:
    newest = {row[:2]: row for row in rows}
    if newest:
        # Sorted, so that two workers lock in one order.
        columns = zip(*(newest[key] for key in sorted(newest)), strict=True)
        await tx.execute(UPSERT, {f"c{n}": list(column) for n, column in enumerate(columns)})


async def on_shipment_delivered(tx: Tx, event: ShipmentDelivered) -> None:
    """Strike off what was refused at the door, or un-bill what goes out again (events.md §5, rule 4)."""
    backs = [
        Back(event.shipment_id, each.line_id, each.qty.value, each.amount.amount if each.again else None)
        for each in event.not_taken
    ]
    if backs:
        desk = books.Desk.of(tx)
        account = await desk.account(_who(event), event.amount.currency)
        await commands.take_back(desk, account, backs, Reason("not taken"))


async def on_order_cancelled(tx: Tx, event: OrderCancelled) -> None:
    """Strike off what had been handed over and lay ready again when it was cancelled (O2)."""
    lines = [line for line in event.lines if line.handed_over.value > 0]
    if not lines:
        return
    desk = books.Desk.of(tx)
    account = await desk.account(_who(event), event.value.currency)
    rows = [
        {
            "strike_id": new_id(), "order_id": event.order_id, "line_id": line.line_id,
            "customer_id": event.customer_id, "branch_id": event.branch_id, "qty": line.handed_over.value,
            "amount": rules.share(line.amount.amount, line.handed_over.value, line.qty.value, account.currency),
            "now": tx.now,
        }
        for line in lines
    ]  # fmt: skip
    await tx.execute(STRIKE, rows)
    desk.touch(account, f"order/{event.order_id}", [event.order_id])


async def on_return_received(tx: Tx, event: ReturnReceived) -> None:
    """Net what no invoice has yet, and credit the rest of what came back (O7, R2)."""
    backs = [Back(line.shipment_id, line.line_id, line.qty.value) for line in event.lines]
    if backs:
        desk = books.Desk.of(tx)
        account = await desk.account(_who(event), event.total.currency)
        await commands.take_back(desk, account, backs, Reason(event.return_no, event.return_id, event.complaint_id))


async def on_complaint_confirmed(tx: Tx, event: ComplaintConfirmed) -> None:
    """Credit what was accepted when credit is the remedy (C9)."""
    if event.remedy != "credit":
        return
    amounts = {
        (line.shipment_id, line.line_id): line.accepted_amount.amount for line in event.lines if line.accepted_amount
    }
    desk = books.Desk.of(tx)
    account = await desk.account(_who(event), event.disputed.currency)
    await commands.let_off(desk, account, amounts, Reason(event.complaint_no, None, event.complaint_id))


def _who(event: Any) -> dict[str, Any]:
    return {"customer_id": event.customer_id, "branch_id": event.branch_id, "owner_id": event.owner_id}
