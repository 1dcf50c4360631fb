"""Territories (P3)."""

import pytest

from customers.territories import rules

pytestmark = [pytest.mark.rules, pytest.mark.shows("P3")]


def test_a_territory_that_shares_nothing_is_taken():
    rules.check_overlap("苏南", None)


@pytest.mark.shows("territory.name_taken", "territory.overlaps")
@pytest.mark.parametrize(("name", "refused"), [("苏南", rules.TerritoryNameTaken), ("苏北", rules.TerritoryOverlaps)])
def test_a_second_owner_of_a_region_is_refused(name, refused):
    with pytest.raises(refused):
        rules.check_overlap(name, ("苏南", ["苏州"]))
