"""Goal 10: a page of the aged balance with its totals over a million open invoices, against one SQL statement."""

from collections.abc import Sequence
from contextlib import AsyncExitStack

import asyncpg

from bench import figures, load, peer
from bench.compare import compared, grown
from bench.goal import Bar, Goal
from bench.ledgers import SERVICE, Shape, fill, filled
from bench.rounds import Rounds
from bench.row import Row
from bench.stage import Stage
from bench.town import town
from bench.watch import Sample, Watch
from branchline.databases import Urls
from branchline.estate import Post
from chassis.clock import SystemClock
from chassis.database import Database
from chassis.reference import Reference
from chassis.tx import Actor
from receivables.accounts import queries

ROUNDS = 3
TIMES = 3
PAGE = 100
FINANCE = "finance-0"
# From a month before the due date to three months past it.
NEWEST, OLDEST = -30, 120
LOAD = "one caller by keep-alive HTTP in the bench's own process; one API process"
ONE_PAGE = Bar(10, "aged balance, a page of 100 with totals, against bare SQL", "s", "at most", 1.5, 1.3, LOAD)
LINES = Bar(10, "aged balance, open invoices a second against the peer's", "invoices/s", "at least", 8, 10, LOAD)
# The sums of each branch, and those of the first customers with their names.
RAW = """
WITH sums AS (
    SELECT i.branch_id, i.currency, sum(i.open) FILTER (WHERE i.due_on >= $1),
        sum(i.open) FILTER (WHERE $1 - i.due_on BETWEEN 1 AND 30),
        sum(i.open) FILTER (WHERE $1 - i.due_on BETWEEN 31 AND 60),
        sum(i.open) FILTER (WHERE $1 - i.due_on BETWEEN 61 AND 90), sum(i.open) FILTER (WHERE $1 - i.due_on > 90),
        sum(i.open), sum(i.disputed), min(i.due_on)
    FROM invoice i WHERE i.open > 0 GROUP BY i.branch_id, i.currency
), paged AS (
    SELECT a.customer_id, a.currency, c.customer_no, c.name FROM account a JOIN customer c USING (customer_id)
    WHERE a.open > 0 ORDER BY a.customer_id, a.currency LIMIT $2
)
SELECT s.*, NULL::text AS customer_no, NULL::text AS name FROM sums s
UNION ALL
SELECT p.customer_id, p.currency, i.*, p.customer_no, p.name FROM paged p CROSS JOIN LATERAL (
    SELECT sum(i.open) FILTER (WHERE i.due_on >= $1), sum(i.open) FILTER (WHERE $1 - i.due_on BETWEEN 1 AND 30),
        sum(i.open) FILTER (WHERE $1 - i.due_on BETWEEN 31 AND 60),
        sum(i.open) FILTER (WHERE $1 - i.due_on BETWEEN 61 AND 90), sum(i.open) FILTER (WHERE $1 - i.due_on > 90),
        sum(i.open), sum(i.disputed), min(i.due_on)
    FROM invoice i WHERE i.customer_id = p.customer_id AND i.currency = p.currency AND i.open > 0
) AS i
"""


async def measure(stage: Stage) -> Sequence[Row]:
    """Ask for the first page in each round, between readings of the bare statement in the same database."""
    invoices = stage.pick(1_000_000, 20_000)
    measured, urls = await _measured(stage, invoices)
    rates = [invoices / each.figure("page") for each in measured.kept]
    costs = {
        size: await _cost(stage, (await filled(stage, "aged_part", _shape(size))).urls)
        for size in (invoices // 100, invoices // 10)
    }
    costs[invoices] = await _cost(stage, urls)
    return [
        compared(ONE_PAGE, measured, "page", note=f"{invoices:,} open invoices; there is no file of all customers yet"),
        peer.compared(LINES, rates, "aged"),
        grown(GOAL.goal_id, "aged balance, a page", costs),
    ]


async def _measured(stage: Stage, invoices: int) -> tuple[Rounds, Urls]:
    await stage.topics()
    async with town(stage, "aged", [SERVICE], [FINANCE]) as place, AsyncExitStack() as closing:
        urls = place.urls(SERVICE)
        ledger = await fill(stage, urls, _shape(invoices))
        await place.log_in()
        await place.start(Post(SERVICE, ("api",)))
        token = (await place.tokens([FINANCE]))[FINANCE]
        connection = await asyncpg.connect(stage.admin(urls))
        closing.push_async_callback(connection.close)
        (caller,) = closing.enter_context(load.callers([place.estate.services[SERVICE].url], token, 1))

        async def raw(watch: Watch) -> Sample:
            for _ in range(TIMES):
                with watch:
                    rows = await connection.fetch(RAW, ledger.today, PAGE)
                _check(sum(row["customer_no"] is not None for row in rows), invoices)
            return watch.sample(TIMES, seconds=watch.seconds / TIMES)

        async def page(watch: Watch) -> Sample:
            for _ in range(TIMES):
                with watch:
                    answer = await caller.get(f"/aged-balance?limit={PAGE}")
                _check(len(answer.json()["items"]), invoices)
            return watch.sample(TIMES, seconds=watch.seconds / TIMES)

        await page(stage.watch())
        return await stage.rounds(raw, {"page": page}, ROUNDS), urls


def _shape(invoices: int) -> Shape:
    return Shape(invoices // 10, invoices, OLDEST, NEWEST, swept=0)


def _check(customers: int, invoices: int) -> None:
    if customers != min(PAGE, invoices // 10):
        raise AssertionError(f"{customers} customers on the page")


async def _cost(stage: Stage, urls: Urls) -> float:
    """Time the page's own read, without HTTP, which costs the same at any size."""
    database = Database(SERVICE, urls.api, SystemClock())
    filters = {"branch_id": None, "customer_id": None, "after_id": None, "after_currency": "", "limit": PAGE + 1}
    took = []
    try:
        for _ in range(TIMES + 1):
            watch = stage.watch()
            async with database.begin(actor=_everywhere) as tx:
                with watch:
                    await queries.aged(tx, filters)
            took.append(watch.seconds)
    finally:
        await database.stop()
    return figures.median(took[1:])


def _everywhere(known: Reference) -> Actor:
    return Actor("bench", scope=frozenset(known.branches))


GOAL = Goal(10, "aged balance", measure)
