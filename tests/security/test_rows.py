"""Row-level security alone: what the database shows to a branch when no check of the API helps."""

import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from branchline.testing import Firm, House
from chassis.ids import new_id
from chassis.tx import Actor, Tx

OPEN = tomllib.loads(Path(__file__).with_name("open_tables.toml").read_text(encoding="utf-8"))

TABLES = text("""
    SELECT c.relname AS name, c.relkind::text AS kind, c.relrowsecurity AS on_, c.relforcerowsecurity AS forced,
           pg_get_userbyid(c.relowner) AS owner, c.reloptions AS options,
           has_table_privilege(:role, c.oid, 'SELECT, INSERT, UPDATE, DELETE') AS granted,
           has_table_privilege(:role, c.oid, 'TRUNCATE, REFERENCES, TRIGGER') AS beyond,
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'branch_id') AS has_branch
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
     ORDER BY c.relname""")
POLICIES = text("""
    SELECT tablename AS name, qual AS shows, with_check AS takes, cmd, permissive FROM pg_policies
     WHERE schemaname = 'public' AND roles && ARRAY[:role, 'public']::name[] ORDER BY tablename""")
ROLE = text("""
    SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
           (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid) AS memberships,
           (SELECT count(*) FROM pg_shdepend d WHERE d.refobjid = r.oid AND d.deptype = 'o') AS owned,
           has_schema_privilege(rolname, 'public', 'CREATE') AS may_create
      FROM pg_roles r WHERE rolname = :role""")
DEFINERS = text("""
    SELECT proname AS name, coalesce(array_to_string(proconfig, ' '), '') AS config,
           has_function_privilege('public', oid, 'EXECUTE') AS for_all
      FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace""")


async def rows(house: House, statement: Any, **facts: object) -> list[Any]:
    async with house.tx() as tx:
        return list((await tx.execute(statement, facts)).all())


def as_branch(house: House, *branches: UUID):
    """Open a transaction of the API's own login for somebody of these branches."""
    return house.api_database.begin(None, lambda _: Actor(str(new_id()), None, frozenset(branches)))


async def seen(tx: Tx, table: str, expression: str, branch: UUID) -> bool:
    """Ask a policy's own expression about a row of a branch that has nothing else."""
    row = "jsonb_populate_record(NULL::" + table + ", jsonb_build_object('branch_id', CAST(:branch AS text)))"
    parts = ("SELECT coalesce((", expression, "), false) FROM ", row, ' AS "', table, '"')
    asked = text("".join(parts))  # lint: sql-text: names and expressions of the catalogue
    return bool((await tx.execute(asked, {"branch": str(branch)})).scalar_one())


@pytest.mark.parametrize("login", ["api", "worker"])
async def test_no_login_is_above_the_rules(house: House, login: str):
    (role,) = await rows(house, ROLE, role=f"{house.service.name}_{login}")
    assert set(role) <= {False}, role._mapping


async def test_what_runs_with_the_owners_rights_is_listed_and_cannot_be_misled(house: House):
    found = await rows(house, DEFINERS)
    assert {each.name for each in found} == OPEN["definers"][house.service.name].keys()
    for each in found:
        assert not each.for_all, f"{each.name} may be called by everybody"
        # Unnamed, the schema of temporary tables comes first: a caller could slip his own tables in.
        assert each.config.endswith("pg_temp"), f"{each.name} must name pg_temp last: {each.config}"


async def test_row_security_is_forced_on_every_table(house: House):
    name = house.service.name
    for table in await rows(house, TABLES, role=f"{name}_api"):
        if table.kind in "vmf":
            assert table.kind == "v", f"{table.name}: no policy reaches it"
            assert "security_invoker=true" in (table.options or []), f"{table.name} shows rows as its owner sees them"
            continue
        assert (table.on_, table.forced) == (True, True), f"{table.name}: row security is not on and forced"
        assert table.owner == f"{name}_owner", table.name
        assert not table.beyond, f"{table.name}: the API may truncate it or build on it"


@pytest.mark.shows("P2")
async def test_every_table_that_the_api_reaches_is_kept_by_branch_or_listed_with_a_reason(house: House):
    role = f"{house.service.name}_api"
    tables = {table.name: table for table in await rows(house, TABLES, role=role)}
    kept = {policy.name for policy in await rows(house, POLICIES, role=role) if "app.branches" in policy.shows}
    # Without a policy of its own a table shows nothing at all, whatever is granted.
    reached = {policy.name for policy in await rows(house, POLICIES, role=role)}
    listed = OPEN["every_service"] | OPEN[house.service.name]
    assert sorted(reached - kept - listed.keys()) == [], "open to all branches; give a reason in open_tables.toml"
    assert sorted(listed.keys() - (reached - kept)) == [], "listed in open_tables.toml, yet not open"
    assert sorted(name for name in kept if not tables[name].has_branch) == []


async def test_a_row_of_another_branch_is_neither_shown_nor_taken(house: House, firm: Firm):
    role, (mine, other) = f"{house.service.name}_api", firm.branches
    policies = [p for p in await rows(house, POLICIES, role=role) if "app.branches" in p.shows]
    assert policies
    assert {policy.permissive for policy in policies} == {"PERMISSIVE"}
    assert len({policy.name for policy in policies}) == len(policies), "a second policy would widen the first"
    taken_from_all = OPEN["takes_from_all"]
    async with as_branch(house, mine) as tx:
        for policy in policies:
            assert await seen(tx, policy.name, policy.shows, mine), f"{policy.name} hides the branch's own rows"
            assert not await seen(tx, policy.name, policy.shows, other), f"{policy.name} shows another branch's rows"
            takes = await seen(tx, policy.name, policy.takes or policy.shows, other)
            assert takes == (policy.name in taken_from_all), f"{policy.name} and rows for another branch"


async def test_who_has_no_branch_sees_no_row_of_any(house: House, firm: Firm):
    policies = await rows(house, POLICIES, role=f"{house.service.name}_api")
    async with as_branch(house) as tx:
        for policy in policies:
            if "app.branches" in policy.shows:
                assert not await seen(tx, policy.name, policy.shows, firm.branches[0]), policy.name


async def test_the_journal_is_append_only_for_both_logins(house: House):
    granted = text(
        "SELECT relname FROM pg_class WHERE relname ~ '^journal(_[0-9]+)?$' AND relkind IN ('r', 'p')"
        " AND has_table_privilege(:role, oid, 'UPDATE, DELETE, TRUNCATE')"
    )
    for login in ("api", "worker"):
        assert await rows(house, granted, role=f"{house.service.name}_{login}") == []


@pytest.mark.parametrize("fails", [False, True])
async def test_a_scope_ends_with_its_transaction(house: House, firm: Firm, fails: bool):
    left = text("SELECT current_setting('app.branches', true), current_setting('app.actor', true)")
    try:
        async with as_branch(house, *firm.branches) as tx:
            backend = (await tx.execute(text("SELECT pg_backend_pid()"))).scalar_one()
            assert (await tx.execute(left)).one()[0] != ""
            if fails:
                raise LookupError
    except LookupError:
        assert fails
    async with house.api_database.engine.connect() as connection:
        assert (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one() == backend
        assert {value or "" for value in (await connection.execute(left)).one()} == {""}
