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
    """A setting's full name, its default, the duty and what it means in both languages."""

    name: str
    value: T
    duty: str
    zh: str
    en: str


_DECODERS: dict[type, Callable[[Any], Any]] = {
    Decimal: lambda value: Decimal(str(value)),
    tuple: tuple,
    time: time.fromisoformat,
}


def decode(default: Default[T], value: object) -> T:
    """Turn a stored JSON value into the default's type."""
    decoder = _DECODERS.get(type(default.value))
    return decoder(value) if decoder else value  # type: ignore[return-value]
