"""What should come of forms: asked by orders and customers, passed along their chain, applied once or not at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from chassis.calendar import month_end
from tests.machine.model.goods import NOTHING, Order, Place, Sales, Thing, World, refuse, share, total

ASKED = {"discount": "discount", "overdue_shipment": "allowance", "return": "return"}
LADDER = ("department-manager", "deputy-general-manager", "executive-deputy-general-manager")
# From which amount each step of the ladder signs.
CHAINS = {"credit_application": (0, 100_000, 200_000), "discount": (0, 0), "overdue_shipment": (0, 0), "return": (0,)}
UNDER_WAY = {"filed", "confirmed"}


class Orders(Sales):
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
        super().void(buyer, order)
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
        taken: Decimal = buyer.shipments[place[0]].taken[place[1]][0]
        return taken - self.gone(buyer, place, is_back=False)

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
        left = {place: min(qty, self.left(buyer, place)) for place, (qty, _) in lines.items()}
        wanted = {place: qty for place, qty in left.items() if qty}
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


class Customers:
    def __init__(self, world: World) -> None:
        self.world = world
        self.parties = {
            customer: Thing(customer=customer, limit=None, days=0, due=None, requests=[], lines={}, complaints=[])
            for customer in world.customers
        }

    def sweep(self) -> None:
        for party in self.parties.values():
            if party.due and party.due <= self.world.now:
                party.due = False
                self.world.say("customers.credit_contract.overdue", party, is_late=True)

    def apply(self, party: Thing, limit: Decimal, days: int, requester: str) -> None:
        refuse(any(form.state in {"open", "sent_back"} for form in party.requests), "credit.request_stands")
        form = Thing(kind="credit_application", requester=requester, state="open", limit=limit, days=days,
                     decide_by=self.world.in_working_days(5))  # fmt: skip
        party.requests.append(form)
        self.world.say("customers.credit.requested", party, form=form)

    def on_approval_decided(self, party: Thing, form: Thing, decision: str) -> None:
        if form in party.requests and form.state == "open":
            form.state = decision
            if decision == "approved":
                party.due, party.limit, party.days = self.world.in_working_days(10), form.limit, form.days
                self.world.say("customers.credit.granted", party, limit=form.limit, days=form.days)

    def return_contract(self, party: Thing) -> None:
        refuse(not party.limit, "credit.not_granted")
        refuse(party.due is None, "credit.contract_not_awaited")
        party.due = None
        self.world.say("customers.credit_contract.returned", party, is_late=False)
        self.world.say("customers.credit.granted", party, limit=party.limit, days=party.days)

    def end_credit(self, party: Thing) -> None:
        refuse(not party.limit, "credit.not_granted")
        party.due, party.limit = None, NOTHING
        self.world.say("customers.credit.ended", party, limit=NOTHING, days=0)

    def file(self, party: Thing, lines: Mapping[Place, tuple[Decimal, Decimal]], told: Any) -> None:
        """Take a complaint about what was delivered, did not come back, and is not complained of yet."""
        for place, (qty, _) in lines.items():
            known = party.lines[place]
            claims = [x.lines[place][0] for x in party.complaints if x.state in UNDER_WAY and place in x.lines]
            refuse(qty > known.qty - known.returned - total(claims), "complaint.quantity_not_left")
        complaint = Thing(complaint_id=told["complaint_id"], state="filed", lines=dict(lines))
        party.complaints.append(complaint)
        claimed = {place: amount for place, (_, amount) in lines.items()}
        self.world.say("customers.complaint.filed", party, complaint=complaint, lines=claimed)

    def confirm(self, party: Thing, complaint: Thing, remedy: str, lines: Mapping[Place, Any]) -> None:
        refuse(complaint.state != "filed", "complaint.step_not_due")
        complaint.state, complaint.lines = "remedied" if remedy == "none" else "confirmed", lines
        left = NOTHING if remedy == "none" else total(amount for _, amount in lines.values())
        self.world.say("customers.complaint.confirmed", party, complaint=complaint, remedy=remedy, lines=lines,
                       left=left)  # fmt: skip

    def end(self, party: Thing, complaint: Thing, outcome: str) -> None:
        refuse(complaint.state not in ({"remedied"} if outcome == "satisfied" else UNDER_WAY), "complaint.step_not_due")
        complaint.state = "closed"
        self.world.say("customers.complaint.closed", party, complaint=complaint, outcome=outcome)

    def note_shipment_delivered(self, party: Thing, shipment: str, lines: Any, **_: Any) -> None:
        for line, (qty, amount) in lines.items():
            party.lines[shipment, line] = Thing(qty=qty, amount=amount, returned=NOTHING, bills=0)

    def note_return_received(self, party: Thing, lines: Any, complaint: Any) -> None:
        for place, (qty, _) in lines.items():
            party.lines[place].returned += qty

    def note_invoice_issued(self, party: Thing, places: Iterable[Place], bills: int) -> None:
        for place in places:
            party.lines[place].bills += bills

    note_invoice_reversed = note_invoice_issued

    def on_return_received(self, party: Thing, lines: Any, complaint: Any) -> None:
        """Call the remedy done when goods are back that nobody was billed for; others await their credit note."""
        if complaint and complaint.state == "confirmed" and not any(party.lines[place].bills for place in lines):
            complaint.state = "remedied"

    def on_credit_note_issued(self, party: Thing, complaint: Any) -> None:
        if complaint and complaint.state == "confirmed":
            complaint.state = "remedied"


class Approvals:
    def __init__(self, world: World) -> None:
        self.world = world
        self.parties = {customer: Thing(customer=customer, forms=[]) for customer in world.customers}

    def on_credit_requested(self, party: Thing, form: Thing) -> None:
        """Freeze the chain: by kind and amount, and where it would be the requester, from the next level up."""
        same = [x for x in party.forms if x.form.kind == form.kind and x.state == "approved"]
        got = total(getattr(x.form, "limit", 0) for x in same if x.ended_at >= self.world.now - timedelta(days=30))
        asked = getattr(form, "limit", 0) + got
        chain = [f"{role}-{0 if form.requester == role + '-1' else 1}"
                 for role, floor in zip(LADDER, CHAINS[form.kind], strict=False) if asked >= floor]  # fmt: skip
        party.forms.append(Thing(form=form, state="open", chain=chain))
        self._next(party.forms[-1])

    on_discount_requested = on_allowance_requested = on_return_requested = on_credit_requested

    def _next(self, asked: Thing) -> None:
        asked.due_at = min(self.world.now + timedelta(hours=24), asked.form.decide_by)

    def on_request_withdrawn(self, party: Thing, form: Thing) -> None:
        for asked in party.forms:
            asked.state = "closed" if asked.form is form and asked.state == "open" else asked.state

    def decide(self, customer: str, asked: Thing, actor: str, verdict: str) -> None:
        refuse(actor == asked.form.requester, "approval.self_approval")
        refuse(asked.state != "open" or self.world.now > asked.form.decide_by, "approval.not_open")
        refuse(actor != asked.chain[0], "approval.not_yours")
        self._pass(customer, asked, verdict)

    def _pass(self, customer: str, asked: Thing, verdict: str) -> None:
        """Go on to the next step where there is one, else end."""
        if verdict in {"approved", "expired"} and len(asked.chain) > 1:
            asked.chain = asked.chain[1:]
            self._next(asked)
        else:
            self._end(customer, asked, verdict)

    def _end(self, customer: str, asked: Thing, decision: str) -> None:
        asked.state, asked.ended_at = decision, self.world.now
        self.world.say("notifications.approval.decided", self.parties[customer], form=asked.form, decision=decision)

    def withdraw(self, customer: str, asked: Thing) -> None:
        refuse(asked.state != "open" or self.world.now > asked.form.decide_by, "approval.not_open")
        self._end(customer, asked, "withdrawn")

    def sweep(self) -> None:
        """Pass steps that nobody decided in time to the next, and end what has none: silence never approves."""
        for customer, party in self.parties.items():
            for asked in [each for each in party.forms if each.state == "open" and each.due_at <= self.world.now]:
                is_over = self.world.now >= asked.form.decide_by or asked.chain[0].startswith("executive")
                (self._end if is_over else self._pass)(customer, asked, "expired")
