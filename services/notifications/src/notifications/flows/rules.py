"""Conditions and templates of flows: closed languages over an event's own fields (N3, reliability rule 18)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from chassis.refusals import Invalid
from contracts.events import Block, Event
from contracts.values import Money, Quantity, UnitPrice

PLAIN = frozenset({bool, int, str})
DEPTH_MAX = 8
NODES_MAX = 50
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}", re.ASCII)
# What every message may say beside the event's own fields.
STANDING = frozenset({"customer_name", "customer_no", "owner_name"})
OWN = "notifications."
ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "lt": lambda found, wanted: found < wanted,
    "le": lambda found, wanted: found <= wanted,
    "gt": lambda found, wanted: found > wanted,
    "ge": lambda found, wanted: found >= wanted,
}
EQUAL: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda found, wanted: found == wanted,
    "ne": lambda found, wanted: found != wanted,
}
COMPARED = {**ORDERED, **EQUAL}
IN, IS_SET = "in", "is_set"


class FlowInvalid(Invalid):
    """Refuse a flow whose condition does not fit the event."""

    code, duty = "flow.condition_invalid", "N3"
    zh, en = "条件不正确：{why}。", "The condition does not fit: {why}."


class TemplateInvalid(Invalid):
    """Refuse a text with anything but the event's own fields in braces."""

    code, duty = "flow.template_invalid", "N3"
    zh, en = "文本中的“{what}”不是该事件的字段。", "“{what}” in the text is no field of this event."


class FlowCycle(Invalid):
    """Refuse a flow that would set itself off."""

    code, duty = "flow.cycle", "N3"
    zh = "流程不能由通知服务自己的事件 {event} 触发，否则会循环。"
    en = "A flow on our own event {event} would start itself."


class EventUnknown(Invalid):
    """Refuse a flow on an event that does not exist."""

    code, duty = "flow.event_unknown", "N3"
    zh, en = "不存在事件 {event}。", "There is no event {event}."


def check_event(known: Mapping[str, type[Event]], event_type: str) -> type[Event]:
    """Find the event of a flow; our own events are what flows and forms raise, so none may start one."""
    if event_type.startswith(OWN):
        raise FlowCycle(field="/event", event=event_type)
    if event_type not in known:
        raise EventUnknown(field="/event", event=event_type)
    return known[event_type]


def field_type(model: type[Block], path: str) -> type | None:
    """Find the type of a field by its dotted path; money and quantities are figures."""
    found: Any = model
    for name in path.split("."):
        if not (isinstance(found, type) and issubclass(found, Block | Money | Quantity | UnitPrice)):
            return None
        if name not in found.model_fields:
            return None
        found = _bare(found.model_fields[name].annotation)
    if not isinstance(found, type):
        return None
    kind = Decimal if issubclass(found, Money | Quantity | UnitPrice) else found
    return kind if kind in _READ or kind in PLAIN else None


def is_id(model: type[Block], path: str) -> bool:
    """Tell whether a field names somebody or something."""
    return field_type(model, path) is UUID


def is_instant(model: type[Block], path: str) -> bool:
    """Tell whether a field is a point in time."""
    return field_type(model, path) is datetime


def _bare(annotation: Any) -> Any:
    """Take off what only describes a type: Annotated and `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in {Union, UnionType}:
            annotation = next(each for each in get_args(annotation) if each is not NoneType)
        else:
            return annotation


def written_at(event: Event, path: str) -> Any:
    """Return a field's value as it stands in the event; what lies under nothing is nothing."""
    found: Any = event
    for name in path.split("."):
        found = getattr(found, name, None)
    return found


def value_at(event: Event, path: str) -> Any:
    """Return a field's value as conditions compare it: money and quantities as figures."""
    found = written_at(event, path)
    if isinstance(found, Money | UnitPrice):
        return found.amount
    return found.value if isinstance(found, Quantity) else found


