"""Rules of several steps: what chance alone would seldom bring together. Each step is checked for itself."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.machine.asking import Asking, Complaining
from tests.machine.model.books import owed
from tests.machine.model.world import Thing
from tests.machine.trade import PARTS, PICK, TONS, WHO, Passing, Paying, Selling, picked


class Living(Selling, Paying, Asking, Complaining, Passing):
    """A buyer's life in larger strides."""

    @initialize(who=st.sampled_from([0, 2]), qty=TONS, chapters=st.integers(0, 6))
    def begin(self, who: int, qty: str = "1.000", chapters: int = 0) -> None:
        """Begin somewhere in a buyer's life: two invoices, overdue, an allowance, all paid, a bounced receipt."""
        self.deal(who, "1.000")
        life = (
            lambda: self.later(hours=24), lambda: self.deal(who, qty), self.fall_due,
            lambda: self.allow(pick=0, part="0.5"), lambda: self.pay_off(pick=0),
            lambda: self.bounce(pick=0),
        )  # fmt: skip
        for go_on in life[:chapters]:
            go_on()

    def _sold(self, who: int, qty: str, price: int = 0) -> int:
        """Place an order, and tell where it stands among all."""
        before = self.all_orders
        self.place(who, qty, price)
        return next(pick for pick, order in enumerate(self.all_orders) if order not in before)

    @rule(who=WHO, qty=TONS)
    def deal(self, who: int, qty: str = "1.000") -> None:
        """Sell, send and deliver an order, unless something holds it."""
        before = self.all_shipments
        self.dispatch(self._sold(who, qty))
        for pick, shipment in enumerate(self.all_shipments):
            if shipment not in before:
                self.deliver(pick)
        self.carry_all()

    @rule(who=WHO, qty=TONS)
    def bargain(self, who: int, qty: str = "1.000") -> None:
        """Sell below the list, and have the price approved."""
        self.ask_discount(self._sold(who, qty, price=100))
        self.agree()

    @rule()
    def agree(self) -> None:
        """Let everybody approve what waits for him, step by step; who asked tries first, in vain."""
        self.carry_all()
        for asked in [each for _, each in self.waiting if each.state == "open"]:
            for who in ("requester", *[None] * len(asked.chain)):
                self.decide([each for _, each in self.waiting].index(asked), who=who)
        self.carry_all()

    def number(self, party: Thing) -> int:
        return self.opened.customers.index(party.customer)

    @property
    def debtors(self) -> list[Thing]:
        return [each for each in self.all_accounts if any(owed(invoice) for invoice in each.invoices)]

    @precondition(lambda self: self.debtors)
    @rule()
    def fall_due(self) -> None:
        """Let the days pass in which buyers should have paid."""
        self.later(hours=24 * 31)
        self.sweep("receivables")
        self.carry_all()

    @precondition(lambda self: self.debtors)
    @rule(pick=PICK)
    def pay_off(self, pick: int = 0) -> None:
        """Let a buyer pay invoice by invoice what it owes."""
        account = picked(self.debtors, pick)
        for _ in [each for each in account.invoices if owed(each)]:
            self.pay(self.number(account))
        self.carry_all()

    @property
    def late(self) -> list[Thing]:
        return [each for each in self.firm.orders.parties.values() if each.overdue > 0]

    @precondition(lambda self: self.late)
    @rule(pick=PICK, qty=TONS, part=st.sampled_from(["0.5", "1"]))
    def allow(self, pick: int = 0, qty: str = "1.000", part: str = "0.5") -> None:
        """Let goods leave in spite of money overdue, against a promise, up to an amount: all of them, or else half."""
        who = self.number(picked(self.late, pick))
        pick = self._sold(who, qty)
        order = self.all_orders[pick]
        self.promise(who, days=40)
        self.carry_all()
        self.ask_allowance(pick, list(self.firm.orders.parties[order.customer].orders.values()).index(order), part)
        self.agree()
        self.dispatch(pick)
        self.dispatch(pick, "0.5")

    @precondition(lambda self: self.delivered)
    @rule(pick=PICK, part=PARTS)
    def give_back(self, pick: int = 0, part: str = "0.5") -> None:
        """Let a customer give goods back that were taken, if there are so many left of them."""
        before = self.all_returns
        self.ask_return(pick, part)
        self.agree()
        for number, each in enumerate(self.all_returns):
            if each not in before:
                self.receive(number)
        self.carry_all()
