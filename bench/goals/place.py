"""Goal 1: orders are placed over HTTP, against the same rows written by eight bare statements."""

from collections.abc import Sequence
from uuid import UUID

from bench import figures, load, peer
from bench.bare_orders import BareOrders
from bench.compare import compared, grown
from bench.goal import Bar, Goal
from bench.row import Row
from bench.shop import CALLERS, Shop, open_shop
from bench.stage import Stage
from bench.watch import MS_A_S, Sample, Watch
from branchline.estate import Post

LOAD = "8 callers by keep-alive HTTP in the bench's own process, on the same cores; one API process"
RAW = Bar(1, "place order over HTTP, against eight bare statements", "orders/s", "at least", 0.30, 0.50, LOAD)
EACH = Bar(1, "place order over HTTP, against the peer one by one", "orders/s", "at least", 50, 150, LOAD)
LISTS = Bar(1, "place order over HTTP, against the peer's lists of 50", "orders/s", "at least", 10, 20, LOAD)
API = Post("orders", ("api",))


async def measure(stage: Stage) -> Sequence[Row]:
    """Place orders in each round, between rounds of the bare statements in the same database."""
    count = stage.pick(2_000, 200)
    async with open_shop(stage, "place", API) as shop, BareOrders(stage.admin(shop.urls), CALLERS) as bare:

        async def place(watch: Watch) -> Sample:
            return await placed(watch, shop, count)

        async def raw(watch: Watch) -> Sample:
            return await bare.place(watch, count)

        await place(stage.watch())
        measured = await stage.rounds(raw, {"place": place})
        costs = {}
        for part in (count // 20, count // 2, 5 * count):
            watch = stage.watch()
            await placed(watch, shop, part)
            costs[part] = watch.seconds
    rates = [each.figure("place") for each in measured.kept]
    p99 = figures.median([each.figure("place.p99_ms") for each in measured.kept])
    return [
        compared(RAW, measured, "place", note=f"p99 {p99:.0f} ms"),
        peer.compared(EACH, rates, "sale_each"),
        peer.compared(LISTS, rates, "sale_lists"),
        grown(1, "place order", costs),
    ]


async def placed(
    watch: Watch, shop: Shop, count: int, *, customer: UUID | None = None, callers: Sequence[load.Caller] = ()
) -> Sample:
    """Place orders of customers by chance or of one; every caller gets its answer."""
    with watch:
        served = await load.closed_loop(callers or shop.callers, "/orders", lambda: shop.order(customer), count)
    served.demand_all()
    return watch.rate(count, p99_ms=figures.quantile(served.seconds, 0.99) * MS_A_S)


GOAL = Goal(1, "placing orders", measure)
