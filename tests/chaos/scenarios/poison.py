"""Events that nobody can take, and one that nobody can send (scenarios 7 and 8)."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError

from branchline.cli_journal import RESUME, VOID
from branchline.client import Person
from branchline.estate import OPERATOR, service
from chassis.clock import monotonic, real_now
from chassis.database import Database
from chassis.ids import new_id
from chassis.journal import Entry, TooLarge
from contracts.cloudevents import Envelope, headers
from contracts.partition import shard_of
from contracts.topics import service_topic
from tests.chaos.scenario import Run, Scenario
from tests.chaos.scenarios.delivery import event

Headers = list[tuple[str, bytes | None]]
SOURCE, TYPE = "orders", "orders.shipment.delivered.v1"
# Types and bodies of journal lines that break the contract; the last one is of a type that nobody knows.
BROKEN = (
    (TYPE, '{"shipment_id": '),
    (TYPE, "{}"),
    (TYPE, '["a list"]'),
    (TYPE, '{"shipment_id": "01890a5d-ac96-774b-bcce-b302099a8057", "customer_id": null}'),
    ("orders.drill.unknown.v1", "{}"),
)
HEADS = {"retrying", "parked"}
PARKED_WITHIN_S, HEALED_WITHIN_S = 30, 60
BUG = (
    "CREATE TABLE drill_bug (customer_id uuid)",
    "GRANT SELECT ON drill_bug TO receivables_worker",
    """CREATE FUNCTION drill_bug() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.customer_id IN (SELECT customer_id FROM drill_bug)
    THEN RAISE EXCEPTION 'a bug' USING ERRCODE = 'internal_error'; END IF; RETURN NEW; END $$""",
    "CREATE TRIGGER drill_bug BEFORE INSERT ON billable FOR EACH ROW EXECUTE FUNCTION drill_bug()",
)
MENDED = ("DROP TRIGGER drill_bug ON billable", "DROP FUNCTION drill_bug", "DROP TABLE drill_bug")
OVERSIZE = 1_100_000
SENT = "SELECT sum(position) FROM relay_cursor WHERE shard <> $1"
STOPPED = "SELECT count(*) FROM relay_cursor WHERE stopped IS NOT NULL"


async def poison(run: Run) -> None:
    """Write broken events between sound ones and foreign records beside them, break a handler; a person clears up."""
    followers = [name for name in run.ground.estate.services if SOURCE in service(name).table.sources() - {name}]
    bad = await _broken(run)
    await _foreign(run, followers)
    operator = Person(run.ground.estate, OPERATOR)
    try:
        await _bug(run, operator)
        await _discarded(run, operator, followers, bad)
    finally:
        await operator.close()


async def _broken(run: Run) -> set[str]:
    """Write journal lines that break the contract under the keys of customers who are being served."""
    database = run.ground.database(SOURCE)
    bad: set[str] = set()
    try:
        for number in range(run.count):
            kind, body = BROKEN[number % len(BROKEN)]
            async with database.begin() as tx:
                sound = Entry.of(event(tx, new_id()), tx.now, "drill", tx.cause, quiet=False, twin=False)
                entry = _as(sound, run.rng.choice(run.load.work.customers).customer_id, kind, body)
                tx.entries.append(entry)
            bad |= {str(entry.event_id)} if kind == TYPE else set()
            await run.pause(0, 0.2)
    finally:
        await database.stop()
    run.counts |= {"broken events": run.count, "of them to be parked": len(bad)}
    return bad


async def _bug(run: Run, operator: Person) -> None:
    """Let a handler fail for the busiest customer; mended, what was parked is released and follows in order."""
    room = await asyncpg.connect(run.ground.estate.services["receivables"].owner_database)
    customer = run.load.work.customers[0].customer_id
    try:
        for statement in BUG:
            await room.execute(statement)
        await room.execute("INSERT INTO drill_bug VALUES ($1)", UUID(customer))
        parked: list[Any] = []
        end = monotonic() + PARKED_WITHIN_S * run.slack
        while not parked and monotonic() < end:
            await run.pause(0.5)
            parked = await _failed(operator, "receivables", customer)
        run.expect(parked, "no effect", "the handler's bug met nobody")
        await run.pause(3)
    finally:
        for statement in MENDED:
            await room.execute(statement)
        room.terminate()
    run.counts["parked by a bug"] = len(await operator.get("receivables", "/parked"))
    for each in await _failed(operator, "receivables", customer):
        await operator.call("POST", "receivables", f"/parked/{each['parked_id']}/release", {"reason": "mended"})


async def _failed(operator: Person, name: str, key: str) -> list[Any]:
    return [each for each in await operator.get(name, "/parked") if each["key"] == key and each["error"]]


async def _discarded(run: Run, operator: Person, followers: list[str], bad: set[str]) -> None:
    """Give up every broken event, each when it has become the head of its key."""
    left = {(name, each) for name in followers for each in bad}
    end = monotonic() + HEALED_WITHIN_S * run.slack
    while left and monotonic() < end:
        for name in followers:
            for each in await operator.get(name, "/parked"):
                if (name, each["event_id"]) in left and each["state"] in HEADS:
                    path = f"/parked/{each['parked_id']}/discard"
                    answer = await operator.call("POST", name, path, {"reason": "it breaks the contract"})
                    left -= {(name, each["event_id"])} if answer.is_success else set()
        await run.pause(0.5)
    run.counts["discarded"] = len(bad) * len(followers) - len(left)
    run.expect(not left, "not parked", f"{len(left)} broken events were not set aside: {sorted(left)[:3]}")


def _as(sound: Entry, key: str, kind: str, body: str) -> Entry:
    values: dict[str, Any] = {name: getattr(sound, name) for name in Entry.__slots__}
    return Entry(**values | {"shard": shard_of(key), "type": kind, "key": key, "subject": "drill/1", "body": body})


async def _foreign(run: Run, followers: list[str]) -> None:
    """Put records onto the topic that no service of ours would write."""
    producer = AIOKafkaProducer(bootstrap_servers=run.ground.estate.kafka, max_request_size=3_000_000)
    await producer.start()
    sent = 0
    try:
        for head, value in _strange():
            await producer.send_and_wait(service_topic(SOURCE), value, key=b"drill", headers=head)
            sent += 1
        with suppress(MessageSizeTooLargeError):
            await producer.send_and_wait(service_topic(SOURCE), b"x" * 2 * 1024 * 1024, key=b"drill")
            run.expect(False, "oversize", "the broker took a record of 2 MiB")
    finally:
        await producer.stop()
    for name in followers:
        run.dead[name] += sent
    run.counts["foreign records"] = sent


def _strange() -> Iterator[tuple[Headers, bytes | None]]:
    sound = headers(
        Envelope(
            id=new_id(), source=f"branchline/{SOURCE}", type=TYPE, time=real_now(), subject="shipment/1", key="drill",
            shard=shard_of("drill"), sequence=1, epoch=1, actor="drill", branch=None, quiet=False, twin=False,
            correlation_id=new_id(), causation_id=None, traceparent=None, recorded=real_now(),
        )
    )  # fmt: skip
    yield list(sound), None
    yield _with(sound, "ce_id", b"\xff\xfe"), b"{}"
    yield _with(sound, "ce_id", None), b"{}"
    yield [each for each in sound if each[0] != "ce_type"], b"{}"
    yield _with(sound, "ce_sequence", b"-1"), b"{}"
    yield _with(sound, "ce_sequence", b"seven"), b"{}"
    yield [], b"no event at all"


def _with(sound: Sequence[tuple[str, bytes]], name: str, value: bytes | None) -> Headers:
    return [(each, value if each == name else known) for each, known in sound]


async def oversize(run: Run) -> None:
    """Refuse an event that no broker takes; forced into the journal, it stops its own shard until a person decides."""
    database = run.ground.database(SOURCE)
    try:
        refused = False
        try:
            async with database.begin() as tx:
                tx.emit(event(tx, new_id()).model_copy(update={"new": "x" * OVERSIZE}))
        except TooLarge:
            refused = True
        run.expect(refused, "oversize", "it was not refused")
        for _ in range(run.count):
            await _forced(run, database)
    finally:
        await database.stop()


async def _forced(run: Run, database: Database) -> None:
    async with database.begin() as tx:
        sound = Entry.of(event(tx, new_id()), tx.now, "drill", tx.cause, quiet=False, twin=False)
        tx.entries.append(_as(sound, sound.key, sound.type, '"' + "x" * OVERSIZE + '"'))
    _, shard, position = tx.positions[-1]
    room = await asyncpg.connect(run.ground.estate.services[SOURCE].worker_database)
    try:
        end = monotonic() + PARKED_WITHIN_S * run.slack
        while not (stopped := await room.fetchval(STOPPED)) and monotonic() < end:
            await run.pause(0.2)
        run.expect(stopped == 1, "relay", f"{stopped} shards stopped by one event that cannot be sent")
        # The others go on meanwhile.
        before = await room.fetchval(SENT, shard)
        await run.pause(5)
        run.expect(await room.fetchval(SENT, shard) > before, "relay", "the other shards stand still")
    finally:
        room.terminate()
    async with database.begin() as tx:
        facts = {"shard": shard, "position": position, "reason": "it cannot be sent"}
        run.expect((await tx.execute(VOID, facts)).first(), "relay", "the position could not be voided")
        await tx.execute(RESUME, facts)
    run.counts["voided"] += 1


SCENARIOS = (
    Scenario(7, "Poison between sound events", poison, {"check": 10, "ci": 15, "full": 60, "night": 600}),
    Scenario(8, "An event that cannot be sent", oversize, {"check": 1, "ci": 1, "full": 2, "night": 10}),
)
