"""What orders should do with goods: holds and confirmations follow from the facts, shipments from the holds."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace
from typing import Any

NOTHING = Decimal(0)
Place = tuple[str, str]  # a shipment, and a line of its order
Holds = dict[Any, str]  # by reason and order (None: all of the customer's), what it blocks
Quantities = Mapping[str, Decimal]


class Thing(SimpleNamespace):
    """A thing with facts; two with the same facts are still two."""

    __eq__, __hash__ = object.__eq__, object.__hash__


class No(Exception):
    """A refusal, by its code."""


def refuse(when: object, code: str) -> None:
    if when:
        raise No(code)


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)


def share(amount: Decimal, part: Decimal, of: Decimal = Decimal(1)) -> Decimal:
    """Take a part of an amount, rounded half away from zero to the cent."""
    return (amount * part / of).quantize(Decimal("0.01"), ROUND_HALF_UP) if of else NOTHING


class World(Thing):
    """Business time (now, calendar), the customers, and what was said: type without version, customer, facts."""

    @property
    def today(self) -> date:
        return self.calendar.local_day(self.now)

    def say(self, kind: str, party: Thing, **facts: Any) -> None:
        self.said.append(Thing(kind=kind, customer=party.customer, facts=facts))

    def in_working_days(self, count: int) -> datetime:
        return self.calendar.deadline_in_working_days(self.now, count).at


def hear(service: Any, batch: Iterable[Thing]) -> None:
    """Take news in one transaction: first all that is only noted, then act on each."""
    for prefix in ("note", "on"):
        for said in batch:
            act = getattr(service, "_".join((prefix, *said.kind.split(".")[1:])), None)
            if act:
                act(service.parties[said.customer], **said.facts)


class Line(Thing):
    def __init__(self, price: Decimal, listed: Decimal, qty: Decimal) -> None:
        nothing = dict.fromkeys(("cancelled", "shipped", "delivered", "returned"), NOTHING)
        super().__init__(price=price, listed=listed, qty=qty, **nothing)

    def worth(self, before: Decimal, after: Decimal) -> Decimal:
        return share(self.price, after) - share(self.price, before)

    @property
    def kept(self) -> Decimal:
        return self.qty - self.cancelled


class Order(Thing):
    """Lines by id, its age and terms, what forms released of it, its state, and what receivables cover of it."""

    @property
    def value(self) -> Decimal:
        return total(line.worth(NOTHING, line.kept) for line in self.lines.values())

    @property
    def unshipped(self) -> Decimal:
        return total(line.worth(line.shipped, line.kept) for line in self.lines.values())

    @property
    def is_open(self) -> bool:
        return self.unshipped > 0 and self.state != "cancelled"

    def wanted(self, asked: Quantities | None, code: str) -> Quantities:
        left = {key: line.kept - line.shipped for key, line in self.lines.items() if line.kept > line.shipped}
        refuse(any(qty > left.get(key, NOTHING) for key, qty in (asked or {}).items()), code)
        return asked or left


class Sales:
    def __init__(self, world: World) -> None:
        self.world = world
        self.parties = {
            customer: Thing(
                customer=customer, limit=NOTHING, days=0, is_contract_late=False, net=NOTHING, overdue=NOTHING,
                promises={}, orders={}, shipments={}, returns=[], forms=[], allowances=[], holds={},
            ) for customer in world.customers
        }  # fmt: skip

    def reserved(self, buyer: Thing) -> Decimal:
        return total(each.value - each.covered for each in buyer.orders.values() if each.state == "confirmed")

    def room(self, buyer: Thing) -> Decimal:
        return buyer.limit - self.reserved(buyer) - buyer.net

    def judge(self, buyer: Thing) -> tuple[Holds, list[Order]]:
        """Tell which holds the facts ask for, and which waiting orders fit the limit, the oldest first."""
        goods = [order for order in buyer.orders.values() if order.is_open]
        holds: Holds = {("overdue", None): "ship"} if buyer.overdue > 0 else {}
        holds |= {("unsigned", None): "ship"} if buyer.is_contract_late else {}
        room = self.room(buyer)
        excess, fitting = -room, list[Order]()
        for order in sorted(goods, key=lambda each: (each.confirmed_at or each.queued_at, each.order_id), reverse=True):
            if order.state == "confirmed" and excess > 0:
                holds["credit_limit", order.order_id] = "ship"
                excess -= order.unshipped
        for order in sorted(goods, key=lambda each: (each.queued_at, each.order_id)):
            if order.state == "placed" and self.is_below_list(order):
                holds["price_below_list", order.order_id] = "confirm"
            elif order.state == "placed" and order.value <= room and not waits(holds):
                room -= order.value
                fitting.append(order)
            elif order.state == "placed":
                holds["credit_limit", order.order_id] = "confirm"
        return holds, fitting

    def is_below_list(self, order: Order) -> bool:
        cheap = {key: line for key, line in order.lines.items() if line.price < line.listed}
        free = {key for key, line in cheap.items() if (let := order.released.get(key)) and line.price >= let.price
                and line.kept <= let.qty and self.world.now <= let.until}  # fmt: skip
        return cheap.keys() != free

    def settle(self, buyer: Thing) -> None:
        self.follow(buyer, *self.judge(buyer))

    def follow(self, buyer: Thing, holds: Holds, fitting: Iterable[Order]) -> None:
        buyer.holds = holds
        for order in fitting:
            order.state, order.confirmed_at = "confirmed", self.world.now

    def place(self, buyer: Thing, told: Any, lines: list[Line], terms: str | None = None, **origin: Any) -> Order:
        """Take an order: held with its reason, or confirmed if it fits and nobody waits before it."""
        granted, is_ahead = "credit" if buyer.limit else "cash", origin.pop("is_ahead", False)
        refuse(terms == "credit" and granted == "cash", "order.cash_only")
        placed = {"queued_at": self.world.now, "terms": terms or granted, "days": buyer.days, **origin}
        order = Order(order_id=told["order_id"], customer=buyer.customer, lines=named(told, lines), state="placed",
                      confirmed_at=None, released={}, covered=NOTHING, **placed)  # fmt: skip
        if self.is_below_list(order):
            buyer.holds["price_below_list", order.order_id] = "confirm"
        elif order.value <= self.room(buyer) and (is_ahead or not waits(buyer.holds)):
            order.state, order.confirmed_at = "confirmed", self.world.now
        else:
            buyer.holds["credit_limit", order.order_id] = "confirm"
        buyer.orders[order.order_id] = order
        return order

    def edit(self, order: Order, told: Any, lines: list[Line]) -> None:
        refuse(order.state == "cancelled", "order.cancelled")
        buyer = self.parties[order.customer]
        refuse(any(each.order is order for each in buyer.shipments.values()), "order.already_dispatched")
        order.lines, order.state, order.confirmed_at = named(told, lines), "placed", None
        order.terms, order.days = "credit" if buyer.limit else "cash", buyer.days
        self.void(buyer, order)
        self.settle(buyer)

    def void(self, buyer: Thing, order: Order) -> None:
        order.released = {}

    def cancel(self, order: Order, asked: Quantities | None) -> None:
        refuse(order.state == "cancelled", "order.cancelled")
        refuse(not asked and any(line.shipped for line in order.lines.values()), "order.already_dispatched")
        self._reduce(order, order.wanted(asked, "order.quantity_left"))
        self.settle(self.parties[order.customer])

    def _reduce(self, order: Order, wanted: Quantities) -> None:
        self.void(self.parties[order.customer], order)
        for line_id, qty in wanted.items():
            order.lines[line_id].cancelled += qty
        if not any(line.kept for line in order.lines.values()):
            order.state, order.confirmed_at = "cancelled", None

    def copy(self, order: Order, told: Any) -> Order:
        refuse(order.state == "cancelled", "order.cancelled")
        lines = [Line(each.price, each.listed, each.qty) for each in order.lines.values()]
        return self.place(self.parties[order.customer], told, lines, "cash" if order.terms == "cash" else None)

    def split(self, order: Order, told: Any, asked: Quantities) -> Order:
        """Move quantities to an order of the same age; what had credit asks before those that wait."""
        refuse(order.state == "cancelled", "order.cancelled")
        wanted, buyer = order.wanted(asked, "order.quantity_left"), self.parties[order.customer]
        refuse(total(wanted.values()) >= total(x.kept - x.shipped for x in order.lines.values()), "order.split_empty")
        lines = [Line(each.price, each.listed, wanted[key]) for key, each in order.lines.items() if key in wanted]
        origin = {"queued_at": order.queued_at, "is_ahead": order.state == "confirmed"}
        self._reduce(order, wanted)
        made = self.place(buyer, told, lines, "cash" if order.terms == "cash" else None, **origin)
        self.settle(buyer)
        return made

    def dispatch(self, order: Order, told: Any, asked: Quantities | None) -> None:
        """Let goods leave if nothing holds them."""
        buyer = self.parties[order.customer]
        holds, fitting = self.judge(buyer)
        refuse(order.state == "cancelled", "shipment.empty")
        wanted = order.wanted(asked, "shipment.too_much")
        refuse(not wanted, "shipment.empty")
        leaving = {key: (order.lines[key], qty) for key, qty in wanted.items()}
        sent = {key: (qty, line.worth(line.shipped, line.shipped + qty)) for key, (line, qty) in leaving.items()}
        stops = {reason for reason, about in holds if about in {None, order.order_id}}
        self.pass_holds(buyer, order, stops, total(amount for _, amount in sent.values()))
        self.follow(buyer, holds, fitting)
        name = told["shipment_id"]
        buyer.shipments[name] = Thing(shipment_id=name, order=order, sent=sent, taken=None)
        for line, qty in leaving.values():
            line.shipped += qty
        self.world.say("orders.shipment.dispatched", buyer, shipment=name, order=order.order_id, lines=sent)
        self.settle(buyer)

    def pass_holds(self, buyer: Thing, order: Order, stops: set[str], amount: Decimal) -> None:
        refuse(stops, "shipment.held")

    def deliver(self, shipment: Thing, told: Mapping[str, tuple[Decimal, bool]]) -> None:
        """Note what was taken; the rest is struck off, or goes out once more."""
        order, buyer = shipment.order, self.parties[shipment.order.customer]
        refuse(shipment.taken is not None, "shipment.delivered")
        refuse(any(qty > shipment.sent[key][0] for key, (qty, _) in told.items()), "shipment.taken_too_much")
        self.settle(buyer)
        shipment.taken, missed = {}, {}
        for key, (sent, amount) in shipment.sent.items():
            line, (qty, is_again) = order.lines[key], told.get(key, (sent, False))
            lost = line.worth(line.shipped - sent + qty, line.shipped)
            shipment.taken[key] = (qty, amount - lost)
            missed |= {key: (sent - qty, lost, is_again)} if qty < sent else {}
            line.delivered, line.shipped = line.delivered + qty, line.shipped - (sent - qty if is_again else 0)
        taken = {key: each for key, each in shipment.taken.items() if each[0]}
        self.world.say("orders.shipment.delivered", buyer, shipment=shipment.shipment_id, lines=taken,
                       missed=missed, days=order.days if order.terms == "credit" else 0)  # fmt: skip
        if taken:
            self.world.say("orders.invoicing.requested", buyer, shipment=shipment.shipment_id)
        self.settle(buyer)


def waits(holds: Holds) -> bool:
    """Tell whether an order waits for credit."""
    return any(reason == "credit_limit" and blocks == "confirm" for (reason, _), blocks in holds.items())


def named(told: Any, lines: list[Line]) -> dict[str, Line]:
    return {shown["line_id"]: line for shown, line in zip(told["lines"], lines, strict=True)}
