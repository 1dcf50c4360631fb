"""The rules by which the business is played: what people do, what the post does, what time does."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.machine.firm import Firm
from tests.machine.model.books import owed
from tests.machine.model.orders import Line, Order
from tests.machine.model.world import Thing, share
from tests.machine.opening import PRICES, Opened

CENT = Decimal("0.01")
DIVISION_BY_ZERO = "22012"
# Around a limit of 200,000 at about 6,000 a ton: what fits, what just fits, what does not; odd thousandths round.
TONS = st.sampled_from(["1.000", "0.001", "3.333", "8.125", "16.667", "20.000", "33.444", "33.445", "40.000"])
PARTS = st.sampled_from(["1", "0.5", "0.333", "0.9", "0.01"])
PICK = st.integers(0, 7)
# Who buys on credit seldom pays before; who does not must, so that most of its orders wait.
WHO = st.sampled_from([0, 0, 0, 2, 2, 1])
GROUP = st.sampled_from(["customers", "notifications", "orders", "receivables"])


def cny(amount: Decimal) -> dict[str, str]:
    return {"amount": str(amount), "currency": "CNY"}


def tons(qty: Decimal) -> dict[str, str]:
    return {"value": f"{qty:.3f}", "unit": "t"}


class Trade(RuleBasedStateMachine):
    """What all rules share."""

    opened: Opened

    def __init__(self) -> None:
        super().__init__()
        self.opened.town.run(self.opened.town.restore())
        self.firm = Firm(self.opened.town, self.opened.customers)
        for customer, limit in zip(self.opened.customers, self.opened.limits, strict=True):
            if limit:
                buyer = self.firm.orders.parties[customer]
                buyer.limit, buyer.days = limit, 30
                party = self.firm.customers.parties[customer]
                party.limit, party.days = limit, 30
        for name in self.firm.models:
            self.firm.check(name)

    def teardown(self) -> None:
        """Every example ends at rest."""
        self.firm.settle()

    def customer(self, pick: int) -> str:
        return self.opened.customers[pick % len(self.opened.customers)]

    @property
    def all_orders(self) -> list[Order]:
        return [order for buyer in self.firm.orders.parties.values() for order in buyer.orders.values()]

    @property
    def all_shipments(self) -> list[Thing]:
        return [each for buyer in self.firm.orders.parties.values() for each in buyer.shipments.values()]

    def version(self, name: str, path: str, who: str = "clerk-1") -> str:
        """Read the version that an edit means to change."""
        town = self.opened.town
        return str(town.run(town.call(name, who, "GET", path)).headers["etag"])

    def ids(self, name: str, what: str, column: str, customer: str) -> list[str]:
        """Name the rows of a customer, in the order in which they were made."""
        rows = self.firm.rows[name][what]
        return [str(row[column]) for row in rows if str(row["customer_id"]) == customer]

    def sell(self, who: str, method: str, path: str, body: Any, believe: Any, **head: str) -> Any:
        return self.firm.act("orders", who, method, path, body, believe, **head)


def picked(found: Any, pick: int) -> Any:
    return list(found)[pick % len(found)]


def cut(qty: Decimal, part: str) -> Decimal:
    """Take a part of a quantity, at least the smallest there is."""
    return max(Decimal("0.001"), (qty * Decimal(part)).quantize(Decimal("0.001")))


class Selling(Trade):
    """Order forms, and goods that leave and arrive."""

    def _lines(self, qty: str, price: int, more: str | None) -> tuple[list[dict[str, Any]], list[Line]]:
        asked, lines = [], []
        for product, each in enumerate(filter(None, (qty, more))):
            listed = PRICES[product]
            unit_price = listed - price
            body = {"product_id": self.opened.products[product], "qty": tons(Decimal(each))}
            asked.append(body | ({"unit_price": cny(unit_price)} if price else {}))
            lines.append(Line(unit_price, listed, Decimal(each)))
        return asked, lines

    @rule(who=WHO, qty=TONS, price=st.sampled_from([0, 0, 0, 0, 100, -50]), more=st.none() | TONS,
          terms=st.sampled_from([None, None, "cash", "credit"]))  # fmt: skip
    def place(self, who: int, qty: str, price: int = 0, more: str | None = None, terms: str | None = None) -> None:
        """Take an order form."""
        customer = self.customer(who)
        asked, lines = self._lines(qty, price, more)
        body = {"customer_id": customer, "lines": asked} | ({"terms": terms} if terms else {})
        model, buyer = self.firm.orders, self.firm.orders.parties[customer]
        self.sell("representative-1", "POST", "/orders", body, lambda told: model.place(buyer, told, lines, terms))

    @precondition(lambda self: self.all_orders)
    @rule(pick=PICK, qty=TONS, price=st.sampled_from([0, 0, 100]))
    def edit(self, pick: int, qty: str, price: int = 0) -> None:
        """Change an order form."""
        order: Order = picked(self.all_orders, pick)
        asked, lines = self._lines(qty, price, None)
        path = f"/orders/{order.order_id}"
        self.sell("clerk-1", "PUT", path, {"lines": asked}, lambda told: self.firm.orders.edit(order, told, lines),
                  if_match=self.version("orders", path))  # fmt: skip

    def _some(self, order: Order, part: str | None) -> dict[str, Decimal] | None:
        """Choose a part of each line; more than is left where nothing is."""
        if part is None:
            return None
        return {key: cut(line.kept - line.shipped, part) for key, line in order.lines.items()}

    @precondition(lambda self: self.all_orders)
    @rule(pick=PICK, part=st.none() | PARTS)
    def cancel(self, pick: int, part: str | None = None) -> None:
        """Cancel an order, or a part of it."""
        order: Order = picked(self.all_orders, pick)
        asked = self._some(order, part)
        lines = None if asked is None else [{"line_id": key, "qty": tons(qty)} for key, qty in asked.items()]
        path = f"/orders/{order.order_id}"
        version, body = self.version("orders", path), {"reason": "客户要求", "lines": lines}
        self.sell("representative-1", "PUT", f"{path}/cancellation", body,
                  lambda told: self.firm.orders.cancel(order, asked), if_match=version)  # fmt: skip

    @precondition(lambda self: self.all_orders)
    @rule(pick=PICK)
    def copy(self, pick: int) -> None:
        """Place the same order again."""
        order: Order = picked(self.all_orders, pick)
        path = f"/orders/{order.order_id}/copies"
        self.sell("representative-1", "POST", path, None, lambda told: self.firm.orders.copy(order, told))

    @precondition(lambda self: self.all_orders)
    @rule(pick=PICK, part=PARTS)
    def split(self, pick: int, part: str = "0.5") -> None:
        """Move a part to an order of its own."""
        order: Order = picked(self.all_orders, pick)
        asked = self._some(order, part) or {}
        body = {"lines": [{"line_id": key, "qty": tons(qty)} for key, qty in asked.items()]}
        self.sell("representative-1", "POST", f"/orders/{order.order_id}/splits", body,
                  lambda told: self.firm.orders.split(order, told, asked))  # fmt: skip

    @precondition(lambda self: self.all_orders)
    @rule(pick=PICK, part=st.none() | PARTS)
    def dispatch(self, pick: int, part: str | None = None) -> None:
        """Let goods leave."""
        order: Order = picked(self.all_orders, pick)
        asked = self._some(order, part)
        lines = {} if asked is None else {"lines": [{"line_id": key, "qty": tons(q)} for key, q in asked.items()]}
        self.sell("warehouse-1", "POST", f"/orders/{order.order_id}/shipments", lines,
                  lambda told: self.firm.orders.dispatch(order, told, asked))  # fmt: skip

    @precondition(lambda self: self.all_shipments)
    @rule(pick=PICK, part=st.sampled_from(["1", "1", "0.5", "0.333", "0"]), again=st.booleans())
    def deliver(self, pick: int, part: str = "1", again: bool = False) -> None:
        """Note what was taken of a shipment."""
        shipment: Thing = picked(self.all_shipments, pick)
        taken = {} if part == "1" else {
            key: ((qty * Decimal(part)).quantize(Decimal("0.001")), again) for key, (qty, _) in shipment.sent.items()
        }  # fmt: skip
        body = {"lines": [{"line_id": key, "taken": tons(qty), "again": again} for key, (qty, _) in taken.items()]}
        self.sell("driver-1", "POST", f"/shipments/{shipment.shipment_id}/delivery", body,
                  lambda told: self.firm.orders.deliver(shipment, taken))  # fmt: skip


class Paying(Trade):
    """Money that comes, bounces and is promised."""

    @property
    def all_accounts(self) -> list[Any]:
        return list(self.firm.books.parties.values())

    @rule(who=WHO, of=PICK, part=st.sampled_from(["1", "1", "0.5", "0.333", "1.2"]), late=st.sampled_from([0, 0, 2]),
          is_named=st.booleans())  # fmt: skip
    def pay(self, who: int, of: int = 0, part: str = "1", late: int = 0, is_named: bool = False) -> None:
        """Book money: for an invoice, in part or too much; without one, on account."""
        account = self.firm.books.parties[self.customer(who)]
        open_ = [each for each in account.invoices if owed(each) > 0]
        invoice = picked(open_, of) if open_ else None
        amount = max(CENT, share(owed(invoice) if invoice else Decimal(50_000), Decimal(part)))
        parts = {invoice: min(amount, owed(invoice))} if invoice and is_named else None
        reference, world = str(uuid4()), self.firm.world
        receipt = Thing(amount=amount, received_on=world.today - timedelta(days=late), booked_at=world.now,
                        is_reversed=False, receipt_id="")  # fmt: skip
        body: dict[str, Any] = {"customer_id": account.customer, "bank_ref": reference, "amount": cny(amount),
                                "received_on": receipt.received_on.isoformat()}  # fmt: skip
        if parts is not None:
            ids = self.ids("receivables", "invoice", "invoice_id", account.customer)
            body["allocations"] = [
                {"invoice_id": ids[account.invoices.index(x)], "amount": cny(y)} for x, y in parts.items()
            ]

        def believe(told: Any) -> None:
            receipt.receipt_id = told["receipt_id"]
            self.firm.books.book(account, receipt, parts)

        self.firm.act("receivables", "finance-1", "POST", "/receipts", body, believe)

    @precondition(lambda self: any(each.receipts for each in self.all_accounts))
    @rule(pick=PICK)
    def bounce(self, pick: int) -> None:
        """Take a receipt back."""
        account, receipt = picked([(x, y) for x in self.all_accounts for y in x.receipts], pick)
        path = f"/receipts/{receipt.receipt_id}/reversal"
        self.firm.act("receivables", "finance-1", "POST", path, {"reason": "退票"},
                      lambda told: self.firm.books.reverse_receipt(account, receipt))  # fmt: skip

    @precondition(lambda self: any(each.invoices for each in self.all_accounts))
    @rule(pick=PICK)
    def reverse_invoice(self, pick: int) -> None:
        """Take an invoice back."""
        account, invoice = picked([(x, y) for x in self.all_accounts for y in x.invoices], pick)
        number = self.ids("receivables", "invoice", "invoice_id", account.customer)[account.invoices.index(invoice)]
        self.firm.act("receivables", "finance-1", "POST", f"/invoices/{number}/reversal", {"reason": "开错"},
                      lambda told: self.firm.books.reverse_invoice(account, invoice))  # fmt: skip

    @precondition(lambda self: any(each.goods for each in self.all_accounts))
    @rule(pick=PICK)
    def bill(self, pick: int) -> None:
        """Invoice a shipment by hand."""
        account, place = picked([(x, y) for x in self.all_accounts for y in x.goods], pick)
        body = {"customer_id": account.customer, "shipments": [place[0]]}
        self.firm.act("receivables", "clerk-1", "POST", "/invoices", body,
                      lambda told: self.firm.books.bill(account, place[0]))  # fmt: skip

    @precondition(lambda self: any(each.invoices for each in self.all_accounts))
    @rule(who=WHO, part=st.sampled_from(["1", "0.5", "1.1"]), days=st.sampled_from([0, 3, 10, 40]))
    def promise(self, who: int, part: str = "1", days: int = 3) -> None:
        """Take a promise to pay down."""
        account, world = self.firm.books.parties[self.customer(who)], self.firm.world
        amount = max(CENT, share(sum(owed(each) for each in account.invoices) or Decimal(1), Decimal(part)))
        promise = Thing(amount=amount, pay_on=world.today + timedelta(days=days), made_at=world.now, promise_id="")
        body = {"amount": cny(amount), "pay_on": promise.pay_on.isoformat()}

        def believe(told: Any) -> None:
            promise.promise_id = told["promise_id"]
            self.firm.books.promise(account, promise)

        path = f"/customers/{account.customer}/promises"
        self.firm.act("receivables", "representative-1", "POST", path, body, believe)


class Passing(Trade):
    """Time and the post."""

    @rule(hours=st.sampled_from([1, 20, 24, 72, 24 * 12, 24 * 31]))
    def later(self, hours: int) -> None:
        """Let time pass; nobody has looked yet."""
        self.firm.move_to(self.firm.world.now + timedelta(hours=hours))

    @rule(name=GROUP)
    def sweep(self, name: str) -> None:
        """Do what is due in a service."""
        self.firm.sweep(name)

    @precondition(lambda self: any(self.firm.post.pending.values()))
    @rule(group=GROUP, count=st.integers(1, 12), seed=st.integers(0, 3), again=st.sampled_from([0, 0, 2]),
          poison=st.none() | st.integers(5, 60))  # fmt: skip
    def carry(self, group: str, count: int = 5, seed: int = 0, again: int = 0, poison: int | None = None) -> None:
        """Deliver some of what is on its way: in order or not, with some of what came before, or with a bug in it."""
        if batch := self.firm.post.some(group, count, seed, again):
            if poison is not None:
                self.opened.town.trouble[group].arm(poison, DIVISION_BY_ZERO)
            self.firm.deliver(group, batch)

    @precondition(lambda self: any(self.firm.post.parked.values()))
    @rule(group=GROUP)
    def retry(self, group: str) -> None:
        """Try again what a bug has set aside."""
        if self.firm.post.parked[group]:
            self.firm.retry(group)

    @precondition(lambda self: any(self.firm.post.pending.values()))
    @rule()
    def carry_all(self) -> None:
        """Deliver everything."""
        self.firm.deliver_all()

    @rule(name=GROUP, after=st.integers(0, 25))
    def trouble(self, name: str, after: int) -> None:
        """Let the next transaction of a service fail once."""
        self.opened.town.trouble[name].arm(after)

    @rule()
    def rest(self) -> None:
        """Let everything come to rest."""
        self.firm.settle()
