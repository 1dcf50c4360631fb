"""Returns: asked for, authorised, received and inspected (O7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import text

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.blocks import Asked, AskedLine
from contracts.orders import ReturnAnswered, ReturnFacts, ReturnLine, ReturnRequested
from contracts.values import Money, Quantity, UnitPrice
from edge.inputs import Command, PositiveQuantity, Text, Uuid
from orders import defaults, forms, rowset
from orders.accounts import queries as accounts
from orders.accounts.queries import Account
from orders.returns import queries, rules
from orders.shipments import queries as shipments

KIND = "return"
LINES_MAX = 500
INSERT = text(
    """
    WITH r AS (
        INSERT INTO goods_return (return_id, return_no, customer_id, branch_id, state, reason, complaint_id, currency,
            total, asked_at, asked_by)
        VALUES (:return_id, 'RT' || :day || lpad(CAST(nextval('return_no') AS text), 6, '0'), :customer_id, :branch_id,
            :state, :reason, :complaint_id, :currency, :total, :now, :actor) RETURNING return_no
    ), l AS (
        INSERT INTO return_line (return_id, shipment_id, line_id, order_id, branch_id, qty, amount)
        SELECT :return_id, w.shipment_id, w.line_id, w.order_id, :branch_id, w.qty, w.amount
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(shipment_id uuid, line_id uuid, order_id uuid, qty numeric,
            amount numeric)
    ), d AS (
        UPDATE shipment_line x SET coming_back = x.coming_back + w.qty
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(shipment_id uuid, line_id uuid, qty numeric)
        WHERE x.shipment_id = w.shipment_id AND x.line_id = w.line_id
    )
    SELECT return_no FROM r
    """
)
MOVE = text(
    "UPDATE goods_return SET state = :state, approval_id = coalesce(CAST(:approval_id AS uuid), approval_id),"
    " version = version + 1 WHERE return_id = :return_id"
)
FREE = text(
    "UPDATE shipment_line x SET coming_back = x.coming_back - r.qty FROM return_line r"
    " WHERE r.return_id = :return_id AND x.shipment_id = r.shipment_id AND x.line_id = r.line_id"
)


class ReturnLineAsked(Command):
    """A quantity of a delivered line that should come back."""

    shipment_id: Uuid
    line_id: Uuid
    qty: PositiveQuantity


class AskReturn(Command):
    """A return request (退货申请表)."""

    customer_id: Uuid
    lines: Annotated[list[ReturnLineAsked], Field(min_length=1, max_length=LINES_MAX)]
    reason: Annotated[Text, Field(max_length=1000)]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for what to come back, and why."""

    account: Account
    wanted: Sequence[rules.Wanted]
    reason: str
    complaint_id: UUID | None = None


async def ask_return(tx: Tx, command: AskReturn) -> UUID | rules.NotOurs:
    """Ask to give goods back: authorised at once or by approval; goods that are not ours are answered so (O7)."""
    account = await accounts.lock(tx, command.customer_id)
    known = await delivered(tx, account, [line.shipment_id for line in command.lines])
    asked = [((line.shipment_id, line.line_id), line.qty) for line in command.lines]
    wanted = rules.wanted_lines(asked, known)
    if isinstance(wanted, rules.NotOurs):
        return_id = await keep(tx, Asking(account, (), command.reason), "not_ours")
        tx.emit(answered(account, await queries.one(tx, return_id), "not_ours"))
        return wanted
    return_id = await keep(tx, Asking(account, wanted, command.reason), "prepared")
    await submit_return(tx, return_id, tx.actor.person_id)
    return return_id


async def delivered(tx: Tx, account: Account, ids: Sequence[UUID]) -> dict[tuple[UUID, UUID], rules.Delivered]:
    """Read what the customer took of shipments, by shipment and line."""
    rows = await shipments.delivered(tx, account.customer_id, ids)
    return {(row.shipment_id, row.line_id): queries.delivered_of(row, account.currency) for row in rows}


