"""Territory and channel: whose sale it is (P3)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.refusals import Refused
from chassis.tx import Tx
from contracts.orders import OrderRefused
from orders import defaults
from orders.accounts.queries import Account
from orders.catalogue.queries import Product
from orders.sales import rules


def refuse_outside(
    tx: Tx, account: Account, row: Mapping[str, Any], region: str, products: Mapping[UUID, Product]
) -> Refused | None:
    """Judge territory and channel; where managers want to hear of it, the refusal is kept as an event (P3)."""
    own, other = territory_of(row["own_territory"]), territory_of(row["region_territory"])
    seller = tx.actor.person.person_id if tx.actor.person else None
    only = tx.actor.roles == frozenset({"representative"})
    found = rules.outside_territory(
        rules.Sale(seller, only, account.owner_id, region, own, other)
    ) or rules.outside_channel(account.channel, [(p.product_id, p.name, p.channels) for p in products.values()], own)
    if found is None:
        return None
    person = tx.reference.people.get(found.owner_id) if found.owner_id else None
    name = person.name if person else "—"
    refused: Refused
    if found.rule == "channel":
        refused = rules.ChannelRestricted(product=found.product, channels=list(found.channels), owner=name)
    else:
        refused = rules.OutsideTerritory(place=region, owner=name)
    if seller is None or not tx.setting(defaults.REFUSALS_TOLD, Scope(account.branch_id, account.customer_id)):
        raise refused
    tx.emit(
        OrderRefused(
            **account.common(),
            refusal_id=new_id(),
            rule=found.rule,
            territory_id=found.territory_id,
            territory_owner_id=found.owner_id,
            product_ids=found.product_ids,
            asked_by=seller,
        )
    )
    return refused


def territory_of(row: Mapping[str, Any] | None) -> rules.Territory | None:
    """Make a territory of a row that was read as JSON."""
    if row is None:
        return None
    person_id = UUID(row["person_id"]) if row["person_id"] else None
    return rules.Territory(UUID(row["territory_id"]), tuple(row["regions"]), person_id)
