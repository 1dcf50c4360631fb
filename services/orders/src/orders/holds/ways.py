"""The ways out of a hold: what would release it, who may do that, and what stays afterwards (X2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from contracts.values import Money

Act = Literal[
    "receive",
    "ask_allowance",
    "raise_limit",
    "reprice",
    "ask_discount",
    "complete_dossier",
    "return_contract",
    "change_place",
    "release",
]

SELLERS = ("representative", "clerk", "department_manager", "regional_manager", "sales_administration")
# Where each act is done, and by whom: the matrix of routes and roles says the same, and a test compares.
ROUTES: Mapping[Act, tuple[str, str]] = {
    "receive": ("receivables", "POST /receipts"),
    "ask_allowance": ("orders", "POST /orders/{id}/allowance-requests"),
    "raise_limit": ("customers", "POST /customers/{id}/credit-applications"),
    "reprice": ("orders", "PUT /orders/{id}"),
    "ask_discount": ("orders", "POST /orders/{id}/discount-requests"),
    "complete_dossier": ("customers", "PUT /customers/{id}/documents/{kind}"),
    "return_contract": ("customers", "PUT /customers/{id}/credit-contract"),
    "change_place": ("orders", "PUT /orders/{id}"),
    "release": ("orders", "POST /holds/{id}/release"),
}
DOERS: Mapping[Act, tuple[str, ...]] = {
    "receive": ("finance",),
    "ask_allowance": SELLERS,
    "raise_limit": ("representative", "clerk", "department_manager"),
    "reprice": SELLERS,
    "ask_discount": SELLERS,
    "complete_dossier": ("representative", "clerk", "department_manager", "market_administration"),
    "return_contract": ("representative", "clerk", "department_manager", "market_administration"),
    "change_place": SELLERS,
    "release": ("department_manager", "regional_manager", "deputy_general_manager", "finance"),
}
# The form that an act asks for.
FORMS: Mapping[Act, str] = {"ask_allowance": "overdue_shipment", "ask_discount": "discount"}
BY_REASON: Mapping[str, tuple[Act, ...]] = {
    "overdue": ("receive", "ask_allowance"),
    "credit_limit": ("receive", "raise_limit"),
    "price_below_list": ("reprice", "ask_discount"),
    "dossier_incomplete": ("complete_dossier",),
    "territory": ("change_place",),
    "unsigned": ("return_contract",),
    "deposit_unpaid": ("release",),
    "special_order_unpaid": ("release",),
    "manual": ("release",),
}
# How blocking a hold is: without confirming nothing is produced, and without producing nothing leaves.
BLOCKING = ("confirm", "produce", "ship")


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a hold; ways of the same `subject` are one act."""

    act: Act
    subject: str
    amount: Money | None = None

    def covers(self, other: "Way") -> bool:
        """Tell whether doing this does the other, too: a larger receipt holds the smaller one."""
        if self.subject != other.subject:
            return False
        return self.amount is None or other.amount is None or other.amount.amount <= self.amount.amount


def ways(reason: str, hold_id: object, missing: Money | None, unshipped: Money) -> tuple[Way, ...]:
    """List what would release a hold, the cheapest first; nothing where it ends by itself."""
    # What others get first is not to be had by paying (R4).
    if reason == "credit_limit" and missing is None:
        return ()
    amounts: dict[Act, Money | None] = {"receive": missing, "raise_limit": missing, "ask_allowance": unshipped}
    return tuple(Way(act, _subject(act, hold_id), amounts.get(act)) for act in BY_REASON.get(reason, ()))


def _subject(act: Act, hold_id: object) -> str:
    # Two things that are changed in the order are changed at once; each hold by hand is released for itself.
    if act in {"reprice", "change_place"}:
        return "edit"
    return f"release/{hold_id}" if act == "release" else act


def left_after(way: Way, holds: Sequence[Sequence[Way]]) -> int:
    """Count the holds that stand after one act."""
    return sum(not any(way.covers(each) for each in hold) for hold in holds)


def least_acts(holds: Sequence[Sequence[Way]]) -> int:
    """Count the fewest acts that release every hold that acts can release."""
    wanted = [frozenset(way.subject for way in hold) for hold in holds if hold]
    subjects = sorted(frozenset[str]().union(*wanted))
    counts = range(len(subjects) + 1)
    return next(n for n in counts if any(_releases(frozenset(c), wanted) for c in combinations(subjects, n)))


def _releases(chosen: frozenset[str], wanted: Sequence[frozenset[str]]) -> bool:
    return all(chosen & each for each in wanted)
