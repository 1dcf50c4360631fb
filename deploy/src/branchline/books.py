"""What must agree between the four databases once everything has been applied (L6, L9 to L13)."""

from importlib import import_module
from typing import Any

import asyncpg

from branchline import settled
from branchline.estate import Estate

NET_IN_RECEIVABLES = "SELECT customer_id, net, version FROM account WHERE version > 0"
NET_IN_ORDERS = "SELECT customer_id, net, account_version FROM account WHERE account_version > 0"
APPROVED = "SELECT request_id FROM form WHERE state = 'approved'"
# Each owner's request that was open when its form was approved has moved on, whatever came of it.
STILL_OPEN = {
    "customers": "SELECT request_id FROM credit_request WHERE status = 'open' AND request_id = ANY($1)",
    "orders": "SELECT request_id FROM form_request WHERE state = 'open' AND request_id = ANY($1)",
}
UNAPPLIED = "SELECT count(*) FROM parked WHERE state IN ('retrying', 'waiting', 'parked', 'released')"
BROKEN_SHARDS = "SELECT shard FROM journal GROUP BY shard HAVING count(*) <> max(position)"
COPIES = (
    """SELECT md5(string_agg(t::text, '|' ORDER BY t::text))
    FROM (SELECT branch_id, code, path, active FROM org_branch) t""",
    """SELECT md5(string_agg(t::text, '|' ORDER BY t::text))
    FROM (SELECT person_id, subject, home_branch_id, roles::text, active FROM org_person) t""",
    """SELECT md5(string_agg(t::text, '|' ORDER BY t::text))
    FROM (SELECT year, holidays, make_up_days FROM calendar_year) t""",
)
PAID = "SELECT 'invoice/' || invoice_id FROM invoice WHERE open = 0"
OPEN_REMINDERS = "SELECT DISTINCT about FROM message WHERE state = 'open' AND flow LIKE 'invoice_%' AND about = ANY($1)"


async def breaches(estate: Estate) -> list[str]:
    """Name what does not agree; an empty list is the promise."""
    await settled.everywhere(estate)
    rooms = {name: await asyncpg.connect(address.worker_database) for name, address in estate.services.items()}
    try:
        return await differences(rooms)
    finally:
        for room in rooms.values():
            await room.close()


async def differences(rooms: dict[str, Any]) -> list[str]:
    """Name what does not agree between databases that have applied everything, by a connection to each."""
    found: list[str] = []
    for name, room in rooms.items():
        found += [f"L10: {name} has parked events"] * bool(await room.fetchval(UNAPPLIED))
        found += [f"L11: {name}, shard {row['shard']}" for row in await room.fetch(BROKEN_SHARDS)]
        found += await _own(name, room)
    found += await _exposure(rooms)
    found += await _approvals(rooms)
    found += await _copies(rooms)
    paid = [row[0] for row in await rooms["receivables"].fetch(PAID)]
    found += [f"L13: {row['about']}" for row in await rooms["notifications"].fetch(OPEN_REMINDERS, paid)]
    return found


async def _own(name: str, room: Any) -> list[str]:
    checked = import_module(f"{name}.invariants").INVARIANTS
    return [
        f"{each.name} in {name}: {tuple(row)}" for each in checked for row in await room.fetch(each.breaches.text)
    ]  # fmt: skip


async def _exposure(rooms: dict[str, Any]) -> list[str]:
    owed = {row[0]: (row[1], row[2]) for row in await rooms["receivables"].fetch(NET_IN_RECEIVABLES)}
    known = {row[0]: (row[1], row[2]) for row in await rooms["orders"].fetch(NET_IN_ORDERS)}
    return [
        f"L6: customer {each}: {owed[each]} owed, {known.get(each)} known"
        for each in owed
        if owed[each] != known.get(each)
    ]


async def _approvals(rooms: dict[str, Any]) -> list[str]:
    approved = [row[0] for row in await rooms["notifications"].fetch(APPROVED)]
    return [
        f"L9: {owner} did not apply {row['request_id']}"
        for owner, statement in STILL_OPEN.items()
        for row in await rooms[owner].fetch(statement, approved)
    ]


async def _copies(rooms: dict[str, Any]) -> list[str]:
    found = []
    for statement in COPIES:
        hashes = {name: await room.fetchval(statement) for name, room in rooms.items()}
        if len(set(hashes.values())) > 1:
            found.append(f"L12: {hashes}")
    return found
