"""The HTTP edge: commit before the answer, one effect a key, scopes by role and by row."""

import asyncio
from datetime import time
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from branchline.testing import House
from chassis.defaults import Default
from chassis.ids import new_id
from edge.bounds import fits
from edge.upkeep import forget_answers


def note(branch: UUID) -> dict[str, str]:
    """Describe a note of a branch."""
    return {"branch_id": str(branch), "text": "纸价上涨"}


async def test_a_command_answers_with_its_position_and_its_tag(house: House) -> None:
    firm = await house.organisation()
    async with house.client("clerk-1") as client:
        answer = await client.post("/notes", json=note(firm.branches[0]))
    assert answer.status_code == 201, answer.text
    assert answer.headers["etag"] == '"1"'
    service, _, position = answer.headers["branchline-position"].split(";")
    assert (service, position) == ("orders", "1")


async def test_a_commit_that_fails_never_answers_with_success(house: House) -> None:
    firm = await house.organisation()
    async with house.tx() as tx:
        await tx.execute(text("DELETE FROM journal_head"))
    async with house.client("clerk-1") as client:
        answer = await client.post("/notes", json=note(firm.branches[0]))
        # Without its heads the journal writes nothing; the note must not stand either.
        assert answer.status_code >= 500, answer.text
    async with house.tx() as tx:
        await tx.execute(text("INSERT INTO journal_head (shard) SELECT generate_series(0, 63)"))
        assert (await tx.execute(text("SELECT count(*) FROM note"))).scalar_one() == 0


@pytest.mark.shows("bad-input-12", "idempotency.key_reused")
async def test_fifty_equal_requests_have_one_effect_and_one_answer(house: House) -> None:
    firm = await house.organisation()
    key = {"Idempotency-Key": str(uuid4())}
    async with house.client("clerk-1", headers=key) as client:
        answers = await asyncio.gather(*(client.post("/notes", json=note(firm.branches[0])) for _ in range(50)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.text for answer in answers}) == 1
        other = await client.post("/notes", json={**note(firm.branches[0]), "text": "别的"})
    assert other.status_code == 422
    assert other.json()["code"] == "idempotency.key_reused"
    assert len(await house.journal("orders.setting.changed.v1")) == 1


@pytest.mark.shows("idempotency.key_missing", "idempotency.key_invalid")
async def test_a_post_needs_a_key(house: House) -> None:
    await house.organisation()
    async with house.client("clerk-1") as client:
        client.event_hooks["request"].clear()
        answer = await client.post("/notes", json=note(new_id()))
        long = await client.post("/notes", json=note(new_id()), headers={"Idempotency-Key": "k" * 300})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency.key_missing")
    assert (long.status_code, long.json()["code"]) == (422, "idempotency.key_invalid")


@pytest.mark.shows("bad-input-1", "bad-input-3", "not_found", "forbidden")
async def test_other_branches_are_as_unknown_as_what_does_not_exist(house: House) -> None:
    firm = await house.organisation()
    async with house.client("clerk-1") as one, house.client("clerk-2") as two, house.client("clerk-0") as head:
        note_id = (await one.post("/notes", json=note(firm.branches[0]))).json()["note_id"]
        assert (await one.get(f"/notes/{note_id}")).status_code == 200
        assert (await head.get(f"/notes/{note_id}")).status_code == 200
        foreign, unknown = await two.get(f"/notes/{note_id}"), await two.get(f"/notes/{new_id()}")
        assert foreign.status_code == unknown.status_code == 404
        assert {**foreign.json(), "instance": ""} == {**unknown.json(), "instance": ""}
        written = await two.post("/notes", json=note(firm.branches[0]))
        assert written.status_code in {403, 404}, written.text
    async with house.client("driver-1") as driver:
        assert (await driver.get(f"/notes/{note_id}")).status_code == 403
    async with house.client("nobody") as nobody:
        assert (await nobody.get(f"/notes/{note_id}")).status_code == 403
    async with house.client("x", headers={"Authorization": ""}) as stranger:
        assert (await stranger.get(f"/notes/{note_id}")).status_code == 401


