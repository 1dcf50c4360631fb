"""Business settings: rules of the firm with a scope, valid from a date (defaults.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a setting is asked; the narrowest that has a value wins."""

    branch_id: UUID | None = None
    customer_id: UUID | None = None
    contract_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Default(Generic[T]):
    """A setting's full name, default, duty, meaning in both languages, and the bounds or choices of each part."""

    name: str
    value: T
    duty: str
    zh: str
    en: str
    least: Any = None
    most: Any = None
    choices: tuple[str, ...] = ()


_DECODERS: dict[type, Callable[[Any], Any]] = {
    Decimal: lambda value: Decimal(str(value)),
    time: time.fromisoformat,
}


def decode(default: Default[T], value: object) -> T:
    """Turn a stored JSON value into the default's type; of a list, each element into that of its first."""
    if isinstance(default.value, tuple):
        return tuple(decode_as(default.value[0], each) for each in value)  # type: ignore[return-value,attr-defined]
    return decode_as(default.value, value)


def decode_as(like: T, value: object) -> T:
    """Turn a JSON value into the type of another."""
    return _DECODERS.get(type(like), lambda same: same)(value)  # type: ignore[no-any-return]
