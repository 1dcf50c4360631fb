"""Rows as one JSON parameter, so that a statement writes many of them in one round trip."""

from collections.abc import Iterable, Mapping

import orjson


def pack(rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows for `jsonb_to_recordset`; decimals travel as text, so nothing is rounded."""
    return orjson.dumps(list(rows), default=str).decode()


def document(value: object) -> str:
    """Write one JSON value for a `jsonb` parameter."""
    return orjson.dumps(value, default=str).decode()
