"""Set-based import of products and prices, as the command line hands them over: typed rows (X3, O1, O15)."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from contracts.values import UNITS
from orders.catalogue.commands import NewPrice, keep_products, overlaps, publish

Problem = tuple[int, str, str]
Row = dict[str, Any]

IDS = text("SELECT code, product_id FROM product WHERE code = ANY(CAST(:codes AS text[]))")
# A price that a later list has ended since is still the price of its file.
KNOWN = text(
    "SELECT product_id, branch_id, grade, unit_price, lower(valid) AS valid_from, upper(valid) - 1 AS valid_until"
    " FROM price WHERE product_id = ANY(CAST(:ids AS uuid[]))"
)


async def import_products(tx: Tx, rows: list[Row]) -> list[Problem]:
    """Import products; the same rows twice change nothing, and one bad row leaves all out (X3, O15)."""
    problems = [*_products_wrong(rows), *_twice(rows, ("code",), "code", "产品编码在文件中重复")]
    if not problems:
        await keep_products(tx, [{**row, "channels": list(row["channels"])} for row in rows], quiet=True)
    return problems


def _products_wrong(rows: Sequence[Row]) -> Iterator[Problem]:
    for place, row in enumerate(rows):
        if not row["code"]:
            yield place, "code", "产品编码必填"
        if not row["name"]:
            yield place, "name", "产品名称必填"
        if row["unit"] not in UNITS:
            yield place, "unit", f"不认识的计量单位，只能是 {'、'.join(UNITS)}"
        for column in ("grammage", "width_mm", "height_mm"):
            if row[column] is not None and row[column] <= 0:
                yield place, column, "必须大于 0"
        if not 0 <= row["tax_rate"] <= 1:
            yield place, "tax_rate", "税率必须写成 0 到 1 之间的小数，例如 0.13"


def _twice(rows: Sequence[Row], names: tuple[str, ...], column: str, words: str) -> Iterator[Problem]:
    seen: dict[tuple[Any, ...], int] = {}
    for place, row in enumerate(rows):
        first = seen.setdefault(tuple(row[name] for name in names), place)
        if first != place:
            yield place, column, words


async def import_prices(tx: Tx, rows: list[Row]) -> list[Problem]:
    """Import prices as lists; the same rows twice change nothing, and one bad row leaves all out (X3, O1)."""
    found = await tx.execute(IDS, {"codes": list({row["product_code"] for row in rows})})
    products: dict[str, UUID] = {row.code: row.product_id for row in found}
    branches = {branch.code: branch.branch_id for branch in tx.reference.branches.values()}
    problems = [*_prices_wrong(rows, products, branches), *_crossing(rows)]
    if problems:
        return problems
    prices = [_new_price(row, products, branches) for row in rows]
    known = {_key(row): row for row in await tx.execute(KNOWN, {"ids": list(products.values())})}
    fresh = [(place, price) for place, price in enumerate(prices) if not _is_known(price, known.get(_key(price)))]
    if not fresh:
        return []
    crossed = await overlaps(tx, [price for _, price in fresh])
    if crossed:
        return [(fresh[row.place][0], "valid_from", f"该期间已有价格表 {row.list_no}") for row in crossed]
    await publish(tx, [price for _, price in fresh], quiet=True)
    return []


def _prices_wrong(rows: Sequence[Row], products: Mapping[str, UUID], branches: Mapping[str, UUID]) -> Iterator[Problem]:
    for place, row in enumerate(rows):
        if row["product_code"] not in products:
            yield place, "product_code", f"没有编码为 {row['product_code']} 的产品"
        if row["branch_code"] is not None and row["branch_code"] not in branches:
            yield place, "branch_code", f"没有编码为 {row['branch_code']} 的分公司"
        if row["unit_price"] <= 0:
            yield place, "unit_price", "单价必须大于 0"
        if row["valid_to"] is not None and row["valid_to"] < row["valid_from"]:
            yield place, "valid_to", "结束日期早于开始日期"


def _crossing(rows: Sequence[Row]) -> Iterator[Problem]:
    """Find rows of the file whose times overlap for one product, branch and grade."""
    groups: dict[tuple[Any, ...], list[tuple[int, Row]]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[row["product_code"], row["branch_code"], row["grade"]].append((place, row))
    for group in groups.values():
        group.sort(key=lambda pair: pair[1]["valid_from"])
        for (_, earlier), (place, later) in itertools.pairwise(group):
            if earlier["valid_to"] is None or earlier["valid_to"] >= later["valid_from"]:
                yield place, "valid_from", "与文件中同一产品的另一行期间重叠"


def _new_price(row: Row, products: Mapping[str, UUID], branches: Mapping[str, UUID]) -> NewPrice:
    branch_id = branches[row["branch_code"]] if row["branch_code"] is not None else None
    return NewPrice(
        products[row["product_code"]], branch_id, row["grade"], row["unit_price"], row["valid_from"], row["valid_to"]
    )


def _key(price: Any) -> tuple[Any, ...]:
    return price.product_id, price.branch_id, price.grade, price.valid_from


def _is_known(price: NewPrice, known: Any) -> bool:
    same_end = known is not None and price.valid_until in {None, known.valid_until}
    return known is not None and same_end and known.unit_price == price.unit_price
