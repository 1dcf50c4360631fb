"""Facts of other services that begin or end holds."""

from chassis.tx import Tx
from contracts.events import CustomerEvent
from orders import gates


async def on_fact(tx: Tx, event: CustomerEvent) -> None:
    """Re-evaluate the customer's holds when card, credit, contract or standing changes (O6, C2, C6, R4)."""
    await gates.settle(tx, event.customer_id)
