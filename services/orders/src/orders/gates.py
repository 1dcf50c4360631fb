"""Where a customer's orders meet its holds and its credit: run after every fact and before every dispatch.

Each command and reaction writes its own rows and then settles the customer; nothing else places or releases a hold
by rule, or confirms a waiting order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.clock import real_now
from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.blocks import ITEMS_MAX
from contracts.orders import Cure, ExposureCrossed, Fact, HoldPlaced, HoldReleased, OrderConfirmed
from contracts.values import Money
from orders import defaults, rowset
from orders.accounts import queries as accounts
from orders.accounts.queries import Account
from orders.holds import queries as holds
from orders.holds.changes import Changes, Held, compare
from orders.holds.rules import BY_HAND, AccountFacts, Due, Item, LineFacts, OrderFacts, crossings, judge

__all__ = ["Account", "Due", "Gate", "Held", "LineFacts", "OrderFacts", "account_facts", "announce", "judge", "settle"]

# Everything that a settlement moves, in one statement.
WRITE = text(
    """
    WITH placed AS (
        INSERT INTO hold (hold_id, customer_id, branch_id, reason, scope, order_id, blocks, facts, cure_zh, cure_en,
                          cure_amount, cure_refs, placed_at, placed_by)
        SELECT r.hold_id, :customer_id, :branch_id, r.reason,
               CASE WHEN r.order_id IS NULL THEN 'customer' ELSE 'order' END, r.order_id, r.blocks, r.facts, r.zh,
               r.en, r.amount, r.refs, :now, :actor
        FROM jsonb_to_recordset(CAST(:placed AS jsonb)) AS r(hold_id uuid, reason text, order_id uuid, blocks text,
            facts jsonb, zh text, en text, amount numeric, refs jsonb)
    ), renewed AS (
        UPDATE hold h SET blocks = r.blocks, placed_facts = coalesce(h.placed_facts, h.facts), facts = r.facts,
               cure_zh = r.zh, cure_en = r.en, cure_amount = r.amount, cure_refs = r.refs, version = h.version + 1
        FROM jsonb_to_recordset(CAST(:renewed AS jsonb)) AS r(hold_id uuid, blocks text, facts jsonb, zh text, en text,
            amount numeric, refs jsonb) WHERE h.hold_id = r.hold_id
    ), released AS (
        UPDATE hold h SET released_at = :now, released_by = :actor, how = r.how, approval_id = r.approval_id,
               version = h.version + 1
        FROM jsonb_to_recordset(CAST(:released AS jsonb)) AS r(hold_id uuid, how text, approval_id uuid)
        WHERE h.hold_id = r.hold_id
    ), confirmed AS (
        UPDATE sales_order SET state = 'confirmed', confirmed_at = :now, version = version + 1,
               account_version = :account_version, credit_version = :credit_version
        WHERE order_id = ANY(CAST(:confirmed AS uuid[]))
    )
    UPDATE account SET reserved = :reserved, waiting = :waiting, level = :level WHERE customer_id = :customer_id
    """
)


@dataclass(frozen=True, slots=True)
class Gate:
    """A customer after settling: its account, and the holds that stand."""

    account: Account
    held: tuple[Held, ...]

    def stops(self, order_id: UUID) -> tuple[Held, ...]:
        """List the holds that stop an order."""
        return tuple(hold for hold in self.held if hold.covers(order_id))


async def settle(tx: Tx, customer_id: UUID) -> Gate:
    """Re-evaluate every hold of a customer and confirm what now may be confirmed (O1, O6, R4)."""
    account = await accounts.lock(tx, customer_id)
    scene = await holds.scene(tx, customer_id, account.territory_id, account.currency)
    verdict = judge(account_facts(tx, account, scene.regions, scene.head_at), scene.orders)
    open_orders = {order.order_id: order for order in scene.orders}
    changes = compare(scene.held, verdict.dues, frozenset(open_orders), frozenset(scene.approvals))
    placed = [(new_id(), due) for due in changes.place]
    confirmed = [open_orders[order_id] for order_id in verdict.confirm]
    reserved = sum((order.value.amount for order in confirmed), account.reserved)
    waiting = sum(due.reason == "credit_limit" and due.blocks == "confirm" for due in verdict.dues)
    after, crossed = with_level(tx, replace(account, reserved=reserved, waiting=waiting))
    if after != account or changes.place or changes.renew or changes.release or confirmed:
        released = [
            {"hold_id": hold.hold_id, "how": how, "approval_id": _approval(scene, hold, how)}
            for hold, how in changes.release
        ]
        await _write(tx, after, placed, changes, released, verdict.confirm)
    for hold, how in changes.release:
        tx.emit(released_event(account, hold, how, _approval(scene, hold, how)))
    announce(tx, account, placed, tuple(open_orders))
    _confirm(tx, account, confirmed)
    if crossed:
        tx.emit(*crossed)
    renewed = tuple(_held(hold.hold_id, due) for hold, due in changes.renew)
    return Gate(after, (*changes.stay, *renewed, *(_held(hold_id, due) for hold_id, due in placed)))


async def holds_by_hand(tx: Tx, account: Account, order_id: UUID) -> tuple[Due, ...]:
    """List an order's holds that no rule releases, as a copy of it takes them along (O1)."""
    scene = await holds.scene(tx, account.customer_id, account.territory_id, account.currency)
    found = (hold for hold in scene.held if hold.order_id == order_id and hold.reason in BY_HAND)
    return tuple(
        Due(hold.reason, order_id, hold.blocks, hold.facts, hold.zh, hold.en, hold.amount, hold.refs) for hold in found
    )


