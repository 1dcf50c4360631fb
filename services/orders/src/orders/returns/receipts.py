"""Goods are back: inspected, and accepted or not (O7)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import text

from chassis.tx import Tx
from contracts.orders import AcceptedLine, RejectedLine, ReturnReceived
from contracts.values import Money, Quantity, UnitPrice
from edge.inputs import Command, Text, Uuid
from orders import rowset
from orders.accounts import queries as accounts
from orders.returns import queries, rules
from orders.returns.commands import LINES_MAX

RECEIVE = text(
    """
    WITH given AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(shipment_id uuid, line_id uuid, qty numeric,
            accepted numeric, amount numeric, reason text)
    ), l AS (
        UPDATE return_line x SET accepted = w.accepted, accepted_amount = w.amount, rejected_because = w.reason
        FROM given w WHERE x.return_id = :return_id AND x.shipment_id = w.shipment_id AND x.line_id = w.line_id
    ), d AS (
        UPDATE shipment_line x SET coming_back = x.coming_back - w.qty, returned = x.returned + w.accepted
        FROM given w WHERE x.shipment_id = w.shipment_id AND x.line_id = w.line_id
    ), o AS (
        UPDATE order_line x SET returned = x.returned + w.accepted
        FROM (SELECT line_id, sum(accepted) AS accepted FROM given GROUP BY line_id) w WHERE x.line_id = w.line_id
    )
    UPDATE goods_return SET state = 'received', received_on = :today, version = version + 1
    WHERE return_id = :return_id
    """
)


class InspectedLine(Command):
    """What inspection takes back of a line, and why not all of it."""

    shipment_id: Uuid
    line_id: Uuid
    accepted: Quantity
    reason: Annotated[Text, Field(max_length=500)] | None = None


class Receive(Command):
    """Goods in the store (顾客退货入库单); lines that are not named are accepted whole."""

    lines: Annotated[list[InspectedLine], Field(max_length=LINES_MAX)] = Field(default_factory=list)


async def receive_return(tx: Tx, return_id: UUID, command: Receive) -> None:
    """Take an authorised return into the store after inspection (O7)."""
    account = await accounts.lock(tx, (await queries.one(tx, return_id)).customer_id)
    row = await queries.one(tx, return_id)
    if row.state != "authorised":
        raise rules.ReturnNotOpen(state=row.state)
    lines = await queries.lines(tx, return_id)
    told = {(line.shipment_id, line.line_id): (place, line) for place, line in enumerate(command.lines)}
    if not told.keys() <= {(line.shipment_id, line.line_id) for line in lines}:
        raise rules.ReturnLineUnknown(field="/lines")
    found = [_inspected(line, told, account.currency) for line in lines]
    await tx.execute(
        RECEIVE, {"return_id": return_id, "today": tx.today, "rows": rowset.pack(each["row"] for each in found)}
    )
    accepted = tuple(each["accepted"] for each in found if each["row"]["accepted"])
    tx.emit(
        ReturnReceived(
            **account.common(),
            return_id=return_id,
            return_no=row.return_no,
            lines=accepted,
            rejected=tuple(each["rejected"] for each in found if each["rejected"]),
            total=Money.sum_of((line.amount for line in accepted), account.currency),
            received_on=tx.today,
            complaint_id=row.complaint_id,
        )
    )


def _inspected(row: Any, told: Mapping[Any, tuple[int, InspectedLine]], currency: str) -> dict[str, Any]:
    place, line = told.get((row.shipment_id, row.line_id), (0, None))
    field = f"/lines/{place}/accepted"
    if line is not None and (line.accepted.unit != row.unit or line.accepted.value < 0):
        raise rules.ReturnLineUnknown(field=field)
    accepted: Decimal = line.accepted.value if line else row.qty
    reason = line.reason if line else None
    rejected = rules.inspected(row.qty, accepted, reason, field)
    amount = queries.delivered_of(row, currency).worth(row.returned, row.returned + accepted)
    return {
        "row": {
            "shipment_id": row.shipment_id, "line_id": row.line_id, "qty": row.qty, "accepted": accepted,
            "amount": amount.amount, "reason": reason,
        },
        "accepted": AcceptedLine(
            order_id=row.order_id, shipment_id=row.shipment_id, line_id=row.line_id, product_id=row.product_id,
            product_name=row.product_name, qty=Quantity(value=accepted, unit=row.unit),
            unit_price=UnitPrice(amount=row.unit_price, currency=currency), amount=amount,
        ),
        "rejected": RejectedLine(
            line_id=row.line_id, qty=Quantity(value=rejected, unit=row.unit), reason=reason or ""
        ) if rejected else None,
    }  # fmt: skip
