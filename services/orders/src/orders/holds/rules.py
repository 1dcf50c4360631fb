"""Why goods stay, what would cure it, and for whom credit is left: every rule runs (architecture, Holds)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from chassis.refusals import Refused
from contracts.values import Money, UnitPrice

# Placed by a person, or by a fact outside this list, and never released by a rule.
BY_HAND = frozenset({"manual", "deposit_unpaid", "special_order_unpaid"})
# More items would not fit a message; the amount covers them all.
ITEMS_NAMED = 5
Blocks = Literal["confirm", "produce", "ship"]


class HoldByRule(Refused):
    """Refuse to overrule a hold that only its cure or a form releases (O1, O6)."""

    code, duty = "hold.released_by_cure_only", "O6"
    zh, en = "该停发由规则产生：{cure}", "This hold comes from a rule: {cure}"


class HoldReleasedAlready(Refused):
    """Refuse to release what is released."""

    code = "hold.released_already"
    zh, en = "该停发已解除。", "The hold is already released."


class NothingToHold(Refused):
    """Refuse to hold an order of which nothing is left to go (L8)."""

    code = "hold.nothing_to_hold"
    zh, en = "订单已取消或已全部发出，无可停发。", "The order is cancelled or has left; there is nothing to hold."


class HoldStands(Refused):
    """Refuse a second hold of the same reason on the same order."""

    code = "hold.stands"
    zh, en = "该订单已有同样原因的停发。", "The order is already held for that reason."


@dataclass(frozen=True, slots=True)
class Item:
    """An overdue invoice."""

    invoice_id: UUID
    invoice_no: str
    open: Money


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What decides about a customer, at the moment of the decision."""

    status: str
    missing_documents: tuple[str, ...]
    standing: str
    overdue: Money
    items: tuple[Item, ...]
    more: int
    is_unsigned: bool
    is_stale: bool
    limit: Money
    net: Money
    reserved: Money
    regions: tuple[str, ...] = ()
    smaller_may_pass: bool = False
    is_queue_ahead: bool = False
    """Orders that are not among those decided about wait for credit already."""

    @property
    def exposure(self) -> Money:
        """Tell what the customer's credit carries (R4)."""
        return self.reserved + self.net


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line's price against its list, and the price that an approval released."""

    line_no: int
    product_name: str
    unit_price: UnitPrice
    list_price: UnitPrice | None
    released_price: UnitPrice | None = None

    @property
    def is_below_list(self) -> bool:
        """Tell whether nothing covers the price."""
        if self.list_price is None or self.unit_price.amount >= self.list_price.amount:
            return False
        return self.released_price is None or self.unit_price < self.released_price


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order that has not left completely."""

    order_id: UUID
    order_no: str
    state: str
    value: Money
    unshipped: Money
    terms: str
    region: str
    queued_at: datetime
    confirmed_at: datetime | None
    lines: tuple[LineFacts, ...]
    revision: int = 1
    is_held_by_hand: bool = False
    """A hold against confirming that a person placed is open."""

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the order's credit is reserved."""
        return self.state == "confirmed"


@dataclass(frozen=True, slots=True)
class Due:
    """A hold whose fact is true, with its least cure."""

    reason: str
    order_id: UUID | None
    blocks: Blocks
    facts: tuple[tuple[str, str], ...]
    zh: str
    en: str
    amount: Money | None = None
    refs: tuple[str, ...] = ()

    @property
    def subject(self) -> tuple[str, UUID | None]:
        """Tell what is held and why: a reason holds a subject once."""
        return self.reason, self.order_id


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds, and which orders may be confirmed, the oldest first."""

    dues: tuple[Due, ...]
    confirm: tuple[UUID, ...]


def overdue(account: AccountFacts, orders: Sequence[OrderFacts]) -> Due | None:
    """Hold all goods while money is overdue, whether or not something is ordered now (O6)."""
    if account.standing == "good":
        return None
    named = [item.invoice_no for item in account.items[:ITEMS_NAMED]]
    rest = len(account.items) + account.more - len(named)
    facts = (("overdue", str(account.overdue)), ("invoices", ", ".join(named)), ("more", str(rest)))
    zh = f"收到 {account.overdue}，用于发票 {'、'.join(named)}" + (f" 等 {len(named) + rest} 张" if rest else "")
    en = f"receive {account.overdue} on invoices {', '.join(named)}" + (f" and {rest} more" if rest else "")
    refs = tuple(f"invoice/{item.invoice_id}" for item in account.items)
    return Due("overdue", None, "ship", facts, zh, en, account.overdue, refs)


def dossier_incomplete(account: AccountFacts, orders: Sequence[OrderFacts]) -> Due | None:
    """Hold what is already taken when the dossier lapses (C2)."""
    if not orders or (account.status == "active" and not account.missing_documents):
        return None
    missing = ", ".join(account.missing_documents)
    facts = (("status", account.status), ("missing", missing))
    zh, en = f"补齐客户档案：{missing}", f"complete the customer's dossier: {missing}"
    return Due("dossier_incomplete", None, "ship", facts, zh, en)


def unsigned(account: AccountFacts, orders: Sequence[OrderFacts]) -> Due | None:
    """Hold goods while the credit contract is not back, if the firm so sets (C6)."""
    if not account.is_unsigned:
        return None
    zh, en = "收回签字盖章的授信合同", "get the signed and sealed credit contract back"
    return Due("unsigned", None, "ship", (("contract", "not returned"),), zh, en)


def price_below_list(account: AccountFacts, order: OrderFacts) -> Due | None:
    """Hold an order whose price is below the list and not approved (O1)."""
    below = [line for line in order.lines if line.is_below_list]
    if order.is_confirmed or not below:
        return None
    facts = tuple(
        (f"line {line.line_no}", f"{line.product_name}: {line.unit_price} < {line.list_price}") for line in below
    )
    numbers = [str(line.line_no) for line in below]
    zh = f"第 {'、'.join(numbers)} 行低于价格表：按价格表改价，或审批《优惠价格审批表》"
    en = f"raise the price of line {', '.join(numbers)} to the list, or have the discount form approved"
    return Due("price_below_list", order.order_id, "confirm", facts, zh, en)


def territory(account: AccountFacts, order: OrderFacts) -> Due | None:
    """Hold an order already taken whose place lies outside the customer's territory now (P3)."""
    if not account.regions or order.region in account.regions:
        return None
    facts = (("region", order.region), ("territory", ", ".join(account.regions)))
    zh = f"收货地区 {order.region} 不在客户辖区内：更改收货地或由该辖区负责"
    en = f"the region {order.region} is outside the customer's territory: change the place, or hand the sale over"
    return Due("territory", order.order_id, "ship", facts, zh, en)


