"""People, managers and the reach of those who give roles (P2)."""

from uuid import UUID

import pytest

from contracts.customers import RoleInBranch
from customers.people import rules

pytestmark = [pytest.mark.rules, pytest.mark.shows("P2")]
A, B, C = (UUID(int=number) for number in range(1, 4))
HOME, AWAY = UUID(int=10), UUID(int=11)


@pytest.mark.parametrize(("person", "manager"), [(A, None), (A, B), (C, A)])
def test_a_line_of_managers_that_ends_is_taken(person, manager):
    rules.check_manager({A: None, B: None, C: B}, person, manager)


@pytest.mark.shows("person.manager_unknown", "person.manager_loop")
@pytest.mark.parametrize(
    ("person", "manager", "refused"),
    [(A, UUID(int=9), rules.ManagerUnknown), (A, A, rules.ManagerLoop), (A, C, rules.ManagerLoop)],
)
def test_an_unknown_manager_or_a_circle_is_refused(person, manager, refused):
    with pytest.raises(refused):
        rules.check_manager({A: None, B: A, C: B}, person, manager)


@pytest.mark.shows("person.role_out_of_reach")
@pytest.mark.parametrize(("home", "role"), [(AWAY, HOME), (HOME, AWAY)])
def test_nobody_gives_roles_beyond_the_own_reach(home, role):
    rules.check_reach(frozenset({HOME}), HOME, (RoleInBranch(role="clerk", branch_id=HOME),))
    with pytest.raises(rules.RoleOutOfReach):
        rules.check_reach(frozenset({HOME}), home, (RoleInBranch(role="clerk", branch_id=role),))
