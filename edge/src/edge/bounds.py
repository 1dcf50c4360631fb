"""Whether a value can stand for a setting's default: what is kept is read by every later command."""

from datetime import time
from decimal import Decimal

from pydantic import JsonValue

from chassis.defaults import Default, decode_as


def fits(default: Default[object], value: JsonValue) -> bool:
    """Tell whether a value is of the default's type, and each part of it within the bounds."""
    if isinstance(default.value, tuple):
        return isinstance(value, list) and all(_is_one(default, default.value[0], each) for each in value)
    return _is_one(default, default.value, value)


def allowed(default: Default[object]) -> str:
    """Say what a setting may be, in signs that need no language: `0 … 365`, `all | new`."""
    if default.least is not None:
        return f"{default.least} … {default.most}"
    return " | ".join(default.choices) or "true | false"


def _is_one(default: Default[object], like: object, value: JsonValue) -> bool:
    if isinstance(like, Decimal | time):
        return isinstance(value, str) and _is_within(default, _read(like, value))
    return type(value) is type(like) and _is_within(default, value)


def _read(like: object, text: str) -> object:
    try:
        found = decode_as(like, text)
    except (ValueError, ArithmeticError):
        return None
    is_lost = isinstance(found, Decimal) and not found.is_finite()
    # Business times are local: one with an offset cannot be compared with them.
    return None if is_lost or getattr(found, "tzinfo", None) else found


def _is_within(default: Default[object], found: object) -> bool:
    if found is None or (default.choices and found not in default.choices):
        return False
    return default.least is None or bool(default.least <= found <= default.most)
