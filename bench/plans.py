"""Query plans: how PostgreSQL runs the heaviest statements, and whether one reads a growing table as a whole."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import asyncpg

from branchline.databases import Urls

HEAVIEST = 10
MANGLED_CAST = re.compile(r"\$\d+\((\$\d+) AS")
# A number that was added to a day has become a parameter whose type nothing tells.
ADDED = re.compile(r"([+-]) (\$\d+)(?=[),])")
# A constant, too: what is above nothing stands in a partial index.
ABOVE_NOTHING = re.compile(r"\b(open|unapplied|disputed) > \$\d+")
HEAVY = """
SELECT s.query, r.rolname, d.datname, s.calls, s.total_exec_time AS ms, s.rows
FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
WHERE d.datname = ANY($1) AND (r.rolname LIKE '%\\_api' OR r.rolname LIKE '%\\_worker')
AND s.query NOT LIKE '%typeinfo_tree%' -- the driver's own look at types, once a connection
AND s.query !~* '^(begin|commit|rollback|savepoint|set|show) ?'
ORDER BY s.total_exec_time DESC LIMIT $2
"""
# Inside a function, since the statement's own parameters would be asked for otherwise.
EXPLAIN = """
CREATE FUNCTION pg_temp.explained(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan text;
BEGIN
    EXECUTE 'EXPLAIN (GENERIC_PLAN, FORMAT JSON) ' || statement INTO plan;
    RETURN plan;
END $$
"""
# Tables whose rows are bounded by the firm, its shards or its processes, not by its trade.
BOUNDED = frozenset({
    "alembic_version", "branch", "business_setting", "calendar_year", "consumer_cursor", "journal_epoch",
    "journal_epoch_base", "journal_head", "org_branch", "org_person", "person", "reference_revision", "relay_cursor",
    "relay_member", "territory",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """One of the heaviest statements, and how it is run."""

    database: str
    role: str
    calls: int
    ms: float
    rows: int
    query: str
    scans: tuple[str, ...] = ()
    """Growing tables that have to be read as a whole."""
    plan: Any = None
    error: str = ""


async def prepare(admin_url: str) -> bool:
    """Begin to count statements; False when the server was started without the module for it."""
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        await connection.execute("SELECT pg_stat_statements_reset()")
        return True
    except asyncpg.PostgresError:
        return False
    finally:
        await connection.close()


async def heaviest(admin_url: str, databases: Mapping[str, tuple[str, Urls]]) -> list[Plan]:
    """Explain the statements of the services that took the most time."""
    connection = await asyncpg.connect(admin_url)
    try:
        rows = await connection.fetch(HEAVY, list(databases), HEAVIEST)
    finally:
        await connection.close()
    return [await _explained(row, databases[row["datname"]][1]) for row in rows]


def whole_scans(plan: Mapping[str, Any]) -> Iterator[str]:
    """Yield the growing tables that a plan reads as a whole."""
    if plan.get("Node Type") == "Seq Scan" and plan.get("Relation Name") not in BOUNDED:
        yield str(plan["Relation Name"])
    for part in plan.get("Plans", ()):
        yield from whole_scans(part)


def _query(counted: str) -> str:
    # Where several lists follow one another, PostgreSQL 18 writes `CAST($1 AS text[])` as `$1($1 AS text[])`.
    query = MANGLED_CAST.sub(r"CAST(\1 AS", " ".join(counted.split()))
    query = ADDED.sub(r"\1 CAST(\2 AS integer)", query)
    return ABOVE_NOTHING.sub(r"\1 > 0", query)


async def _explained(row: Any, urls: Urls) -> Plan:
    facts = Plan(row["datname"], row["rolname"], row["calls"], row["ms"], row["rows"], _query(row["query"]))
    # As the role that runs it, since row-level security is part of the plan.
    connection = await asyncpg.connect(urls.api if facts.role.endswith("_api") else urls.worker)
    try:
        # A small table is rightly read as a whole: without that way, what is left shows whether an index serves.
        await connection.execute("SET enable_seqscan = off")
        await connection.execute(EXPLAIN)
        explained = await connection.fetchval("SELECT pg_temp.explained($1)", facts.query)
    except asyncpg.PostgresError as error:
        return replace(facts, error=str(error))
    finally:
        await connection.close()
    plan = json.loads(explained)[0]["Plan"]
    return replace(facts, scans=tuple(sorted(set(whole_scans(plan)))), plan=plan)