@pytest.mark.shows("C15")
async def test_each_read_of_personal_data_leaves_a_row(house: House) -> None:
    firm = await house.organisation()
    async with house.client("clerk-1") as client:
        note_id = (await client.post("/notes", json=note(firm.branches[0]))).json()["note_id"]
        await client.get(f"/notes/{note_id}")
    async with house.tx() as tx:
        rows = (await tx.execute(text("SELECT actor, subject FROM access_log"))).all()
    assert [tuple(row) for row in rows] == [(str(firm.people["clerk-1"]), f"note/{note_id}")]


@pytest.mark.shows("bad-input-13", "precondition_failed", "precondition_required")
async def test_an_edit_names_the_version_that_it_edits(house: House) -> None:
    firm = await house.organisation()
    async with house.client("clerk-1") as client:
        note_id = (await client.post("/notes", json=note(firm.branches[0]))).json()["note_id"]
        path, body = f"/notes/{note_id}", note(firm.branches[0])
        assert (await client.put(path, json=body)).status_code == 428
        assert (await client.put(path, json=body, headers={"If-Match": '"7"'})).status_code == 412
        assert (await client.put(path, json=body, headers={"If-Match": '"1"'})).json() == {"version": 2}


@pytest.mark.shows("stale_view")
async def test_a_client_that_has_written_elsewhere_waits_or_is_asked_to_come_back(house: House) -> None:
    await house.organisation()
    async with house.client("clerk-1", headers={"Branchline-After": "customers;17;4711"}) as client:
        answer = await client.get(f"/notes/{new_id()}")
    assert (answer.status_code, answer.json()["code"]) == (503, "stale_view")
    assert answer.headers["retry-after"]


@pytest.mark.shows("X2")
async def test_the_journal_answers_for_its_events_within_the_scope(house: House) -> None:
    firm = await house.organisation()
    async with house.client("clerk-1") as one, house.client("clerk-2") as two:
        note_id = (await one.post("/notes", json=note(firm.branches[0]))).json()["note_id"]
        (found,) = (await one.get("/journal", params={"subject": f"setting/{note_id}"})).json()["items"]
        explained = await one.get(f"/journal/{found['event_id']}")
        assert explained.json()["event"]["event_id"] == found["event_id"]
        assert (await two.get(f"/journal/{found['event_id']}")).status_code == 404


@pytest.mark.shows("busy")
async def test_an_equal_request_in_flight_is_asked_to_come_back(house: House) -> None:
    firm = await house.organisation()
    principal, key = str(firm.people["clerk-1"]), str(uuid4())
    async with house.tx() as tx, house.client("clerk-1", headers={"Idempotency-Key": key}) as client:
        await tx.execute(
            text("INSERT INTO idempotency (principal, route, key, request_hash) VALUES (:p, 'POST /notes', :k, '')"),
            {"p": principal, "k": key},
        )
        answer = await client.post("/notes", json=note(firm.branches[0]))
    assert (answer.status_code, answer.json()["code"]) == (409, "busy")
    assert answer.headers["retry-after"] == "1"


@pytest.mark.shows("setting.value_invalid")
async def test_a_rule_of_the_firm_changes_with_a_reason_and_an_event(house: House) -> None:
    await house.organisation()
    body = {"value": 5, "valid_from": "2026-01-01", "reason": "新的制度"}
    async with house.client("general-manager-0") as manager, house.client("clerk-1") as clerk:
        assert (await clerk.put("/settings/orders.probe.days", json=body)).status_code == 403
        for value in ("five", -1, 31):
            wrong = await manager.put("/settings/orders.probe.days", json={**body, "value": value})
            assert (wrong.status_code, wrong.json()["code"]) == (422, "setting.value_invalid")
            assert "可取 0 … 30，例如 3" in wrong.json()["title"] + wrong.json().get("detail", "")
        english = {"Accept-Language": "en"}
        wrong = await manager.put("/settings/orders.probe.days", json={**body, "value": 31}, headers=english)
        assert "it takes 0 … 30, such as 3" in wrong.json()["title"] + wrong.json().get("detail", "")
        assert (await manager.put("/settings/orders.unknown", json=body)).status_code == 404
        assert (await manager.put("/settings/orders.probe.days", json={**body, "scope": "x"})).status_code == 422
        assert (await manager.put("/settings/orders.probe.days", json=body)).status_code == 200
        (shown,) = (await clerk.get("/settings")).json()
    assert (shown["value"], shown["default"], shown["allowed"]) == (5, 3, "0 … 30")
    (told_of,) = await house.journal("orders.setting.changed.v1")
    assert (told_of.name, told_of.new, told_of.reason) == ("orders.probe.days", "5", "新的制度")


