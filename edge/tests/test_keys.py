"""What an idempotency key stands for: one request of one person on one route, once it was done (rule 16)."""

from uuid import UUID

from sqlalchemy import text

from branchline.testing import House
from chassis.ids import new_id
from tests.probe import broken, counted

KEY = {"Idempotency-Key": "one-and-the-same"}
REASON = {"reason": "the handler is mended"}


async def parked(house: House) -> UUID:
    """Park an event; return its id among the parked."""
    customer = new_id()
    broken.add(customer)
    await house.consumer.apply([house.record(counted(customer, 1, customer))])
    broken.clear()
    async with house.tx() as tx:
        rows = await tx.execute(text("SELECT parked_id FROM parked ORDER BY parked_at DESC LIMIT 1"))
        return rows.scalar_one()


async def test_a_refusal_is_not_kept_and_the_request_may_come_again(house: House) -> None:
    path = f"/parked/{await parked(house)}/release"
    states = text("UPDATE parked SET state = :state")
    async with house.client("operator", headers=KEY) as operator:
        async with house.tx() as tx:
            await tx.execute(states, {"state": "waiting"})
        assert (await operator.post(path, json=REASON)).status_code == 409
        async with house.tx() as tx:
            await tx.execute(states, {"state": "parked"})
        assert (await operator.post(path, json=REASON)).status_code == 202


async def test_a_key_is_of_one_route_and_of_one_person(house: House) -> None:
    firm = await house.organisation()
    one, two = await parked(house), await parked(house)
    async with house.client("operator", headers=KEY) as operator:
        for each in (one, two):
            assert (await operator.post(f"/parked/{each}/release", json=REASON)).status_code == 202
    assert [row.state for row in await house.parked()] == ["released", "released"]
    notes = set()
    for number, branch in enumerate(firm.branches, start=1):
        async with house.client(f"clerk-{number}", headers=KEY) as clerk:
            answer = await clerk.post("/notes", json={"branch_id": str(branch), "text": "一"})
            assert answer.status_code == 201
            notes.add(answer.json()["note_id"])
    assert len(notes) == 2