def stale_facts(account: AccountFacts, order: OrderFacts) -> Due | None:
    """Hold sales on credit while news of the account is too old; cash in hand goes (events.md Q8)."""
    if not account.is_stale or order.terms != "credit":
        return None
    zh, en = "等待账款信息更新（自动恢复）", "wait for news of the account; it comes back by itself"
    blocks: Blocks = "ship" if order.is_confirmed else "confirm"
    return Due("stale_facts", order.order_id, blocks, (("facts", "stale"),), zh, en)


CUSTOMER_RULES: tuple[Callable[[AccountFacts, Sequence[OrderFacts]], Due | None], ...] = (
    overdue,
    dossier_incomplete,
    unsigned,
)
ORDER_RULES: tuple[Callable[[AccountFacts, OrderFacts], Due | None], ...] = (
    price_below_list,
    territory,
    stale_facts,
)


def judge(account: AccountFacts, orders: Sequence[OrderFacts]) -> Verdict:
    """Run all rules over a customer's open orders, then share out what is left of the limit."""
    dues = [due for rule in CUSTOMER_RULES if (due := rule(account, orders))]
    dues += [due for order in orders for rule in ORDER_RULES if (due := rule(account, order))]
    blocked = {due.order_id for due in dues if due.blocks == "confirm"}
    blocked |= {order.order_id for order in orders if order.is_held_by_hand}
    short, confirm = share_out(account, [o for o in orders if o.is_confirmed or o.order_id not in blocked])
    return Verdict((*dues, *short), confirm)


def share_out(account: AccountFacts, orders: Sequence[OrderFacts]) -> tuple[tuple[Due, ...], tuple[UUID, ...]]:
    """Hold the youngest confirmed orders that no longer fit, then confirm waiting ones by age (section 5, 7 and 8)."""
    confirmed = [order for order in orders if order.is_confirmed]
    excess = account.exposure
    dues: list[Due] = []
    for order in sorted(confirmed, key=_youngest, reverse=True):
        if excess > account.limit:
            dues.append(_over_limit(account, order, excess - account.limit))
            excess -= order.unshipped
    used, confirm, is_waiting = account.exposure, list[UUID](), account.is_queue_ahead
    for order in sorted((o for o in orders if not o.is_confirmed), key=_oldest):
        fits = (used + order.value).amount <= account.limit.amount
        if fits and (account.smaller_may_pass or not is_waiting):
            used += order.value
            confirm.append(order.order_id)
        else:
            is_waiting = True
            dues.append(_over_limit(account, order, used + order.value - account.limit))
    return tuple(dues), tuple(confirm)


def _youngest(order: OrderFacts) -> tuple[datetime, UUID]:
    return order.confirmed_at or order.queued_at, order.order_id


def _oldest(order: OrderFacts) -> tuple[datetime, UUID]:
    return order.queued_at, order.order_id


def _over_limit(account: AccountFacts, order: OrderFacts, missing: Money) -> Due:
    facts = (
        ("limit", str(account.limit)),
        ("exposure", str(account.exposure)),
        ("order", str(order.value)),
    )
    blocks: Blocks = "ship" if order.is_confirmed else "confirm"
    if missing.amount <= 0:
        zh, en = "前面的订单先得到额度", "orders before it get the credit first"
        return Due("credit_limit", order.order_id, blocks, facts, zh, en)
    zh = f"收到 {missing}，或把信用额度提高 {missing}"
    en = f"receive {missing}, or raise the limit by {missing}"
    return Due("credit_limit", order.order_id, blocks, facts, zh, en, missing)


def crossings(
    level: int, exposure: Decimal, limit: Decimal, shares: Sequence[Decimal]
) -> tuple[int, list[tuple[Decimal, str]]]:
    """Tell how many shares of the limit are reached, and which were passed up or down since (R4)."""
    marks = sorted(shares)
    reached = sum(limit > 0 and exposure >= share * limit for share in marks)
    if reached >= level:
        return reached, [(share, "up") for share in marks[level:reached]]
    return reached, [(share, "down") for share in reversed(marks[reached:level])]
