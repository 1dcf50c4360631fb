"""How orders and receivables carry remedies out (C9)."""

from uuid import UUID

from chassis.tx import Tx
from contracts.orders import ReturnReceived
from contracts.receivables import CreditNoteIssued
from customers.complaints import queries
from customers.complaints.remedies import remedied
from customers.deliveries import queries as deliveries
from customers.dossiers import queries as dossiers


async def on_return_received(tx: Tx, event: ReturnReceived) -> None:
    """Call the remedy done when goods are back that nobody was billed for; others await their credit note (C9)."""
    keys = [(line.shipment_id, line.line_id) for line in event.lines]
    if event.complaint_id and not await deliveries.is_billed(tx, keys):
        await _carried_out(tx, event.customer_id, event.complaint_id, {"return"}, f"return/{event.return_id}")


async def on_credit_note_issued(tx: Tx, event: CreditNoteIssued) -> None:
    """Call the remedy done when it was credited (C9)."""
    if event.complaint_id:
        reference = f"credit_note/{event.note_id}"
        await _carried_out(tx, event.customer_id, event.complaint_id, {"return", "credit"}, reference)


async def _carried_out(tx: Tx, customer_id: UUID, complaint_id: UUID, remedies: set[str], reference: str) -> None:
    customer = await dossiers.find_locked(tx, customer_id)
    complaint = await queries.find_locked(tx, complaint_id)
    if customer is None or complaint is None or complaint.customer_id != customer_id:
        return
    if complaint.status == "confirmed" and complaint.remedy in remedies:
        remedied(tx, complaint, customer.owner_id, reference)
