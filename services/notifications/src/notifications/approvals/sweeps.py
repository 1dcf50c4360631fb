"""Steps that nobody decided in time, and deputies whose time has begun."""

from chassis.sweeper import CHUNK
from chassis.tx import Tx
from notifications.approvals import deputies, progress, queries, rules


async def time_out_steps(tx: Tx) -> int:
    """Pass steps that are out of time to the next level, expire what has none (N1)."""
    found = await queries.due(tx, CHUNK)
    changes = [progress.Change(known, rules.time_out(known.form, tx.now), "timed_out") for known in found]
    if changes:
        await progress.keep(tx, *changes)
    return len(found)


async def tell_deputies(tx: Tx) -> int:
    """Tell deputies of what waits for those whose absence has begun (P6)."""
    return await deputies.tell(tx)
