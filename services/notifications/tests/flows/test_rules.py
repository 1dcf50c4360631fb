"""The closed languages of flows."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.customers import ComplaintFiled, CreditRequested
from contracts.events import EVENTS
from contracts.orders import ExposureCrossed, ShipmentDelivered
from contracts.receivables import InvoiceOverdue
from contracts.values import Money, Quantity
from notifications.flows import rules

pytestmark = pytest.mark.rules
ONE = UUID("018f0000-0000-7000-8000-000000000001")
OVERDUE = InvoiceOverdue(
    customer_id=ONE, branch_id=ONE, owner_id=None, invoice_id=ONE, invoice_no="2026-1", open=Money.of("120.00"),
    disputed=Money.zero(), due_on=date(2026, 3, 10), stage_days=7, round=0, occasion="x",
)  # fmt: skip
FILED = ComplaintFiled(
    customer_id=ONE, branch_id=ONE, owner_id=ONE, complaint_id=ONE, complaint_no="KS-1", kind="complaint",
    severity="major", lines=(), disputed=Money.of("5.00"), answer_due_at=datetime(2026, 3, 12, 2, tzinfo=UTC),
    specialist_id=None, settled_on_spot=False,
)  # fmt: skip


def compare(field: str, op: str, value: Any) -> dict[str, Any]:
    return {"field": field, "op": op, "value": value}


@pytest.mark.parametrize(
    ("event", "condition", "is_true"),
    [
        (OVERDUE, None, True),
        (OVERDUE, compare("open", "ge", "120"), True),
        (OVERDUE, compare("open", "gt", "120.00"), False),
        (OVERDUE, compare("open.amount", "lt", "120.01"), True),
        (OVERDUE, compare("open.currency", "eq", "CNY"), True),
        (OVERDUE, compare("stage_days", "le", 7), True),
        (OVERDUE, compare("stage_days", "ne", 7), False),
        (OVERDUE, compare("stage_days", "in", [1, 7]), True),
        (OVERDUE, compare("stage_days", "in", 7), True),
        (OVERDUE, compare("due_on", "lt", "2026-03-11"), True),
        (OVERDUE, compare("owner_id", "eq", str(ONE)), False),
        (OVERDUE, compare("owner_id", "ne", str(ONE)), False),
        (OVERDUE, compare("owner_id", "is_set", False), True),
        (OVERDUE, compare("customer_id", "eq", str(ONE).upper()), True),
        (OVERDUE, {"all": [compare("stage_days", "ge", 1), {"not": compare("round", "gt", 0)}]}, True),
        (OVERDUE, {"any": [compare("stage_days", "ge", 15), compare("invoice_no", "eq", "2026-2")]}, False),
        (FILED, compare("settled_on_spot", "eq", False), True),
        (FILED, compare("specialist_id", "is_set", True), False),
        (FILED, compare("answer_due_at", "gt", "2026-03-12T09:00:00+08:00"), True),
    ],
)
def test_a_condition_compares_typed_values(event: Any, condition: Any, is_true: bool) -> None:
    rules.check_condition(type(event), condition)
    assert rules.holds(condition, event) is is_true


@pytest.mark.parametrize(
    "condition",
    [
        compare("nothing", "eq", 1),
        compare("__class__", "eq", "x"),
        compare("stage_days.real", "eq", 1),
        compare("lines", "eq", "x"),
        compare("open", "eq", 120),
        compare("open", "eq", "a lot"),
        compare("stage_days", "eq", "7"),
        compare("stage_days", "eq", True),
        compare("invoice_no", "lt", "2"),
        compare("stage_days", "like", 7),
        compare("due_on", "lt", "2026-02-30"),
        compare("owner_id", "eq", "{x}"),
        compare("owner_id", "is_set", "yes"),
        compare("due_on", "eq", 20260311),
        {"all": []},
        {"all": [1]},
        {"not": compare("stage_days", "eq", 7), "all": []},
        {**compare("stage_days", "eq", 7), "more": 1},
        "stage_days > 7",
        [],
        {"all": [compare("stage_days", "eq", 7)] * 60},
    ],
)
def test_a_condition_that_does_not_fit_is_refused(condition: Any) -> None:
    with pytest.raises(rules.FlowInvalid):
        rules.check_condition(InvoiceOverdue, condition)


def test_an_instant_needs_its_offset() -> None:
    with pytest.raises(rules.FlowInvalid):
        rules.check_condition(ComplaintFiled, compare("answer_due_at", "gt", "2026-03-12T09:00:00"))


def test_a_condition_nested_without_end_is_refused() -> None:
    condition: Any = compare("stage_days", "eq", 7)
    for _ in range(rules.DEPTH_MAX):
        condition = {"not": condition}
    rules.check_condition(InvoiceOverdue, condition)
    with pytest.raises(rules.FlowInvalid):
        rules.check_condition(InvoiceOverdue, {"not": condition})


def test_a_condition_on_a_field_that_is_gone_is_not_true() -> None:
    gone = OVERDUE.model_copy(update={"vanished": 1})
    assert rules.holds(compare("vanished", "eq", 1), gone) is False


def test_fields_are_found_through_blocks() -> None:
    assert rules.is_id(CreditRequested, "approval.requester_id")
    assert not rules.is_id(CreditRequested, "approval")
    assert rules.is_instant(ShipmentDelivered, "receipt_due_at")
    assert not rules.is_instant(ShipmentDelivered, "terms")
    assert rules.field_type(ExposureCrossed, "exposure.limit") is Decimal
    assert rules.field_type(CreditRequested, "facts.pool_left") is Decimal
    assert rules.field_type(ComplaintFiled, "lines") is None


def test_quantities_compare_as_figures() -> None:
    class Weighed:
        qty = Quantity.of("2.500", "t")
        price = None

    assert str(rules.value_at(Weighed(), "qty")) == "2.500"
    assert rules.value_at(Weighed(), "price.amount") is None


@pytest.mark.parametrize(
    "template",
    ["{{7*7}}", "{invoice_no.__class__}", "{a.__class__}", "{nothing}", "{0}", "{}", "{", "}", "{invoice_no!r}",
     "{invoice_no:>9}", "{INVOICE_NO}", "{lines}", "${invoice_no}}"],
)  # fmt: skip
def test_a_template_takes_only_fields_in_single_braces(template: str) -> None:
    with pytest.raises(rules.TemplateInvalid):
        rules.check_template(InvoiceOverdue, template, "/text/zh")


@given(st.text(alphabet="{}abc_.invoice_no7*$ %()", max_size=30))
def test_whatever_a_checked_template_holds_it_is_filled_without_an_error(template: str) -> None:
    try:
        rules.check_template(InvoiceOverdue, template, "/text/zh")
    except rules.TemplateInvalid:
        return
    assert "{" not in rules.fill(template, lambda _: "x")


def test_a_template_is_filled_by_what_is_written() -> None:
    rules.check_template(InvoiceOverdue, "{customer_name}: {open} {open.amount}", "/text/zh")
    assert rules.fill("{customer_name}: {open}", str.upper) == "CUSTOMER_NAME: OPEN"


def test_a_flow_listens_to_other_services_only() -> None:
    assert rules.check_event(EVENTS, InvoiceOverdue.type) is InvoiceOverdue
    with pytest.raises(rules.FlowCycle):
        rules.check_event(EVENTS, "notifications.approval.decided.v1")
    with pytest.raises(rules.EventUnknown):
        rules.check_event(EVENTS, "orders.order.eaten.v1")
