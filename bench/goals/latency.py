"""Goal 4: from a command's commit to its effect's commit in another service, idle and under load."""

from collections.abc import Sequence

from bench import figures, load
from bench.chain import chain
from bench.commits import Hops, Side, hops
from bench.compare import compared, judged
from bench.goal import Bar, Goal
from bench.row import Row
from bench.shop import Shop, open_shop
from bench.stage import Stage
from bench.watch import MS_A_S, Sample, Watch
from branchline.estate import Post

RAW_TOPIC = "bench.chain"
IDLE = "one order at a time over HTTP, the next when the effect of the last is committed"
BUSY = "open loop at half the rate that the same processes reach, from the bench's own process"
P50 = Bar(4, "hop to another service, idle, median, against a bare chain", "ms", "at most", 3, 2, IDLE)
P99 = Bar(4, "hop to another service, idle, 99 %, against a bare chain", "ms", "at most", 5, 3, IDLE)
LOADED = Bar(4, "hop under load, 99 %, against an idle bare chain", "ms", "at most", 10, load=BUSY)
GUARD_P50 = Bar(4, "hop to another service, idle, median, against 50 ms", "ms", "at most", 1, 0.4, IDLE)
GUARD_P99 = Bar(4, "hop under load, 99 %, against 250 ms", "ms", "at most", 1, 0.4, BUSY)
ORDERS = Post("orders", ("api", "relay"))
NOTIFICATIONS = Post("notifications", ("worker",))
PLACED = """
SELECT 'paper' || substr(subject, 6) AS key, pg_xact_commit_timestamp(xmin) AS at
FROM journal WHERE 'paper' || substr(subject, 6) = ANY($1::text[]) AND type = 'orders.order.placed.v1'
"""
HEARD = "SELECT about AS key, pg_xact_commit_timestamp(xmin) AS at FROM matter WHERE about = ANY($1::text[])"
LOAD_S, QUICK_LOAD_S = 10, 2


async def measure(stage: Stage) -> Sequence[Row]:
    """Place orders one at a time and under load in each round, between rounds of a bare chain."""
    async with (
        open_shop(stage, "latency", ORDERS, NOTIFICATIONS, topics=[RAW_TOPIC]) as shop,
        chain(stage.admin(shop.urls), stage.infra.kafka, RAW_TOPIC) as bare,
        hops(Side(stage.admin(shop.urls), PLACED), Side(stage.admin(shop.town.urls("notifications")), HEARD)) as ends,
    ):
        hop = Hop(shop, ends)
        rate = await hop.half_rate(stage.watch(), stage.pick(2_000, 200))
        count, busy_count = stage.pick(200, 30), round(rate * stage.pick(LOAD_S, QUICK_LOAD_S))

        async def raw(watch: Watch) -> Sample:
            with watch:
                seconds = await bare.one_by_one(count)
            return _sample(watch, seconds)

        async def idle(watch: Watch) -> Sample:
            with watch:
                seconds = await hop.one_by_one(count)
            return _sample(watch, seconds)

        async def busy(watch: Watch) -> Sample:
            with watch:
                seconds = await hop.at_rate(busy_count, rate)
            return _sample(watch, seconds)

        await raw(stage.watch())
        measured = await stage.rounds(raw, {"idle": idle, "busy": busy})
    return [
        compared(P50, measured, "idle.p50_ms", "raw.p50_ms"),
        compared(P99, measured, "idle.p99_ms", "raw.p99_ms"),
        compared(LOADED, measured, "busy.p99_ms", "raw.p99_ms", note=f"{rate:.0f} orders a second"),
        judged(GUARD_P50, [each.figure("idle.p50_ms") for each in measured.kept], 50),
        judged(GUARD_P99, [each.figure("busy.p99_ms") for each in measured.kept], 250),
    ]


class Hop:
    """Orders that are placed in one service, and heard of in another."""

    def __init__(self, shop: Shop, ends: Hops) -> None:
        self._shop, self._ends = shop, ends

    async def half_rate(self, watch: Watch, count: int) -> float:
        """Find half the rate that the processes reach."""
        with watch:
            served = await load.closed_loop(self._shop.callers, "/orders", self._shop.order, count)
        await self._ends.arrive(_papers(served))
        return count / watch.seconds / 2

    async def one_by_one(self, count: int) -> list[float]:
        """Place orders, each when the effect of the last one is committed; return the hops in seconds."""
        papers: list[str] = []
        for _ in range(count):
            served = await load.closed_loop(self._shop.callers[:1], "/orders", self._shop.order, 1)
            await self._ends.arrive(_papers(served))
            papers += _papers(served)
        return await self._ends.seconds(papers)

    async def at_rate(self, count: int, rate: float) -> list[float]:
        """Place orders at a rate a second, whatever becomes of them; return the hops in seconds."""
        served = await load.open_loop(self._shop.callers, "/orders", self._shop.order, count, rate)
        await self._ends.arrive(_papers(served))
        return await self._ends.seconds(_papers(served))


def _papers(served: load.Served) -> list[str]:
    """Name the matters that the orders open: the signed form is to come back."""
    served.demand_all()
    return [f"paper/{answer.json()['order_id']}" for answer in served.answers]


def _sample(watch: Watch, seconds: Sequence[float]) -> Sample:
    p50, p99 = (figures.quantile(seconds, share) * MS_A_S for share in (0.5, 0.99))
    return watch.sample(len(seconds), p50_ms=p50, p99_ms=p99)


GOAL = Goal(4, "latency", measure)
