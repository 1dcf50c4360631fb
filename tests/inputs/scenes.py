"""In each service: a command that succeeds, an edit of what it made, and the addresses of a row of branch 1."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from branchline.testing import Firm, House
from chassis.ids import new_id
from services.customers.tests.builders import a_card
from services.notifications.tests.builders import Deal
from services.receivables.tests.builders import Buyer, payment

FLOW = {
    "event": "receivables.invoice.overdue.v1",
    "tell": [{"to": "owner"}],
    "title": {"zh": "逾期", "en": "Overdue"},
    "text": {"zh": "发票 {invoice_no}", "en": "Invoice {invoice_no}"},
}
PRODUCT = {"name": "双胶纸 80g", "unit": "t", "tax_rate": "0.13"}
Call = tuple[str, str, dict[str, Any] | None]


@dataclass(frozen=True)
class Scene:
    """What a service offers to the tests of bad inputs."""

    subject: str
    path: str
    body: dict[str, Any]
    other: dict[str, Any]
    edit: Callable[[dict[str, Any]], tuple[str, dict[str, Any]]]
    """From the answer of the POST to the path and body of a PUT that would succeed."""
    event: str
    """What the POST records in the journal; empty where it tells nobody."""


async def customers(house: House, firm: Firm) -> Scene:
    """Open a customer."""
    card = a_card(firm.branches[0])
    changed = {name: value for name, value in card.items() if name != "branch_id"}
    return Scene(
        "clerk-1", "/customers", card, {**card, "name": "另一家"},
        lambda made: (f"/customers/{made['customer_id']}", changed), "customers.customer.changed.v1",
    )  # fmt: skip


async def orders(house: House, firm: Firm) -> Scene:
    """Add a product."""
    return Scene(
        "sales-administration-1", "/products", {**PRODUCT, "code": "P-1"}, {**PRODUCT, "code": "P-2"},
        lambda made: (f"/products/{made['product_id']}", PRODUCT), "orders.product.changed.v1",
    )  # fmt: skip


async def receivables(house: House, firm: Firm) -> Scene:
    """Book a receipt of a known customer."""
    buyer = Buyer(firm.branches[0])
    await house.given(buyer.card(), buyer.credit())
    return Scene(
        "finance-1", "/receipts", payment(buyer, "40.00"), payment(buyer, "41.00", ref="ICBC-2"),
        lambda made: (f"/receipts/{made['receipt_id']}/allocations", {"allocations": []}),
        "receivables.receipt.booked.v1",
    )  # fmt: skip


async def notifications(house: House, firm: Firm) -> Scene:
    """Add a flow."""
    return Scene(
        "sales-administration-1", "/flows", {"name": "of_ours", "definition": FLOW},
        {"name": "of_others", "definition": FLOW}, lambda made: (f"/flows/{made['name']}", FLOW), "",
    )  # fmt: skip


SCENES: dict[str, Callable[[House, Firm], Awaitable[Scene]]] = {
    "customers": customers, "orders": orders, "receivables": receivables, "notifications": notifications,
}  # fmt: skip


@dataclass(frozen=True)
class Foreign:
    """A row of branch 1: its id, who of branch 2 asks, who may see it, and how it is asked for, `{}` for the id."""

    known: str
    strangers: tuple[str, ...]
    own: tuple[str, ...]
    calls: tuple[Call, ...]


async def foreign(house: House, firm: Firm) -> Foreign:
    """Make a row of branch 1."""
    return await FOREIGN[house.service.name](house, firm)


async def _customer(house: House, firm: Firm) -> Foreign:
    async with house.client("clerk-1") as client:
        made = (await client.post("/customers", json=a_card(firm.branches[0], f"客户{new_id()}"))).json()
    grade, closure = {"grade": "A", "reason": "老客户"}, {"reason": "停业"}
    return Foreign(made["customer_id"], ("clerk-2", "department-manager-2"), ("clerk-1", "clerk-0"), (
        ("GET", "/customers/{}", None), ("PUT", "/customers/{}", {"name": "改名"}),
        ("PUT", "/customers/{}/grade", grade), ("PUT", "/customers/{}/closure", closure),
        ("GET", "/customers/{}/credit", None), ("GET", "/customers/{}/deliveries", None),
    ))  # fmt: skip


async def _account_of_orders(house: House, firm: Firm) -> Foreign:
    deal = Deal(firm)
    await house.given(deal.card())
    return Foreign(str(deal.customer_id), ("clerk-2", "representative-2"), ("clerk-1", "clerk-0"), (
        ("GET", "/customers/{}", None), ("GET", "/customers/{}/exposure", None),
        ("GET", "/customers/{}/promises", None), ("GET", "/customers/{}/allowances", None),
    ))  # fmt: skip


async def _account_of_receivables(house: House, firm: Firm) -> Foreign:
    buyer = Buyer(firm.branches[0])
    await house.given(buyer.card(), buyer.credit())
    promise = {"amount": {"amount": "10.00", "currency": "CNY"}, "pay_on": "2026-03-20"}
    return Foreign(str(buyer.customer_id), ("clerk-2", "finance-2"), ("clerk-1", "finance-0"), (
        ("GET", "/accounts/{}", None), ("GET", "/accounts/{}/billables", None),
        ("GET", "/customers/{}/promises", None), ("POST", "/customers/{}/promises", promise),
    ))  # fmt: skip


async def _form(house: House, firm: Firm) -> Foreign:
    deal = Deal(firm)
    await house.given(deal.card(), deal.credit_requested())
    async with house.client("representative-1") as client:
        form, *_ = (await client.get("/approvals", params={"box": "requested"})).json()["items"]
    own = ("representative-1", "department-manager-1")
    return Foreign(form["approval_id"], ("clerk-2", "department-manager-2"), own, (
        ("GET", "/approvals/{}", None), ("POST", "/approvals/{}/urges", {"comment": "急"}),
        ("POST", "/approvals/{}/withdrawal", {"comment": "不需要了"}),
    ))  # fmt: skip


FOREIGN = {
    "customers": _customer, "orders": _account_of_orders, "receivables": _account_of_receivables,
    "notifications": _form,
}  # fmt: skip
