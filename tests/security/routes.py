"""The routes that an app really serves, with the access that each declares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from branchline.testing import EVERY_ROLE as HELD_BY_PEOPLE
from edge.access import EVERY_ROLE, OPERATOR, Access

# In the order of the ladder, the machine-side role last.
ROLES = (*HELD_BY_PEOPLE, OPERATOR)
PARAMETER = re.compile(r"{(\w+)}")


@dataclass(frozen=True, slots=True)
class Served:
    """One method of one address."""

    method: str
    path: str
    access: Access | None
    dependant: Dependant | None

    @property
    def name(self) -> str:
        """Name the route as the matrix does."""
        return f"{self.method} {self.path}"

    @property
    def refused_roles(self) -> list[str]:
        """List the roles that may not."""
        return [role for role in ROLES if self.access and role not in self.access.roles]

    @property
    def subject(self) -> str:
        """Name somebody of the first branch who may."""
        return next(subject_of(role) for role in ROLES if self.access and role in self.access.roles)

    def url(self, value: str | None = None) -> str:
        """Fill the parameters of the path, with ids that nobody knows unless a value is given."""
        return PARAMETER.sub(lambda _: value or str(uuid4()), self.path)

    def needs(self, call: Any) -> bool:
        """Tell whether the route depends on something."""
        return self.dependant is not None and any(each.call is call for each in self.dependant.dependencies)


def subject_of(role: str) -> str:
    """Name the person of the first branch who holds a role."""
    return OPERATOR if role == OPERATOR else f"{role.replace('_', '-')}-1"


def served(app: FastAPI) -> Iterator[Served]:
    """Walk all routes of an app, those of included routers too."""
    assert set(ROLES) == EVERY_ROLE
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None)
        accesses = [each.call for each in dependant.dependencies if isinstance(each.call, Access)] if dependant else []
        assert len(accesses) <= 1, f"{route.path} declares its access twice"
        for method in sorted(getattr(route, "methods", None) or {"ANY"}):
            yield Served(method, route.path, accesses[0] if accesses else None, dependant)
