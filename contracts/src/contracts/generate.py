"""Write schemas, examples and the AsyncAPI document; with `--check` only say which are stale."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from contracts import EVENTS
from contracts.asyncapi import document
from contracts.examples import event_example
from contracts.schemas import event_schema
from contracts.topics import TOPICS

ROOT = Path(__file__).parents[2]
_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_.$-]*")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def files() -> dict[str, str]:
    """Make every generated file's text by its path below `contracts/`."""
    made = {"asyncapi.yaml": "\n".join(yaml_lines(document(version("branchline-contracts")))) + "\n"}
    made["topics.json"] = json_text({topic.name: topic.partitions for topic in TOPICS})
    for kind, event in sorted(EVENTS.items()):
        made[f"schemas/{kind}.json"] = json_text(event_schema(event))
        made[f"examples/{kind}.json"] = json_text(event_example(event))
    return made


def json_text(value: Any) -> str:
    """Write JSON with sorted keys, so that a change shows as a change."""
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def yaml_lines(value: Any, indent: str = "") -> Iterator[str]:
    """Write block YAML whose scalars are JSON, which YAML 1.2 contains."""
    entries = value.items() if isinstance(value, Mapping) else (("-", item) for item in value)
    for key, item in entries:
        head = f"{indent}- " if key == "-" else f"{indent}{_yaml_key(key)}:"
        if not isinstance(item, Mapping | list | tuple) or not item:
            yield f"{head.rstrip()} {json.dumps(item, ensure_ascii=False)}"
        elif key == "-":
            lines = list(yaml_lines(item, f"{indent}  "))
            yield head + lines[0].lstrip()
            yield from lines[1:]
        else:
            yield head
            yield from yaml_lines(item, f"{indent}  ")


def stale(root: Path = ROOT) -> list[str]:
    """Name the generated files that are missing, differ, or are no longer made."""
    made = files()
    present = {*_present(root, "schemas"), *_present(root, "examples")}
    differing = (name for name, text in made.items() if _text_of(root / name) != text)
    return sorted({*differing, *(present - made.keys())})


def write(root: Path = ROOT) -> list[str]:
    """Bring the generated files up to date and name those that changed."""
    made = files()
    changed = stale(root)
    for name in changed:
        path = root / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], encoding="utf-8")
        else:
            path.unlink()
    return changed


def _yaml_key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and key.lower() not in _WORDS_OF_YAML
    return key if plain else json.dumps(key, ensure_ascii=False)


def _present(root: Path, folder: str) -> set[str]:
    return {f"{folder}/{path.name}" for path in (root / folder).glob("*.json")}


def _text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write or check, and say what was found."""
    check = "--check" in arguments
    names = stale() if check else write()
    for name in names:
        print(f"{'stale' if check else 'wrote'}: contracts/{name}")  # noqa: T201 - the command's answer
    return 1 if check and names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
