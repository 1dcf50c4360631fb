"""The invariants find what they are for (L6, L9)."""

import pytest
from sqlalchemy import text

from chassis.ids import new_id
from chassis.invariants import breaches
from customers.invariants import INVARIANTS
from services.customers.tests import builders as given

pytestmark = pytest.mark.service
SPOILED = {
    "L6": text("UPDATE credit_pool SET used = used + 1"),
    "L9": text("UPDATE credit_line SET approval_id = :id"),
}


class Undone(Exception):
    pass


@pytest.mark.shows("L6", "L9")
@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda each: each.name)
async def test_a_spoiled_row_is_found(house, invariant):
    firm = await house.organisation()
    await given.a_customer_with_credit(house, firm.branches[0])
    with pytest.raises(Undone):
        await spoil_and_undo(house, invariant)


async def spoil_and_undo(house, invariant) -> None:
    async with house.tx() as tx:
        assert await breaches(tx, invariant) == []
        await tx.execute(SPOILED[invariant.name], {"id": new_id()} if invariant.name == "L9" else None)
        assert len(await breaches(tx, invariant)) == 1
        raise Undone
