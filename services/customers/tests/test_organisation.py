"""Branches, people, territories, absences and the calendar over HTTP (P1 to P3, P6)."""

from datetime import date

import pytest

from chassis.ids import new_id
from contracts.customers import BranchChanged

pytestmark = pytest.mark.service


async def put(house, subject: str, url: str, version: int, body: dict):
    async with house.client(subject) as client:
        return await client.put(url, json=body, headers={"If-Match": f'"{version}"'})


async def post(house, subject: str, url: str, body: dict):
    async with house.client(subject) as client:
        return await client.post(url, json=body)


@pytest.mark.shows("P1", "P2")
async def test_an_operator_builds_a_firm_from_nothing(house):
    head = {"code": "HO", "name": "总公司", "level": "head_office"}
    office = (await post(house, "operator", "/branches", head)).json()
    branch = {"code": "B1", "name": "苏州", "level": "branch", "parent_id": office["branch_id"]}
    branch = (await post(house, "operator", "/branches", branch)).json()
    person = {
        "staff_no": "E1",
        "name": "张三",
        "home_branch_id": branch["branch_id"],
        "roles": [{"role": "clerk", "branch_id": branch["branch_id"]}],
    }
    assert (await post(house, "operator", "/people", person)).status_code == 201
    async with house.client("E1") as client:
        me = (await client.get("/me")).json()
    assert (me["name"], me["branch_ids"], me["roles"][0]["role"]) == ("张三", [branch["branch_id"]], "clerk")
    told = await house.journal("customers.branch.changed.v1")
    assert {each.code: len(each.path) for each in told if isinstance(each, BranchChanged)} == {"HO": 1, "B1": 2}


@pytest.mark.shows("P1")
async def test_a_moved_region_takes_its_branches_along(house):
    firm = await house.organisation()
    region = {"code": "R2", "name": "华南", "level": "region", "parent_id": str(firm.head_office)}
    second = (await post(house, "market-administration-0", "/branches", region)).json()
    moved = {"code": "B1", "name": "第1分公司", "level": "branch", "parent_id": second["branch_id"]}
    answer = await put(house, "market-administration-0", f"/branches/{firm.branches[0]}", 1, moved)
    assert answer.status_code == 200, answer.text
    assert answer.json()["path"] == [str(firm.head_office), second["branch_id"], str(firm.branches[0])]
    assert (await put(house, "operator", f"/branches/{firm.branches[0]}", 1, moved)).status_code == 412
    assert (await put(house, "operator", f"/branches/{new_id()}", 1, moved)).status_code == 404


@pytest.mark.shows("P2", "person.staff_no_taken", "person.role_out_of_reach")
async def test_nobody_gives_roles_above_the_own_branch(house):
    firm = await house.organisation()
    person = {"staff_no": "E9", "name": "李四", "home_branch_id": str(firm.branches[0]), "roles": []}
    above = person | {"roles": [{"role": "general_manager", "branch_id": str(firm.head_office)}]}
    refused = await post(house, "market-administration-1", "/people", above)
    assert (refused.status_code, refused.json()["code"]) == (403, "person.role_out_of_reach")
    made = (await post(house, "market-administration-1", "/people", person)).json()
    again = await post(house, "market-administration-1", "/people", person)
    assert again.json()["code"] == "person.staff_no_taken"
    url = f"/people/{made['person_id']}"
    assert (await put(house, "market-administration-2", url, 1, person)).status_code == 404
    left = await put(house, "market-administration-1", url, 1, person | {"active": False})
    assert (left.status_code, left.json()["version"]) == (200, 2)
    unknown = person | {"roles": [{"role": "king", "branch_id": str(firm.branches[0])}]}
    assert (await post(house, "market-administration-1", "/people", unknown)).status_code == 422


@pytest.mark.shows("P2")
async def test_people_are_listed_page_by_page(house):
    await house.organisation()
    async with house.client("clerk-1") as client:
        first = (await client.get("/people?limit=10")).json()
        second = (await client.get(f"/people?limit=10&after={first['next']}")).json()
    names = [each["oidc_subject"] for each in first["items"] + second["items"]]
    assert len(names) == 16
    assert all(name.endswith("-1") for name in names)


