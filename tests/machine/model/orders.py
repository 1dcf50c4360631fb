"""What orders should do: holds and confirmations follow from the facts, shipments from the holds, and from forms."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from chassis.calendar import month_end
from tests.machine.model.world import NOTHING, Place, Service, Thing, World, refuse, share, total

ASKED = {"discount": "discount", "overdue_shipment": "allowance", "return": "return"}
Holds = dict[Any, str]  # by reason and order (None: all of the customer's), what it blocks
Quantities = Mapping[str, Decimal]


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


class Orders(Service):
    def __init__(self, world: World) -> None:
        nothing = {"limit": NOTHING, "days": 0, "net": NOTHING, "overdue": NOTHING, "is_contract_late": False}
        super().__init__(world, **nothing, promises={}, orders={}, shipments={}, returns=[], forms=[], allowances=[],
                         holds={})  # fmt: skip

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

    def ask(self, buyer: Thing, kind: str, about: Any, requester: str, **facts: Any) -> None:
        """Open a form; it takes the place of an open one about the same."""
        self.withdraw(buyer, lambda form: form.kind == kind and form.about is about)
        due = self.world.in_working_days(3)
        form = Thing(kind=kind, about=about, requester=requester, state="open", decide_by=due, **facts)
        buyer.forms.append(form)
        self.world.say(f"orders.{ASKED[kind]}.requested", buyer, form=form)

    def withdraw(self, buyer: Thing, which: Callable[[Thing], bool]) -> None:
        for form in [each for each in buyer.forms if each.state == "open" and which(each)]:
            form.state = "withdrawn"
            self.world.say("orders.request.withdrawn", buyer, form=form)
            if form.kind == "return":
                form.about.state = "withdrawn"

    def take_back(self, customer: str, form: Thing, actor: str) -> None:
        refuse(form.requester != actor, "form.not_yours")
        refuse(form.state != "open", "form.decided")
        self.withdraw(self.parties[customer], lambda each: each is form)

    def void(self, buyer: Thing, order: Order) -> None:
        """End all that was asked or released for an order's content, also where it was one of several."""
        order.released = {}
        self.withdraw(buyer, lambda form: order in (form.about, *getattr(form, "orders", ())))
        self._end(buyer, "edited", lambda allowance: order in allowance.orders)

    def _end(self, buyer: Thing, because: str, which: Callable[[Thing], bool]) -> None:
        for allowance in buyer.allowances:
            if allowance.ended is None and which(allowance):
                allowance.ended = because

    def ask_discount(self, order: Order, requester: str) -> None:
        buyer = self.parties[order.customer]
        holds, fitting = self.judge(buyer)
        refuse(("price_below_list", order.order_id) not in holds, "discount.not_needed")
        self.follow(buyer, holds, fitting)
        lines = {key: Thing(price=x.price, qty=x.kept) for key, x in order.lines.items() if x.price < x.listed}
        self.ask(buyer, "discount", order, requester, lines=lines)

    def ask_allowance(self, orders: Sequence[Order], amount: Decimal, requester: str) -> None:
        buyer = self.parties[orders[0].customer]
        holds, fitting = self.judge(buyer)
        refuse(("overdue", None) not in holds, "allowance.not_overdue")
        promises = [each for each, state in buyer.promises.values() if state == "open"]
        wanted = [order for order in orders if order.is_open]
        refuse(not promises, "allowance.no_promise")
        refuse(amount > total(each.amount for each in promises), "allowance.more_than_promised")
        refuse(amount > total(order.unshipped for order in wanted), "allowance.more_than_wanted")
        self.follow(buyer, holds, fitting)
        self.ask(buyer, "overdue_shipment", orders[0], requester, amount=amount, orders=wanted, overdue=buyer.overdue,
                 promises=[each.promise_id for each in promises], to_on=month_end(self.world.today))  # fmt: skip

    def pass_holds(self, buyer: Thing, order: Order, stops: set[str], amount: Decimal) -> None:
        """Draw on an allowance where money is overdue; nothing passes another hold."""
        usable = [x for x in buyer.allowances if not x.ended and order in x.orders and x.to_on >= self.world.today]
        first = min(usable, key=lambda each: each.to_on, default=None)
        refuse(stops and (stops != {"overdue"} or not first or amount > first.amount - first.drawn), "shipment.held")
        if stops and first:
            first.drawn += amount
            first.ended = "drawn_down" if first.drawn == first.amount else None

    def gone(self, buyer: Thing, place: Place, *, is_back: bool) -> Decimal:
        """Tell how much of a delivered line came back, or is about to."""
        coming = total(x.lines.get(place, NOTHING) for x in buyer.returns if x.state in {"requested", "authorised"})
        back = total(each.accepted.get(place, NOTHING) for each in buyer.returns)
        return back if is_back else back + coming

    def left(self, buyer: Thing, place: Place) -> Decimal:
        return Decimal(buyer.shipments[place[0]].taken[place[1]][0]) - self.gone(buyer, place, is_back=False)

    def ask_return(self, buyer: Thing, lines: Mapping[Place, Decimal], requester: str, complaint: Any = None) -> None:
        refuse(any(qty > self.left(buyer, place) for place, qty in lines.items()), "return.too_much")
        back = Thing(state="requested", lines=dict(lines), accepted={}, complaint=complaint)
        buyer.returns.append(back)
        self.ask(buyer, "return", back, requester)

    def receive(self, buyer: Thing, back: Thing, accepted: Mapping[Place, Decimal]) -> None:
        refuse(back.state != "authorised", "return.state")
        lines = {}
        for place, qty in accepted.items():
            before, (taken, amount) = self.gone(buyer, place, is_back=True), buyer.shipments[place[0]].taken[place[1]]
            lines |= {place: (qty, share(amount, before + qty, taken) - share(amount, before, taken))} if qty else {}
            buyer.shipments[place[0]].order.lines[place[1]].returned += qty
        back.state, back.accepted = "received", dict(accepted)
        self.world.say("orders.return.received", buyer, lines=lines, complaint=back.complaint)

    def sweep(self) -> None:
        for buyer in self.parties.values():
            self._end(buyer, "window_over", lambda allowance: allowance.to_on < self.world.today)

    def note_standing_changed(self, buyer: Thing, net: Decimal, overdue: Decimal, covered: Any) -> None:
        buyer.net, buyer.overdue = net, overdue
        for order_id, amount in covered.items():
            buyer.orders[order_id].covered = amount

    def on_standing_changed(self, buyer: Thing, **_: Any) -> None:
        self.settle(buyer)
        if not buyer.overdue:
            self._end(buyer, "cured", lambda _: True)
            self.withdraw(buyer, lambda form: form.kind == "overdue_shipment")

    def note_promise_made(self, buyer: Thing, promise: Thing, state: str) -> None:
        buyer.promises[promise.promise_id] = (promise, state)

    note_promise_kept = note_promise_broken = note_promise_made

    def on_promise_broken(self, buyer: Thing, promise: Thing, state: str) -> None:
        self._end(buyer, "promise_broken", lambda allowance: promise.promise_id in allowance.promises)

    def note_credit_granted(self, buyer: Thing, limit: Decimal, days: int) -> None:
        buyer.limit, buyer.days, buyer.is_contract_late = limit, days, False

    def note_credit_contract_overdue(self, buyer: Thing, *, is_late: bool) -> None:
        buyer.is_contract_late = is_late

    def on_credit_granted(self, buyer: Thing, **_: Any) -> None:
        self.settle(buyer)

    note_credit_ended, note_credit_contract_returned = note_credit_granted, note_credit_contract_overdue
    on_credit_ended = on_credit_contract_overdue = on_credit_contract_returned = on_credit_granted

    def on_complaint_confirmed(self, buyer: Thing, complaint: Any, remedy: str, lines: Any, **_: Any) -> None:
        wanted = {place: part for place, (qty, _) in lines.items() if (part := min(qty, self.left(buyer, place)))}
        if remedy == "return" and wanted:
            self.ask_return(buyer, wanted, "representative-1", complaint)

    def on_complaint_closed(self, buyer: Thing, complaint: Any, outcome: str) -> None:
        if outcome != "satisfied":
            self.withdraw(buyer, lambda form: getattr(form.about, "complaint", None) is complaint)

    def on_approval_decided(self, buyer: Thing, form: Thing, decision: str) -> None:
        if form.kind not in ASKED or form.state != "open":
            return
        form.state = decision
        if form.kind == "return":
            form.about.state = "authorised" if decision == "approved" else "refused"
        elif decision == "approved" and form.kind == "discount":
            until = self.world.now + timedelta(days=30)
            form.about.released = {key: Thing(until=until, **vars(line)) for key, line in form.lines.items()}
            self.settle(buyer)
        elif decision == "approved":
            is_backed = all(buyer.promises[each][1] == "open" for each in form.promises)
            form.state = "approved" if is_backed and 0 < buyer.overdue <= form.overdue else "void"
            buyer.allowances += [Thing(ended=None, drawn=NOTHING, **vars(form))] if form.state == "approved" else []


def waits(holds: Holds) -> bool:
    """Tell whether an order waits for credit."""
    return any(reason == "credit_limit" and blocks == "confirm" for (reason, _), blocks in holds.items())


def named(told: Any, lines: list[Line]) -> dict[str, Line]:
    return {shown["line_id"]: line for shown, line in zip(told["lines"], lines, strict=True)}
