"""What the API shows of complaints."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from contracts.customers import ConfirmedLine
from contracts.values import Instant, Money
from customers.complaints.model import Complaint


class ComplaintItem(BaseModel):
    """A complaint in a list."""

    model_config = ConfigDict(from_attributes=True)

    complaint_id: UUID
    complaint_no: str
    customer_id: UUID
    kind: str
    severity: str
    status: str
    due_at: Instant | None
    overdue_at: Instant | None
    specialist_id: UUID | None
    filed_at: Instant


class ComplaintView(ComplaintItem):
    """A complaint with its lines and what became of it."""

    description: str
    photographs: list[dict[str, Any]]
    lines: list[ConfirmedLine]
    disputed: Money
    settled_on_spot: bool
    round: int
    answer: str | None
    findings: str | None
    remedy: str | None
    remedied_by: str | None
    satisfied: bool | None
    confirmation_file_id: UUID | None
    outcome: str | None
    closed_because: str | None
    version: int

    @classmethod
    def of(cls, complaint: Complaint) -> "ComplaintView":
        """Show a complaint."""
        plain = {name: getattr(complaint, name) for name in cls.model_fields if name not in ("lines", "disputed")}
        lines = [line.confirmed() for line in complaint.lines]
        return cls(lines=lines, disputed=complaint.disputed_money, **plain)
