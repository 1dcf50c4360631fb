"""What receivables should do: goods become debt once, money pays the oldest, the standing says what is owed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.machine.model.world import NOTHING, No, Place, Service, Thing, World, refuse, share, total


def covered(goods: Thing) -> Decimal:
    """Tell how much of its order a shipped line covers: all of it once billed, before that what came to nothing."""
    return share(goods.amount, goods.netted if goods.billed is None else goods.qty, goods.qty)


def owed(invoice: Thing) -> Decimal:
    return total((x.billed or 0) - x.credited for x in invoice.goods) - total(part for _, part in invoice.paid)


def unapplied(account: Thing, receipt: Thing) -> Decimal:
    paid = total(part for invoice in account.invoices for by, part in invoice.paid if by is receipt)
    return NOTHING if receipt.is_reversed else receipt.amount - paid


def disputed(account: Thing, invoice: Thing, *, is_accepted: bool = False) -> Decimal:
    counted = [each.lines for each in account.disputes if each.is_accepted or not is_accepted]
    claims = [(x, total(lines.get(x.place, NOTHING) for lines in counted)) for x in invoice.goods]
    return min(owed(invoice), total(min((x.billed or 0) - x.credited, claim) for x, claim in claims))


def net(account: Thing) -> Decimal:
    due = total(owed(each) - disputed(account, each, is_accepted=True) for each in account.invoices)
    return due - total(unapplied(account, each) for each in account.receipts)


def overdue(account: Thing, today: date) -> Decimal:
    return total(owed(each) - disputed(account, each) for each in account.invoices if each.due_on < today)


class Books(Service):
    def __init__(self, world: World) -> None:
        none: dict[str, Any] = {of: [] for of in ("invoices", "receipts", "promises", "disputes", "waiting")}
        super().__init__(world, goods={}, overdue=NOTHING, **none)
        self._touched = dict[str, set[str]]()

    def touch(self, account: Thing, orders: Iterable[str] = ()) -> None:
        self._touched.setdefault(account.customer, set()).update(orders)

    def close(self) -> None:
        """End a transaction: promises that are kept now, and the standing of each account that it touched."""
        for customer, orders in self._touched.items():
            account = self.parties[customer]
            self._keep_promises(account)
            account.overdue = overdue(account, self.world.today)
            parts = {o: total(covered(x) for x in account.goods.values() if x.order == o) for o in orders}
            facts = {"net": net(account), "overdue": account.overdue, "covered": parts}
            self.world.say("receivables.standing.changed", account, **facts)
        self._touched.clear()

    def note_shipment_dispatched(self, account: Thing, shipment: str, order: str, lines: Any) -> None:
        for line, (qty, amount) in lines.items():
            nothing = dict.fromkeys(("netted", "credited", "credited_qty"), NOTHING)
            account.goods[shipment, line] = Thing(place=(shipment, line), order=order, qty=qty, amount=amount,
                                                  days=None, billed=None, **nothing)  # fmt: skip

    def note_shipment_delivered(self, account: Thing, shipment: str, lines: Any, days: int, **_: Any) -> None:
        for line in lines:
            account.goods[shipment, line].days = days

    def on_shipment_delivered(self, account: Thing, shipment: str, missed: Any, **_: Any) -> None:
        """Strike off what was not wanted; what goes out again is billed from its next shipment."""
        for line, (qty, amount, is_again) in missed.items():
            goods = account.goods[shipment, line]
            if is_again:
                goods.qty, goods.amount = goods.qty - qty, goods.amount - amount
            else:
                goods.netted += qty
            self.touch(account, [goods.order])

    def on_invoicing_requested(self, account: Thing, shipment: str) -> None:
        try:
            self.bill(account, shipment)
        except No:
            self.world.say("receivables.invoicing.rejected", account)

    def bill(self, account: Thing, shipment: str) -> None:
        goods = [x for x in account.goods.values() if x.place[0] == shipment and x.billed is None and x.netted < x.qty]
        days = [each.days for each in goods if each.days is not None]
        refuse(not days, "invoice.not_billable")
        for each in goods:
            each.billed = each.amount - covered(each)
        account.invoices.append(Thing(due_on=self.world.today + timedelta(days=min(days)), goods=goods, paid=[]))
        self.world.say("receivables.invoice.issued", account, places=[each.place for each in goods], bills=1)
        self.touch(account, {each.order for each in goods})
        for receipt in sorted(account.receipts, key=lambda each: each.received_on):
            self._pay_oldest(account, receipt)

    def _pay_oldest(self, account: Thing, receipt: Thing) -> None:
        """Pay the oldest due first, and what is in dispute after all that is not."""
        ranked = sorted(account.invoices, key=lambda each: each.due_on)
        claims = [(each, owed(each) - disputed(account, each)) for each in ranked]
        claims += [(each, disputed(account, each)) for each in ranked]
        left = unapplied(account, receipt)
        for invoice, claim in claims:
            part = min(left, claim)
            invoice.paid += [(receipt, part)] if part else []
            left -= part

    def reverse_invoice(self, account: Thing, invoice: Thing) -> None:
        refuse(not invoice.goods, "invoice.reversed")
        refuse(any(each.credited for each in invoice.goods), "invoice.credited")
        self.touch(account, {each.order for each in invoice.goods})
        self.world.say("receivables.invoice.reversed", account, places=[x.place for x in invoice.goods], bills=-1)
        for each in invoice.goods:
            each.billed = None
        invoice.goods, invoice.paid = [], []

    def book(self, account: Thing, receipt: Thing, parts: Mapping[Thing, Decimal] | None) -> None:
        """Book money: it pays what its payer says, else the oldest."""
        refuse(any(not owed(invoice) for invoice in parts or ()), "receipt.other_account")
        refuse(any(part > owed(invoice) for invoice, part in (parts or {}).items()), "receipt.over_open")
        refuse(total((parts or {}).values()) > receipt.amount, "receipt.over_allocated")
        account.receipts.append(receipt)
        for invoice, part in (parts or {}).items():
            invoice.paid.append((receipt, part))
        if parts is None:
            self._pay_oldest(account, receipt)
        self.touch(account)

    def reverse_receipt(self, account: Thing, receipt: Thing) -> None:
        refuse(receipt.is_reversed, "receipt.reversed")
        receipt.is_reversed = True
        for invoice in account.invoices:
            invoice.paid = [each for each in invoice.paid if each[0] is not receipt]
        self.touch(account)

    def promise(self, account: Thing, promise: Thing) -> None:
        refuse(promise.amount > total(owed(each) for each in account.invoices), "promise.more_than_open")
        account.promises.append(promise)
        self._tell("made", account, promise, "open")

    def _tell(self, how: str, account: Thing, promise: Thing, state: str) -> None:
        promise.state, promise.ended_at = state, self.world.now
        self.world.say(f"receivables.promise.{how}", account, promise=promise, state=state)

    def _keep_promises(self, account: Thing) -> None:
        """Keep each promise that money of its days covers beyond those that come before it."""
        booked, kept = [each for each in account.receipts if not each.is_reversed], []
        for n, p in enumerate(account.promises):
            came = [x.amount for x in booked if x.received_on <= p.pay_on and x.booked_at >= p.made_at]
            first = [q.amount for m, q in enumerate(account.promises) if (q.pay_on, m) < (p.pay_on, n)
                     and (q.state == "open" or (q.state == "kept" and q.ended_at >= p.made_at))]  # fmt: skip
            kept += [p] if p.state in {"open", "broken"} and total(came) - total(first) >= p.amount else []
        for promise in kept:
            self._tell("kept", account, promise, "kept")

    def on_return_received(self, account: Thing, lines: Any, complaint: Any) -> None:
        """Net what no invoice has, and credit the rest; what was in dispute of it is so no more."""
        notes = []
        for place, (qty, _) in lines.items():
            goods = account.goods[place]
            self.touch(account, [goods.order])
            if goods.billed is None:
                goods.netted += qty
                continue
            billed_qty, rest = goods.qty - goods.netted, goods.billed - goods.credited
            is_last = goods.credited_qty + qty == billed_qty
            notes.append((goods, rest if is_last else min(rest, share(goods.billed, qty, billed_qty)), qty))
        self._credit(account, notes, complaint)
        for dispute in (each for each in account.disputes if complaint and each.complaint is complaint):
            back = {place: amount for place, (_, amount) in lines.items()}
            dispute.lines = {k: max(NOTHING, x - back.get(k, NOTHING)) for k, x in dispute.lines.items()}

    def _credit(self, account: Thing, notes: Iterable[tuple[Thing, Decimal, Decimal]], complaint: Any) -> None:
        """Issue a credit note an invoice; money that it no longer needs is free again, the latest first."""
        for invoice in account.invoices:
            mine = [each for each in notes if each[0] in invoice.goods and each[1] > 0]
            over = total(amount for _, amount, _ in mine) - owed(invoice)
            while mine and over > 0:
                receipt, part = invoice.paid.pop()
                invoice.paid += [(receipt, part - over)] if part > over else []
                over -= part
            for goods, amount, qty in mine:
                goods.credited, goods.credited_qty = goods.credited + amount, goods.credited_qty + qty
            if mine:
                self.touch(account)
                self.world.say("receivables.credit_note.issued", account, complaint=complaint)

    def on_complaint_filed(self, account: Thing, complaint: Any, lines: Mapping[Place, Decimal]) -> None:
        account.disputes.append(Thing(complaint=complaint, lines=dict(lines), is_accepted=False))
        self.touch(account)

    def on_complaint_confirmed(self, account: Thing, complaint: Any, remedy: str, lines: Any, left: Decimal) -> None:
        if remedy == "credit":
            self._let_off(account, complaint, {place: amount for place, (_, amount) in lines.items()})
            left = NOTHING
        for dispute in (each for each in account.disputes if each.complaint is complaint):
            dispute.is_accepted = True
            for place, amount in sorted(dispute.lines.items()):
                dispute.lines[place] = min(amount, lines[place][1], left)
                left -= dispute.lines[place]
            self.touch(account)

    def _let_off(self, account: Thing, complaint: Any, amounts: Mapping[Place, Decimal]) -> None:
        """Credit amounts without goods; what no invoice has yet waits for its invoice."""
        known = [(account.goods[place], amount) for place, amount in amounts.items()]
        notes = [(x, min(amount, x.billed - x.credited), NOTHING) for x, amount in known if x.billed is not None]
        self._credit(account, notes, complaint)
        account.waiting += [(complaint, x.place, amount) for x, amount in known if x.billed is None and amount]

    def on_complaint_closed(self, account: Thing, complaint: Any, outcome: str) -> None:
        for dispute in [each for each in account.disputes if each.complaint is complaint]:
            if any(dispute.lines.values()):
                self.touch(account)
            account.disputes.remove(dispute)

    def sweep(self) -> None:
        """Break promises, credit what waited for its invoice, and notice what has fallen due."""
        for account in self.parties.values():
            for promise in account.promises:
                if promise.state == "open" and promise.pay_on < self.world.today:
                    self._tell("broken", account, promise, "broken")
            for each in [x for x in account.waiting if account.goods[x[1]].billed is not None]:
                account.waiting.remove(each)
                self._let_off(account, each[0], {each[1]: each[2]})
        self.close()
        for account in self.parties.values():
            if account.overdue != overdue(account, self.world.today):
                self.touch(account)
