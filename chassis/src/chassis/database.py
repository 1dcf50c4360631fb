"""The database of a service: transactions, their opening and their commit (style, point 4)."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Executable, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from chassis import journal
from chassis.clock import Clock
from chassis.crash import crash_point
from chassis.reference import Reference, load
from chassis.telemetry import DB_RETRIES
from chassis.tx import Actor, Cause, Tx

# Serialisation failure, deadlock, lock not available, and a cached plan outdated by a migration.
TRANSIENT = {"40001", "40P01", "55P03", "0A000"}
ATTEMPTS = 5
LOCK_TIMEOUT = "3s"
STATEMENT_TIMEOUT = "60s"
CONNECT_TIMEOUT_S = 5

# Settings are local to the transaction: a pool would hand session settings on to the next request.
OPEN = text(
    "SELECT set_config('app.branches', :branches, true), set_config('app.actor', :actor, true),"
    " (SELECT revision FROM reference_revision) AS revision"
)
T = TypeVar("T")


def sqlstate(error: BaseException) -> str | None:
    """Return the SQLSTATE behind an error of the driver."""
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def is_transient(error: BaseException) -> bool:
    """Tell whether the same transaction may succeed when it is run again."""
    return isinstance(error, DBAPIError) and sqlstate(error) in TRANSIENT


def is_outage(error: BaseException) -> bool:
    """Tell whether the database, not the work, is at fault."""
    if isinstance(error, DBAPIError):
        state = sqlstate(error) or ""
        return error.connection_invalidated or state[:2] in {"08", "53", "57"} or not state
    return isinstance(error, OSError | TimeoutError | ConnectionError)


class Database:
    """One login role's pool of connections, and the only place that commits."""

    def __init__(self, service: str, url: str, clock: Clock, *, pool_size: int = 10) -> None:
        self.service = service
        self.clock = clock
        self.engine = create_async_engine(
            url.replace("postgresql://", "postgresql+asyncpg://", 1),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=CONNECT_TIMEOUT_S,
            pool_pre_ping=False,
            connect_args={
                "timeout": CONNECT_TIMEOUT_S,
                "server_settings": {
                    "lock_timeout": LOCK_TIMEOUT,
                    "statement_timeout": STATEMENT_TIMEOUT,
                    "idle_in_transaction_session_timeout": STATEMENT_TIMEOUT,
                    "application_name": f"branchline-{service}",
                },
            },
        )
        self._bare = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self._reference = Reference()
        self.on_commit: Callable[[], None] = lambda: None

    @property
    def reference(self) -> Reference:
        """Return the last copy of the reference data that this pool has seen."""
        return self._reference

    @asynccontextmanager
    async def begin(
        self,
        cause: Cause | None = None,
        actor: Callable[[Reference], Actor] = lambda _: Actor(),
        opening: Executable = OPEN,
        facts: Mapping[str, Any] = MappingProxyType({}),
    ) -> AsyncIterator[Tx]:
        """Open a transaction; write the journal and commit when the block ends well, else roll back.

        `opening` may do more than OPEN in the same round trip, with `facts`; its row stands in `tx.opened`.
        """
        async with self._sessions() as session:
            tx = Tx(self.service, session, self.clock.now(), self._reference, Actor(), cause or Cause.fresh())
            while await self._open(tx, actor(tx.reference), opening, facts) != tx.reference.revision:
                # What was done is undone: it may have been for an outdated actor.
                await session.rollback()  # lint: crash: nothing is written yet
                self._reference = tx.reference = await load(session, tx.opened.revision)  # lint: crash: as above
                await session.rollback()  # lint: crash: as above
            yield tx
            await session.flush()
            for step in tx.finishing:
                await step()
            await session.flush()
            await crash_point("tx.written")
            tx.positions.extend(await journal.append(session, self.service, tx.entries))
            await crash_point("tx.journaled")
            await session.commit()
            await crash_point("tx.committed")
        if tx.entries:
            self.on_commit()

    async def _open(self, tx: Tx, actor: Actor, opening: Executable, facts: Mapping[str, Any]) -> int:
        tx.actor = actor
        branches = ",".join(map(str, actor.scope))
        tx.opened = (await tx.execute(opening, {**facts, "branches": branches, "actor": actor.id})).one()
        return int(tx.opened.revision)

    async def peek(self, statement: Executable, facts: Mapping[str, Any]) -> Any:
        """Read one value that no branch's scope guards, in a single round trip outside of any transaction."""
        async with self._bare.connect() as connection:
            return (await connection.execute(statement, facts)).scalar_one()  # lint: crash: nothing is written

    async def run(self, work: Callable[[Tx], Awaitable[T]], cause: Cause | None = None) -> T:
        """Run work in one transaction, again on a transient failure (reliability, rule 13)."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                async with self.begin(cause) as tx:
                    result = await work(tx)  # lint: crash: its statements are its own points
            except DBAPIError as error:
                if attempt == ATTEMPTS or not is_transient(error):
                    raise
                await pause(attempt, error)
            else:
                return result
        raise AssertionError

    async def stop(self) -> None:
        """Close all connections."""
        await self.engine.dispose()  # lint: crash: nothing is under way


async def pause(attempt: int, error: BaseException) -> None:
    """Wait a little longer before each further attempt, with jitter."""
    DB_RETRIES.labels(sqlstate(error) or "none").inc()
    await asyncio.sleep(random.uniform(0.005, 0.02) * 2**attempt)  # noqa: S311 - jitter, not a secret