def account_facts(
    tx: Tx, account: Account, regions: Sequence[str], head_at: datetime | None, *, is_queue_ahead: bool = False
) -> AccountFacts:
    """Turn the account into the facts that the rules decide by."""
    scope = Scope(branch_id=account.branch_id, customer_id=account.customer_id)
    gate = tx.setting(defaults.UNSIGNED_HOLDS, scope)
    stale_after = timedelta(minutes=tx.setting(defaults.FACTS_STALE_AFTER, scope))
    return AccountFacts(
        status=account.status,
        missing_documents=tuple(account.missing_documents),
        standing=account.standing,
        overdue=account.money(account.overdue),
        items=tuple(
            Item(UUID(item["invoice_id"]), item["invoice_no"], Money.of(item["open"]["amount"], account.currency))
            for item in account.overdue_items
        ),
        more=account.overdue_more,
        is_unsigned=(gate == "provisional" and account.provisional) or (gate != "never" and account.contract_overdue),
        # The age of a view is real time: moving the business clock makes nothing stale (architecture, rule 6).
        is_stale=head_at is not None and real_now() - head_at > stale_after,
        limit=account.limit(tx.today),
        net=account.money(account.net),
        reserved=account.money(account.reserved),
        regions=tuple(regions),
        smaller_may_pass=tx.setting(defaults.SMALLER_MAY_PASS, scope),
        is_queue_ahead=is_queue_ahead,
    )


def with_level(tx: Tx, account: Account) -> tuple[Account, list[ExposureCrossed]]:
    """Note how many shares of the limit are reached, with the events of those that were passed (R4)."""
    scope = Scope(account.branch_id, account.customer_id)
    shares = tx.setting(defaults.CROSSINGS, scope)
    exposure = account.exposure(tx.today)
    level, passed = crossings(account.level, exposure.exposure.amount, exposure.limit.amount, shares)
    events = [
        ExposureCrossed(**account.common(), threshold=share, direction=way, exposure=exposure, cause=None)
        for share, way in passed
    ]
    return replace(account, level=level), events


def hold_row(hold_id: UUID, due: Due) -> dict[str, Any]:
    """Write down a hold for the statement that keeps it."""
    return {
        "hold_id": hold_id,
        "reason": due.reason,
        "order_id": due.order_id,
        "blocks": due.blocks,
        "facts": [{"name": name, "value": value} for name, value in due.facts],
        "zh": due.zh,
        "en": due.en,
        "amount": due.amount.amount if due.amount else None,
        "refs": due.refs,
    }


def announce(tx: Tx, account: Account, placed: Iterable[tuple[UUID, Due]], order_ids: tuple[UUID, ...]) -> None:
    """Tell of holds that begin; those of the customer name the orders that they stop (X2)."""
    for hold_id, due in placed:
        stopped = order_ids if due.order_id is None else (due.order_id,)
        tx.emit(
            HoldPlaced(
                **account.common(),
                hold_id=hold_id,
                reason=due.reason,
                scope="customer" if due.order_id is None else "order",
                order_id=due.order_id,
                line_id=None,
                blocks=due.blocks,
                facts=tuple(Fact(name=name, value=value) for name, value in due.facts),
                cure=Cure(zh=due.zh, en=due.en, amount=due.amount, refs=due.refs),
                order_ids=stopped[:ITEMS_MAX],
                more=max(0, len(stopped) - ITEMS_MAX),
            )
        )


def released_event(account: Account, hold: Held, how: str, approval_id: UUID | None = None) -> HoldReleased:
    """Tell that a hold ends, and how."""
    return HoldReleased(
        **account.common(), hold_id=hold.hold_id, reason=hold.reason, how=how, order_id=hold.order_id,
        approval_id=approval_id, amount_limit=None, valid_until=None,
    )  # fmt: skip


def confirmed_event(tx: Tx, account: Account, order: OrderFacts) -> OrderConfirmed:
    """Tell that an order is confirmed, with the exposure after it."""
    return OrderConfirmed(
        **account.common(), order_id=order.order_id, order_no=order.order_no, revision=order.revision,
        value=order.value, delivery_due_at=None, exposure=account.exposure(tx.today),
    )  # fmt: skip


def _confirm(tx: Tx, account: Account, confirmed: Sequence[OrderFacts]) -> None:
    reserved = account.reserved
    for order in confirmed:
        reserved += order.value.amount
        tx.emit(confirmed_event(tx, replace(account, reserved=reserved), order))


async def _write(
    tx: Tx,
    account: Account,
    placed: Sequence[tuple[UUID, Due]],
    changes: Changes,
    released: Sequence[dict[str, Any]],
    confirmed: Sequence[UUID],
) -> None:
    facts = {
        "customer_id": account.customer_id,
        "branch_id": account.branch_id,
        "placed": rowset.pack(hold_row(hold_id, due) for hold_id, due in placed),
        "renewed": rowset.pack(hold_row(hold.hold_id, due) for hold, due in changes.renew),
        "released": rowset.pack(released),
        "confirmed": list(confirmed),
        "account_version": account.account_version,
        "credit_version": account.credit_version,
        "reserved": account.reserved,
        "waiting": account.waiting,
        "level": account.level,
        "now": tx.now,
        "actor": tx.actor.id,
    }
    await tx.execute(WRITE, facts)


def _approval(scene: holds.Scene, hold: Held, how: str) -> UUID | None:
    return scene.approvals.get(hold.order_id) if how == "approved" and hold.order_id else None


def _held(hold_id: UUID, due: Due) -> Held:
    return Held(hold_id, due.reason, due.order_id, due.blocks, due.zh, due.en, due.amount, due.refs, due.facts)
