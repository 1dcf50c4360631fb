"""Migrations: one alembic history a service, run by its owner with a lock time-out (reliability, rule 21)."""

import asyncio
from pathlib import Path

from alembic import command, context
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import create_async_engine

from chassis.blueprint import Service

LOCK_TIMEOUT = "4s"


def _config(migrations: Path, url: str) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(migrations))
    config.attributes["url"] = url.replace("postgresql://", "postgresql+asyncpg://", 1)
    return config


def upgrade(service: Service, owner_url: str) -> None:
    """Bring a database to the service's newest schema."""
    command.upgrade(_config(service.migrations, owner_url), "head")


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
