"""Holds that a manager places and releases by hand (X2)."""

from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.refusals import NotFound
from chassis.tx import Tx
from contracts.values import Money
from orders import gates, rowset
from orders.accounts import queries as accounts
from orders.accounts.queries import Account
from orders.holds import queries, rules
from orders.holds.changes import Held
from orders.sales import queries as sales

PLACE = text(
    "INSERT INTO hold (hold_id, customer_id, branch_id, reason, scope, order_id, blocks, facts, cure_zh, cure_en,"
    " cure_amount, placed_at, placed_by, note) VALUES (:hold_id, :customer_id, :branch_id, :reason, 'order', :order_id,"
    " :blocks, CAST(:facts AS jsonb), :zh, :en, :amount, :now, :actor, :note) ON CONFLICT DO NOTHING RETURNING hold_id"
)
RELEASE = text(
    "UPDATE hold SET released_at = :now, released_by = :actor, how = 'overruled', note = :note, version = version + 1"
    " WHERE hold_id = :hold_id AND released_at IS NULL"
)


async def place_hold(
    tx: Tx, order_id: UUID, reason: str, blocks: rules.Blocks, note: str, amount: Money | None = None
) -> UUID:
    """Hold an order by hand: for a reason of its own, or for money that is still kept off the books here (O5, O8)."""
    account = await accounts.lock(tx, await sales.customer_of(tx, order_id))
    order = (await sales.load(tx, order_id)).row
    if order.state == "cancelled" or not order.unshipped:
        raise rules.NothingToHold
    money = (f"收到 {amount}：", f"receive {amount}: ") if amount else ("", "")
    due = rules.Due(reason, order_id, blocks, (("note", note),), f"{money[0]}{note}", f"{money[1]}{note}", amount)
    hold_id = new_id()
    row = {
        **gates.hold_row(hold_id, due), "facts": rowset.document([{"name": "note", "value": note}]),
        "customer_id": account.customer_id, "branch_id": account.branch_id, "now": tx.now, "actor": tx.actor.id,
        "note": note,
    }  # fmt: skip
    if (await tx.execute(PLACE, row)).first() is None:
        raise rules.HoldStands
    gates.announce(tx, account, [(hold_id, due)], (order_id,))
    return hold_id


async def release_hold(tx: Tx, hold_id: UUID, note: str) -> None:
    """Release a hold that a person placed; one that a rule placed ends with its fact (O6)."""
    account = await _account(tx, hold_id)
    hold = await queries.one(tx, hold_id)
    if hold.released_at is not None:
        raise rules.HoldReleasedAlready
    if hold.reason not in rules.BY_HAND:
        raise rules.HoldByRule(cure=hold.cure_zh)
    await tx.execute(RELEASE, {"hold_id": hold_id, "note": note, "now": tx.now, "actor": tx.actor.id})
    held = Held(hold_id, hold.reason, hold.order_id, hold.blocks, hold.cure_zh, hold.cure_en, None)
    tx.emit(gates.released_event(account, held, "overruled"))
    await gates.settle(tx, account.customer_id)


async def _account(tx: Tx, hold_id: UUID) -> Account:
    customer_id = await queries.customer_of(tx, hold_id)
    if customer_id is None:
        raise NotFound
    return await accounts.lock(tx, customer_id)
