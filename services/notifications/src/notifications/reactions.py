"""Who in notifications reacts to what: one table."""

from chassis import organisation
from chassis.reactions import On
from contracts import customers, orders, receivables
from contracts.events import EVENTS
from notifications.approvals.reactions import on_absence_recorded, on_request_withdrawn, on_requested
from notifications.cards.reactions import project_absences, project_cards
from notifications.flows.reactions import on_deadline_moved, tell_by_flows
from notifications.flows.rules import OWN
from notifications.matters.reactions import on_end, project_matters
from notifications.matters.rules import ENDS, OPENS

KNOWN = (
    On(customers.BranchChanged, project=organisation.project_branches, says="keeps the tree of branches"),
    On(customers.PersonChanged, project=organisation.project_people, says="keeps people and their roles"),
    On(customers.CalendarChanged, project=organisation.project_calendar, says="keeps the working calendar"),
    On(customers.CustomerChanged, project=project_cards, says="keeps names and owners of customers"),
    On(
        customers.AbsenceRecorded,
        project=project_absences,
        react=on_absence_recorded,
        says="keeps who is away; hands waiting forms to the deputy",
    ),
)
FORMS = tuple(
    On(event, react=on_requested, says="opens the form, its chain frozen")
    for event in (
        customers.CreditRequested, orders.DiscountRequested, orders.AllowanceRequested, orders.ReturnRequested,
    )
) + tuple(
    On(event, react=on_request_withdrawn, says="closes the form")
    for event in (customers.RequestWithdrawn, orders.RequestWithdrawn, receivables.RequestWithdrawn)
)  # fmt: skip
# A matter's end recalls before flows tell of the end.
MATTERS = tuple(
    On(
        event,
        project=project_matters,
        react_all=on_end if event in ENDS else None,
        says="recalls its messages" if event in ENDS else "opens the matter",
    )
    for event in {**OPENS, **ENDS}
)
DEADLINES = tuple(
    On(event, react=on_deadline_moved, says="moves its reminders")
    for event in (customers.DeadlineMoved, orders.DeadlineMoved, receivables.DeadlineMoved)
)
# A firm may write a flow on any event of the other services.
FLOWS = tuple(
    On(event, react_all=tell_by_flows, says="tells whom the flows name")
    for event_type, event in sorted(EVENTS.items())
    if not event_type.startswith(OWN)
)
REACTIONS = (*KNOWN, *FORMS, *MATTERS, *DEADLINES, *FLOWS)
