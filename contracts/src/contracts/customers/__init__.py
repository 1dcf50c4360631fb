"""Events of customers: organisation, cards, credit, complaints."""

from contracts.customers.cards import (
    CustomerChanged,
    Invoicing,
    ShipTo,
)
from contracts.customers.complaints import (
    ComplaintClosed,
    ComplaintConfirmed,
    ComplaintFiled,
    ComplaintLine,
    ComplaintOverdue,
    ComplaintRemedied,
    ConfirmedLine,
)
from contracts.customers.credit import (
    CreditContractOverdue,
    CreditContractReturned,
    CreditEnded,
    CreditFacts,
    CreditGranted,
    CreditRequested,
    PaymentBehaviour,
)
from contracts.customers.families import (
    DeadlineMoved,
    InvariantViolated,
    JournalVoided,
    RequestWithdrawn,
    SettingChanged,
)
from contracts.customers.organisation import (
    AbsenceRecorded,
    BranchChanged,
    CalendarChanged,
    PersonChanged,
    RoleInBranch,
    TerritoryAssigned,
)

__all__ = [
    "AbsenceRecorded",
    "BranchChanged",
    "CalendarChanged",
    "ComplaintClosed",
    "ComplaintConfirmed",
    "ComplaintFiled",
    "ComplaintLine",
    "ComplaintOverdue",
    "ComplaintRemedied",
    "ConfirmedLine",
    "CreditContractOverdue",
    "CreditContractReturned",
    "CreditEnded",
    "CreditFacts",
    "CreditGranted",
    "CreditRequested",
    "CustomerChanged",
    "DeadlineMoved",
    "InvariantViolated",
    "Invoicing",
    "JournalVoided",
    "PaymentBehaviour",
    "PersonChanged",
    "RequestWithdrawn",
    "RoleInBranch",
    "SettingChanged",
    "ShipTo",
    "TerritoryAssigned",
]