async def keep(tx: Tx, asking: Asking, state: str) -> UUID:
    """Write a return down, and set its quantities aside so that no other return takes them (L7)."""
    account, return_id = asking.account, new_id()
    total = Money.sum_of((each.amount for each in asking.wanted), account.currency)
    rows = [
        {
            "shipment_id": each.delivered.shipment_id, "line_id": each.delivered.line_id,
            "order_id": each.delivered.order_id, "qty": each.qty, "amount": each.amount.amount,
        }
        for each in asking.wanted
    ]  # fmt: skip
    facts = {
        **account.common(), "return_id": return_id, "day": f"{tx.today:%y%m%d}", "state": state,
        "reason": asking.reason, "complaint_id": asking.complaint_id, "currency": account.currency,
        "total": total.amount, "now": tx.now, "actor": tx.actor.id, "rows": rowset.pack(rows),
    }  # fmt: skip
    await tx.execute(INSERT, facts)
    return return_id


async def submit_return(tx: Tx, return_id: UUID, requester_id: UUID) -> None:
    """Hand a prepared return in: some firms take their goods back unconditionally, others ask approval (O7)."""
    account = await accounts.lock(tx, (await queries.one(tx, return_id)).customer_id)
    row = await queries.one(tx, return_id)
    if row.state != "prepared":
        raise rules.ReturnNotOpen(state=row.state)
    lines = await queries.lines(tx, return_id)
    shown = tuple(_shown(line, account.currency) for line in lines)
    if tx.setting(defaults.RETURN_OURS, Scope(account.branch_id, account.customer_id)) == "unconditional":
        await tx.execute(MOVE, {"return_id": return_id, "state": "authorised", "approval_id": None})
        tx.emit(answered(account, row, "authorised", shown))
        return
    facts = ReturnFacts(
        customer_name=account.name, lines=shown, total=account.money(row.total), reason=row.reason,
        complaint_id=row.complaint_id,
    )  # fmt: skip
    asked = Asked(amount=facts.total, lines=tuple(AskedLine(line_id=line.line_id, qty=line.qty) for line in shown))
    approval = await forms.ask(tx, account, forms.Request(KIND, f"return/{return_id}", asked, facts, requester_id))
    await tx.execute(MOVE, {"return_id": return_id, "state": "requested", "approval_id": None})
    tx.emit(
        ReturnRequested(
            **account.common(), return_id=return_id, return_no=row.return_no, approval=approval, facts=facts
        )
    )


def answered(
    account: Account, row: Any, answer: str, lines: tuple[ReturnLine, ...] = (), approval_id: UUID | None = None
) -> ReturnAnswered:
    """Tell the answer to a return."""
    return ReturnAnswered(
        **account.common(), return_id=row.return_id, return_no=row.return_no, answer=answer, reason=row.reason,
        lines=lines, approval_id=approval_id, complaint_id=row.complaint_id,
    )  # fmt: skip


async def answer_return(tx: Tx, account: Account, return_id: UUID, form: forms.Form) -> None:
    """Authorise a return, or set its quantities free again, as its form was decided (O7)."""
    row = await queries.one(tx, return_id)
    if row.state != "requested":
        await forms.void(tx, form.request_id, f"the return is {row.state}")
        return
    is_approved = form.state == "approved"
    state = "authorised" if is_approved else "refused"
    shown = tuple(_shown(line, account.currency) for line in await queries.lines(tx, return_id))
    await tx.execute(MOVE, {"return_id": return_id, "state": state, "approval_id": form.approval_id})
    if not is_approved:
        await tx.execute(FREE, {"return_id": return_id})
    tx.emit(answered(account, row, state, shown, form.approval_id if is_approved else None))


def _shown(row: Any, currency: str) -> ReturnLine:
    found = queries.delivered_of(row, currency)
    return ReturnLine(
        order_id=row.order_id, shipment_id=row.shipment_id, line_id=row.line_id, note_no=row.note_no,
        product_id=row.product_id, product_name=row.product_name, size=queries.size_of(row),
        qty=Quantity(value=row.qty, unit=row.unit),
        unit_price=UnitPrice(amount=row.unit_price, currency=currency),
        amount=Money(amount=row.amount, currency=currency),
        left_to_return=Quantity(value=found.left + row.qty, unit=row.unit),
    )  # fmt: skip
