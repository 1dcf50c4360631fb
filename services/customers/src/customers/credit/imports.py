"""Bring granted credit in with the customers' rows (C5, X3)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from chassis.tx import Tx
from contracts.customers import CreditContractReturned
from contracts.values import Money
from customers import defaults
from customers.credit import pools, queries
from customers.credit.model import CreditLine

Problem = tuple[int, str, str]
Row = Mapping[str, Any]
TERM_DAYS_MAX = 365


async def check(tx: Tx, rows: Sequence[Row], branches: Mapping[str, UUID]) -> list[Problem]:
    """Return what is wrong with the rows' limits; credit that stands is changed by an application only."""
    standing = await queries.lines_by_no(tx, [row["customer_no"] for row in rows if row["limit"]])
    found: list[Problem] = []
    more: dict[UUID, Decimal] = defaultdict(Decimal)
    for index, row in enumerate(rows):
        if not row["limit"]:
            continue
        found += _check_row(index, row)
        customer = standing.get(row["customer_no"])
        if customer is None or customer.credit_limit is None:
            if row["branch_code"] in branches:
                more[branches[row["branch_code"]]] += row["limit"]
        elif (customer.credit_limit, customer.term_days) != (row["limit"], row["term_days"]):
            found.append((index, "limit", "客户已有授信，变更请走授信审批"))
    return found + await _check_pools(tx, rows, branches, more)


def _check_row(index: int, row: Row) -> list[Problem]:
    found: list[Problem] = []
    if row["limit"] < 0 or row["limit"] != round(row["limit"], 2):
        found.append((index, "limit", "授信额度须为不小于 0、最多两位小数的金额"))
    if not row["term_days"] or not 1 <= row["term_days"] <= TERM_DAYS_MAX:
        found.append((index, "term_days", "有授信额度时账期须为 1 至 365 天"))
    return found


async def _check_pools(
    tx: Tx, rows: Sequence[Row], branches: Mapping[str, UUID], more: Mapping[UUID, Decimal]
) -> list[Problem]:
    currency = tx.setting(defaults.CREDIT_CURRENCY)
    over = set()
    for branch_id in sorted(more):
        left = await pools.left(tx, branch_id, currency)
        if left is not None and more[branch_id] > left.amount:
            over.add(branch_id)
    return [
        (index, "limit", "超过分公司授信总额")
        for index, row in enumerate(rows)
        if row["limit"] and branches.get(row["branch_code"]) in over
    ]


async def write(tx: Tx, rows: Sequence[Row]) -> None:
    """Grant what the rows say, with the contract back; the customers are in by now."""
    customers = await queries.lines_by_no(tx, [row["customer_no"] for row in rows if row["limit"]])
    currency = tx.setting(defaults.CREDIT_CURRENCY)
    more: dict[UUID, Decimal] = defaultdict(Decimal)
    for row in rows:
        customer = customers.get(row["customer_no"])
        if row["limit"] and customer is not None and customer.credit_limit is None:
            line = _line(tx, customer, row, currency)
            more[line.branch_id] += line.credit_limit
            tx.add(line)
            tx.emit(line.granted(customer.owner_id), _returned(tx, customer), quiet=True)
    # One row a branch, locked in the order of branches.
    for branch_id in sorted(more):
        await pools.draw(tx, branch_id, Money.zero(currency), Money.of(more[branch_id], currency))


def _line(tx: Tx, customer: Any, row: Row, currency: str) -> CreditLine:
    return CreditLine(
        customer_id=customer.customer_id,
        branch_id=customer.branch_id,
        status="in_force",
        credit_limit=row["limit"],
        currency=currency,
        term_days=row["term_days"],
        provisional=False,
        granted_at=tx.now,
        returned_on=tx.today,
        version=1,
    )


def _returned(tx: Tx, customer: Any) -> CreditContractReturned:
    return CreditContractReturned(
        customer_id=customer.customer_id,
        branch_id=customer.branch_id,
        owner_id=customer.owner_id,
        instrument="contract",
        file_id=None,
        approval_id=None,
        returned_on=tx.today,
    )
