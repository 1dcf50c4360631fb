"""Dossiers on a real database: cards, papers, activation and lapse (C1, C2, C4)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from chassis.ids import new_id
from services.customers.tests import builders as given

pytestmark = [pytest.mark.service, pytest.mark.shows("C1", "C2")]


async def put(house, customer: dict, path: str, body: dict, subject: str = "clerk-1", version: int | None = None):
    head = {"If-Match": f'"{customer["version"] if version is None else version}"'}
    async with house.client(subject) as client:
        return await client.put(f"/customers/{customer['customer_id']}{path}", json=body, headers=head)


async def test_a_new_customer_waits_for_its_papers(house):
    firm = await house.organisation()
    customer = await given.a_customer(house, firm.branches[0])
    told = (await house.journal("customers.customer.changed.v1"))[-1]
    assert (customer["status"], told.status, told.version) == ("pending", "pending", 1)
    assert len(told.missing_documents) == 6
    assert customer["customer_no"].startswith("K1")
    # Contacts and their telephones never leave (C15).
    assert "13800000000" not in told.model_dump_json()


async def test_the_last_paper_makes_active_and_each_change_is_a_version(house):
    firm = await house.organisation()
    await given.an_active_customer(house, firm.branches[0])
    told = await house.journal("customers.customer.changed.v1")
    assert [each.version for each in told] == [1, 2, 3, 4, 5, 6]
    assert [each.status for each in told] == ["pending"] * 5 + ["active"]


async def test_a_paper_that_expires_stops_the_customer_until_it_is_renewed(house):
    firm = await house.organisation()
    customer = await given.an_active_customer(house, firm.branches[0])
    async with house.client("clerk-1") as client:
        customer = await given.filed(client, customer, "identity_card", expires_on="2026-03-12")
        assert [warning["code"] for warning in customer["warnings"]] == ["papers_expire"]
    await house.sweep()
    assert (await house.journal("customers.customer.changed.v1"))[-1].status == "active"

    house.clock.advance(timedelta(days=2))
    await asyncio.gather(house.sweep(), house.sweep())

    told = (await house.journal("customers.customer.changed.v1"))[-1]
    assert (told.status, told.missing_documents, told.version) == ("lapsed", ("identity_card",), 8)
    async with house.client("clerk-1") as client:
        customer = await given.filed(client, customer | {"version": 8}, "identity_card", expires_on="2030-01-01")
    assert customer["status"] == "active"


@pytest.mark.shows("customer.name_taken", "customer.number_taken", "customer.credit_code_taken", "bad-input-9")
async def test_a_name_number_or_code_belongs_to_one_customer_of_the_firm(house):
    firm = await house.organisation()
    await given.a_customer(house, firm.branches[0], customer_no="K1", credit_code=given.CODE)
    async with house.client("clerk-2") as client:
        for changes, code in (
            ({"name": "华东印务 有限公司\u200b"}, "customer.name_taken"),
            ({"name": "乙", "customer_no": "K1"}, "customer.number_taken"),
            ({"name": "乙", "credit_code": given.CODE}, "customer.credit_code_taken"),
        ):
            answer = await client.post("/customers", json=given.a_card(firm.branches[1], **changes))
            assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_two_customers_of_one_name_at_the_same_moment_are_one(house):
    firm = await house.organisation()
    async with house.client("clerk-1") as client:
        card = given.a_card(firm.branches[0])
        answers = await asyncio.gather(*(client.post("/customers", json=card) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


@pytest.mark.shows("bad-input-13")
async def test_an_edit_needs_the_version_that_it_edits(house):
    firm = await house.organisation()
    customer = await given.a_customer(house, firm.branches[0])
    card = {name: value for name, value in given.a_card(firm.branches[0]).items() if name != "branch_id"}
    async with house.client("clerk-1") as client:
        missing = await client.put(f"/customers/{customer['customer_id']}", json=card)
    assert missing.status_code == 428
    assert (await put(house, customer, "", card, version=7)).status_code == 412
    edited = await put(house, customer, "", {**card, "channel": "retail"})
    assert (edited.status_code, edited.json()["version"], edited.headers["etag"]) == (200, 2, '"2"')
    told = (await house.journal("customers.customer.changed.v1"))[-1]
    assert (told.channel, "channel" in told.changed, "name" in told.changed) == ("retail", True, False)


@pytest.mark.shows("bad-input-3", "bad-input-11")
async def test_another_branch_is_as_good_as_unknown(house):
    firm = await house.organisation()
    customer = await given.a_customer(house, firm.branches[0])
    async with house.client("clerk-2") as client:
        foreign = await client.get(f"/customers/{customer['customer_id']}")
        unknown = await client.get(f"/customers/{new_id()}")
        assert (foreign.status_code, unknown.status_code) == (404, 404)
        assert foreign.json() | {"instance": ""} == unknown.json() | {"instance": ""}
        assert (await client.get("/customers")).json()["items"] == []
        assert (await client.post("/customers", json=given.a_card(firm.branches[0]))).status_code == 404
    async with house.client("clerk-1") as client:
        assert (await client.get(f"/customers/{customer['customer_id'].upper()}")).status_code == 200
        assert (await client.get(f"/customers/{{{customer['customer_id']}}}")).status_code == 422


async def test_a_read_of_a_dossier_is_on_record(house):
    firm = await house.organisation()
    customer = await given.a_customer(house, firm.branches[0])
    async with house.client("clerk-1") as client:
        await client.get(f"/customers/{customer['customer_id']}")
    async with house.tx() as tx:
        rows = (await tx.execute(text("SELECT subject, actor FROM access_log"))).all()
    assert [tuple(row) for row in rows] == [
        (f"customer/{customer['customer_id']}", str(firm.people["clerk-1"])),
    ]


@pytest.mark.shows("bad-input-7", "bad-input-15", "bad-input-16", "bad-input-24")
async def test_fields_filters_and_dates_of_another_form_are_refused(house):
    firm = await house.organisation()
    customer = await given.a_customer(house, firm.branches[0])
    async with house.client("clerk-1") as client:
        assert (await client.post("/customers", json=given.a_card(firm.branches[0], vip=True))).status_code == 422
        for query in ("limit=0", "limit=1000000000", "sort=name;drop", "status=rich"):
            assert (await client.get(f"/customers?{query}")).status_code == 422
        assert (await client.get("/customers?after=forged")).status_code == 400
    for day in ("2026-02-30", "0001-01-01", "9999-01-01", "2026-3-1"):
        answer = await put(house, customer, "/documents/identity_card", given.a_paper(expires_on=day))
        assert answer.status_code == 422, day


async def test_the_list_goes_on_where_a_page_ends(house):
    firm = await house.organisation()
    for number in range(3):
        await given.a_customer(house, firm.branches[0], name=f"客户{number}", customer_no=f"K{number}")
    async with house.client("clerk-1") as client:
        first = (await client.get("/customers?limit=2")).json()
        second = (await client.get(f"/customers?limit=2&after={first['next']}")).json()
    assert [item["customer_no"] for item in first["items"] + second["items"]] == ["K0", "K1", "K2"]
    assert second["next"] is None


async def test_the_list_is_searched_and_filtered(house):
    firm = await house.organisation()
    graded = await given.a_customer(house, firm.branches[0], name="华东印务", customer_no="SZ-01")
    await given.a_customer(house, firm.branches[0], name="苏州包装（一厂）", customer_no="SZ-02")
    await put(house, graded, "/grade", {"grade": "A", "reason": "回款及时"})
    found = {
        "q=sz-": ["SZ-01", "SZ-02"],
        "q=Z-02": [],
        "q=包装(一": ["SZ-02"],
        "q=%25": [],
        "grade=A": ["SZ-01"],
        f"branch_id={firm.branches[0]}&status=pending": ["SZ-01", "SZ-02"],
        f"branch_id={firm.branches[1]}": [],
        f"owner_id={firm.people['representative-1']}": [],
    }
    async with house.client("clerk-1") as client:
        answers = {query: (await client.get(f"/customers?{query}")).json()["items"] for query in found}
    assert {query: [item["customer_no"] for item in items] for query, items in answers.items()} == found
    assert answers["grade=A"][0]["branch_name"]


@pytest.mark.shows("customer.closed", "customer.credit_stands")
async def test_a_grade_has_its_reason_and_a_closed_customer_stays_as_it_is(house):
    firm = await house.organisation()
    customer = await given.an_active_customer(house, firm.branches[0])
    graded = (await put(house, customer, "/grade", {"grade": "A", "reason": "回款及时"})).json()
    application = await given.a_credit_application(house, graded)
    refused = await put(house, graded, "/closure", {"reason": "停业"}, "department-manager-1")
    assert refused.json()["code"] == "customer.credit_stands"
    async with house.client("representative-1") as client:
        await client.put(f"/credit-applications/{application['request_id']}/withdrawal", headers={"If-Match": '"1"'})
    closed = await put(house, graded, "/closure", {"reason": "停业"}, "department-manager-1")
    assert (closed.json()["status"], closed.json()["grade"]) == ("closed", "A")
    refused = await put(house, closed.json(), "/grade", {"grade": "B", "reason": "x"})
    assert (refused.status_code, refused.json()["code"]) == (409, "customer.closed")
    # The name is free again.
    await given.a_customer(house, firm.branches[0])


async def test_links_to_nobody_are_refused(house):
    firm = await house.organisation()
    async with house.client("clerk-1") as client:
        for link, status in (("owner_id", 422), ("territory_id", 422), ("dealer_id", 404)):
            card = given.a_card(firm.branches[0], **{link: str(new_id())})
            assert (await client.post("/customers", json=card)).status_code == status
