"""Delivered lines over HTTP: what a complaint may name (C9)."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel

from chassis.tx import Tx
from contracts.values import Instant, Money, Quantity
from customers.deliveries import queries
from customers.dossiers import queries as dossiers
from edge.access import action
from edge.http import router
from edge.inputs import Uuid

routes = router(prefix="/customers/{id}/deliveries", tags=["complaints"])
READERS = ("representative", "clerk", "department_manager", "complaint_specialist", "quality_inspector")


class DeliveredLineView(BaseModel):
    """A delivered line, and what came back of it."""

    shipment_id: UUID
    line_id: UUID
    order_id: UUID
    order_no: str
    product_id: UUID
    product_name: str
    qty: Quantity
    returned_qty: Quantity
    amount: Money
    delivered_at: Instant


@routes.get("")
async def list_deliveries(
    customer_id: Annotated[Uuid, Path(alias="id")], tx: Annotated[Tx, action(*READERS, logs="customer")]
) -> list[DeliveredLineView]:
    """List what was delivered to a customer, the latest first (C9)."""
    await dossiers.customer(tx, customer_id)
    return [
        DeliveredLineView(
            shipment_id=row.shipment_id,
            line_id=row.line_id,
            order_id=row.order_id,
            order_no=row.order_no,
            product_id=row.product_id,
            product_name=row.product_name,
            qty=Quantity.of(row.qty, row.unit),
            returned_qty=Quantity.of(row.returned_qty, row.unit),
            amount=Money.of(row.amount, row.currency),
            delivered_at=row.delivered_at,
        )
        for row in await queries.latest(tx, customer_id)
    ]
