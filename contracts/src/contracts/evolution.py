"""What may change in an event's schema: an old reader reads new events, a new reader all old ones.

Allowed are a new optional property (or a required one with a default), a wider open enum, a mark added,
descriptions, examples, deprecations. Everything else is named here and needs a `.v2` beside the `.v1`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]

NOTES = frozenset({"title", "description", "examples", "deprecated", "$comment", "$schema", "$defs"})
IDENTITY = ("$id", "x-topic", "x-key", "x-subject")
MARKS = frozenset({"x-personal", "x-confidential"})
WALKED = frozenset({"properties", "required", "items", "anyOf", "enum", "x-enum", "default", "$ref"})
LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"})
UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems"})
NULL: Schema = {"type": "null"}


@dataclass(frozen=True, slots=True)
class Break:
    """One incompatible change: at which place, by which rule."""

    place: str
    rule: str

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}"


def breaks(name: str, old: Schema, new: Schema) -> list[Break]:
    """Name every incompatible change from an event's old schema to its new one."""
    found = [Break(name, f"{key} changed") for key in IDENTITY if old.get(key) != new.get(key)]
    return found + list(_Comparison(old.get("$defs", {}), new.get("$defs", {})).compare(name, old, new))


class _Comparison:
    def __init__(self, old_blocks: dict[str, Schema], new_blocks: dict[str, Schema]) -> None:
        self.old_blocks = old_blocks
        self.new_blocks = new_blocks
        self.open: set[tuple[str, str]] = set()  # pairs of blocks under way: a block may hold itself

    def compare(self, place: str, old: Schema, new: Schema) -> Iterator[Break]:
        """Walk both schemas side by side."""
        pair = (old.get("$ref", ""), new.get("$ref", ""))
        if all(pair) and pair in self.open:
            return
        self.open.add(pair)
        old, new = _resolved(old, self.old_blocks), _resolved(new, self.new_blocks)
        if "anyOf" in old or "anyOf" in new:
            yield from self._alternatives(place, old, new)
        else:
            yield from _values(place, old, new)
            yield from _keywords(place, old, new)
            yield from self._properties(place, old, new)
            if "items" in old and "items" in new:
                yield from self.compare(f"{place}[]", old["items"], new["items"])
        yield from _marks(place, old, new)
        self.open.discard(pair)

    def _alternatives(self, place: str, old: Schema, new: Schema) -> Iterator[Break]:
        before, after = old.get("anyOf", [old]), new.get("anyOf", [new])
        if NULL in before and NULL not in after:
            yield Break(place, "no longer nullable")
        if NULL not in before and NULL in after:
            yield Break(place, "became nullable")
        before, after = [s for s in before if s != NULL], [s for s in after if s != NULL]
        if len(before) != len(after):
            yield Break(place, "type changed")
            return
        for one, other in zip(before, after, strict=True):
            yield from self.compare(place, one, other)

    def _properties(self, place: str, old: Schema, new: Schema) -> Iterator[Break]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed_before, needed_after = set(old.get("required", ())), set(new.get("required", ()))
        for name, schema in before.items():
            where = f"{place}.{name}"
            if name not in after:
                yield Break(where, "property removed")
                continue
            if name in needed_before - needed_after:
                yield Break(where, "became optional")
            if name in needed_after - needed_before and "default" not in after[name]:
                yield Break(where, "became required without a default")
            if schema.get("default") != after[name].get("default"):
                yield Break(where, "default changed")
            yield from self.compare(where, schema, after[name])
        for name in sorted(needed_after - before.keys()):
            if "default" not in after.get(name, {}):
                yield Break(f"{place}.{name}", "new required property without a default")


def _resolved(schema: Schema, blocks: dict[str, Schema]) -> Schema:
    if "$ref" not in schema:
        return schema
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    return {**blocks[schema["$ref"].rpartition("/")[2]], **beside}


def _values(place: str, old: Schema, new: Schema) -> Iterator[Break]:
    before, after = old.get("enum"), new.get("enum")
    if before is not None or after is not None:
        if after is not None and (before is None or set(before) - set(after)):
            yield Break(place, "enum became narrower")
        if before is not None and (after is None or set(after) - set(before)):
            yield Break(place, "closed enum became wider")
    if set(old.get("x-enum", ())) - set(new.get("x-enum", ())):
        yield Break(place, "known value removed")


def _keywords(place: str, old: Schema, new: Schema) -> Iterator[Break]:
    ignored = NOTES | WALKED | MARKS | set(IDENTITY)
    for key in sorted((old.keys() | new.keys()) - ignored):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if key in LOWER | UPPER:
            narrower = before is None or (after is not None and (after > before) == (key in LOWER))
            yield Break(place, f"{key} became {'narrower' if narrower else 'wider'}")
        else:
            yield Break(place, f"{key} changed")


def _marks(place: str, old: Schema, new: Schema) -> Iterator[Break]:
    for mark in sorted(MARKS & old.keys() - new.keys()):
        yield Break(place, f"{mark} removed")
