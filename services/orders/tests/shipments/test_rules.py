"""What may leave, by when it arrives, and what was taken."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from contracts.values import Money
from orders.shipments import rules
from orders.shipments.rules import Allowed, Arrival, Stop

pytestmark = pytest.mark.rules
OVERDUE = Stop(UUID(int=1), "overdue", "收款", "pay", Money.of("5"))
MANUAL = Stop(UUID(int=2), "manual", "等", "wait", None)
LEFT = Allowed(UUID(int=3), Money.of("10"))
NOW = datetime(2026, 3, 11, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stops", "allowed", "amount", "found"),
    [
        ([], None, "11", None),
        ([OVERDUE], LEFT, "10", LEFT),
        ([OVERDUE], LEFT, "10.01", rules.ShipmentHeld),
        ([OVERDUE], None, "1", rules.ShipmentHeld),
        ([OVERDUE, MANUAL], LEFT, "1", rules.ShipmentHeld),
        ([MANUAL], LEFT, "1", rules.ShipmentHeld),
        ([], LEFT, "1", None),
    ],
)
@pytest.mark.shows("O6", "shipment.held")
def test_an_allowance_passes_overdue_alone_and_whole(stops, allowed, amount, found):
    if found is rules.ShipmentHeld:
        with pytest.raises(rules.ShipmentHeld):
            rules.draw(stops, allowed, Money.of(amount))
        return
    assert rules.draw(stops, allowed, Money.of(amount)) == found


def test_the_refusal_names_each_hold_with_its_cure():
    with pytest.raises(rules.ShipmentHeld) as refused:
        rules.draw([OVERDUE, MANUAL], LEFT, Money.of("11"))
    assert [hold["reason"] for hold in refused.value.facts["holds"]] == ["overdue", "manual"]
    assert refused.value.advice("zh-CN") == "收款；等"
    assert refused.value.facts["allowance_left"] == "10.00 CNY"


@pytest.mark.parametrize(("collected", "town", "hours"), [(False, True, 24), (False, False, 48), (True, True, None)])
@pytest.mark.shows("O9")
def test_town_in_24_hours_region_in_48(collected, town, hours):
    found = rules.promise_at(NOW, is_collected=collected, in_town=town, town_h=24, region_h=48)
    assert found == (NOW + timedelta(hours=hours) if hours else None)


@pytest.mark.shows("O9", "L7")
def test_what_is_not_taken_goes_out_again_or_not():
    assert rules.arrival(1, Decimal(5), Decimal(5), "/x", again=True) == Arrival(Decimal(5), Decimal(0))
    assert rules.arrival(1, Decimal(5), Decimal(2), "/x", again=True) == Arrival(Decimal(2), Decimal(3))
    assert rules.arrival(1, Decimal(5), Decimal(2), "/x", again=False) == Arrival(Decimal(2), Decimal(0))
    with pytest.raises(rules.TakenTooMuch):
        rules.arrival(1, Decimal(5), Decimal("5.001"), "/x", again=False)
