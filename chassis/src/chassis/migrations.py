"""Migrations: one alembic history a service, run by its owner with a lock time-out (reliability, rule 21)."""

import asyncio
from pathlib import Path

from alembic import command, context
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from chassis.blueprint import Service
from chassis.database import Database

LOCK_TIMEOUT = "4s"


def _config(migrations: Path, url: str) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(migrations))
    config.attributes["url"] = url.replace("postgresql://", "postgresql+asyncpg://", 1)
    return config


def upgrade(service: Service, owner_url: str) -> None:
    """Bring a database to the service's newest schema."""
    command.upgrade(_config(service.migrations, owner_url), "head")


async def refuse_old_schema(database: Database, service: Service) -> None:
    """Refuse to start on a schema older than the code knows."""
    script = ScriptDirectory.from_config(_config(service.migrations, ""))
    known = {revision.revision for revision in script.walk_revisions()}
    async with database.engine.connect() as connection:
        found = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one_or_none()
    if found in known and found != script.get_current_head():
        msg = f"the schema is at {found}; run `branchline migrate {service.name}`"
        raise RuntimeError(msg)


def run_env() -> None:
    """Run the migrations; every service's env.py is this one call."""

    async def main() -> None:
        engine = create_async_engine(
            context.config.attributes["url"],
            poolclass=pool.NullPool,
            connect_args={"server_settings": {"lock_timeout": LOCK_TIMEOUT}},
        )
        async with engine.connect() as connection:
            await connection.run_sync(_migrate)
        await engine.dispose()

    asyncio.run(main())


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
