"""Rows that come in: all or nothing, and the same rows again change nothing (X3)."""

from decimal import Decimal

import pytest

from customers import imports

pytestmark = [pytest.mark.service, pytest.mark.shows("X3")]

BRANCHES = [
    {"code": "B1", "name": "苏州分公司", "parent_code": "R1", "level": "branch"},
    {"code": "HO", "name": "总公司", "parent_code": None, "level": "head_office"},
    {"code": "R1", "name": "华东大区", "parent_code": "HO", "level": "region"},
]
PEOPLE = [
    {
        "staff_no": "E002",
        "name": "李四",
        "branch_code": "B1",
        "manager_staff_no": "E001",
        "roles": [("representative", "B1"), ("clerk", "B1")],
    },
    {"staff_no": "E001", "name": "张三", "branch_code": "HO", "manager_staff_no": None, "roles": [("finance", "HO")]},
]
TERRITORIES = [
    {"name": "苏南", "branch_code": "B1", "regions": ["苏州", "无锡"], "channels": [], "staff_no": "E002"},
]


def a_row(number: int = 1, **changes) -> dict:
    return {
        "customer_no": f"K{number:05d}",
        "name": f"苏州第{number}印刷厂",
        "branch_code": "B1",
        "owner_staff_no": "E002",
        "territory": "苏州",
        "channel": "wholesale",
        "grade": "B",
        "credit_code": None,
        "limit": Decimal(50000),
        "term_days": 30,
        "complete": True,
        "place": "苏州市干将路 1 号",
        "region": "苏州",
        "town": True,
        **changes,
    }


async def brought_in(house, kind: str, rows: list[dict]) -> list:
    async with house.tx() as tx:
        return await getattr(imports, f"import_{kind}")(tx, rows)


async def an_imported_firm(house) -> None:
    assert await brought_in(house, "branches", BRANCHES) == []
    assert await brought_in(house, "people", PEOPLE) == []
    assert await brought_in(house, "territories", TERRITORIES) == []


async def test_the_organisation_comes_in_whatever_the_order_of_its_rows(house):
    await an_imported_firm(house)
    branches = {each.code: each for each in await house.journal("customers.branch.changed.v1")}
    people = {each.oidc_subject: each for each in await house.journal("customers.person.changed.v1")}
    assert branches["B1"].path == (branches["HO"].branch_id, branches["R1"].branch_id, branches["B1"].branch_id)
    assert people["E002"].manager_id == people["E001"].person_id
    assert {role.role for role in people["E002"].roles} == {"representative", "clerk"}
    assert (await house.journal("customers.territory.assigned.v1"))[0].person_id == people["E002"].person_id


async def test_customers_come_in_complete_and_with_their_credit(house):
    await an_imported_firm(house)
    assert await brought_in(house, "customers", [a_row(1), a_row(2, limit=None, complete=False)]) == []
    told = {each.customer_no: each for each in await house.journal("customers.customer.changed.v1")}
    first, second = told["K00001"], told["K00002"]
    assert (first.status, first.missing_documents) == ("active", ())
    assert second.status == "pending"
    granted = await house.journal("customers.credit.granted.v1")
    assert [(each.customer_id, str(each.limit), each.provisional) for each in granted] == [
        (first.customer_id, "50000.00 CNY", False)
    ]


async def test_the_same_rows_again_change_nothing(house):
    await an_imported_firm(house)
    rows = [a_row(number) for number in range(1, 6)]
    await brought_in(house, "customers", rows)
    before = await house.journal()

    await an_imported_firm(house)
    assert await brought_in(house, "customers", rows) == []

    assert await house.journal() == before


async def test_a_row_that_differs_changes_just_that_customer(house):
    await an_imported_firm(house)
    await brought_in(house, "customers", [a_row(1), a_row(2)])
    assert await brought_in(house, "customers", [a_row(1), a_row(2, name="苏州新印刷厂")]) == []
    told = [each for each in await house.journal("customers.customer.changed.v1") if each.version == 2]
    assert [each.name for each in told] == ["苏州新印刷厂"]


@pytest.mark.shows("bad-input-59")
@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"branch_code": "B9"}, "branch_code"),
        ({"owner_staff_no": "E999"}, "owner_staff_no"),
        ({"territory": "拉萨"}, "territory"),
        ({"grade": "E"}, "grade"),
        ({"credit_code": "91320594MA1X123450"}, "credit_code"),
        ({"name": "苏州第 1 印刷厂"}, "name"),
        ({"limit": Decimal("0.001")}, "limit"),
        ({"term_days": None}, "term_days"),
    ],
)
async def test_one_bad_row_keeps_all_rows_out(house, changes, column):
    await an_imported_firm(house)
    before = await house.journal()
    found = await brought_in(house, "customers", [a_row(1), a_row(2, **changes)])
    assert (1, column) in {(row, name) for row, name, _ in found}
    assert await house.journal() == before


@pytest.mark.parametrize(
    ("kind", "row", "column"),
    [
        ("branches", {"code": "B2", "name": "x", "parent_code": "X", "level": "branch"}, "parent_code"),
        ("branches", {"code": "B2", "name": "x", "parent_code": None, "level": "branch"}, "level"),
        ("branches", {"code": "B2", "name": "x", "parent_code": "HO", "level": "office"}, "level"),
        ("branches", {"code": "HO", "name": "x", "parent_code": "B1", "level": "head_office"}, "level"),
        ("people", {**PEOPLE[0], "branch_code": "B9"}, "branch_code"),
        ("people", {**PEOPLE[0], "roles": [("king", "B1")]}, "roles"),
        ("people", {**PEOPLE[0], "roles": [("clerk", "B9")]}, "roles"),
        ("people", {**PEOPLE[0], "manager_staff_no": "E002"}, "manager_staff_no"),
        ("people", {**PEOPLE[0], "manager_staff_no": "E009"}, "manager_staff_no"),
        ("territories", {**TERRITORIES[0], "branch_code": "B9"}, "branch_code"),
        ("territories", {**TERRITORIES[0], "name": "苏州"}, "regions"),
        ("territories", {**TERRITORIES[0], "staff_no": "E009"}, "staff_no"),
    ],
)
async def test_a_wrong_row_of_the_organisation_is_named(house, kind, row, column):
    await an_imported_firm(house)
    found = await brought_in(house, kind, [row])
    assert [(index, name) for index, name, _ in found] == [(0, column)]
