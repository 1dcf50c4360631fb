"""What may come back, and what it is worth (O7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from chassis.refusals import Invalid, Refused
from contracts.values import Money, Quantity


class NotOurs(Refused):
    """Refuse goods that this customer did not get from us: an outcome, for the attempt itself counts (O7)."""

    code, duty = "return.not_ours", "O7"
    zh, en = "该货物不是本公司发给该客户的，不同意退货。", "These goods were not delivered by us to this customer."


class ReturnTooMuch(Refused):
    """Refuse to take back more than was delivered and has not come back (L7)."""

    code, duty = "return.too_much", "O7"
    zh, en = "第 {line} 行最多可退 {left}。", "At most {left} of line {line} may come back."


class ReturnUnitOther(Invalid):
    """Refuse a quantity in another unit than the one delivered (O7)."""

    code, duty = "return.unit", "O7"
    zh, en = "计量单位必须是 {unit}。", "The unit must be {unit}."


class ReturnLineTwice(Invalid):
    """Refuse a delivered line that is named twice (O7)."""

    code, duty = "return.line_twice", "O7"
    zh, en = "同一行出现了两次。", "A line stands twice."


class ReturnNotOpen(Refused):
    """Refuse a step that the return is not at (O7)."""

    code, duty = "return.state", "O7"
    zh, en = "退货单当前状态为 {state}，不能执行此操作。", "The return is {state}; that cannot be done now."


class ReturnLineUnknown(Invalid):
    """Refuse to receive what the return does not list, or more of it (O7)."""

    code, duty = "return.line_unknown", "O7"
    zh, en = "退货单没有这一行，或数量超出。", "The return has no such line, or not as much of it."


class RejectionUnexplained(Invalid):
    """Refuse to reject goods without saying why (O7)."""

    code, duty = "return.rejection_unexplained", "O7"
    zh, en = "拒收必须写明原因。", "Say why goods are not taken back."


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a customer took of a line of a shipment."""

    order_id: UUID
    shipment_id: UUID
    line_id: UUID
    line_no: int
    note_no: str
    unit: str
    taken: Decimal
    taken_amount: Money
    coming_back: Decimal
    returned: Decimal

    @property
    def left(self) -> Decimal:
        """Tell what may still come back."""
        return self.taken - self.returned - self.coming_back

    def worth(self, before: Decimal, after: Decimal) -> Money:
        """Value what comes back between two totals: all parts sum to what was delivered, to the cent."""
        return self._share(after) - self._share(before)

    def _share(self, part: Decimal) -> Money:
        return self.taken_amount.allocate([part, self.taken - part])[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quantity of a delivered line that should come back, with its worth."""

    delivered: Delivered
    qty: Decimal
    amount: Money


Place = tuple[UUID, UUID]


def wanted_lines(asked: Sequence[tuple[Place, Quantity]], known: Mapping[Place, Delivered]) -> list[Wanted] | NotOurs:
    """Check first that the goods are ours, then that no more comes back than was delivered (O7)."""
    if len({place for place, _ in asked}) < len(asked):
        raise ReturnLineTwice(field="/lines")
    if any(place not in known for place, _ in asked):
        return NotOurs(field="/lines")
    found = []
    for number, (place, qty) in enumerate(asked):
        line = known[place]
        if qty.unit != line.unit:
            raise ReturnUnitOther(unit=line.unit, field=f"/lines/{number}/qty/unit")
        if qty.value > line.left:
            left = Quantity(value=line.left, unit=line.unit)
            raise ReturnTooMuch(line=line.line_no, left=left, field=f"/lines/{number}/qty")
        gone = line.returned + line.coming_back
        found.append(Wanted(line, qty.value, line.worth(gone, gone + qty.value)))
    return found


def inspected(asked: Decimal, accepted: Decimal, reason: str | None, field: str) -> Decimal:
    """Tell how much inspection did not take back (O7)."""
    if accepted > asked:
        raise ReturnLineUnknown(field=field)
    if accepted < asked and reason is None:
        raise RejectionUnexplained(field=field)
    return asked - accepted
