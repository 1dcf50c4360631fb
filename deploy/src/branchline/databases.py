"""Databases and login roles of the services, as an administrator makes them once."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import asyncpg

SERVICES = ("customers", "orders", "receivables", "notifications")
ROLES = ("owner", "api", "worker")

# Ages alone, of this database alone: pg_read_all_stats would show the worker every statement of the cluster.
OLD_SNAPSHOTS = """
    CREATE OR REPLACE FUNCTION old_snapshots() RETURNS TABLE (pid integer, application text, seconds double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT pid, application_name, extract(epoch FROM clock_timestamp() - xact_start) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND xact_start IS NOT NULL
        AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL) AND pid <> pg_backend_pid()
    $$;
    REVOKE ALL ON FUNCTION old_snapshots() FROM PUBLIC
"""


@dataclass(frozen=True, slots=True)
class Urls:
    """A service's database, seen by each of its login roles."""

    owner: str
    api: str
    worker: str


def urls(admin_url: str, service: str, database: str, password: str) -> Urls:
    """Name the three ways into a service's database."""
    return Urls(*(_with(admin_url, f"{service}_{role}", password, database) for role in ROLES))


def _with(url: str, user: str, password: str, database: str) -> str:
    parts = urlsplit(url)
    host = f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    return urlunsplit(("postgresql", f"{user}:{password}@{host}", f"/{database}", "", ""))


async def create(admin_url: str, service: str, database: str, password: str) -> Urls:
    """Make roles and database if they are missing: nobody but the owner may create, the API has no BYPASSRLS."""
    connection = await asyncpg.connect(admin_url)
    try:
        # One at a time in the cluster: roles are shared by all databases of it.
        await connection.execute("SELECT pg_advisory_lock(4711)")
        for role in ROLES:
            await _role(connection, f"{service}_{role}", password)
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
            # lint: sql-text: names come from code
            await connection.execute(
                f"CREATE DATABASE \"{database}\" OWNER {service}_owner TEMPLATE template0 ENCODING 'UTF8'"
            )
    finally:
        await connection.close()
    await _furnish(_on(admin_url, database), service)
    return urls(admin_url, service, database, password)


async def _role(connection: asyncpg.Connection, name: str, password: str) -> None:
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name):
        # lint: sql-text: a role takes no parameters
        await connection.execute(f"CREATE ROLE {name} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{password}'")


async def _furnish(url: str, service: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        # Exclusion constraints over ids and date ranges; a trusted extension, still made by the administrator.
        await connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        await connection.execute(OLD_SNAPSHOTS)
        # lint: sql-text: names come from code
        await connection.execute(f"GRANT EXECUTE ON FUNCTION old_snapshots() TO {service}_worker")
    finally:
        await connection.close()


def _on(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


async def copy(admin_url: str, source: Urls, database: str) -> None:
    """Copy a database that nobody is connected to, file by file, with its owner."""
    parts = urlsplit(source.owner)
    connection = await asyncpg.connect(admin_url)
    try:
        # lint: sql-text: names come from code
        await connection.execute(
            f'CREATE DATABASE "{database}" OWNER {parts.username} TEMPLATE "{parts.path[1:]}" STRATEGY FILE_COPY'
        )
    finally:
        await connection.close()


async def drop(admin_url: str, database: str) -> None:
    """Forget a database with all that is in it."""
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')  # lint: sql-text: as above
    finally:
        await connection.close()
