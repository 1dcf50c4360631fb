"""Eighteen months of invoices and receipts of the sample company (R1, R2, R3)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from branchline.sample import sheets
from branchline.sample.trade import STORY_CUSTOMERS

Row = dict[str, Any]
MONTHS = 18
DAYS = MONTHS * 30
INVOICES_A_CUSTOMER = (12, 26)
# Every so many customers one owes something, every so many one is late with it.
OWING, LATE = 5, 20
CASH_AMOUNT = 30_000
PAYS_BEFORE, PAYS_AFTER = 6, 9
BANKS = ("ICBC", "ABC", "CCB", "BOC", "CMB")
FRIDAY = 4
BIG_TODAY = date(2026, 1, 5)
HEADINGS = {
    "invoice_no": "发票号码", "customer_code": "客户编号", "issued_on": "开票日期", "due_on": "到期日",
    "amount": "价税合计", "open_amount": "未收金额",
}  # fmt: skip


def start_of(today: date) -> date:
    """Tell the first day of the books."""
    return today - timedelta(days=DAYS)


def invoices(rng: Random, customers: Sequence[Row], today: date) -> list[Row]:
    """List the invoices by day; who has no papers bought nothing."""
    found: list[Row] = []
    for customer in customers:
        if customer["complete"] == "是":
            count = rng.randint(*INVOICES_A_CUSTOMER)
            found += (_invoice(rng, customer, today) for _ in range(count))
    found.sort(key=lambda row: (row["issued_on"], row["customer_code"]))
    for number, row in enumerate(found, 1):
        row["invoice_no"] = f"{row['issued_on']:%y}332000000{number:09}"
    return found


def _invoice(rng: Random, customer: Row, today: date) -> Row:
    issued_on = today - timedelta(days=rng.randint(1, DAYS))
    issued_on -= timedelta(days=max(0, issued_on.weekday() - FRIDAY))
    # Some two orders are open at a time, so each is well below the limit.
    top = (customer["limit"] or CASH_AMOUNT) * 100 // 5
    return {
        "invoice_no": "", "customer_code": customer["customer_no"], "issued_on": issued_on,
        "due_on": issued_on + timedelta(days=customer["term_days"] or 0),
        "amount": round(Decimal(rng.randint(top // 8, top)) / 100, 2),
        "open_amount": None, "currency": None, "remarks": None,
    }  # fmt: skip


def receipts(rng: Random, invoices: Sequence[Row], today: date) -> list[Row]:
    """List the receipts by day: the oldest due first, all that is due, but for those who are late."""
    mine: dict[str, list[Row]] = {}
    for row in sorted(invoices, key=lambda row: (row["due_on"], row["invoice_no"])):
        mine.setdefault(row["customer_code"], []).append(row)
    found = [
        receipt
        for code, owed in sorted(mine.items())
        for receipt in _paid(rng, owed[: _count(code, owed, today)], today)
    ]
    found.sort(key=lambda row: (row["received_on"], row["customer_code"]))
    for number, row in enumerate(found, 1):
        row["bank_ref"] = f"{BANKS[number % len(BANKS)]}{row['received_on']:%Y%m%d}{number:08}"
    return found


def _count(code: str, owed: Sequence[Row], today: date) -> int:
    """Tell how many of a customer's invoices are paid; the story's customers owe nothing."""
    number = int(code[1:])
    if number <= STORY_CUSTOMERS or number % OWING:
        return len(owed)
    due = len([row for row in owed if row["due_on"] <= today])
    return due - min(2, due) if number % LATE == 0 else due


def _paid(rng: Random, owed: Sequence[Row], today: date) -> Iterator[Row]:
    place = 0
    while place < len(owed):
        together = owed[place : place + rng.choice((1, 1, 1, 2))]
        place += len(together)
        last = together[-1]
        day = last["due_on"] + timedelta(days=rng.randint(-PAYS_BEFORE, PAYS_AFTER))
        amount = sum((row["amount"] for row in together), Decimal(0))
        yield {
            "bank_ref": "", "customer_code": last["customer_code"], "amount": amount, "currency": None,
            "received_on": min(max(day, *(row["issued_on"] for row in together)), today), "remarks": "货款",
        }  # fmt: skip


def big_invoices(
    path: Path, customers: Sequence[str], rows: int, bad_row: int | None = None, *, today: date = BIG_TODAY
) -> Path:
    """Write so many opening invoices; `bad_row` is the sheet's row in which the amount is no number."""
    rng = Random(rows)  # noqa: S311 - repeatable on purpose
    made = (
        {
            "invoice_no": f"BIG{number:017}", "customer_code": customers[number % len(customers)],
            "issued_on": (issued_on := today - timedelta(days=rng.randint(1, 30))),
            "due_on": issued_on + timedelta(days=60),
            "amount": "壹仟元整" if number + 1 == bad_row else Decimal(rng.randint(10_000, 1_000_000)) / 100,
            "open_amount": None,
        }
        for number in range(1, rows + 1)
    )  # fmt: skip
    return sheets.workbook(path, HEADINGS, made)
