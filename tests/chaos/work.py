"""What the company's people do all day, chosen by a seed: commands over the API, each with a mark of its own."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any
from uuid import uuid4

Body = dict[str, Any]
# Of a hundred commands; what cannot be done yet gives way to an order.
WEIGHTS = {
    "place": 34, "ship": 22, "deliver": 18, "receive": 12, "reverse": 3, "complain": 3, "confirm": 2, "apply": 2,
    "decide": 4,
}  # fmt: skip
ZIPF = 1.0
LINES_MAX = 3
TONS_MAX = 5
KEPT = 2000
# So many commands after a delivery, the service of complaints knows of it.
SETTLED_AFTER = 200


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the load knows it: `branch` and `side` name who serves it."""

    customer_id: str
    customer_no: str
    branch: int
    representative: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product as the load knows it."""

    product_id: str
    unit: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A command to send, as whom, and what to learn from its answer."""

    kind: str
    marker: str
    customer: str
    subject: str
    service: str
    path: str
    body: Body
    learn: Callable[[Body], None] = lambda _: None
    method: str = "POST"
    version: int | None = None


@dataclass
class Work:
    """The state of the day: what was done and can be gone on with."""

    customers: Sequence[Customer]
    products: Sequence[Product]
    today: date
    seed: int
    rng: Random = field(init=False)
    count: int = 0
    orders: deque[tuple[Customer, str]] = field(default_factory=lambda: deque(maxlen=KEPT))
    shipments: deque[tuple[Customer, str]] = field(default_factory=lambda: deque(maxlen=KEPT))
    delivered: deque[tuple[int, Customer, Body]] = field(default_factory=lambda: deque(maxlen=KEPT))
    owed: deque[tuple[Customer, str]] = field(default_factory=lambda: deque(maxlen=KEPT))
    receipts: deque[tuple[Customer, str]] = field(default_factory=lambda: deque(maxlen=KEPT))
    complaints: deque[tuple[Customer, Body]] = field(default_factory=lambda: deque(maxlen=KEPT))
    forms: deque[tuple[str, Body]] = field(default_factory=lambda: deque(maxlen=KEPT))

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self._shares = [1 / rank**ZIPF for rank in range(1, len(self.customers) + 1)]
        self._doing = {name: getattr(self, f"_{name}") for name in WEIGHTS}

    def next(self) -> Deed:
        """Choose the next command."""
        self.count += 1
        marker = f"c{self.seed}-{self.count}"
        kind = self.rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        deed: Deed = self._doing[kind](marker) or self._place(marker)
        return deed

    def deed_of(self, kind: str) -> Deed | None:
        """Choose a command of a kind, if there is something to do it with."""
        self.count += 1
        found: Deed | None = self._doing[kind](f"c{self.seed}-{self.count}")
        return found

    def _place(self, marker: str) -> Deed:
        customer = self.rng.choices(self.customers, self._shares)[0]
        chosen = self.rng.sample(self.products, self.rng.randint(1, LINES_MAX))
        lines = [
            {"product_id": each.product_id, "qty": {"value": f"{self.rng.randint(1, TONS_MAX)}.000", "unit": each.unit}}
            for each in chosen
        ]
        body = {"customer_id": customer.customer_id, "lines": lines, "remarks": marker}

        def learn(order: Body) -> None:
            # Now and then goods that a hold stops are sent for all the same: that is refused.
            if order["state"] == "confirmed" or self.rng.random() < 0.03:
                self.orders.append((customer, order["order_id"]))

        return self._deed("place", marker, customer, customer.representative, "orders", "/orders", body, learn)

    def _ship(self, marker: str) -> Deed | None:
        if not self.orders:
            return None
        customer, order_id = self.orders.popleft()

        def learn(shipment: Body) -> None:
            self.shipments.append((customer, shipment["shipment_id"]))

        path, store = f"/orders/{order_id}/shipments", f"u-wh-{customer.branch}"
        return self._deed("ship", marker, customer, store, "orders", path, {"plate": marker}, learn)

    def _deliver(self, marker: str) -> Deed | None:
        if not self.shipments:
            return None
        customer, shipment_id = self.shipments.popleft()

        def learn(shipment: Body) -> None:
            self.owed.append((customer, shipment["amount"]["amount"]))
            self.delivered.append((self.count, customer, shipment))

        path, driver = f"/shipments/{shipment_id}/delivery", f"u-driver-{customer.branch}"
        # A delivery has no words of its own: its shipment is its mark, since it can be delivered once.
        return self._deed("deliver", shipment_id, customer, driver, "orders", path, {}, learn)

    def _receive(self, marker: str) -> Deed | None:
        if not self.owed:
            return None
        customer, owed = self.owed.popleft()
        amount = _cents(Decimal(owed) * self.rng.choice((Decimal(1), Decimal(1), Decimal("0.5"), Decimal("1.2"))))
        body = {"customer_id": customer.customer_id, "bank_ref": marker, "amount": _cny(amount),
                "received_on": self.today.isoformat()}  # fmt: skip

        def learn(receipt: Body) -> None:
            self.receipts.append((customer, receipt["receipt_id"]))

        return self._deed("receive", marker, customer, "u-fin", "receivables", "/receipts", body, learn)

    def _reverse(self, marker: str) -> Deed | None:
        if not self.receipts:
            return None
        customer, receipt_id = self.receipts.popleft()
        path = f"/receipts/{receipt_id}/reversal"
        return self._deed("reverse", marker, customer, "u-fin", "receivables", path, {"reason": marker})

    def _complain(self, marker: str) -> Deed | None:
        if not self.delivered or self.delivered[0][0] > self.count - SETTLED_AFTER:
            return None
        _, customer, shipment = self.delivered.popleft()
        line = shipment["lines"][0]
        part = {"value": "1.000", "unit": line["qty"]["unit"]}
        amount = _cents(Decimal(line["amount"]["amount"]) / Decimal(line["qty"]["value"]))
        body = {
            "customer_id": customer.customer_id, "severity": "minor", "description": marker,
            "lines": [{"order_id": shipment["order_id"], "shipment_id": shipment["shipment_id"],
                       "line_id": line["line_id"], "qty": part, "amount": _cny(amount)}],
        }  # fmt: skip

        def learn(complaint: Body) -> None:
            self.complaints.append((customer, complaint))

        who = customer.representative
        return self._deed("complain", marker, customer, who, "customers", "/complaints", body, learn)

    def _confirm(self, marker: str) -> Deed | None:
        if not self.complaints:
            return None
        customer, complaint = self.complaints.popleft()
        lines = [
            {"shipment_id": line["shipment_id"], "line_id": line["line_id"], "accepted_qty": line["qty"],
             "accepted_amount": line["amount"]}
            for line in complaint["lines"]
        ]  # fmt: skip
        body = {"findings": marker, "remedy": "credit", "lines": lines}
        path = f"/complaints/{complaint['complaint_id']}/findings"
        return self._deed("confirm", marker, customer, "u-cs", "customers", path, body)

    def _apply(self, marker: str) -> Deed:
        customer = self.rng.choice(self.customers)
        limit = self.rng.choice(("90000.00", "150000.00", "600000.00"))
        body = {"limit": _cny(limit), "term_days": 30, "reasons": marker}
        path = f"/customers/{customer.customer_id}/credit-applications"
        return self._deed("apply", marker, customer, customer.representative, "customers", path, body)

    def _decide(self, marker: str) -> Deed | None:
        if not self.forms:
            return None
        approver, form = self.forms.popleft()
        verdict = "refuse" if self.rng.random() < 0.2 else "approve"
        body = {"verdict": verdict, "content_hash": form["content_hash"], "comment": marker}
        path = f"/approvals/{form['approval_id']}/decisions"
        return Deed("decide", marker, form["customer_id"] or "", approver, "notifications", path, body)

    def _deed(self, kind: str, marker: str, customer: Customer, *rest: Any) -> Deed:
        return Deed(kind, marker, customer.customer_id, *rest)


def deed(subject: str, service: str, path: str, body: Body, **more: Any) -> Deed:
    """Describe a command outside of the day's work, without a mark."""
    return Deed("", "", "", subject, service, path, body, **more)


def key() -> str:
    """Make an idempotency key."""
    return str(uuid4())


def _cny(amount: str) -> Body:
    return {"amount": amount, "currency": "CNY"}


def _cents(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))
