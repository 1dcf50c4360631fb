"""What a service is made of, as its composition root states it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from chassis.defaults import Default
from chassis.reactions import On, Table
from chassis.sweeper import Sweep


@dataclass(frozen=True)
class Service:
    """The parts of one service; processes, migrations, tests and documents are made from it."""

    name: str
    title: str
    config: Callable[..., Any]
    migrations: Path
    routers: Sequence[APIRouter] = ()
    reactions: Sequence[On] = ()
    sweeps: Sequence[Sweep] = ()
    defaults: Sequence[Default[Any]] = ()

    @property
    def table(self) -> Table:
        """Return the dispatch table."""
        return Table(self.reactions)
