"""Which event of other services does what here."""

from chassis import organisation
from chassis.reactions import On
from contracts.customers import (
    BranchChanged,
    CalendarChanged,
    ComplaintClosed,
    ComplaintConfirmed,
    ComplaintFiled,
    CreditEnded,
    CreditGranted,
    CustomerChanged,
    PersonChanged,
)
from contracts.orders import (
    InvoicingRequested,
    OrderCancelled,
    ReturnReceived,
    ShipmentDelivered,
    ShipmentDispatched,
)
from receivables.accounts import reactions as accounts
from receivables.billing import reactions as billing
from receivables.books import lock_accounts
from receivables.disputes import reactions as disputes
from receivables.invoices import reactions as invoices

REACTIONS = (
    On(BranchChanged, project=organisation.project_branches, says="keeps the tree of branches"),
    On(PersonChanged, project=organisation.project_people, says="keeps people and their roles"),
    On(CalendarChanged, project=organisation.project_calendar, says="keeps the working calendar"),
    On(CustomerChanged, project=accounts.project_customers, react=accounts.on_customer_changed,
       says="keeps name, tax data, owner and branch"),
    On(CustomerChanged, lock=lock_accounts, react=invoices.on_customer_changed,
       says="bills what waited for the card"),
    On(CreditGranted, project=accounts.project_credit, says="keeps the terms"),
    On(CreditEnded, project=accounts.project_ended_credit, says="goes on with cash"),
    On(ShipmentDispatched, project=billing.project_dispatched, says="knows goods on their way"),
    On(ShipmentDelivered, project=billing.project_delivered, says="opens what may be billed"),
    On(ShipmentDelivered, lock=lock_accounts, react=billing.on_shipment_delivered,
       says="nets or credits what was not taken"),
    On(OrderCancelled, lock=lock_accounts, react=billing.on_order_cancelled,
       says="strikes off what had been handed over"),
    On(InvoicingRequested, lock=lock_accounts, react_all=invoices.on_invoicing_requested,
       says="issues the invoice or says why not"),
    On(ReturnReceived, lock=lock_accounts, react=billing.on_return_received, says="nets or credits the goods"),
    On(ReturnReceived, react=disputes.on_return_received, says="shrinks the dispute by what came back"),
    On(ComplaintFiled, lock=lock_accounts, react=disputes.on_complaint_filed, says="disputes just these lines"),
    On(ComplaintConfirmed, lock=lock_accounts, react=billing.on_complaint_confirmed,
       says="credits what was accepted, if credit is the remedy"),
    On(ComplaintConfirmed, react=disputes.on_complaint_confirmed, says="shrinks the dispute"),
    On(ComplaintClosed, lock=lock_accounts, react=disputes.on_complaint_closed, says="ends the dispute"),
)  # fmt: skip
