"""What customers should know of credit and complaints, and how forms should pass along their chain."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.machine.model.world import NOTHING, Place, Service, Thing, World, refuse, total

LADDER = ("department-manager", "deputy-general-manager", "executive-deputy-general-manager")
# From which amount each step of the ladder signs.
CHAINS = {"credit_application": (0, 100_000, 200_000), "discount": (0, 0), "overdue_shipment": (0, 0), "return": (0,)}
UNDER_WAY = {"filed", "confirmed"}


class Customers(Service):
    def __init__(self, world: World) -> None:
        super().__init__(world, limit=None, days=0, due=None, requests=[], lines={}, complaints=[])

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
        self.world.say("customers.complaint.confirmed", party, complaint=complaint, remedy=remedy, lines=lines,
                       left=NOTHING if remedy == "none" else total(amount for _, amount in lines.values()))  # fmt: skip

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


class Approvals(Service):
    def __init__(self, world: World) -> None:
        super().__init__(world, forms=[])

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
