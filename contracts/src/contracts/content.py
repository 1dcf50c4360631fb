"""The hash that binds a decision to just what the approver saw."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel


def canonical_json(value: Any) -> bytes:
    """Write a value as RFC 8785 does, for texts, integers, booleans, null, lists and objects.

    Keys are ASCII, so sorting by code points equals the standard's sorting by UTF-16 units; floats,
    whose canonical form would need more, do not occur and are refused.
    """
    _refuse_floats(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def content_hash(
    form_kind: str,
    subject: str,
    revision: int,
    asked: BaseModel | Mapping[str, Any],
    facts: BaseModel | Mapping[str, Any],
) -> str:
    """Hash the content of a request; the owner states it, the opener of the form recomputes it (N1)."""
    content = {
        "form_kind": form_kind,
        "subject": subject,
        "revision": revision,
        "asked": _plain(asked),
        "facts": _plain(facts),
    }
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _plain(value: BaseModel | Mapping[str, Any]) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("no float in hashed content")
    if isinstance(value, Mapping):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
