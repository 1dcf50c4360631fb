"""Idempotency-Key and If-Match (bad inputs 12 and 13)."""

import asyncio

import pytest
from sqlalchemy import text

from branchline.testing import Firm, House
from edge.http import _version
from tests.inputs.asking import problem, written
from tests.inputs.scenes import SCENES, Scene
from tests.security.houses import traces
from tests.security.routes import served

# Edits without a version, each with the reason.
UNVERSIONED = {"PUT /settings/{name}": "adds a value that holds from a day on; nothing is overwritten"}


@pytest.fixture(scope="module")
async def scene(house: House, firm: Firm) -> Scene:
    return await SCENES[house.service.name](house, firm)


@pytest.mark.shows("bad-input-12", "idempotency.key_missing", "idempotency.key_invalid")
async def test_every_post_needs_a_key_of_sensible_length(house: House, firm: Firm):
    before = await traces(house)
    for route in written(house):
        if route.method != "POST":
            continue
        async with house.client(route.subject) as client:
            client.event_hooks["request"].clear()
            problem(await client.post(route.url(), json={}), 400, "idempotency.key_missing")
            for key in ("k" * 300, ""):
                answer = await client.post(route.url(), json={}, headers={"Idempotency-Key": key})
                problem(answer, 422, "idempotency.key_invalid")
    assert await traces(house) == before


@pytest.mark.shows("bad-input-13", "precondition_required", "precondition_failed")
async def test_every_edit_needs_the_version_that_it_means(house: House, firm: Firm):
    before = await traces(house)
    edits = [route for route in written(house) if route.method in {"PUT", "PATCH", "DELETE"}]
    assert {route.name for route in edits if not route.needs(_version)} == UNVERSIONED.keys()
    for route in edits:
        if not route.needs(_version):
            continue
        async with house.client(route.subject) as client:
            problem(await client.request(route.method, route.url(), json={}), 428, "precondition_required")
            for tag in ("*", '"x"', '"1", "2"', '"-1"', '"１"', "1.0", '""'):
                head = {"If-Match": tag.encode()}
                answer = await client.request(route.method, route.url(), json={}, headers=head)
                problem(answer, 412, "precondition_failed")
    assert await traces(house) == before


@pytest.mark.shows("bad-input-12", "bad-input-13", "idempotency.key_reused", "precondition_failed")
async def test_a_command_is_done_once_and_an_edit_of_an_old_version_not_at_all(house: House, scene: Scene):
    key = {"Idempotency-Key": "one-and-the-same"}
    async with house.client(scene.subject) as client:
        first = await client.post(scene.path, json=scene.body, headers=key)
        again = await client.post(scene.path, json=scene.body, headers=key)
        before = await traces(house)
        problem(await client.post(scene.path, json=scene.other, headers=key), 422, "idempotency.key_reused")
        path, body = scene.edit(first.json())
        for version in ('"7"', '"0"', '"99999999999999999999"'):
            problem(await client.put(path, json=body, headers={"If-Match": version}), 412, "precondition_failed")
    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert (again.content, again.headers.get("etag")) == (first.content, first.headers.get("etag"))
    assert await traces(house) == before
    if scene.event:
        assert len(await house.journal(scene.event)) == 1


@pytest.mark.shows("bad-input-12", "busy")
# The edge does it for all services; once is enough for a wait of three seconds.
@pytest.mark.parametrize("house", ["customers"], indirect=True)
async def test_an_equal_request_in_flight_is_waited_for_then_asked_to_come_back(house: House, scene: Scene, firm: Firm):
    held = text(
        "INSERT INTO idempotency (principal, route, key, request_hash) VALUES (:principal, :route, 'held', '')"
    ).bindparams(principal=str(firm.people[scene.subject]), route=f"POST {scene.path}")
    async with house.client(scene.subject) as client, house.database.engine.connect() as other:
        # Never committed: it falls with its connection.
        await other.execute(held)
        answer = await client.post(scene.path, json=scene.other, headers={"Idempotency-Key": "held"})
    problem(answer, 409, "busy")
    assert answer.headers["retry-after"] == "1"


async def test_equal_requests_at_one_moment_have_one_answer(house: House, scene: Scene):
    before = (await traces(house))[0]
    async with house.client(scene.subject, headers={"Idempotency-Key": "many"}) as client:
        answers = await asyncio.gather(*(client.post(scene.path, json=scene.other) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}, answers[0].text
    assert len({answer.content for answer in answers}) == 1
    assert (await traces(house))[0] > before or not scene.event


def test_no_route_takes_an_edit_by_post_of_a_known_version(house: House):
    """A POST makes something new; its key, not a version, keeps it from being done twice."""
    assert [route.name for route in served(house.app) if route.method == "POST" and route.needs(_version)] == []
