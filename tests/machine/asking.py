"""The rules by which people ask, decide and complain."""

from decimal import ROUND_DOWN, Decimal
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.model.orders import Order
from tests.machine.model.world import Thing
from tests.machine.trade import CENT, PARTS, PICK, WHO, Trade, cny, cut, picked, tons

ASKERS = st.sampled_from(["representative-1", "department-manager-1"])
VERDICTS = {"approved": "approve", "refused": "refuse", "sent_back": "send_back"}


class Asking(Trade):
    """Forms: asked, decided by right and wrong people, taken back."""

    @precondition(lambda self: self.all_orders)
    @rule(pick=PICK, who=ASKERS)
    def ask_discount(self, pick: int, who: str = "representative-1") -> None:
        """Ask for a price below the list."""
        order: Order = picked(self.all_orders, pick)
        self.sell(who, "POST", f"/orders/{order.order_id}/discount-requests", {"reason": "老客户"},
                  lambda told: self.firm.orders.ask_discount(order, who))  # fmt: skip

    @precondition(lambda self: self.all_orders)
    @rule(pick=PICK, other=PICK, part=st.sampled_from(["1", "0.5", "1.1"]), who=ASKERS)
    def ask_allowance(self, pick: int, other: int = 0, part: str = "1", who: str = "representative-1") -> None:
        """Ask for goods in spite of overdue money."""
        order: Order = picked(self.all_orders, pick)
        buyer = self.firm.orders.parties[order.customer]
        orders = list(dict.fromkeys([order, picked(buyer.orders.values(), other)]))
        promised = sum(each.amount for each, state in buyer.promises.values() if state == "open")
        amount = max(CENT, (min(promised, order.unshipped) * Decimal(part)).quantize(CENT))
        body = {"amount": cny(amount), "reason": "月底前付款", "order_ids": [each.order_id for each in orders]}
        self.sell(who, "POST", f"/orders/{order.order_id}/allowance-requests", body,
                  lambda told: self.firm.orders.ask_allowance(orders, amount, who))  # fmt: skip

    @precondition(lambda self: any(each.forms for each in self.firm.orders.parties.values()))
    @rule(pick=PICK, who=st.sampled_from([None, None, "clerk-1"]))
    def take_back(self, pick: int, who: str | None = None) -> None:
        """Take a form back where it was asked for."""
        buyer, form = picked([(x, y) for x in self.firm.orders.parties.values() for y in x.forms], pick)
        request = self.ids("orders", "form", "request_id", buyer.customer)[buyer.forms.index(form)]
        actor = who or form.requester
        self.sell(actor, "POST", f"/requests/{request}/withdrawal", None,
                  lambda told: self.firm.orders.take_back(buyer.customer, form, actor))  # fmt: skip

    @property
    def waiting(self) -> list[tuple[str, Thing]]:
        """List the forms in the inbox, those that wait first."""
        found = [(customer, each) for customer, party in self.firm.approvals.parties.items() for each in party.forms]
        return sorted(found, key=lambda pair: pair[1].state != "open")

    def _form(self, customer: str, asked: Thing) -> Any:
        rows = [row for row in self.firm.rows["notifications"]["form"] if str(row["customer_id"]) == customer]
        return rows[self.firm.approvals.parties[customer].forms.index(asked)]

    @precondition(lambda self: self.waiting)
    @rule(pick=PICK, verdict=st.sampled_from(["approved", "approved", "approved", "refused", "sent_back"]),
          who=st.sampled_from([None, None, None, "requester", "clerk-1"]))  # fmt: skip
    def decide(self, pick: int, verdict: str = "approved", who: str | None = None) -> None:
        """Decide a form, by whom it waits for or by somebody else."""
        customer, asked = picked(self.waiting, pick)
        actor = {None: asked.chain[0], "requester": asked.form.requester}.get(who, who)
        row = self._form(customer, asked)
        body = {"verdict": VERDICTS[verdict], "content_hash": row["content_hash"]}
        self.firm.act("notifications", str(actor), "POST", f"/approvals/{row['form_id']}/decisions", body,
                      lambda told: self.firm.approvals.decide(customer, asked, str(actor), verdict))  # fmt: skip

    @precondition(lambda self: self.waiting)
    @rule(pick=PICK)
    def withdraw(self, pick: int) -> None:
        """Take a form back in the inbox."""
        customer, asked = picked(self.waiting, pick)
        path = f"/approvals/{self._form(customer, asked)['form_id']}/withdrawal"
        self.firm.act("notifications", asked.form.requester, "POST", path, {},
                      lambda told: self.firm.approvals.withdraw(customer, asked))  # fmt: skip

    @rule(who=WHO, limit=st.sampled_from([50_000, 100_000, 250_000]), by=ASKERS)
    def apply(self, who: int, limit: int = 250_000, by: str = "representative-1") -> None:
        """Apply for credit."""
        party = self.firm.customers.parties[self.customer(who)]
        body = {"limit": cny(Decimal(f"{limit}.00")), "term_days": 30, "reasons": "长期合作"}
        self.firm.act("customers", by, "POST", f"/customers/{party.customer}/credit-applications", body,
                      lambda told: self.firm.customers.apply(party, Decimal(limit), 30, by))  # fmt: skip

    @precondition(lambda self: any(each.limit is not None for each in self.firm.customers.parties.values()))
    @rule(who=PICK, is_end=st.sampled_from([False, False, False, True]))
    def contract(self, who: int, is_end: bool = False) -> None:
        """Bring the credit contract back, or end the credit."""
        party = picked([each for each in self.firm.customers.parties.values() if each.limit is not None], who)
        path, model = f"/customers/{party.customer}/credit", self.firm.customers
        version = self.version("customers", path)
        if is_end:
            self.firm.act("customers", "finance-1", "PUT", f"{path}-end", {"reason": "停止赊销"},
                          lambda told: model.end_credit(party), if_match=version)  # fmt: skip
        else:
            body = {"file_id": str(uuid4()), "returned_on": self.firm.world.today.isoformat()}
            self.firm.act("customers", "representative-1", "PUT", f"{path}-contract", body,
                          lambda told: model.return_contract(party), if_match=version)  # fmt: skip


