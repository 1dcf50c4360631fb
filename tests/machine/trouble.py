"""A database that lets a transaction down at a chosen statement: really rolled back, really run again."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from branchline.testing import House

SERIALISATION_FAILURE = "40001"


class LetDown(Exception):
    """What the driver would raise."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


class Trouble:
    """Fails once, at the n-th statement from now on or at the commit before it."""

    def __init__(self, house: House) -> None:
        self._left: int | None = None
        self._sqlstate = SERIALISATION_FAILURE
        for database in (house.database, house.api_database):
            engine = database.engine.sync_engine
            event.listen(engine, "before_cursor_execute", self._on_statement)
            event.listen(engine, "commit", self._on_commit)

    def arm(self, after: int, sqlstate: str = SERIALISATION_FAILURE) -> None:
        """Let the statement or commit fail that is so many after this."""
        self._left, self._sqlstate = after, sqlstate

    def disarm(self) -> None:
        """Trouble no more."""
        self._left = None

    def _on_statement(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        self._count(statement)

    def _on_commit(self, connection: Any) -> None:
        self._count("COMMIT")

    def _count(self, statement: str) -> None:
        if self._left is None:
            return
        self._left -= 1
        if self._left < 0:
            self._left = None
            raise DBAPIError(statement, {}, LetDown(self._sqlstate))
