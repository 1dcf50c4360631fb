"""Events of credit: application, grant, contract."""

from typing import Annotated, ClassVar

from contracts.blocks import Approval, Occasion
from contracts.events import CONFIDENTIAL, Block, CustomerEvent, known
from contracts.values import Day, Id, Instant, Money


class PaymentBehaviour(Block):
    """How the customer paid in the last twelve months, from projections of customers."""

    invoices_settled: int
    settled_late: int
    days_late_max: int
    promises_broken: int
    overdue: Money


class CreditFacts(Block):
    """What the approver of a credit application sees (C5)."""

    customer_name: str
    limit: Money
    term_days: int
    reasons: str
    guarantor: bool
    limit_before: Money | None
    turnover_12m: Annotated[Money, CONFIDENTIAL]
    payment: PaymentBehaviour
    pool_left: Annotated[Money, CONFIDENTIAL] | None


class CreditRequested(CustomerEvent):
    """Raised when a credit application is submitted, also again; N opens the form
    `credit_application` (C5).
    """

    type = "customers.credit.requested.v1"
    subject_id_field: ClassVar[str] = "customer_id"

    approval: Approval
    facts: CreditFacts


class CreditGranted(CustomerEvent):
    """Raised when credit is approved or changed, or its contract came back: the terms in force (C5, C6, R4).

    O takes the limit and looks at its holds again, R the terms, N tells and starts the contract's clock.
    """

    type = "customers.credit.granted.v1"
    subject_id_field: ClassVar[str] = "customer_id"

    limit: Money
    term_days: int
    provisional: bool
    valid_until_on: Day | None
    contract_due_at: Instant | None
    approval_id: Id | None
    version: int


class CreditEnded(CustomerEvent):
    """Raised when credit is withdrawn, expires or is refused for ever; O and R go on with cash, N
    tells (C5).
    """

    type = "customers.credit.ended.v1"
    subject_id_field: ClassVar[str] = "customer_id"

    reason: Annotated[str, known("withdrawn", "expired", "refused", "customer_closed")]
    version: int


class CreditContractReturned(CustomerEvent):
    """Raised when the signed contract is in or the memo approved; O ends `unsigned` holds, N
    reminders (C6).
    """

    type = "customers.credit_contract.returned.v1"
    subject_id_field: ClassVar[str] = "customer_id"

    instrument: Annotated[str, known("contract", "memo")]
    file_id: Id | None
    approval_id: Id | None
    returned_on: Day


class CreditContractOverdue(CustomerEvent):
    """Raised when the contract's due time passes; O holds if the firm so sets, N escalates (C6)."""

    type = "customers.credit_contract.overdue.v1"
    subject_id_field: ClassVar[str] = "customer_id"

    contract_due_at: Instant
    occasion: Occasion
