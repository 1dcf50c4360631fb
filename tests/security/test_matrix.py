"""The matrix of routes and roles: every change of who may do what is seen and meant."""

import pytest

from branchline.testing import House
from tests.security import matrix
from tests.security.routes import ROLES, served


def told(row: tuple[str, ...]) -> str:
    name, route, logs, *marks = row
    roles = [role for role, mark in zip(ROLES, marks, strict=True) if mark]
    return f"{name} {route}: {', '.join(roles)}{f' (logs {logs})' if logs else ''}"


def test_each_route_has_its_row_and_each_row_its_route():
    declared, committed = list(matrix.declared()), matrix.committed()
    new = [f"+ {told(row)}" for row in declared if row not in committed]
    gone = [f"- {told(row)}" for row in committed if row not in declared]
    assert not new + gone, "\n".join([matrix.REGENERATE, *gone, *new])
    assert declared == committed, matrix.REGENERATE


@pytest.mark.shows("P2")
def test_only_what_is_listed_is_open_to_all(house: House):
    known = list(served(house.app))
    unguarded = {route.name for route in known if route.access is None}
    assert unguarded == matrix.OPEN_TO_ALL.keys()


def test_nobody_is_kept_out_by_an_unknown_role(house: House):
    """A misspelt role would lock everybody out in silence."""
    for route in served(house.app):
        assert route.access is None or route.access.roles <= set(ROLES), route.name
        assert route.access is None or route.access.roles, route.name
