"""The desk: what a transaction does to accounts, closed once at its end (events.md §5, rule 2)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Actor, Cause, Tx
from contracts.events import Event
from contracts.values import Money
from receivables import ledger, numbers, settlement, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = tuple[UUID, str]
Numbers = Mapping[UUID, str]

# Made or locked in one statement; the row serialises all postings of a customer in a currency. What EXISTS would ask
# may be answered from a hash of all disputes and promises; this is asked of each account alone.
LOCK = text(
    """
    INSERT INTO account (customer_id, currency, branch_id, owner_id)
    SELECT * FROM unnest(CAST(:customers AS uuid[]), CAST(:currencies AS text[]), CAST(:branches AS uuid[]),
                         CAST(:owners AS uuid[])) ORDER BY 1, 2
    ON CONFLICT (customer_id, currency) DO UPDATE SET owner_id = account.owner_id
    RETURNING customer_id, currency, branch_id, owner_id,
        (SELECT true FROM dispute d WHERE d.customer_id = account.customer_id AND d.ended_at IS NULL LIMIT 1)
            IS NOT NULL,
        (SELECT true FROM promise p WHERE p.customer_id = account.customer_id AND p.state IN ('open', 'broken') LIMIT 1)
            IS NOT NULL
    """
)
# Batches of several topics meet in the same customers: only one order of locks never deadlocks.
LOCK_ALL = text(
    "SELECT 1 FROM account WHERE customer_id = ANY(CAST(:ids AS uuid[]))"
    " ORDER BY customer_id, currency FOR NO KEY UPDATE"
)


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account in one currency, locked by this transaction."""

    customer_id: UUID
    currency: str
    branch_id: UUID
    owner_id: UUID | None
    has_disputes: bool = True
    has_promises: bool = True

    @property
    def key(self) -> Key:
        """Return what tells accounts apart."""
        return self.customer_id, self.currency

    @property
    def who(self) -> dict[str, Any]:
        """Return what every event of the customer carries."""
        return {"customer_id": self.customer_id, "branch_id": self.branch_id, "owner_id": self.owner_id}

    def money(self, amount: Decimal | int) -> Money:
        """Give an amount the account's currency."""
        return Money(amount=Decimal(amount), currency=self.currency)


class Desk:
    """Collects bookings, numbers and events of a transaction; its close tells the standing of each account once."""

    def __init__(self, tx: Tx) -> None:
        self.tx = tx
        self.quiet = False
        self.accounts: dict[Key, Account] = {}
        self.touched: dict[Key, tuple[Cause, Actor]] = {}
        self.subjects: dict[Key, str] = {}
        self.orders: dict[UUID, Key] = {}
        self.receipts: dict[UUID, Key] = {}
        self.complaints: dict[UUID, Key] = {}
        self._entries: list[ledger.Entry] = []
        self._wanted: list[numbers.Wanted] = []
        self._told: list[tuple[Cause, Actor, Callable[[Numbers], Event]]] = []

    @classmethod
    def of(cls, tx: Tx) -> "Desk":
        """Return the transaction's one desk."""
        for step in tx.finishing:
            found = getattr(step, "__self__", None)
            if isinstance(found, cls):
                return found
        desk = cls(tx)
        tx.finish(desk.close)
        return desk

    async def account(self, who: Mapping[str, Any], currency: str) -> Account:
        """Lock the account, making it with the branch and owner that are known now."""
        await self.open({(who["customer_id"], currency): who})
        return self.accounts[who["customer_id"], currency]

    async def open(self, wanted: Mapping[Key, Mapping[str, Any]]) -> None:
        """Lock the accounts that are not locked yet, in one statement and one order."""
        new = [
            (*key, wanted[key]["branch_id"], wanted[key]["owner_id"]) for key in sorted(wanted.keys() - self.accounts)
        ]
        if new:
            columns = [list(column) for column in zip(*new, strict=True)]
            names = ("customers", "currencies", "branches", "owners")
            for row in await self.tx.execute(LOCK, dict(zip(names, columns, strict=True))):
                self.accounts[row.customer_id, row.currency] = Account(*tuple(row))

    def touch(self, account: Account, about: str, orders: Iterable[UUID] = ()) -> None:
        """Note that something has changed the account's standing, or what is covered of orders."""
        self.touched[account.key] = (self.tx.cause, self.tx.actor)
        self.subjects[account.key] = about
        self.orders |= dict.fromkeys(orders, account.key)

    def post(self, account: Account, kind: str, about: str, legs: ledger.Legs, on: date | None = None) -> None:
        """Book an entry of the account; it is written with all others at the close."""
        self._entries.append(
            ledger.Entry(
                kind,
                about,
                account.customer_id,
                account.branch_id,
                account.currency,
                tuple(legs),
                self.tx.cause.cause_id,
                self.tx.actor.id,
                on,
            )
        )
        self.touch(account, about)

    def number(self, kind: numbers.Kind, document_id: UUID, account: Account) -> None:
        """Ask for the next number of a document's series."""
        self._wanted.append(numbers.Wanted(kind, document_id, account.branch_id))

    def tell(self, make: Callable[[Numbers], Event]) -> None:
        """Emit an event once the numbers are drawn."""
        self._told.append((self.tx.cause, self.tx.actor, make))

    async def close(self) -> None:
        """Write what was booked, draw the numbers and tell; nothing new makes it do nothing."""
        entries, self._entries = self._entries, []
        await ledger.write(self.tx, entries)
        wanted, self._wanted = self._wanted, []
        drawn = await numbers.draw(self.tx, wanted)
        told, self._told = self._told, []
        for cause, actor, make in told:
            with self.acting(cause, actor):
                self.emit(make(drawn))
        if self.touched:
            await settlement.settle(self)
            await standing.tell(self)
            self.touched.clear()
            self.orders.clear()

    def emit(self, event: Event) -> None:
        """Emit an event of this desk."""
        self.tx.emit(event, quiet=self.quiet)

    def emit_for(self, key: Key, event: Event) -> None:
        """Emit an event of an account, caused by what touched the account last."""
        cause, actor = self.touched[key]
        with self.acting(cause, actor):
            self.emit(event)

    @contextmanager
    def acting(self, cause: Cause, actor: Actor) -> "Iterator[None]":
        """Let what happens in the block be caused by another event, and done by its actor."""
        own = self.tx.cause, self.tx.actor
        self.tx.cause, self.tx.actor = cause, actor
        try:
            yield
        finally:
            self.tx.cause, self.tx.actor = own


async def lock_accounts(tx: Tx, customers: Sequence[str]) -> None:
    """Lock the accounts of a batch in one order before any of its reactions runs (architecture, Writing)."""
    await tx.execute(LOCK_ALL, {"ids": list(customers)})
