"""The sample company: a paper and board merchant, made from a fixed seed and imported like any other (X3)."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from branchline.imports.kinds import KINDS
from branchline.sample import firm, ledger, sheets, trade
from branchline.sample.ledger import big_invoices

__all__ = ["LOGIN", "big_invoices", "generate"]
SEED = 20260101
LOGIN = "login"
# As they come from the programs of such a house: bank and old accounting write the encoding of the country.
ENCODINGS = {"territories": "gb18030", "prices": "utf-8-sig", "receipts": "gb18030"}


def generate(folder: Path, today: date) -> dict[str, Path]:
    """Write a sheet for each kind of import, in the order to import them, and `login`: who can log in."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = _rows(today)
    paths = {kind: _write(folder, kind, rows[kind]) for kind in KINDS}
    names = {row["code"]: row["name"] for row in rows["branches"]}
    staff = [{**row, "branch": names[row["branch_code"]]} for row in rows["people"]]
    columns = {key: key for key in ("staff_no", "name", "title", "branch")}
    return paths | {LOGIN: sheets.delimited(folder / "people.csv", columns, staff, "utf-8")}


def _rows(today: date) -> dict[str, list[dict[str, Any]]]:
    rng = Random(SEED)  # noqa: S311 - repeatable on purpose
    people, customers = firm.people(rng), trade.customers(rng)
    invoices = ledger.invoices(rng, customers, today)
    return {
        "branches": firm.branches(),
        "people": people,
        "territories": firm.territories(),
        "customers": customers,
        "products": trade.products(),
        "prices": trade.prices(today, ledger.start_of(today)),
        "invoices": invoices,
        "receipts": ledger.receipts(rng, invoices, today),
    }


def _write(folder: Path, kind: str, rows: list[dict[str, Any]]) -> Path:
    headings = {column.key: column.zh for column in KINDS[kind].columns if column.key in rows[0]}
    if kind in ENCODINGS:
        return sheets.delimited(folder / f"{kind}.csv", headings, rows, ENCODINGS[kind])
    return sheets.workbook(folder / f"{kind}.xlsx", headings, rows)
