"""Events of the other services, and orders placed through the real API."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from chassis.ids import new_id
from contracts.blocks import Granted
from contracts.customers import CreditGranted, CustomerChanged, ShipTo, TerritoryAssigned
from contracts.notifications import ApprovalDecided
from contracts.receivables import Covered, OverdueItem, PromiseMade, StandingChanged
from contracts.values import Money

PAPERS = {"unit": "t", "grammage": "250", "width_mm": 787, "height_mm": 1092, "tax_rate": "0.13"}


def cny(amount):
    return Money.of(amount)


@dataclass
class Shop:
    """A firm with two products on a list and one customer who may buy on credit."""

    house: object
    firm: object
    customer_id: UUID
    territory_id: UUID
    products: dict
    versions: dict

    @property
    def branch_id(self):
        return self.firm.branches[0]

    @property
    def owner_id(self):
        return self.firm.people["representative-1"]

    @property
    def common(self):
        return {"customer_id": self.customer_id, "branch_id": self.branch_id, "owner_id": self.owner_id}

    def version(self, kind):
        self.versions[kind] = self.versions.get(kind, 0) + 1
        return self.versions[kind]

    def card(self, **changes):
        facts = {
            "customer_no": "K0001",
            "name": "江海印务",
            "status": "active",
            "channel": "direct",
            "territory_id": self.territory_id,
            "grade": "B",
            "grade_reason": None,
            "missing_documents": (),
            "invoicing": None,
            "ship_to": (ShipTo(ship_to_id=SHIP_TO, place="江海路 88 号", region="海门", town=True),),
            "changed": (),
            "version": self.version("card"),
            **self.common,
        }
        return CustomerChanged(**{**facts, **changes})

    def credit(self, limit, **changes):
        facts = {
            "limit": cny(limit),
            "term_days": 30,
            "provisional": False,
            "valid_until_on": None,
            "contract_due_at": None,
            "approval_id": None,
            "version": self.version("credit"),
            **self.common,
        }
        return CreditGranted(**{**facts, **changes})

    def territory(self, **changes):
        facts = {
            "territory_id": self.territory_id,
            "branch_id": self.branch_id,
            "name": "海门",
            "regions": ("海门", "启东"),
            "channels": (),
            "person_id": self.owner_id,
            "from_on": date(2026, 1, 1),
            "version": self.version("territory"),
        }
        return TerritoryAssigned(**{**facts, **changes})

    def standing(self, net="0", *, overdue="0", covered=(), **changes):
        is_overdue = Decimal(overdue) > 0
        item = OverdueItem(invoice_id=INVOICE, invoice_no="2026-001", open=cny(overdue), due_on=date(2026, 3, 1))
        facts = {
            "version": self.version("standing"),
            "state": "overdue" if is_overdue else "good",
            "previous_state": "good",
            "open": cny(net),
            "unapplied": cny("0"),
            "disputed": cny("0"),
            "net": cny(net),
            "overdue": cny(overdue),
            "overdue_since_on": date(2026, 3, 1) if is_overdue else None,
            "overdue_items": (item,) if is_overdue else (),
            "covered": tuple(Covered(order_id=UUID(str(o)), covered=cny(amount)) for o, amount in covered),
            "cause": None,
            **self.common,
        }
        return StandingChanged(**{**facts, **changes})

    def promise(self, amount, **changes):
        facts = {
            "promise_id": new_id(),
            "amount": cny(amount),
            "pay_on": date(2026, 3, 20),
            "invoice_ids": (INVOICE,),
            "replaces_id": None,
            **self.common,
        }
        return PromiseMade(**{**facts, **changes})

    def decided(self, requested, decision="approved", **changes):
        """The decision on a form that asked, as notifications says it."""
        approval = requested.approval
        facts = {
            "approval_id": new_id(),
            "request_id": approval.request_id,
            "form_kind": approval.form_kind,
            "about": approval.subject,
            "revision": approval.revision,
            "content_hash": approval.content_hash,
            "decision": decision,
            "granted": Granted.model_validate(approval.asked.model_dump()),
            "conditions": None,
            "reason": None,
            "valid_until": None,
            "decided_at": self.house.clock.now(),
            "deciders": (),
            **self.common,
        }
        return ApprovalDecided(**{**facts, **changes})

    def form(self, tons="10.000", **more):
        line = {"product_id": str(self.products["P001"]), "qty": {"value": tons, "unit": "t"}}
        line |= {key: more.pop(key) for key in ("unit_price", "qty", "product_id", "line_id") if key in more}
        return {"customer_id": str(self.customer_id), "lines": [line], **more}

    async def call(self, subject, method, path, body=None, expect=None, **head):
        async with self.house.client(subject) as client:
            # A version goes out as an entity tag.
            headers = {key.replace("_", "-"): f'"{v}"' if isinstance(v, int) else v for key, v in head.items()}
            answer = await client.request(method, path, json=body, headers=headers)
        if expect is not None:
            assert answer.status_code == expect, answer.text
        return answer

    async def place(self, tons="10.000", subject="representative-1", **more):
        answer = await self.call(subject, "POST", "/orders", self.form(tons, **more), 201)
        return answer.json()

    async def order(self, order_id):
        return (await self.call("clerk-1", "GET", f"/orders/{order_id}", None, 200)).json()

    async def dispatch(self, order_id, body=None, expect=201):
        answer = await self.call("warehouse-1", "POST", f"/orders/{order_id}/shipments", body or {}, expect)
        return answer.json()

    async def deliver(self, shipment_id, body=None, expect=201):
        answer = await self.call("driver-1", "POST", f"/shipments/{shipment_id}/delivery", body or {}, expect)
        return answer.json()

    async def exposure(self):
        path = f"/customers/{self.customer_id}/exposure"
        found = (await self.call("finance-1", "GET", path, None, 200)).json()
        return tuple(found[name]["amount"] for name in ("reserved", "account_net", "exposure"))

    async def last(self, kind):
        return (await self.house.journal(kind))[-1]


SHIP_TO = UUID("018f0000-0000-7000-8000-000000000001")
INVOICE = UUID("018f0000-0000-7000-8000-000000000002")


async def open_shop(house, limit="100000", price="5000.0000"):
    """Open the firm: products and prices through the API, the customer through events."""
    firm = await house.organisation()
    shop = Shop(house, firm, new_id(), new_id(), {}, {})
    for code, more in (("P001", {}), ("P002", {"unit": "sheet"}), ("P003", {"channels": ["school"]})):
        body = {"code": code, "name": f"白卡纸 {code}", **PAPERS, **more}
        made = await shop.call("sales-administration-0", "POST", "/products", body, 201)
        shop.products[code] = UUID(made.json()["product_id"])
    prices = [
        {"product_id": str(key), "unit_price": {"amount": price if code != "P002" else "1.2000", "currency": "CNY"}}
        for code, key in shop.products.items()
    ]
    body = {"valid_from": "2026-01-01", "prices": prices}
    await shop.call("sales-administration-0", "POST", "/price-lists", body, 201)
    await house.given(shop.territory(), shop.card(), shop.credit(limit))
    return shop


def later(days):
    return timedelta(days=days)