@pytest.mark.shows("C15")
async def test_nothing_set_for_one_request_is_left_for_the_next(house: House) -> None:
    firm = await house.organisation()
    async with house.client("clerk-1") as client:
        written = await client.post("/notes", json=note(firm.branches[0]))
        assert await left_behind(house) == ("", 0)
        await client.get(f"/notes/{written.json()['note_id']}")
        assert await left_behind(house) == ("", 0)


async def left_behind(house: House) -> tuple[str, int]:
    """Return the branches that the pool's connection is set to, and how many notes it sees."""
    async with house.api_database.engine.connect() as connection:
        left = await connection.execute(text("SELECT current_setting('app.branches', true), count(*) FROM note"))
        branches, rows = left.one()
    return branches or "", rows


async def test_answers_are_forgotten_after_thirty_days(house: House) -> None:
    firm = await house.organisation()
    async with house.client("clerk-1") as client:
        await client.post("/notes", json=note(firm.branches[0]))
        async with house.tx() as tx:
            await tx.execute(text("UPDATE idempotency SET created_at = created_at - interval '31 days'"))
        await client.post("/notes", json=note(firm.branches[0]))
    async with house.tx() as tx:
        assert await forget_answers(tx) == 1
        assert (await tx.execute(text("SELECT count(*) FROM idempotency"))).scalar_one() == 1


async def test_the_docs_page_can_log_in_and_send_the_key_of_a_post(house: House) -> None:
    async with house.client("clerk-1") as client:
        described = (await client.get("/openapi.json")).json()
    assert described["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    post = described["paths"]["/notes"]["post"]
    assert [each["name"] for each in post["parameters"]] == ["Idempotency-Key"]


async def test_every_operation_says_how_it_refuses(house: House) -> None:
    await house.organisation()
    async with house.client("clerk-1") as client:
        described = (await client.get("/openapi.json")).json()
        answered = (await client.get("/notes/nowhere")).json()
    operations = [each for methods in described["paths"].values() for each in methods.values()]
    assert all(
        "application/problem+json" in each["responses"]["default"]["content"] and "422" not in each["responses"]
        for each in operations
    )
    schemas = described["components"]["schemas"]
    assert answered["code"] == "invalid"
    assert answered.keys() <= schemas["Problem"]["properties"].keys()
    assert answered["errors"][0].keys() == schemas["Finding"]["properties"].keys()


@pytest.mark.parametrize(
    ("value", "good", "bad"),
    [
        (3, [0, 9], ["3", True, 1.5, None, [3]]),
        (True, [False], [1, "true", None]),
        ("before", ["after"], [1, None, ["after"]]),
        (("A", "B"), [["C"], []], ["C", [1], None]),
        ((1, 7), [[2, 4]], [["2"], 2]),
        ((Decimal("0.8"), Decimal(1)), [["0.5"]], [["x"], [0.5], "0.5"]),
        (Decimal("0.05"), ["0.1"], ["abc", "NaN", 0.1, None, ["0.1"]]),
        (time(18), ["17:30"], ["25:00", "x", 18, "17:30+08:00"]),
    ],
)
def test_only_a_value_that_every_later_command_can_read_is_kept(value, good, bad) -> None:
    default = Default("orders.probe", value, "O3", "", "")
    assert all(fits(default, each) for each in good)
    assert not any(fits(default, each) for each in bad)
