"""Bring customers in from rows (C1, X3)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.ids import new_id
from chassis.tx import Tx
from customers.dossiers import commands, queries, rules
from customers.dossiers.model import Customer, CustomerDocument
from customers.territories import queries as territories
from edge.inputs import comparable

Problem = tuple[int, str, str]
Row = Mapping[str, Any]
GRADES = ("A", "B", "C", "D")
OPENING = "期初导入"
UNIQUE = ("customer_no", "name", "credit_code")


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows are checked against."""

    branches: Mapping[str, UUID]
    people: Mapping[str, UUID]
    territories: Sequence[Any]
    customers: Mapping[str, Customer]
    """The customers of the file that exist already, by number."""
    taken: Mapping[tuple[str, str], str]
    """Numbers of all customers that have a name or credit code of the file."""

    def territory_id(self, row: Row) -> UUID | None:
        """Return the territory of a name, or the one that has the region and channel."""
        for each in self.territories:
            is_channel = not each.channels or row["channel"] in each.channels
            if row["territory"] == each.name or (row["territory"] in each.regions and is_channel):
                found: UUID = each.territory_id
                return found
        return None


async def known(tx: Tx, rows: Sequence[Row]) -> Known:
    """Gather what the rows are checked against."""
    found = await queries.alike(
        tx,
        numbers=[row["customer_no"] for row in rows],
        names=[comparable(row["name"]) for row in rows],
        codes=[row["credit_code"] for row in rows if row["credit_code"]],
    )
    taken = {("name", each.name_key): each.customer_no for each in found}
    taken |= {("credit_code", each.credit_code): each.customer_no for each in found if each.credit_code}
    return Known(
        branches={each.code: each.branch_id for each in tx.reference.branches.values()},
        people={subject: each.person_id for subject, each in tx.reference.by_subject.items()},
        territories=await territories.territories(tx),
        customers={each.customer_no: each for each in found},
        taken=taken,
    )


def check(rows: Sequence[Row], given: Known) -> list[Problem]:
    """Return what is wrong with the rows, by row and column."""
    return [*_repeated(rows), *(problem for index, row in enumerate(rows) for problem in _check_row(index, row, given))]


def _repeated(rows: Sequence[Row]) -> Iterator[Problem]:
    for column in UNIQUE:
        texts = [comparable(row[column] or "") for row in rows]
        count = Counter(texts)
        for index, text in enumerate(texts):
            if text and count[text] > 1:
                yield index, column, f"“{rows[index][column]}”在文件中重复"


def _check_row(index: int, row: Row, given: Known) -> Iterator[Problem]:
    if row["branch_code"] not in given.branches:
        yield index, "branch_code", f"机构 {row['branch_code']} 不存在"
    if row["owner_staff_no"] and row["owner_staff_no"] not in given.people:
        yield index, "owner_staff_no", f"工号 {row['owner_staff_no']} 不存在"
    if row["territory"] and given.territory_id(row) is None:
        yield index, "territory", f"辖区 {row['territory']} 不存在"
    if row["grade"] and row["grade"] not in GRADES:
        yield index, "grade", "客户等级只能是 A、B、C 或 D"
    try:
        rules.check_credit_code(row["credit_code"])
    except rules.CreditCodeWrong as refused:
        yield index, "credit_code", refused.text("zh-CN")
    yield from _check_known(index, row, given)


def _check_known(index: int, row: Row, given: Known) -> Iterator[Problem]:
    for column, text in (("name", comparable(row["name"])), ("credit_code", row["credit_code"])):
        holder = given.taken.get((column, text))
        if holder and holder != row["customer_no"]:
            yield index, column, f"与客户 {holder} 相同"
    old = given.customers.get(row["customer_no"])
    if old and old.status == "closed":
        yield index, "customer_no", "客户已关闭"
    if old and given.branches.get(row["branch_code"], old.branch_id) != old.branch_id:
        yield index, "branch_code", "客户所属机构不能通过导入变更"


async def write(tx: Tx, rows: Sequence[Row], given: Known) -> None:
    """Write the rows that differ, and tell it quietly."""
    papers = await queries.documents(tx, [each.customer_id for each in given.customers.values()])
    for row in rows:
        customer = given.customers.get(row["customer_no"]) or _new(tx, row, given)
        _fill(customer, row, given)
        on_file = papers[customer.customer_id]
        commands.judge(tx, customer, on_file)
        if row["complete"] and customer.missing:
            on_file += _on_file(tx, customer, customer.missing)
            commands.judge(tx, customer, on_file)
        if customer not in tx.session or tx.session.is_modified(customer):
            customer.version += 1
            tx.add(customer)
            tx.emit(customer.changed("imported"), quiet=True)
    # Papers refer to their customers, whose rows come first.
    await tx.session.flush()
    tx.add(*(paper for each in papers.values() for paper in each))
    await tx.session.flush()


def _new(tx: Tx, row: Row, given: Known) -> Customer:
    return Customer(
        customer_id=new_id(),
        customer_no=row["customer_no"],
        branch_id=given.branches[row["branch_code"]],
        status="pending",
        missing=[],
        ship_to=[],
        contacts=[],
        opened_at=tx.now,
        opened_by=tx.actor.id,
        version=0,
    )


def _fill(customer: Customer, row: Row, given: Known) -> None:
    wanted: dict[str, Any] = {
        "name": row["name"],
        "name_key": comparable(row["name"]),
        "credit_code": row["credit_code"] or None,
        "owner_id": given.people[row["owner_staff_no"]] if row["owner_staff_no"] else None,
        "territory_id": given.territory_id(row) if row["territory"] else None,
        "channel": row["channel"] or None,
        "ship_to": _ship_to(customer.ship_to, row),
    }
    if row["grade"] and row["grade"] != customer.grade:
        wanted |= {"grade": row["grade"], "grade_reason": OPENING}
    for name, value in wanted.items():
        if getattr(customer, name) != value:
            setattr(customer, name, value)


def _ship_to(known_places: list[dict[str, Any]], row: Row) -> list[dict[str, Any]]:
    if not row["place"]:
        return known_places
    place = {"place": row["place"], "region": row["region"] or row["territory"], "town": row["town"]}
    if any({**known_place, "ship_to_id": None} == {**place, "ship_to_id": None} for known_place in known_places):
        return known_places
    return [*known_places, {"ship_to_id": str(new_id()), **place}]


def _on_file(tx: Tx, customer: Customer, kinds: Iterable[str]) -> list[CustomerDocument]:
    return [
        CustomerDocument(
            document_id=new_id(),
            customer_id=customer.customer_id,
            branch_id=customer.branch_id,
            kind=kind,
            number=customer.credit_code if kind == "business_licence" and customer.credit_code else OPENING,
            filed_at=tx.now,
            filed_by=tx.actor.id,
        )
        for kind in kinds
    ]
