"""Events of the other services as the tests of notifications need them."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from chassis.ids import new_id
from contracts import customers, orders, receivables
from contracts.blocks import Approval, Asked, occasion_of
from contracts.content import content_hash
from contracts.values import Money

NOON = datetime.fromisoformat("2026-03-11T02:00:00+00:00")


class Deal:
    """A customer of the first branch, with its representative, and what happens to it."""

    def __init__(self, firm: Any, *, owner: str = "representative-1") -> None:
        self.firm = firm
        self.customer_id = new_id()
        self.owner_id: UUID = firm.people[owner]
        self.common = {
            "customer_id": self.customer_id, "branch_id": firm.branches[0], "owner_id": self.owner_id,
        }  # fmt: skip

    def card(self, name: str = "华东印务有限公司") -> customers.CustomerChanged:
        return customers.CustomerChanged(
            **self.common, customer_no="K10023", name=name, status="active", channel=None, territory_id=None,
            grade="B", grade_reason=None, missing_documents=(), invoicing=None, ship_to=(), changed=(), version=1,
        )  # fmt: skip

    def credit_requested(
        self, amount: str = "180000.00", *, requester: str = "representative-1", revision: int = 1,
        request_id: UUID | None = None, decide_by: datetime = NOON + timedelta(days=14),
    ) -> customers.CreditRequested:  # fmt: skip
        money = Money.of(amount)
        facts = customers.CreditFacts(
            customer_name="华东印务有限公司", limit=money, term_days=30, reasons="长期合作", guarantor=True,
            limit_before=None, turnover_12m=Money.of("900000.00"),
            payment=customers.PaymentBehaviour(
                invoices_settled=12, settled_late=1, days_late_max=3, promises_broken=0, overdue=Money.zero()
            ),
            pool_left=None,
        )  # fmt: skip
        asked = Asked(amount=money, term_days=30)
        subject = f"customer/{self.customer_id}"
        approval = Approval(
            request_id=request_id or new_id(), form_kind="credit_application", revision=revision,
            content_hash=content_hash("credit_application", subject, revision, asked, facts), subject=subject,
            requester_id=self.firm.people[requester], asked=asked, decide_by=decide_by,
        )  # fmt: skip
        return customers.CreditRequested(**self.common, approval=approval, facts=facts)

    def withdrawn(self, request: customers.CreditRequested) -> customers.RequestWithdrawn:
        return customers.RequestWithdrawn(
            **self.common, request_id=request.approval.request_id, revision=request.approval.revision,
            form_kind="credit_application", reason="reason_gone",
        )  # fmt: skip

    def invoice(self, invoice_id: UUID, due_on: date) -> receivables.InvoiceIssued:
        return receivables.InvoiceIssued(
            **self.common, invoice_id=invoice_id, invoice_no="2026-000123", request_no=None, lines=(),
            total=Money.of("120000.00"), tax=Money.of("13805.31"), issued_on=due_on - timedelta(days=30),
            due_on=due_on, terms="credit",
        )  # fmt: skip

    def overdue(self, invoice_id: UUID, due_on: date, stage: int = 1, round_no: int = 0) -> receivables.InvoiceOverdue:
        return receivables.InvoiceOverdue(
            **self.common, invoice_id=invoice_id, invoice_no="2026-000123", open=Money.of("120000.00"),
            disputed=Money.zero(), due_on=due_on, stage_days=stage, round=round_no,
            occasion=occasion_of(invoice_id, "invoice.overdue", stage, due_on, round_no),
        )  # fmt: skip

    def settled(self, invoice_id: UUID, on: date) -> receivables.InvoiceSettled:
        return receivables.InvoiceSettled(
            **self.common, invoice_id=invoice_id, invoice_no="2026-000123", how="paid", settled_on=on, days_late=1
        )  # fmt: skip

    def bounced(self, invoice_id: UUID) -> receivables.ReceiptReversed:
        return receivables.ReceiptReversed(
            **self.common, receipt_id=new_id(), bank_ref="B1", amount=Money.of("120000.00"), reason="退票",
            reopened=(
                receivables.Reopened(invoice_id=invoice_id, invoice_no="2026-000123", open=Money.of("120000.00")),
            ),
        )  # fmt: skip

    def complaint(self, complaint_id: UUID, specialist_id: UUID | None = None) -> customers.ComplaintFiled:
        return customers.ComplaintFiled(
            **self.common, complaint_id=complaint_id, complaint_no="KS-2026-0007", kind="complaint",
            severity="major", lines=(), disputed=Money.of("6000.00"), answer_due_at=NOON + timedelta(days=1),
            specialist_id=specialist_id, settled_on_spot=False,
        )  # fmt: skip

    def complaint_overdue(self, complaint_id: UUID) -> customers.ComplaintOverdue:
        return customers.ComplaintOverdue(
            **self.common, complaint_id=complaint_id, complaint_no="KS-2026-0007", step="answer", severity="major",
            due_at=NOON, occasion=occasion_of(complaint_id, "complaint.overdue", "answer", NOON.date()),
        )  # fmt: skip

    def complaint_closed(self, complaint_id: UUID) -> customers.ComplaintClosed:
        return customers.ComplaintClosed(
            **self.common, complaint_id=complaint_id, complaint_no="KS-2026-0007", outcome="satisfied",
            confirmation_file_id=None,
        )  # fmt: skip

    def credit_granted(self, due_at: datetime) -> customers.CreditGranted:
        return customers.CreditGranted(
            **self.common, limit=Money.of("200000.00"), term_days=30, provisional=True, valid_until_on=None,
            contract_due_at=due_at, approval_id=new_id(), version=1,
        )  # fmt: skip

    def contract_returned(self) -> customers.CreditContractReturned:
        return customers.CreditContractReturned(
            **self.common, instrument="contract", file_id=None, approval_id=None, returned_on=NOON.date()
        )

    def deadline_moved(self, old_at: datetime, new_at: datetime) -> customers.DeadlineMoved:
        return customers.DeadlineMoved(
            **self.common, about=f"credit/{self.customer_id}", kind="contract", old_at=old_at,
            new_at=new_at, reason="calendar",
        )  # fmt: skip

    def hold(self, hold_id: UUID) -> orders.HoldPlaced:
        return orders.HoldPlaced(
            **self.common, hold_id=hold_id, reason="overdue", scope="customer", order_id=None, line_id=None,
            blocks="ship", facts=(), order_ids=(),
            cure=orders.Cure(zh="收到 120,000.00 元。", en="Receive 120,000.00 CNY.", amount=None, refs=()),
        )  # fmt: skip

    def absence(
        self, person: str, deputy: str | None, *, begins: datetime = NOON, days: int = 3, branch: int = 0
    ) -> customers.AbsenceRecorded:
        return customers.AbsenceRecorded(
            absence_id=new_id(), person_id=self.firm.people[person], branch_id=self.firm.branches[branch],
            deputy_id=self.firm.people[deputy] if deputy else None, from_at=begins,
            to_at=begins + timedelta(days=days), cancelled=False, approval_id=None,
        )  # fmt: skip
