"""Goal 7: receipts over HTTP, against bare statements, and a bank's file of 10,000, against one SQL statement."""

import csv
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import date
from itertools import count
from pathlib import Path

import asyncpg

from bench import load, peer
from bench.compare import compared, grown
from bench.goal import Bar, Goal
from bench.goals.bare_receipts import AMOUNT, CUSTOMERS, FILE, BareReceipts
from bench.ledgers import SERVICE, Ledger, Shape, fill, filled
from bench.rounds import Rounds
from bench.row import Row
from bench.shop import CALLERS
from bench.stage import Stage
from bench.town import town
from bench.watch import Sample, Watch
from branchline.databases import Urls
from branchline.estate import Post
from branchline.imports import engine
from branchline.places import build
from chassis.clock import SystemClock
from chassis.database import Database

FINANCE = "finance-0"
Payer = Callable[[int], object]
KEYS = 3000
BOOKED = "SELECT count(*) FROM receipt WHERE unapplied = 0"
HEADINGS = ("银行流水号", "客户编号", "到账日期", "金额")
HTTP = "8 callers by keep-alive HTTP in the bench's own process, on the same cores; one API process; 3 invoices each"
WHOLE = "the file is read, checked and written in the bench's own process, uvloop; 3 invoices each"
API = Bar(7, "receipts over HTTP, against bare statements", "receipts/s", "at least", 0.30, 0.50, HTTP)
API_PEER = Bar(7, "receipts over HTTP, against the peer", "receipts/s", "at least", 50, load=HTTP)
IN_FILE = Bar(7, "receipts in a bank's file, against one SQL statement", "receipts/s", "at least", 0.15, 0.30, WHOLE)
FILE_PEER = Bar(7, "receipts in a bank's file, against the peer", "receipts/s", "at least", 150, load=WHOLE)


async def measure(stage: Stage) -> Sequence[Row]:
    """Book money that pays the oldest invoices first, one by one and by the file."""
    over_http = await _over_http(stage, stage.pick(1_000, 150))
    size = stage.pick(10_000, 500)
    ledger = await filled(stage, "statement", _shape(size))
    files = Files(stage, ledger)
    by_file = await stage.rounds(
        lambda watch: files.raw(watch, size), {"file": lambda watch: files.product(watch, size)}
    )
    costs = {}
    for part in (size // 100, size // 10, size):
        costs[part] = part / (await files.product(stage.watch(), part)).first
    return [
        compared(API, over_http, "http"),
        peer.compared(API_PEER, [each.figure("http") for each in over_http.kept], "receipts"),
        compared(IN_FILE, by_file, "file", note=f"{size:,} receipts"),
        peer.compared(FILE_PEER, [each.figure("file") for each in by_file.kept], "receipts"),
        grown(GOAL.goal_id, "receipts in a bank's file", costs),
    ]


def _shape(receipts: int) -> Shape:
    customers = min(KEYS, receipts)
    return Shape(customers, customers * (receipts // customers + 1) * 3, swept=0)


async def _over_http(stage: Stage, size: int) -> Rounds:
    await stage.topics()
    # Every reading pays other invoices; there are enough for all rounds, the disturbed ones included.
    shape = _shape(size * stage.pick(14, 6))
    bare = await filled(stage, "receipts_raw", shape)
    async with town(stage, "receipts", [SERVICE], [FINANCE]) as place, AsyncExitStack() as closing:
        urls = place.urls(SERVICE)
        ledger = await fill(stage, urls, shape)
        await place.log_in()
        await place.start(Post(SERVICE, ("api",)))
        token = (await place.tokens([FINANCE]))[FINANCE]
        url = place.estate.services[SERVICE].url
        calling = closing.enter_context(load.callers([url], token, CALLERS))
        bodies = map(await _payer(stage, urls, ledger.today), count())

        async def http(watch: Watch) -> Sample:
            with watch:
                served = await load.closed_loop(calling, "/receipts", lambda: next(bodies), size)
            served.demand_all()
            return watch.rate(size)

        await http(stage.watch())
        pool = await asyncpg.create_pool(stage.admin(bare.urls), min_size=CALLERS, max_size=CALLERS)
        closing.push_async_callback(pool.close)
        again = await BareReceipts.like(pool, stage.admin(urls))
        return await stage.rounds(lambda watch: again.book(watch, size, AMOUNT, bare.today), {"http": http})


async def _payer(stage: Stage, urls: Urls, today: date) -> Payer:
    connection = await asyncpg.connect(stage.admin(urls))
    try:
        customers = [str(row["customer_id"]) for row in await connection.fetch(CUSTOMERS)]
    finally:
        await connection.close()

    def payment(number: int) -> dict[str, object]:
        return {
            "customer_id": customers[number % len(customers)], "bank_ref": f"B{number}",
            "received_on": today.isoformat(), "amount": {"amount": str(AMOUNT), "currency": "CNY"},
        }  # fmt: skip

    return payment


class Files:
    """Bank files, each booked into a fresh copy of the same ledger."""

    def __init__(self, stage: Stage, ledger: Ledger) -> None:
        self._stage, self._ledger = stage, ledger

    async def product(self, watch: Watch, size: int) -> Sample:
        """Import the file as the command line does."""
        path = self._file(size)
        urls = await self._stage.copy(self._ledger.urls, SERVICE, "statement_import")
        database = Database(SERVICE, urls.worker, SystemClock())
        try:
            async with database.begin():
                pass
            with watch:
                await engine.run("receipts", path, database)
        finally:
            await database.stop()
        await self._check(urls, size)
        return watch.rate(size)

    async def raw(self, watch: Watch, size: int) -> Sample:
        """Write the same by one statement."""
        urls = await self._stage.copy(self._ledger.urls, SERVICE, "statement_raw")
        columns = list(zip(*self._rows(size), strict=True))
        connection = await asyncpg.connect(self._stage.admin(urls))
        try:
            with watch:
                await connection.execute(FILE, columns[0], columns[1], [AMOUNT] * size, self._ledger.today, "x" * 1500)
        finally:
            await connection.close()
        await self._check(urls, size)
        return watch.rate(size)

    def _rows(self, size: int) -> list[tuple[str, str, str, str]]:
        today, customers = self._ledger.today.isoformat(), min(KEYS, size)
        return [(f"B{n:06d}", f"K{n % customers:06d}", today, str(AMOUNT)) for n in range(size)]

    def _file(self, size: int) -> Path:
        path = build() / "bench.receipts.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *self._rows(size)])
        return path

    async def _check(self, urls: Urls, size: int) -> None:
        connection = await asyncpg.connect(self._stage.admin(urls))
        try:
            booked = await connection.fetchval(BOOKED)
        finally:
            await connection.close()
        if booked != size:
            raise AssertionError(f"{booked} of {size} receipts were booked and allocated")


GOAL = Goal(7, "receipts", measure)