class Complaining(Trade):
    """Goods that come back, and complaints about them."""

    @property
    def delivered(self) -> list[tuple[Thing, tuple[str, str]]]:
        """List the lines that customers took, with whose they are."""
        parties = self.firm.orders.parties.values()
        return [(buyer, (each.shipment_id, line)) for buyer in parties for each in buyer.shipments.values()
                for line, (qty, _) in (each.taken or {}).items() if qty]  # fmt: skip

    @precondition(lambda self: self.delivered)
    @rule(pick=PICK, part=PARTS, who=ASKERS)
    def ask_return(self, pick: int, part: str = "0.5", who: str = "representative-1") -> None:
        """Ask to give goods back."""
        buyer, place = picked(self.delivered, pick)
        qty = cut(buyer.shipments[place[0]].taken[place[1]][0], part)
        lines = [{"shipment_id": place[0], "line_id": place[1], "qty": tons(qty)}]
        self.sell(who, "POST", "/returns", {"customer_id": buyer.customer, "lines": lines, "reason": "多订"},
                  lambda told: self.firm.orders.ask_return(buyer, {place: qty}, who))  # fmt: skip

    @property
    def all_returns(self) -> list[Thing]:
        return [each for buyer in self.firm.orders.parties.values() for each in buyer.returns]

    @precondition(lambda self: self.all_returns)
    @rule(pick=PICK, part=st.sampled_from(["1", "1", "0.5", "0"]))
    def receive(self, pick: int, part: str = "1") -> None:
        """Take goods into the store, all of them or what inspection accepts."""
        buyer, back = picked([(x, y) for x in self.firm.orders.parties.values() for y in x.returns], pick)
        number = self.ids("orders", "return", "return_id", buyer.customer)[buyer.returns.index(back)]
        accepted = {place: (qty * Decimal(part)).quantize(Decimal("0.001")) for place, qty in back.lines.items()}
        lines = [{"shipment_id": place[0], "line_id": place[1], "accepted": tons(qty), "reason": "破损"}
                 for place, qty in accepted.items()]  # fmt: skip
        self.sell("warehouse-1", "POST", f"/returns/{number}/receipt", {"lines": lines},
                  lambda told: self.firm.orders.receive(buyer, back, accepted))  # fmt: skip

    @property
    def known(self) -> list[tuple[Thing, tuple[str, str]]]:
        """List the delivered lines that customers knows of."""
        return [(party, place) for party in self.firm.customers.parties.values() for place in party.lines]

    @precondition(lambda self: self.known)
    @rule(pick=PICK, part=PARTS, share=PARTS)
    def complain(self, pick: int, part: str = "0.5", share: str = "1") -> None:
        """File a complaint about a part of a delivered line."""
        party, place = picked(self.known, pick)
        known = party.lines[place]
        qty = cut(known.qty, part)
        amount = (known.amount * qty / known.qty * Decimal(share)).quantize(CENT, ROUND_DOWN)
        order = self.firm.orders.parties[party.customer].shipments[place[0]].order
        line = {"order_id": order.order_id, "shipment_id": place[0], "line_id": place[1], "qty": tons(qty),
                "amount": cny(amount)}  # fmt: skip
        body = {"customer_id": party.customer, "severity": "major", "description": "受潮", "lines": [line]}
        self.firm.act("customers", "representative-1", "POST", "/complaints", body,
                      lambda told: self.firm.customers.file(party, {place: (qty, amount)}, told))  # fmt: skip

    @property
    def all_complaints(self) -> list[tuple[Thing, Thing]]:
        return [(party, each) for party in self.firm.customers.parties.values() for each in party.complaints]

    @precondition(lambda self: self.all_complaints)
    @rule(pick=PICK, remedy=st.sampled_from(["return", "return", "credit", "none"]), part=st.sampled_from(["1", "0.5"]))
    def confirm(self, pick: int, remedy: str = "return", part: str = "1") -> None:
        """Confirm the facts of a complaint, and decide the remedy."""
        party, complaint = picked(self.all_complaints, pick)
        lines = {
            place: (cut(qty, part), min(amount, max(CENT, (amount * Decimal(part)).quantize(CENT, ROUND_DOWN))))
            for place, (qty, amount) in complaint.lines.items()
        }
        body = {"findings": "属实", "remedy": remedy, "lines": [
            {"shipment_id": place[0], "line_id": place[1], "accepted_qty": tons(qty), "accepted_amount": cny(amount)}
            for place, (qty, amount) in lines.items()
        ]}  # fmt: skip
        self.firm.act("customers", "complaint-specialist-1", "POST", f"/complaints/{complaint.complaint_id}/findings",
                      body, lambda told: self.firm.customers.confirm(party, complaint, remedy, lines))  # fmt: skip

    @precondition(lambda self: self.all_complaints)
    @rule(pick=PICK, outcome=st.sampled_from(["satisfied", "satisfied", "unfounded", "taken_back"]))
    def close(self, pick: int, outcome: str = "satisfied") -> None:
        """Close a complaint: the customer is satisfied, or there was nothing in it."""
        party, complaint = picked(self.all_complaints, pick)
        path = f"/complaints/{complaint.complaint_id}"
        step, who, body = ("closure", "complaint-specialist-1", {"outcome": outcome, "reason": "查无此事"})
        if outcome == "satisfied":
            step, who, body = "confirmation", "representative-1", {"satisfied": True, "file_id": str(uuid4())}  # type: ignore[dict-item] # a body is JSON
        self.firm.act("customers", who, "PUT", f"{path}/{step}", body,
                      lambda told: self.firm.customers.end(party, complaint, outcome),
                      if_match=self.version("customers", path))  # fmt: skip
