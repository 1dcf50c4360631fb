"""What happens, as it happens: complete, in order, within the asker's branches."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from branchline.testing import House
from edge.paging import Cursor
from edge.stream import Tail, advance

pytestmark = pytest.mark.service
CURSOR: Cursor[dict[int, int]] = Cursor(dict[int, int])


class Line:
    """A stream that is under way; its text is there once it has ended."""

    def __init__(self) -> None:
        self.text = ""

    @property
    def messages(self) -> list[list[dict[str, Any]]]:
        return [json.loads(line[6:]) for line in self.text.splitlines() if line.startswith("data: ")]

    @property
    def last_id(self) -> str:
        """Return where one goes on; nothing where nothing was told."""
        return next((line[4:] for line in reversed(self.text.splitlines()) if line.startswith("id: ")), "")


@asynccontextmanager
async def listening(house: House, subject: str, **headers: str) -> AsyncIterator[Line]:
    """Listen while the block works, then let the process stop, which ends the line."""
    line = Line()
    house.app.state.stopping = asyncio.Event()
    async with house.client(subject, headers=headers, timeout=30) as client:
        asked = asyncio.ensure_future(client.get("/stream"))
        try:
            yield line
            house.app.state.stopping.set()
            answer = await asked
        finally:
            asked.cancel()
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    line.text = answer.text


async def write(house: House, subject: str, branch: Any, text: str) -> None:
    async with house.client(subject) as client:
        answer = await client.post("/notes", json={"branch_id": str(branch), "text": text})
        assert answer.status_code == 201, answer.text


@pytest.mark.shows("X1")
async def test_a_new_listener_reads_all_anew_and_then_goes_on_from_the_last_id(house: House) -> None:
    firm = await house.organisation()
    await write(house, "clerk-1", firm.branches[0], "before")
    async with listening(house, "clerk-1") as first:
        pass
    assert first.messages == [[{"reset": True}]]
    for number in range(3):
        await write(house, "clerk-1", firm.branches[0], str(number))
    async with listening(house, "clerk-1", **{"Last-Event-ID": first.last_id}) as again:
        pass
    [told] = again.messages
    assert len(told) == 3
    assert {each["type"] for each in told} == {told[0]["type"]}
    assert set(told[0]) == {"event_id", "type", "key", "subject"}
    async with listening(house, "clerk-1", **{"Last-Event-ID": again.last_id}) as nothing:
        pass
    assert nothing.messages == []


@pytest.mark.shows("C15")
async def test_nobody_hears_of_another_branch(house: House) -> None:
    firm = await house.organisation()
    async with listening(house, "clerk-1") as start:
        pass
    await write(house, "clerk-2", firm.branches[1], "theirs")
    async with listening(house, "clerk-1", **{"Last-Event-ID": start.last_id}) as mine:
        pass
    async with listening(house, "clerk-2", **{"Last-Event-ID": start.last_id}) as theirs:
        pass
    assert [each for message in mine.messages for each in message] == []
    assert len([each for message in theirs.messages for each in message]) == 1


async def test_what_happens_while_one_listens_is_told_once(house: House) -> None:
    firm = await house.organisation()
    async with listening(house, "clerk-1") as start:
        pass
    async with listening(house, "clerk-1", **{"Last-Event-ID": start.last_id}) as line:
        for number in range(5):
            await write(house, "clerk-1", firm.branches[0], str(number))
    # What the line no longer told is told to whoever goes on from its end.
    went_on = line.last_id or start.last_id
    async with listening(house, "clerk-1", **{"Last-Event-ID": went_on}) as rest:
        pass
    ids = [each["event_id"] for message in (*line.messages, *rest.messages) for each in message if "event_id" in each]
    assert len(ids) == len(set(ids)) == 5


async def test_the_tail_brings_what_is_committed_to_every_listener(house: House) -> None:
    firm = await house.organisation()
    tail = Tail(house.app.state.runtime.database)
    one, other = await tail.listen(), await tail.listen()
    await write(house, "clerk-1", firm.branches[0], "now")
    async with asyncio.timeout(10):
        heard = [await queue.get() for queue in (one, other)]
    assert [len(rows) for rows in heard] == [1, 1]
    assert heard[0][0].event_id == heard[1][0].event_id
    assert heard[0][0].branch_id == firm.branches[0]
    tail.leave(one)
    assert (tail.hears(one), tail.hears(other)) == (False, True)
    tail.leave(other)


async def test_who_read_what_is_no_longer_there_reads_anew(house: House) -> None:
    await house.organisation()
    beyond = CURSOR.encode({0: 2**40})
    async with listening(house, "clerk-1", **{"Last-Event-ID": beyond}) as line:
        pass
    assert line.messages == [[{"reset": True}]]


async def test_what_a_limit_cuts_off_is_told_next(house: House) -> None:
    firm = await house.organisation()
    tail = Tail(house.app.state.runtime.database)
    at = await tail.heads()
    for number in range(7):
        await write(house, "clerk-1", firm.branches[0], str(number))
    told: list[Any] = []
    while rows := await tail.since(at, 2):
        told += [row.event_id for row in rows]
        advance(at, rows)
    assert len(told) == len(set(told)) == 7


@pytest.mark.parametrize("given", ["yesterday", CURSOR.encode({64: 1}), CURSOR.encode({1: 2**63})])
async def test_a_wrong_position_is_refused(house: House, given: str) -> None:
    await house.organisation()
    async with house.client("clerk-1", headers={"Last-Event-ID": given}) as client:
        answer = await client.get("/stream")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "invalid", "Last-Event-ID")
