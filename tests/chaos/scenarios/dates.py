"""What time makes due while money comes in, clocks differ and sweepers are killed (scenarios 31, 32, 40)."""

import asyncio
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import asyncpg
from rich.console import Console

from branchline.estate import SERVICES, Post
from branchline.importing import imported
from branchline.places import build
from branchline.sample import sheets
from branchline.sample.ledger import HEADINGS
from chassis.calendar import SHANGHAI
from chassis.clock import DevelopmentClock, monotonic, real_now
from tests.chaos.history import Fault
from tests.chaos.scenario import CUT, Run, Scenario
from tests.chaos.work import Customer, deed

AMOUNT = 100
DUE_IN_DAYS = 2
PAYING_AT_ONCE = 8
OFTEN = {"sweep_every_s": "0.2"}
KNOWN_WITHIN_S = 120
DUNNED_WITHIN_S = 60
LIFE_S = (0.5, 2.0)
TRANSACTION_S_MAX = 2.0
DOUBLED = """SELECT type || ' ' || (body::jsonb ->> 'occasion') FROM journal
WHERE type IN ('receivables.invoice.due.v1', 'receivables.invoice.overdue.v1') GROUP BY 1 HAVING count(*) > 1"""
DUNNED = "SELECT count(DISTINCT invoice_id) FROM invoice_stage WHERE stage > 0"
NOT_DUNNED = """SELECT count(*) FROM invoice i WHERE i.due_on < $1 AND i.open > i.disputed AND NOT EXISTS
(SELECT FROM invoice_stage s WHERE s.invoice_id = i.invoice_id AND s.stage > 0)"""
LONGEST = """SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8 FROM pg_stat_activity
WHERE usename = 'receivables_worker' AND backend_type = 'client backend'"""
# Of one process's clock against the others', in seconds; the last one goes slowly further back.
SKEWS = {"customers": 3600, "orders": -3600, "receivables": 300, "notifications": -300}
SLEW_S = -600
BEFORE_MIDNIGHT = timedelta(seconds=20)


async def pay_while_dunned(run: Run) -> None:
    """Let receipts land while two sweepers dun the same invoices."""
    customers = run.ground.reserved[30:]
    await _opening(run, customers, run.count)
    invoices = [each for customer in customers for each in await _open(run, customer)]
    extra = await run.ground.post(Post("receivables", ("sweeper",), 1), **OFTEN)
    _clock(run).move_by(timedelta(days=DUE_IN_DAYS + 1))
    paying = asyncio.Semaphore(PAYING_AT_ONCE)
    await asyncio.gather(*(_pay(run, invoice, paying) for invoice in run.rng.sample(invoices, len(invoices))))
    run.counts["invoices"] = len(invoices)
    await run.ground.supervisor.dismiss(extra)
    run.also.append(lambda found: _stages(run))


def _clock(run: Run) -> DevelopmentClock:
    return DevelopmentClock(Path(run.ground.estate.clock_file))


async def _opening(run: Run, customers: list[Customer], count: int) -> None:
    """Import opening invoices that fall due in some days."""
    run.ground.sheets += 1
    today = run.ground.today()
    rows = [
        {"invoice_no": f"DRILL{run.ground.sheets:04}{number:011}",
         "customer_code": customers[number % len(customers)].customer_no, "issued_on": today,
         "due_on": today + timedelta(days=DUE_IN_DAYS), "amount": AMOUNT, "open_amount": AMOUNT}
        for number in range(count)
    ]  # fmt: skip
    path = sheets.workbook(build() / "chaos" / "opening.xlsx", HEADINGS, rows)
    report = await imported(run.ground.estate, "invoices", path, Console(file=StringIO()))
    if not report.ok:
        raise ValueError(report.faults[:3])


async def _open(run: Run, customer: Customer) -> list[Any]:
    found, after = [], ""
    while True:
        path = f"/invoices?customer_id={customer.customer_id}&only_open=true&limit=200{after}"
        page = await run.load.get("u-fin", "receivables", path)
        found += page["items"]
        if page["next"] is None:
            return found
        after = f"&after={page['next']}"


