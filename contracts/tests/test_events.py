import re
from uuid import UUID, uuid4

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from contracts.blocks import Approval, Line, occasion_of
from contracts.content import canonical_json, content_hash
from contracts.customers import BranchChanged, CreditRequested, PersonChanged
from contracts.events import EVENTS, CustomerEvent, Event
from contracts.examples import event_example, example_id
from contracts.notifications import ApprovalActed, ApprovalDecided
from contracts.orders import DiscountRequested, HoldPlaced, PaperReturned
from contracts.receivables import DeadlineMoved, StandingChanged
from contracts.schemas import event_schema

pytestmark = pytest.mark.rules

ALL = [pytest.param(event, id=kind) for kind, event in sorted(EVENTS.items())]


@pytest.mark.parametrize("event", ALL)
def test_every_event_says_when_it_is_raised_and_for_which_duty(event):
    assert re.search(r"\b(Raised (when|on|at|by|some)|Stands where)\b", event.__doc__)
    assert re.search(r"\((?:[CORNPX][0-9]+(?:[-,] ?)?)+", event.__doc__)


@pytest.mark.parametrize("event", ALL)
def test_every_events_name_has_four_parts(event):
    assert re.fullmatch(r"(customers|orders|receivables|notifications)\.[a-z_]+\.[a-z_]+\.v[1-9][0-9]*", event.type)


@pytest.mark.parametrize("event", ALL)
def test_every_example_is_valid_and_survives_the_way_through_json(event):
    body = event_example(event)
    Draft202012Validator(event_schema(event)).validate(body)
    read = event.model_validate(body)
    assert read.model_dump(mode="json") == body
    assert event.model_validate_json(read.model_dump_json()) == read


@pytest.mark.parametrize("event", ALL)
def test_keys_are_canonical_ids_and_subjects_name_an_id(event):
    read = event.model_validate(event_example(event))
    assert str(UUID(read.key())) == read.key()
    kind, _, subject_id = read.subject().partition("/")
    assert kind == event.type.split(".")[1]
    assert UUID(subject_id)
    assert read.branch() is None or isinstance(read.branch(), UUID)


@pytest.mark.parametrize("event", ALL)
def test_unknown_fields_are_tolerated(event):
    body = event_example(event)
    assert event.model_validate({**body, "new_in_a_later_release": {"x": 1}}) == event.model_validate(body)


@pytest.mark.parametrize("event", ALL)
def test_unknown_values_of_enums_are_tolerated(event):
    def strange(name, schema, value):
        return "new_value" if "x-enum" in schema and isinstance(value, str) else value

    schema = event_schema(event)
    body = event_example(event)
    changed = {n: strange(n, schema["properties"][n], v) for n, v in body.items()}
    event.model_validate(changed)
    Draft202012Validator(schema).validate(changed)


@pytest.mark.parametrize("event", ALL)
def test_names_of_fields_say_what_they_hold(event):
    for name, schema in event_schema(event)["properties"].items():
        formats = {part.get("format") for part in schema.get("anyOf", [schema])}
        if "date-time" in formats:
            assert name.endswith("_at") or name in {"valid_until", "decide_by"}
        if "date" in formats:
            assert name.endswith("_on") or name == "known_until"


@pytest.mark.parametrize("event", [e for e in ALL if issubclass(e.values[0], CustomerEvent)])
def test_customer_events_are_keyed_by_the_customer(event):
    read = event.model_validate(event_example(event))
    assert read.key() == example_id("customer_id")
    assert {"customer_id", "branch_id", "owner_id"} <= event.model_fields.keys()


def test_an_approval_without_a_customer_is_keyed_by_itself():
    body = event_example(ApprovalActed)
    assert ApprovalActed(**body).key() == body["customer_id"]
    assert ApprovalActed(**{**body, "customer_id": None}).key() == body["approval_id"]


def test_subjects_come_from_nested_ids_and_from_what_the_event_is_about():
    discount = DiscountRequested(**event_example(DiscountRequested))
    assert discount.subject() == f"discount/{discount.approval.request_id}"
    for event in (PaperReturned, DeadlineMoved):
        read = event(**event_example(event))
        assert read.subject().partition("/")[2] == read.about.partition("/")[2]


def test_a_persons_branch_is_the_home_branch():
    person = PersonChanged(**event_example(PersonChanged))
    assert person.branch() == person.home_branch_id


def test_no_event_carries_an_address_to_write_to_or_call():
    names = {name for event in EVENTS.values() for name in event.model_fields}
    assert not {n for n in names if "mail" in n or "mobile" in n or "phone" in n}


def test_events_are_frozen():
    branch = BranchChanged(**event_example(BranchChanged))
    with pytest.raises(ValidationError):
        branch.name = "other"


def test_two_events_of_one_type_are_refused():
    with pytest.raises(TypeError, match="two events"):
        type("Second", (Event,), {"type": BranchChanged.type, "__module__": __name__})
    assert EVENTS[BranchChanged.type] is BranchChanged


def test_confidential_and_personal_fields_are_marked():
    assert event_schema(PersonChanged)["properties"]["name"]["x-personal"] is True
    assert event_schema(StandingChanged)["properties"]["net"]["x-confidential"] is True


def test_list_caps_hold():
    body = event_example(HoldPlaced)
    with pytest.raises(ValidationError):
        HoldPlaced(**{**body, "order_ids": [str(uuid4())] * 101})


def test_a_line_keeps_both_quantities():
    assert {"qty", "qty_alt", "unit_price", "list_price", "tax_rate"} <= Line.model_fields.keys()


def test_an_occasion_is_the_identity_of_a_stage():
    subject = UUID("019d2f00-0000-7000-8000-000000000002")
    assert occasion_of(subject, "invoice.overdue", 7, "2026-03-31") == f"{subject}|invoice.overdue|7|2026-03-31|0"


@pytest.mark.parametrize("event", [e for e in ALL if "approval" in e.values[0].model_fields])
def test_the_hash_binds_what_the_approver_sees(event):
    body = event_example(event)
    read = event.model_validate(body)
    ask: Approval = read.approval
    content = [ask.form_kind, ask.subject, ask.revision, ask.asked, read.facts]
    assert content_hash(*content) == ask.content_hash
    raw = body["approval"]
    assert content_hash(*content[:3], raw["asked"], body["facts"]) == ask.content_hash
    assert content_hash(*content[:2], ask.revision + 1, *content[3:]) != ask.content_hash
    assert content_hash(*content[:4], {**body["facts"], "reason": "other"}) != ask.content_hash


def test_a_decision_repeats_what_it_decides():
    assert {"about", "revision", "content_hash", "granted"} <= ApprovalDecided.model_fields.keys()
    assert {"approval", "facts"} <= CreditRequested.model_fields.keys()


def test_canonical_json_is_that_of_rfc_8785():
    value = {"b": [1, True, None], "a": 'é\n\u0007"\\/', "中": {}}
    assert canonical_json(value) == '{"a":"é\\n\\u0007\\"\\\\/","b":[1,true,null],"中":{}}'.encode()


@pytest.mark.parametrize("value", [0.5, {"a": [1.0]}, ({"b": float("nan")},)])
def test_hashed_content_holds_no_float(value):
    with pytest.raises(TypeError):
        canonical_json(value)
