"""A process refuses to start on a schema that is older than its code."""

from pathlib import Path

from sqlalchemy import text

from chassis.blueprint import Service
from chassis.database import Database


def revisions(migrations: Path) -> list[str]:
    """Read a service's revisions, oldest first, from the names of their files; loading them would take a while."""
    return sorted(path.name.partition("_")[0] for path in (migrations / "versions").glob("[0-9]*.py"))


async def refuse_old_schema(database: Database, service: Service) -> None:
    """Refuse to start on a schema older than the code knows."""
    known = revisions(service.migrations)
    async with database.engine.connect() as connection:
        found = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()
    if found in known[:-1]:
        msg = f"the schema is at {found}; run `branchline migrate {service.name}`"
        raise RuntimeError(msg)
