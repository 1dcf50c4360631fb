"""A promise to pay is taken down; it rests the dunning of its invoices until its day (R3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.tx import Tx
from contracts.receivables import PromiseMade
from contracts.values import Money
from receivables import allocation, books, cards
from receivables.promises import rules

REPLACE = text(
    "UPDATE promise SET state = 'replaced', ended_at = :now WHERE promise_id = :replaces_id"
    " AND customer_id = :customer_id AND currency = :currency AND state IN ('open', 'broken') RETURNING promise_id"
)
MAKE = text(
    """
    WITH made AS (
        INSERT INTO promise (promise_id, customer_id, branch_id, currency, amount, pay_on, break_at, replaces_id,
                             made_at, made_by, remarks)
        VALUES (:promise_id, :customer_id, :branch_id, :currency, :amount, :pay_on, :break_at, :replaces_id, :now,
                :actor, :remarks)
    )
    INSERT INTO promise_invoice (promise_id, invoice_id, branch_id)
    SELECT :promise_id, invoice_id, :branch_id FROM unnest(CAST(:invoices AS uuid[])) AS n(invoice_id)
    """
)
# The first day overdue is still looked at, since the standing turns on it.
REST = text(
    """
    UPDATE invoice i SET rests_until_on = greatest(i.rests_until_on, :pay_on), next_stage_at = least(
        CASE WHEN i.due_on >= :today THEN (i.due_on + 1)::timestamp END, (:pay_on + 1)::timestamp
    ) AT TIME ZONE :zone
    WHERE i.invoice_id = ANY(CAST(:rested AS uuid[])) AND i.next_stage_at IS NOT NULL
    """
)


@dataclass(frozen=True, slots=True)
class Promised:
    """What a customer promises."""

    customer_id: UUID
    amount: Money
    pay_on: date
    invoice_ids: tuple[UUID, ...]
    replaces_id: UUID | None
    remarks: str | None


async def make_promise(tx: Tx, promised: Promised) -> UUID:
    """Take down what is promised for when, and rest the dunning until then (R3)."""
    card = await cards.known(tx, promised.customer_id)
    desk = books.Desk.of(tx)
    account = await desk.account(card.who, promised.amount.currency)
    open_amounts = {item.invoice_id: item.open for item in await allocation.open_items(desk, account)}
    rules.refuse_promise(promised.amount.amount, promised.pay_on, tx.today, open_amounts, promised.invoice_ids)
    promise_id = new_id()
    await _write(tx, account, promise_id, promised, list(promised.invoice_ids or open_amounts))
    tx.emit(
        PromiseMade(
            **account.who, promise_id=promise_id, amount=promised.amount, pay_on=promised.pay_on,
            invoice_ids=promised.invoice_ids, replaces_id=promised.replaces_id,
        )
    )  # fmt: skip
    return promise_id


async def _write(tx: Tx, account: books.Account, promise_id: UUID, promised: Promised, rested: list[UUID]) -> None:
    facts = {
        "promise_id": promise_id, "customer_id": account.customer_id, "branch_id": account.branch_id,
        "currency": account.currency, "amount": promised.amount.amount, "pay_on": promised.pay_on,
        "break_at": tx.calendar.start_of_day(promised.pay_on + timedelta(days=1)),
        "replaces_id": promised.replaces_id, "now": tx.now, "today": tx.today, "actor": tx.actor.id,
        "remarks": promised.remarks, "invoices": list(promised.invoice_ids), "rested": rested,
        "zone": tx.calendar.zone.key,
    }  # fmt: skip
    if promised.replaces_id and (await tx.execute(REPLACE, facts)).first() is None:
        raise rules.NotOpen(field="/replaces_id")
    await tx.execute(MAKE, facts)
    await tx.execute(REST, facts)
