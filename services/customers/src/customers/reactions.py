"""What customers does with the events of others."""

from chassis.reactions import On
from contracts.notifications import ApprovalActed, ApprovalDecided
from contracts.orders import ReturnReceived, ShipmentDelivered
from contracts.receivables import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceReversed,
    InvoiceSettled,
    PromiseBroken,
    StandingChanged,
)
from customers.accounts import reactions as accounts
from customers.complaints import reactions as complaints
from customers.credit import reactions as credit
from customers.deliveries import reactions as deliveries

REACTIONS = (
    On(ApprovalActed, project=credit.project_waiting, says="shows whom a credit application waits for (N1)"),
    On(ApprovalDecided, react=credit.on_approval_decided, says="grants credit as it was decided (C5)"),
    On(ShipmentDelivered, project=deliveries.project_deliveries, says="lines that can be complained of (C9)"),
    On(ReturnReceived, project=deliveries.project_returns, says="what came back of them (O7)"),
    On(ReturnReceived, react=complaints.on_return_received, says="remedy done if nothing is to be credited (C9)"),
    On(InvoiceIssued, project=accounts.project_invoices, says="turnover (C5)"),
    On(InvoiceIssued, project=deliveries.project_invoices, says="which delivered lines are billed (C9)"),
    On(InvoiceSettled, project=accounts.project_settlements, says="payment behaviour (C5)"),
    On(InvoiceReversed, project=accounts.project_reversals, says="turnover (C5)"),
    On(InvoiceReversed, project=deliveries.project_reversals, says="which delivered lines are billed (C9)"),
    On(CreditNoteIssued, project=accounts.project_credit_notes, says="turnover (C5)"),
    On(CreditNoteIssued, react=complaints.on_credit_note_issued, says="remedy done (C9)"),
    On(PromiseBroken, project=accounts.project_broken_promises, says="payment behaviour (C5)"),
    On(StandingChanged, project=accounts.project_standings, says="overdue amount in credit facts (C5)"),
)
