"""Goal 3: two API processes against one; no caller sees a lock."""

from collections.abc import Sequence

from bench.compare import compared
from bench.goal import Bar, Goal
from bench.goals.place import API, placed
from bench.load import callers
from bench.row import Row
from bench.shop import CALLERS, open_shop
from bench.stage import Stage
from bench.watch import Sample, Watch
from branchline.estate import Post

LOAD = "8 callers by keep-alive HTTP in the bench's own process, on the same cores, half of them to each process"
TWO = Bar(3, "two API processes, against one", "orders/s", "at least", 1.1, 1.3, LOAD)
SECOND = Post("orders", ("api",), 1)


async def measure(stage: Stage) -> Sequence[Row]:
    """Place orders with both processes in each round, between rounds with the first alone."""
    count = stage.pick(2_000, 200)
    async with open_shop(stage, "two", API) as shop:
        first = shop.town.estate.services["orders"].url
        with callers([first, await shop.town.another(SECOND)], shop.token, CALLERS) as to_both:

            async def one(watch: Watch) -> Sample:
                return await placed(watch, shop, count)

            async def both(watch: Watch) -> Sample:
                return await placed(watch, shop, count, callers=to_both)

            await both(stage.watch())
            measured = await stage.rounds(one, {"both": both})
    return [compared(TWO, measured, "both", note="no lock error to a caller")]


GOAL = Goal(3, "two processes", measure)