async def _pay(run: Run, invoice: Any, paying: asyncio.Semaphore) -> None:
    body = {
        "customer_id": invoice["customer_id"], "bank_ref": f"pay-{invoice['invoice_id']}", "amount": invoice["open"],
        "received_on": run.load.work.today.isoformat(),
        "allocations": [{"invoice_id": invoice["invoice_id"], "amount": invoice["open"]}],
    }  # fmt: skip
    async with paying:
        answer = await run.load.answer(deed("u-fin", "receivables", "/receipts", body))
    run.counts["paid"] += answer is not None and answer.is_success


async def _stages(run: Run) -> list[Fault]:
    room = await asyncpg.connect(run.ground.estate.services["receivables"].worker_database)
    try:
        run.counts["invoices dunned"] = await room.fetchval(DUNNED)
        return [Fault("doubled stage", row[0]) for row in await room.fetch(DOUBLED)]
    finally:
        await room.close()


async def clocks_differ(run: Run) -> None:
    """Let a second sweeper of each service live by another clock, over the end of a day."""
    now = _clock(run).now().astimezone(SHANGHAI)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    _clock(run).move_to(midnight - BEFORE_MIDNIGHT)
    extras = []
    for name in SERVICES:
        _skew(run, name, SKEWS[name])
        extras.append(await run.ground.post(Post(name, ("sweeper",), 2), clock_file=str(_file(name)), **OFTEN))
    for step in range(run.count):
        _skew(run, "orders", SKEWS["orders"] + SLEW_S * step // run.count)
        await run.pause(1)
    for extra in extras:
        await run.ground.supervisor.dismiss(extra)
    run.also.append(lambda found: _stages(run))


def _file(name: str) -> Path:
    return build() / "chaos" / f"clock-{name}.json"


def _skew(run: Run, name: str, seconds: int) -> None:
    offset = (_clock(run).now() - real_now()).total_seconds() + seconds
    half = _file(name).with_suffix(".new")
    half.write_text(json.dumps({"offset_seconds": offset}))
    half.replace(_file(name))


async def sweep_much(run: Run) -> None:
    """Let three sweepers dun many invoices at once while they are killed again and again."""
    await _opening(run, run.ground.reserved, run.count)
    await run.until(lambda: all(map(run.watch.is_recent, SERVICES)), KNOWN_WITHIN_S, "the invoices are known")
    extras = [await run.ground.post(Post("receivables", ("sweeper",), slot), **OFTEN) for slot in (3, 4)]
    _clock(run).move_by(timedelta(days=DUE_IN_DAYS + 1))
    room = await asyncpg.connect(run.ground.administrator)
    own = await asyncpg.connect(run.ground.estate.services["receivables"].worker_database)
    try:
        await _dunned(run, [*extras, "receivables.relay+sweeper-0"], room, own)
    finally:
        room.terminate()
        own.terminate()
    for extra in extras:
        await run.ground.supervisor.dismiss(extra)
    run.also.append(lambda found: _stages(run))


async def _dunned(run: Run, sweepers: list[str], room: Any, own: Any) -> None:
    """Kill sweepers until enough have died and all is dunned; no transaction may take long meanwhile."""
    longest, kills, left = 0.0, max(3, run.count // 500), 1
    end = monotonic() + DUNNED_WITHIN_S * run.slack
    while monotonic() < end and (left or run.counts["kills"] < kills):
        name = run.rng.choice(sweepers)
        if run.counts["kills"] < kills and run.ground.supervisor.is_ready(name):
            run.ground.supervisor.kill(name)
            run.counts["kills"] += 1
        await run.pause(*LIFE_S)
        longest = max(longest, await room.fetchval(LONGEST))
        left = await own.fetchval(NOT_DUNNED, run.ground.today())
    run.times["longest_transaction_s"] = round(longest, 2)
    run.expect(longest <= TRANSACTION_S_MAX * run.slack, "long transaction", f"{longest:.1f} s")
    run.expect(not left, "not dunned", f"{left} invoices")


SCENARIOS = (
    Scenario(
        31, "Receipts land while two sweepers dun", pay_while_dunned,
        {"check": 40, "ci": 60, "full": 1000, "night": 10_000}, quiet_s=300,
    ),
    Scenario(
        32, "Sweepers by clocks that differ, over midnight", clocks_differ,
        {"check": 20, "ci": 30, "full": 60, "night": 120}, quiet_s=120,
    ),
    Scenario(
        40, "Three sweepers, killed, over many due invoices", sweep_much,
        {"check": 500, "ci": 800, "full": 10_000, "night": 100_000}, allows=CUT, quiet_s=600,
    ),
)  # fmt: skip