@pytest.mark.shows("P3", "territory.overlaps", "territory.representative_unknown")
async def test_a_region_and_channel_have_one_representative(house):
    firm = await house.organisation()
    territory = {
        "branch_id": str(firm.branches[0]),
        "name": "苏南",
        "regions": ["苏州", "无锡"],
        "channels": ["retail"],
        "person_id": str(firm.people["representative-1"]),
        "from_on": "2026-01-01",
    }
    made = (await post(house, "operator", "/territories", territory)).json()
    for changes, code in (
        ({"name": "苏州", "regions": ["苏州"]}, "territory.overlaps"),
        ({"name": "苏州", "regions": ["苏州"], "channels": []}, "territory.overlaps"),
        ({"regions": ["南京"]}, "territory.name_taken"),
        ({"name": "x", "person_id": str(new_id())}, "territory.representative_unknown"),
    ):
        assert (await post(house, "operator", "/territories", territory | changes)).json()["code"] == code
    trade = territory | {"name": "苏州贸易", "channels": ["trade"]}
    assert (await post(house, "operator", "/territories", trade)).status_code == 201
    handed = territory | {"person_id": str(firm.people["representative-2"])}
    answer = await put(house, "operator", f"/territories/{made['territory_id']}", 1, handed)
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert len(await house.journal("customers.territory.assigned.v1")) == 3


@pytest.mark.shows("P6", "absence.overlaps")
async def test_an_absence_names_a_deputy_who_is_present(house):
    firm = await house.organisation()
    manager, clerk = str(firm.people["department-manager-1"]), str(firm.people["clerk-1"])
    leave = {
        "person_id": manager,
        "deputy_id": clerk,
        "from_at": "2026-03-12T00:00:00Z",
        "to_at": "2026-03-14T00:00:00Z",
    }
    made = (await post(house, "department-manager-1", "/absences", leave)).json()
    assert (await post(house, "department-manager-1", "/absences", leave)).json()["code"] == "absence.overlaps"
    deputys = leave | {"person_id": clerk, "deputy_id": str(firm.people["finance-1"])}
    assert (await post(house, "clerk-1", "/absences", deputys)).json()["code"] == "absence.deputy_unfit"
    assert (await post(house, "representative-1", "/absences", leave)).status_code == 403
    times = {name: leave[name] for name in ("deputy_id", "from_at", "to_at")}
    url = f"/absences/{made['absence_id']}"
    cancelled = await put(house, "department-manager-1", url, 1, times | {"cancelled": True})
    assert (cancelled.status_code, cancelled.json()["cancelled"]) == (200, True)
    assert (await post(house, "clerk-1", "/absences", deputys)).status_code == 201
    assert [each.cancelled for each in await house.journal("customers.absence.recorded.v1")].count(True) == 1


@pytest.mark.shows("C6")
async def test_a_year_is_taken_over_as_published_and_can_be_corrected(house):
    await house.organisation()
    years = (await post(house, "operator", "/calendar", {"year": 2026})).json()
    assert (years[0]["known_until"], years[0]["version"]) == ("2026-12-31", 1)
    assert (await post(house, "operator", "/calendar", {"year": 2026})).json() == []
    days = {"holidays": ["2026-03-20"], "make_up_days": [], "known_until": "2026-12-31"}
    answer = await put(house, "market-administration-0", "/calendar/2026", 1, days)
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert (await put(house, "market-administration-0", "/calendar/2027", 1, days)).status_code == 422
    assert (await put(house, "market-administration-0", "/calendar/2026", 1, days)).status_code == 412
    async with house.tx() as tx:
        assert not tx.calendar.is_working_day(date(2026, 3, 20))


@pytest.mark.parametrize("url", ["/branches", "/people", "/territories", "/calendar"])
async def test_the_organisation_is_changed_by_its_administration_alone(house, url):
    await house.organisation()
    assert (await post(house, "general-manager-0", url, {})).status_code in (403, 422)
    async with house.client("nobody") as client:
        assert (await client.get(url)).status_code == 403
