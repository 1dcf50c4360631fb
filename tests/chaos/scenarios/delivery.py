"""Writers that roll back, records that come often, mixed or not at all (scenarios 6, 9, 10)."""

import asyncio
from collections.abc import Iterator
from random import Random
from uuid import UUID

from chassis.clock import monotonic
from chassis.database import Database
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.orders import SettingChanged
from tests.chaos.evidence import Evidence
from tests.chaos.history import Fault
from tests.chaos.records import Echo, Mixer
from tests.chaos.scenario import Run, Scenario

WRITERS, KEYS, EVENTS_MAX = 16, 200, 3
HELD_S_MAX = 0.5
ROLLED_BACK = 0.2
MIX_EVERY_S = 1.0
DROPPED = 0.1
# A gap is reported and asked for from this age on.
GAP_AFTER_S = 30
HEALED_WITHIN_S = 90
BACK_WITHIN_S = 20


async def roll_back(run: Run) -> None:
    """Let many writers hold long transactions and roll a fifth of them back."""
    database = run.ground.database("orders", pool_size=WRITERS)
    keys = [new_id() for _ in range(KEYS)]
    kept: set[str] = set()
    gone: set[str] = set()
    shares = [run.count // WRITERS] * WRITERS
    try:
        await asyncio.gather(*(_write(database, keys, Random(run.rng.random()), share, kept, gone) for share in shares))
    finally:
        await database.stop()
    run.counts |= {"written": len(kept), "rolled back": len(gone)}

    async def look(found: Evidence) -> list[Fault]:
        return list(_kept_and_gone(found, kept, gone))

    run.also.append(look)


async def _write(database: Database, keys: list[UUID], rng: Random, share: int, kept: set[str], gone: set[str]) -> None:
    written = 0
    while written < share:
        ids: list[str] = []
        try:
            async with database.begin() as tx:
                ids = [str(tx.emit(event(tx, rng.choice(keys)))) for _ in range(rng.randint(1, EVENTS_MAX))]
                await asyncio.sleep(rng.random() * HELD_S_MAX)  # lint: sleep: a long transaction is what is tried
                if rng.random() < ROLLED_BACK:
                    raise _Changed
        except _Changed:
            gone.update(ids)
        else:
            kept.update(ids)
            written += len(ids)


class _Changed(Exception):
    """A writer that has changed its mind."""


def event(tx: Tx, key: UUID) -> SettingChanged:
    """Make an event of orders that changes nothing anywhere."""
    return SettingChanged(
        setting_id=key, name="orders.drill", scope="firm", scope_id=None, customer_id=None, branch_id=None, old=None,
        new="x", valid_from_on=tx.today, reason="drill",
    )  # fmt: skip


def _kept_and_gone(found: Evidence, kept: set[str], gone: set[str]) -> Iterator[Fault]:
    journal = {entry.event_id for entry in found.journals["orders"]}
    topic = {record.event_id for record in found.topics["orders"]}
    yield from (Fault("lost event", f"{each} was committed") for each in kept - (journal & topic))
    yield from (Fault("aborted read", f"{each} was rolled back") for each in gone & (journal | topic))


async def repeat(run: Run) -> None:
    """Send every record one to five times, at any distance."""
    echo = Echo(run.ground.estate.kafka, run.rng)
    task = asyncio.create_task(echo.run())
    await run.pause(run.count)
    run.load.stop()
    # What the last commands led to is repeated as well.
    await run.pause(2)
    echo.stop.set()
    await task
    run.counts["copies"] = echo.copies
    run.expect(echo.copies, "no effect", "nothing was sent twice")


async def mix(run: Run) -> None:
    """Send other keys' records mixed, then a key's own against its order, then some not at all."""
    name = "orders.relay+sweeper-0"
    run.ground.supervisor.hold(name)
    database = run.ground.database("orders")
    mixer = Mixer(database, run.ground.estate.kafka, run.rng)
    try:
        await _relay(run, mixer, run.count)
        mixer.by_key = False
        await _relay(run, mixer, run.count)
        mixer.drops = DROPPED
        await _relay(run, mixer, run.count)
    finally:
        await mixer.stop()
        await database.stop()
        run.ground.supervisor.release(name)
    run.counts |= {"mixed": mixer.mixed, "dropped": mixer.dropped}
    run.expect(mixer.dropped, "no effect", "nothing was dropped")
    # What was never sent is missed, asked for, and sent again by the true relay.
    began = monotonic()
    await run.pause(GAP_AFTER_S)
    await run.until(lambda: all(map(run.watch.is_recent, ("customers", "receivables", "notifications"))),
                    HEALED_WITHIN_S, "the gaps are healed")  # fmt: skip
    run.times["healed_s"] = round(monotonic() - began, 1)


async def _relay(run: Run, mixer: Mixer, seconds: float) -> None:
    end = monotonic() + seconds
    while monotonic() < end:
        await mixer.run_once()
        await run.pause(MIX_EVERY_S)


SCENARIOS = (
    Scenario(
        6, "16 writers, long transactions, a fifth rolled back", roll_back,
        {"check": 320, "ci": 640, "full": 20_000, "night": 200_000}, quiet_s=600,
    ),
    Scenario(
        9, "Every record one to five times", repeat, {"check": 8, "ci": 12, "full": 60, "night": 600},
        is_republishing=True, quiet_s=300,
    ),
    Scenario(
        10, "Records mixed, out of order, not sent", mix, {"check": 3, "ci": 5, "full": 15, "night": 60},
        has_unsent=True, quiet_s=120,
    ),
)  # fmt: skip