def check_condition(event: type[Event], condition: Any) -> None:
    """Refuse a condition that is not a tree of all, any, not and typed comparisons."""
    if condition is None:
        return
    nodes = list(_nodes(condition, 0))
    if len(nodes) > NODES_MAX:
        raise FlowInvalid(field="/when", why=f"> {NODES_MAX}")
    for node in nodes:
        if "field" in node:
            _check_comparison(event, node)


def _nodes(node: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > DEPTH_MAX:
        raise FlowInvalid(field="/when", why=f"> {DEPTH_MAX}")
    match node:
        case {"all": list(parts), **rest} | {"any": list(parts), **rest} if not rest and parts:
            yield node
            for part in parts:
                yield from _nodes(part, depth + 1)
        case {"not": part, **rest} if not rest:
            yield node
            yield from _nodes(part, depth + 1)
        case {"field": str(), "op": str(), "value": _, **rest} if not rest:
            yield node
        case _:
            raise FlowInvalid(field="/when", why=str(node)[:100])


def _check_comparison(event: type[Event], node: Mapping[str, Any]) -> None:
    kind = field_type(event, node["field"])
    if kind is None:
        raise FlowInvalid(field="/when", why=node["field"])
    known = EQUAL if kind in {str, bool, UUID} else COMPARED
    if node["op"] not in {*known, IN, IS_SET}:
        raise FlowInvalid(field="/when", why=node["op"])
    _literals(bool if node["op"] == IS_SET else kind, node)


def _literals(kind: type, node: Mapping[str, Any]) -> list[Any]:
    raw = node["value"]
    listed: Sequence[Any] = raw if node["op"] == IN and isinstance(raw, list) else [raw]
    try:
        return [_literal(kind, each) for each in listed]
    except (ValueError, InvalidOperation):
        raise FlowInvalid(field="/when", why=f"{node['field']}: {str(raw)[:50]}") from None


def _literal(kind: type, raw: Any) -> Any:
    if kind in PLAIN:
        if type(raw) is not kind:
            raise ValueError
        return raw
    if not isinstance(raw, str):
        raise ValueError  # noqa: TRY004 - one error for whatever is no literal of the kind
    read: Callable[[str], Any] = _READ[kind]
    return read(raw)


def _instant(raw: str) -> datetime:
    found = datetime.fromisoformat(raw)
    if found.tzinfo is None:
        raise ValueError
    return found


_READ: Mapping[type, Callable[[str], Any]] = {
    Decimal: Decimal, date: date.fromisoformat, datetime: _instant, UUID: UUID,
}  # fmt: skip


def holds(condition: Any, event: Event) -> bool:
    """Tell whether a condition is true of an event; nothing compares to nothing."""
    match condition:
        case {"all": parts}:
            return all(holds(part, event) for part in parts)
        case {"any": parts}:
            return any(holds(part, event) for part in parts)
        case {"not": part}:
            return not holds(part, event)
    return condition is None or _is_true_of(condition, event)


def _is_true_of(condition: Mapping[str, Any], event: Event) -> bool:
    found = value_at(event, condition["field"])
    if condition["op"] == IS_SET:
        return (found is not None) is condition["value"]
    return found is not None and _compares(event, condition, found)


def _compares(event: Event, condition: Mapping[str, Any], found: Any) -> bool:
    kind = field_type(type(event), condition["field"])
    if kind is None:
        return False
    wanted = _literals(kind, condition)
    if condition["op"] == IN:
        return found in wanted
    return COMPARED[condition["op"]](found, wanted[0])


def check_template(event: type[Event], template: str, field: str) -> None:
    """Refuse what is not a field of the event or one of the standing names in single braces."""
    for path in PLACEHOLDER.findall(template):
        if path not in STANDING and field_type(event, path) is None:
            raise TemplateInvalid(field=field, what=path)
    left = PLACEHOLDER.sub("", template)
    if brace := re.search(r"[{}].{0,20}", left, re.DOTALL):
        raise TemplateInvalid(field=field, what=brace.group())


def fill(template: str, written: Callable[[str], str]) -> str:
    """Put the written values into a checked template."""
    return PLACEHOLDER.sub(lambda found: written(found.group(1)), template)
