"""What an approver should know of how a customer buys and pays (C5)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from contracts.customers import PaymentBehaviour
from contracts.values import Money

HISTORY = text(
    "SELECT coalesce(sum(total), 0) AS turnover, count(settled_on) AS settled,"
    " count(*) FILTER (WHERE days_late > 0) AS late, greatest(coalesce(max(days_late), 0), 0) AS late_max,"
    " (SELECT count(*) FROM broken_promise WHERE customer_id = :customer_id AND pay_on >= :since) AS broken,"
    " coalesce((SELECT overdue FROM account WHERE customer_id = :customer_id AND currency = :currency), 0) AS overdue"
    " FROM turnover WHERE customer_id = :customer_id AND issued_on >= :since AND NOT reversed"
    " AND currency = :currency"
)


@dataclass(frozen=True, slots=True)
class History:
    """A customer's turnover and payment behaviour since a day."""

    turnover: Money
    payment: PaymentBehaviour


async def history(tx: Tx, customer_id: UUID, since: date, currency: str) -> History:
    """Return turnover and payment behaviour since a day."""
    facts = {"customer_id": customer_id, "since": since, "currency": currency}
    row = (await tx.execute(HISTORY, facts)).one()
    return History(
        turnover=Money.of(row.turnover, currency),
        payment=PaymentBehaviour(
            invoices_settled=row.settled,
            settled_late=row.late,
            days_late_max=row.late_max,
            promises_broken=row.broken,
            overdue=Money.of(row.overdue, currency),
        ),
    )
