"""Rules of what is billed, netted and credited: each quantity counts once (events.md §5, rules 3 to 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from contracts.values import Money

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipped line: how much of it was invoiced, and how much came to nothing before it was."""

    qty: Decimal
    amount: Decimal
    invoiced: Decimal
    netted: Decimal
    currency: str

    @property
    def uninvoiced(self) -> Decimal:
        """Return the quantity that may still be invoiced."""
        return self.qty - self.invoiced - self.netted


@dataclass(frozen=True, slots=True)
class Billed:
    """An invoice's line, and what was credited of it."""

    n: int
    qty: Decimal
    amount: Decimal
    tax: Decimal
    credited_qty: Decimal
    credited: Decimal
    credited_tax: Decimal
    currency: str

    @property
    def left_qty(self) -> Decimal:
        """Return the quantity that is not credited."""
        return self.qty - self.credited_qty

    @property
    def left(self) -> Decimal:
        """Return the amount that is not credited."""
        return self.amount - self.credited


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit note takes off a line of an invoice; an allowance has no quantity."""

    n: int
    qty: Decimal
    amount: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The parts of a quantity that came back: netted before its invoice, credited after it."""

    netted: Decimal
    credited: Decimal


def cents(value: Decimal, currency: str) -> Decimal:
    """Round half away from zero to the currency's scale."""
    return value.quantize(Money.zero(currency).amount, ROUND_HALF_UP)


def share(whole: Decimal, part: Decimal, of: Decimal, currency: str) -> Decimal:
    """Price a part of a quantity; the last of it takes the rest of rounding (events.md §5, rule 5)."""
    return cents(whole * min(part, of) / of, currency)


def covered(line: Shipped) -> Decimal:
    """Say what a line covers of its order: what was invoiced or netted, in the order's price (rule 4)."""
    return share(line.amount, line.invoiced + line.netted, line.qty, line.currency) if line.qty else NOTHING


def take_back(line: Shipped, qty: Decimal) -> TakenBack:
    """Decide between netting and crediting: what no invoice has yet is netted, the rest credited (rule 4)."""
    netted = min(qty, line.uninvoiced)
    return TakenBack(netted, min(qty - netted, line.invoiced))


def credit_quantity(lines: Sequence[Billed], qty: Decimal) -> list[Credit]:
    """Credit a quantity over the invoice lines that billed it, oldest first (R2)."""
    found: list[Credit] = []
    for line in lines:
        part = min(qty, line.left_qty)
        qty -= part
        found.append(_credit(line, part, min(line.left, share(line.amount, part, line.qty, line.currency))))
    return [credit for credit in found if credit.amount > 0]


def credit_amount(lines: Sequence[Billed], amount: Decimal) -> list[Credit]:
    """Credit an allowance over the invoice lines, oldest first, never more than is left of them (C9)."""
    found: list[Credit] = []
    for line in lines:
        part = min(amount, line.left)
        if part > 0:
            amount -= part
            found.append(_credit(line, NOTHING, part))
    return found


def _credit(line: Billed, qty: Decimal, amount: Decimal) -> Credit:
    """Take the whole rest with the last quantity, else the part's share of the tax."""
    amount = line.left if qty and qty == line.left_qty else amount
    rest = line.tax - line.credited_tax
    tax = rest if amount == line.left else min(rest, share(line.tax, amount, line.amount, line.currency))
    return Credit(line.n, qty, amount, tax)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Add up amounts of one currency."""
    return sum(amounts, NOTHING)
