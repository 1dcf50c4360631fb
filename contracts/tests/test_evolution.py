import copy

import pytest

from contracts import EVENTS
from contracts.evolution import breaks
from contracts.schemas import event_schema

pytestmark = pytest.mark.rules

NAME = "orders.thing.done.v1"
OLD = {
    "$id": f"urn:{NAME}",
    "x-topic": "branchline.orders",
    "x-key": "customer_id",
    "x-subject": "thing/{thing_id}",
    "type": "object",
    "required": ["id", "state", "amount", "lines", "note", "count", "more"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "state": {"type": "string", "x-enum": ["open", "shut"]},
        "closed": {"type": "string", "enum": ["a", "b"]},
        "amount": {"$ref": "#/$defs/Money"},
        "lines": {"type": "array", "maxItems": 100, "items": {"$ref": "#/$defs/Line"}},
        "note": {"anyOf": [{"type": "string", "maxLength": 200}, {"type": "null"}]},
        "count": {"type": "integer", "minimum": 1},
        "more": {"type": "integer", "default": 0},
        "secret": {"$ref": "#/$defs/Money", "x-confidential": True},
    },
    "$defs": {
        "Money": {
            "type": "object",
            "required": ["amount"],
            "properties": {"amount": {"type": "string", "pattern": "^x$"}},
        },
        "Line": {
            "type": "object",
            "required": ["qty"],
            "properties": {
                "qty": {"type": "string"},
                "parts": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
            },
        },
    },
}


def change(*path, **keys):
    """Set keys at a place; a key set to `...` is removed."""

    def apply(schema):
        place = schema
        for step in path:
            place = place[step]
        for key, value in keys.items():
            name = key.replace("__", "-").removeprefix("at_") if key != "at_id" else "$id"
            if value is ...:
                del place[name]
            else:
                place[name] = value

    return apply


def added(name, schema, *, required):
    def apply(new):
        new["properties"][name] = schema
        if required:
            new["required"].append(name)

    return apply


def optional(name):
    return lambda new: new["required"].remove(name)


def needed(name):
    return lambda new: new["required"].append(name)


P = "properties"
NULLABLE = [{"type": "string"}, {"type": "null"}]
BREAKING = [
    ("property removed", ".closed", change(P, closed=...)),
    ("became optional", ".state", optional("state")),
    ("became required without a default", ".closed", needed("closed")),
    ("became nullable", ".count", change(P, count={"anyOf": [{"type": "integer"}, {"type": "null"}]})),
    ("no longer nullable", ".note", change(P, note={"type": "string", "maxLength": 200})),
    ("new required property without a default", ".new", added("new", {"type": "string"}, required=True)),
    ("type changed", ".count", change(P, "count", type="string")),
    ("type changed", ".note", change(P, "note", anyOf=[{"type": "string"}, {"type": "integer"}])),
    ("format changed", ".id", change(P, "id", format="date")),
    ("format changed", ".id", change(P, "id", format=...)),
    ("pattern changed", ".amount.amount", change("$defs", "Money", P, "amount", pattern="^y$")),
    ("x-unit changed", ".count", change(P, "count", x__unit="t")),
    ("enum became narrower", ".closed", change(P, "closed", enum=["a"])),
    ("enum became narrower", ".id", change(P, "id", enum=["a"])),
    ("closed enum became wider", ".closed", change(P, "closed", enum=["a", "b", "c"])),
    ("closed enum became wider", ".closed", change(P, "closed", enum=..., x__enum=["a", "b"])),
    ("known value removed", ".state", change(P, "state", x__enum=["open"])),
    ("minimum became narrower", ".count", change(P, "count", minimum=2)),
    ("minimum became wider", ".count", change(P, "count", minimum=0)),
    ("maximum became narrower", ".count", change(P, "count", maximum=9)),
    ("maxItems became narrower", ".lines", change(P, "lines", maxItems=50)),
    ("maxItems became wider", ".lines", change(P, "lines", maxItems=...)),
    ("maxLength became narrower", ".note", change(P, "note", "anyOf", 0, maxLength=100)),
    ("property removed", ".lines[].qty", change("$defs", "Line", properties={"parts": {}})),
    ("type changed", ".lines[].qty", change("$defs", "Line", P, "qty", type="integer")),
    ("type changed", ".lines", change(P, lines={"$ref": "#/$defs/Line"})),
    ("default changed", ".more", change(P, "more", default=1)),
    ("x-confidential removed", ".secret", change(P, "secret", x__confidential=...)),
    ("$id changed", "", change(at_id="urn:other")),
    ("x-topic changed", "", change(x__topic="branchline.customers")),
    ("x-key changed", "", change(x__key="order_id")),
    ("x-subject changed", "", change(x__subject="order/{order_id}")),
]
ALLOWED = [
    ("nothing", lambda new: None),
    ("a new optional property", added("new", {"type": "string"}, required=False)),
    ("a new required property with a default", added("new", {"anyOf": NULLABLE, "default": None}, required=True)),
    ("a wider open enum", change(P, "state", x__enum=["open", "shut", "ajar"])),
    ("a description", change(P, "state", description="how it stands")),
    ("a title", change(title="Other")),
    ("an example", change(P, "id", examples=["x"])),
    ("a deprecation", change(P, "closed", deprecated=True)),
    ("a mark", change(P, "id", x__personal=True)),
    ("an order of required names", lambda new: new["required"].reverse()),
]


@pytest.mark.parametrize(("rule", "place", "apply"), BREAKING, ids=[f"{r}{p}" for r, p, _ in BREAKING])
def test_a_breaking_change_is_refused_by_its_name(rule, place, apply):
    new = copy.deepcopy(OLD)
    apply(new)
    assert f"{NAME}{place}: {rule}" in map(str, breaks(NAME, OLD, new))


@pytest.mark.parametrize(("apply"), [pytest.param(a, id=name) for name, a in ALLOWED])
def test_a_compatible_change_is_allowed(apply):
    new = copy.deepcopy(OLD)
    apply(new)
    assert breaks(NAME, OLD, new) == []


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_taking_any_property_of_any_event_away_is_refused(kind):
    old = event_schema(EVENTS[kind])
    assert breaks(kind, old, copy.deepcopy(old)) == []
    for name in old["properties"]:
        new = copy.deepcopy(old)
        del new["properties"][name]
        new["required"] = [n for n in new["required"] if n != name]
        assert f"{kind}.{name}: property removed" in map(str, breaks(kind, old, new))
