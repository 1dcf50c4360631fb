"""Who reacts to what: the one table of orders."""

from chassis import organisation
from chassis.reactions import On
from contracts.customers import (
    BranchChanged,
    CalendarChanged,
    ComplaintClosed,
    ComplaintConfirmed,
    ComplaintFiled,
    CreditContractOverdue,
    CreditContractReturned,
    CreditEnded,
    CreditGranted,
    CustomerChanged,
    PersonChanged,
    TerritoryAssigned,
)
from contracts.notifications import ApprovalDecided
from contracts.receivables import InvoicingRejected, PromiseBroken, PromiseKept, PromiseMade, StandingChanged
from orders.accounts.reactions import (
    project_complaints,
    project_credit,
    project_customers,
    project_promises,
    project_territories,
)
from orders.accounts.standings import project_standings
from orders.holds.reactions import on_fact
from orders.releases.allowances import on_allowance_decided, on_promise_broken, on_standing_changed
from orders.releases.discounts import on_discount_decided
from orders.returns.reactions import on_complaint_closed, on_complaint_confirmed, on_return_decided
from orders.shipments.deliveries import on_invoicing_rejected

REACTIONS = (
    On(BranchChanged, project=organisation.project_branches, says="keeps the tree of branches"),
    On(PersonChanged, project=organisation.project_people, says="keeps people and their roles"),
    On(CalendarChanged, project=organisation.project_calendar, says="keeps the working calendar"),
    On(TerritoryAssigned, project=project_territories, says="keeps territories, looks at open orders again"),
    On(CustomerChanged, project=project_customers, react=on_fact, says="keeps the card; dossier and territory holds"),
    On(CreditGranted, project=project_credit, react=on_fact, says="keeps the limit; credit holds by age"),
    On(CreditEnded, project=project_credit, react=on_fact, says="limit 0, cash only; credit holds"),
    On(CreditContractReturned, project=project_credit, react=on_fact, says="ends unsigned holds"),
    On(CreditContractOverdue, project=project_credit, react=on_fact, says="unsigned hold, if the firm so sets"),
    On(
        StandingChanged,
        project=project_standings,
        react=on_fact,
        says="moves exposure from order to account; overdue hold; confirms what fits",
    ),
    On(StandingChanged, react=on_standing_changed, says="ends allowances when nothing is overdue"),
    On(PromiseMade, project=project_promises, says="keeps the promise for the allowance form"),
    On(PromiseKept, project=project_promises, says="notes that it was kept"),
    On(PromiseBroken, project=project_promises, react=on_promise_broken, says="ends the allowance that it backed"),
    On(ApprovalDecided, react=on_discount_decided, says="releases just the lines and prices approved"),
    On(ApprovalDecided, react=on_allowance_decided, says="grants the allowance"),
    On(ApprovalDecided, react=on_return_decided, says="authorises or refuses the return"),
    On(ComplaintFiled, project=project_complaints, says="shows the complaint on its lines"),
    On(
        ComplaintConfirmed,
        project=project_complaints,
        react=on_complaint_confirmed,
        says="prepares the return that remedies it",
    ),
    On(ComplaintClosed, project=project_complaints, react=on_complaint_closed, says="withdraws an unfounded return"),
    On(InvoicingRejected, react=on_invoicing_rejected, says="hands the request back to the clerk"),
)
