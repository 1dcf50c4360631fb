from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from chassis.calendar import from_holidays
from receivables.invoices.rules import (
    Billable,
    HandedOverBeforeIssue,
    InvoiceCredited,
    InvoiceReversed,
    NotBillable,
    Schedule,
    Terms,
    due_on,
    obstacles,
    refuse_hand_over,
    refuse_obstacles,
    refuse_reversal,
    tax_in,
    terms_of,
)

pytestmark = pytest.mark.rules
D = Decimal
BUYER, OTHER, ONE, TWO = (UUID(int=n) for n in range(1, 5))
CALENDAR = from_holidays(range(2026, 2027))


def billable(shipment=ONE, **changes):
    facts = {
        "shipment_id": shipment, "note_no": "FH-1", "customer_id": BUYER, "currency": "CNY", "delivered": True,
        "amount": D(1), "terms": Terms("credit", 30),
    }  # fmt: skip
    return Billable(**(facts | changes))


@pytest.mark.parametrize(
    ("lines", "shipments", "reasons"),
    [
        ([billable()], [ONE], []),
        ([], [ONE], ["shipment_unknown"]),
        ([billable(customer_id=OTHER)], [ONE], ["other_customer"]),
        ([billable(delivered=False)], [ONE], ["not_delivered"]),
        ([billable(amount=D(0))], [ONE], ["nothing_to_bill"]),
        ([billable(), billable(TWO, currency="USD", note_no="FH-2")], [ONE, TWO], ["several_currencies"]),
        ([billable(delivered=False)], [ONE, TWO, ONE], ["not_delivered", "shipment_unknown"]),
    ],
)
@pytest.mark.shows("O10", "R1")
def test_every_reason_is_told_why_a_shipment_is_not_billed(lines, shipments, reasons):
    found = obstacles(BUYER, shipments, lines, before_delivery=False)
    assert [each.reason for each in found] == reasons
    assert [each.shipment_id for each in found] == shipments[: len(reasons)]
    if reasons and lines:
        assert found[0].note == "FH-1"
    if reasons:
        with pytest.raises(NotBillable):
            refuse_obstacles(found)
    else:
        refuse_obstacles(found)


def test_goods_under_way_are_billed_where_the_firm_allows_it():
    assert obstacles(BUYER, [ONE], [billable(delivered=False)], before_delivery=True) == []


@pytest.mark.parametrize(
    ("lines", "granted", "terms"),
    [
        ([billable()], None, Terms("credit", 30)),
        ([billable(), billable(terms=Terms("cash", 0))], 60, Terms("cash", 0)),
        ([billable(terms=None)], 60, Terms("credit", 60)),
        ([billable(terms=None)], None, Terms("cash", 0)),
    ],
)
@pytest.mark.shows("C5", "R1")
def test_the_strictest_frozen_terms_hold_else_granted_credit_else_cash(lines, granted, terms):
    assert terms_of(lines, granted, 0) == terms


@pytest.mark.parametrize(
    ("issued", "days", "roll", "due"),
    [
        (date(2026, 3, 11), 30, "none", date(2026, 4, 10)),
        (date(2026, 3, 11), 0, "after", date(2026, 3, 11)),
        (date(2026, 3, 11), 3, "none", date(2026, 3, 14)),
        (date(2026, 3, 11), 3, "after", date(2026, 3, 16)),
    ],
)
def test_a_due_date_moves_off_a_day_off_only_where_the_terms_say_so(issued, days, roll, due):
    assert due_on(issued, days, roll, CALENDAR) == due


@pytest.mark.shows("R3")
def test_the_first_day_overdue_is_looked_at_whatever_the_stages_are():
    plan = Schedule((3, 0), (7, 15))
    assert (plan.visits, plan.told) == ((-3, 0, 1, 7, 15), frozenset({-3, 0, 7, 15}))


def test_the_tax_in_a_gross_amount_is_rounded_half_up():
    assert tax_in(D("100.00"), D("0.13"), "CNY") == D("11.50")
    assert tax_in(D("100.00"), D(0), "CNY") == 0


@pytest.mark.shows("invoice.credited", "invoice.reversed")
def test_an_invoice_is_reversed_once_and_not_under_a_credit_note():
    refuse_reversal("issued", D(0), "B1")
    with pytest.raises(InvoiceReversed):
        refuse_reversal("reversed", D(0), "B1")
    with pytest.raises(InvoiceCredited):
        refuse_reversal("issued", D("0.01"), "B1")


@pytest.mark.parametrize("day", [10, 13])
def test_a_hand_over_lies_between_issue_and_today(day):
    for fine in (11, 12):
        refuse_hand_over("issued", "B1", date(2026, 3, 11), date(2026, 3, fine), date(2026, 3, 12))
    with pytest.raises(HandedOverBeforeIssue):
        refuse_hand_over("issued", "B1", date(2026, 3, 11), date(2026, 3, day), date(2026, 3, 12))
    with pytest.raises(InvoiceReversed):
        refuse_hand_over("reversed", "B1", date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 12))
