from decimal import Decimal

import pytest

from receivables.disputes.rules import confirmed, returned

pytestmark = pytest.mark.rules
D = Decimal


@pytest.mark.parametrize(
    ("accepted", "left", "shrunk"),
    [
        ({"a": D(60), "b": D(40)}, D(100), {"a": D(60), "b": D(40)}),
        ({"a": D(50)}, D(50), {"a": D(50), "b": D(0)}),
        ({"a": D(90), "b": D(90)}, D(100), {"a": D(60), "b": D(40)}),
        ({"a": D(60), "b": D(40)}, D(70), {"a": D(60), "b": D(10)}),
        ({"a": D(60), "b": D(40)}, D(0), {"a": D(0), "b": D(0)}),
    ],
)
@pytest.mark.shows("C9")
def test_a_dispute_shrinks_to_what_was_accepted_and_never_grows(accepted, left, shrunk):
    assert confirmed({"a": D(60), "b": D(40)}, accepted, left) == shrunk


@pytest.mark.shows("O7")
def test_what_came_back_leaves_the_dispute():
    assert returned({"a": D(60), "b": D(40)}, {"a": D(70)}) == {"a": D(0), "b": D(40)}
