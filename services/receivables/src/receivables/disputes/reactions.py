"""Complaints dispute the lines that they name, until they are confirmed, remedied or closed (C9, R3)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.defaults import Scope
from chassis.tx import Tx
from contracts.customers import ComplaintClosed, ComplaintConfirmed, ComplaintFiled
from contracts.orders import ReturnReceived
from receivables import books, defaults
from receivables.disputes import rules

LineKey = tuple[UUID, UUID]

OPEN = text(
    "INSERT INTO dispute (complaint_id, complaint_no, customer_id, branch_id, accepted, opened_at)"
    " VALUES (:complaint_id, :complaint_no, :customer_id, :branch_id, :accepted, :now) ON CONFLICT DO NOTHING"
)
OPEN_LINE = text(
    "INSERT INTO dispute_line (complaint_id, shipment_id, line_id, order_id, branch_id, currency, filed, amount)"
    " VALUES (:complaint_id, :shipment_id, :line_id, :order_id, :branch_id, :currency, :amount, :amount)"
    " ON CONFLICT (complaint_id, shipment_id, line_id) DO UPDATE SET"
    " filed = dispute_line.filed + excluded.filed, amount = dispute_line.amount + excluded.amount"
)
LINES = text(
    "SELECT l.shipment_id, l.line_id, l.currency, l.amount FROM dispute d JOIN dispute_line l USING (complaint_id)"
    " WHERE d.complaint_id = :complaint_id AND d.ended_at IS NULL ORDER BY l.shipment_id, l.line_id"
)
SHRINK = text(
    "UPDATE dispute_line l SET amount = w.amount FROM unnest(CAST(:shipments AS uuid[]), CAST(:lines AS uuid[]),"
    " CAST(:amounts AS numeric[])) AS w(shipment_id, line_id, amount)"
    " WHERE l.complaint_id = :complaint_id AND l.shipment_id = w.shipment_id AND l.line_id = w.line_id"
)
ACCEPT = text("UPDATE dispute SET accepted = true WHERE complaint_id = :complaint_id")
END = text("UPDATE dispute SET ended_at = :now WHERE complaint_id = :complaint_id AND ended_at IS NULL")


async def on_complaint_filed(tx: Tx, event: ComplaintFiled) -> None:
    """Take just these lines out of dunning; out of exposure when they are accepted, if the firm so sets (C9)."""
    lines = [line for line in event.lines if line.amount.amount > 0]
    if not lines:
        return
    counts = tx.setting(defaults.DISPUTE_COUNTS_UNTIL_ACCEPTED, Scope(event.branch_id, event.customer_id))
    facts = {"complaint_id": event.complaint_id, "branch_id": event.branch_id}
    await tx.execute(
        OPEN,
        {
            **facts, "complaint_no": event.complaint_no, "customer_id": event.customer_id, "accepted": not counts,
            "now": tx.now,
        },
    )  # fmt: skip
    rows = [
        {
            **facts, "shipment_id": line.shipment_id, "line_id": line.line_id, "order_id": line.order_id,
            "currency": line.amount.currency, "amount": line.amount.amount,
        }
        for line in lines
    ]  # fmt: skip
    await tx.execute(OPEN_LINE, rows)
    await _touch(tx, event, event.disputed.currency)


async def on_complaint_confirmed(tx: Tx, event: ComplaintConfirmed) -> None:
    """Shrink the dispute to what was accepted; what credit has remedied is in dispute no more (C9)."""
    lines = await _lines(tx, event.complaint_id)
    if not lines:
        return
    accepted: dict[LineKey, Decimal] = {}
    for line in event.lines:
        key = (line.shipment_id, line.line_id)
        accepted[key] = accepted.get(key, rules.NOTHING) + line.accepted_amount.amount
    left = rules.NOTHING if event.remedy == "credit" else event.disputed.amount
    await tx.execute(ACCEPT, {"complaint_id": event.complaint_id})
    await _shrink(tx, event.complaint_id, rules.confirmed(lines, accepted, left))
    await _touch(tx, event, event.disputed.currency)


async def on_return_received(tx: Tx, event: ReturnReceived) -> None:
    """Take what came back for a complaint out of its dispute: it is netted or credited now (O7)."""
    if event.complaint_id is None or not (lines := await _lines(tx, event.complaint_id)):
        return
    back = {(line.shipment_id, line.line_id): line.amount.amount for line in event.lines}
    await _shrink(tx, event.complaint_id, rules.returned(lines, back))
    await _touch(tx, event, event.total.currency)


async def on_complaint_closed(tx: Tx, event: ComplaintClosed) -> None:
    """End the dispute: what is still open falls due again, from its old due date (C10)."""
    found = (await tx.execute(LINES, {"complaint_id": event.complaint_id})).all()
    if not found:
        return
    await _shrink(tx, event.complaint_id, {(row.shipment_id, row.line_id): rules.NOTHING for row in found})
    await tx.execute(END, {"complaint_id": event.complaint_id, "now": tx.now})
    if any(row.amount > 0 for row in found):
        await _touch(tx, event, found[0].currency)


async def _lines(tx: Tx, complaint_id: UUID) -> dict[LineKey, Decimal]:
    rows = await tx.execute(LINES, {"complaint_id": complaint_id})
    return {(row.shipment_id, row.line_id): row.amount for row in rows}


async def _shrink(tx: Tx, complaint_id: UUID, amounts: Mapping[LineKey, Decimal]) -> None:
    keys = list(amounts)
    await tx.execute(
        SHRINK,
        {
            "complaint_id": complaint_id, "shipments": [key[0] for key in keys], "lines": [key[1] for key in keys],
            "amounts": [amounts[key] for key in keys],
        },
    )  # fmt: skip


async def _touch(tx: Tx, event: Any, currency: str) -> None:
    desk = books.Desk.of(tx)
    who = {"customer_id": event.customer_id, "branch_id": event.branch_id, "owner_id": event.owner_id}
    account = await desk.account(who, currency)
    desk.complaints[event.complaint_id] = account.key
    desk.touch(account, f"complaint/{event.complaint_id}")
