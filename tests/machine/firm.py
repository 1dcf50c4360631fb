"""One business played twice: by the services and by the model; after each step both must say the same."""

from datetime import datetime
from typing import Any

from branchline import books as crossed
from branchline.testing import START
from chassis.calendar import from_holidays
from tests.machine import compare
from tests.machine.model.books import Books
from tests.machine.model.forms import Approvals, Customers
from tests.machine.model.orders import Orders
from tests.machine.model.world import No, Thing, World
from tests.machine.post import GROUPS, Parcel, Post
from tests.machine.town import Town

ROUNDS_MAX = 20
"""Settling takes a few rounds of delivery and sweeps; more is a loop."""


class Firm:
    """The services, the model, and the post between them."""

    def __init__(self, town: Town, customers: tuple[str, ...]) -> None:
        self.town = town
        self.post = Post(town)
        calendar = town.houses["orders"].database.reference.calendar or from_holidays([START.year])
        self.world = World(now=START, calendar=calendar, customers=customers, said=[])
        self.orders, self.books = Orders(self.world), Books(self.world)
        self.customers, self.approvals = Customers(self.world), Approvals(self.world)
        self.models = {"orders": self.orders, "receivables": self.books, "customers": self.customers,
                       "notifications": self.approvals}  # fmt: skip
        self.rows: dict[str, dict[str, list[Any]]] = {}
        town.run(self.post.start())

    def act(self, name: str, who: str, method: str, path: str, body: Any, believe: Any, **head: str) -> Any:
        """Do something through a service's API and in the model: both take it, or both refuse with one code."""
        answer = self.town.run(self.town.call(name, who, method, path, body, **head))
        told = answer.json() if answer.content else {}
        is_refused = answer.status_code >= 400
        try:
            believe(_Unknown(code=told.get("code")) if is_refused else told)
            self.books.close()
        except No as no:
            code = str(no)
            assert is_refused, f"{method} {path} {body} went through; it should be refused: {code}"
            assert told.get("code") == code, f"{method} {path} {body}: refused with {told}, not {code}"
            assert not self.world.said
        else:
            assert not is_refused, f"{method} {path} {body}: refused with {answer.status_code} {told}"
        self.check(name)
        return told

    def check(self, name: str) -> None:
        """Compare a service with its model, and what it told with what it should have told."""
        self.town.trouble[name].disarm()
        parcels = self.town.run(self.post.collect(name))
        self._match(name, parcels)
        self.rows[name] = self.town.run(compare.read(self.town.rooms[name], name))
        wrong = compare.differences(getattr(compare, name)(self.rows[name], self.models[name]))
        assert not wrong, f"{name}:\n" + "\n".join(wrong)
        broken = self.town.run(self.town.breaches(name))
        assert not broken, broken

    def _match(self, name: str, parcels: list[Parcel]) -> None:
        said, self.world.said = self.world.said, []
        for parcel in parcels:
            kind = parcel.envelope.type.removesuffix(".v1")
            if kind in KINDS and not parcel.envelope.quiet:
                parcel.said = next((x for x in said if (x.kind, x.customer) == (kind, parcel.envelope.key)), None)
                assert parcel.said, f"{name} tells {kind}, which it should not: {parcel.record.value}"
                said.remove(parcel.said)
        assert not said, f"{name} does not tell {[(x.kind, x.facts) for x in said]}"

    def deliver(self, group: str, parcels: list[Parcel]) -> None:
        """Hand a batch over to a service."""
        self._hear(group, self.town.run(self.post.deliver(group, parcels)))
        self.check(group)

    def _hear(self, group: str, batch: list[Thing]) -> None:
        self.models[group].hear(batch)
        self.books.close()

    def retry(self, group: str) -> None:
        """Try again what is parked."""
        for said in self.town.run(self.post.retry(group)):
            self._hear(group, [said])
        self.check(group)

    def deliver_all(self) -> bool:
        """Deliver what is on its way, in order; tell whether there was anything."""
        is_any = False
        for group in GROUPS:
            if self.post.parked[group]:
                self.retry(group)
            while batch := self.post.some(group, 40, 0, 0):
                self.deliver(group, batch)
                is_any = True
        return is_any

    def sweep(self, name: str) -> None:
        """Run a service's sweeps."""
        self.models[name].sweep()
        self.books.close()
        self.town.run(self.town.houses[name].sweep())
        self.check(name)

    def move_to(self, at: datetime) -> None:
        """Move business time on."""
        self.town.move_to(at)
        self.world.now = at

    def settle(self) -> None:
        """Let everything arrive and everything that is due be done; then the books of all four must agree."""
        for _ in range(ROUNDS_MAX):
            is_any = self.deliver_all()
            for name in GROUPS:
                self.sweep(name)
            if not is_any and not any(self.post.pending.values()):
                break
        else:
            raise AssertionError("it does not come to rest")
        found = self.town.run(crossed.differences(self.town.rooms))
        assert not found, found


class _Unknown(dict[str, Any]):
    """What nobody was told, since it was refused."""

    def __missing__(self, key: str) -> Any:
        return [] if key == "lines" else f"unknown {key}"


KINDS = frozenset({
    "customers.credit.requested", "customers.credit.granted", "customers.credit.ended", "customers.complaint.filed",
    "customers.complaint.confirmed", "customers.complaint.closed", "orders.shipment.dispatched",
    "orders.shipment.delivered", "orders.invoicing.requested", "orders.discount.requested",
    "orders.allowance.requested", "orders.return.requested", "orders.request.withdrawn", "orders.return.received",
    "receivables.standing.changed", "receivables.promise.made", "receivables.promise.kept",
    "receivables.promise.broken", "receivables.invoice.issued", "receivables.invoice.reversed",
    "receivables.credit_note.issued", "notifications.approval.decided", "receivables.invoicing.rejected",
    "customers.credit_contract.returned", "customers.credit_contract.overdue",
})  # fmt: skip
