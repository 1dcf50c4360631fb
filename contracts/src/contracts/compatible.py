"""Refuse schemas that break what was released: `python -m contracts.compatible`."""

import json
import sys
from pathlib import Path

from contracts.evolution import Break, Schema, breaks
from contracts.generate import ROOT

TOPICS_FILE = "topics.json"


def broken(current: Path, released: Path) -> list[Break]:
    """Name what the committed contracts break of one released version."""
    found = []
    topics = json.loads((current / TOPICS_FILE).read_text("utf-8"))
    for topic in json.loads((released / TOPICS_FILE).read_text("utf-8")):
        if topic not in topics:
            found.append(Break(topic, "topic removed"))
    now = _schemas(current)
    for name, old in _schemas(released).items():
        found += breaks(name, old, now[name]) if name in now else [Break(name, "event removed")]
    return found


def _schemas(folder: Path) -> dict[str, Schema]:
    paths = sorted((folder / "schemas").glob("*.json"))
    return {path.name.removesuffix(".json"): json.loads(path.read_text("utf-8")) for path in paths}


def main(root: Path = ROOT) -> int:
    """Compare with every released version, and say what broke."""
    versions = sorted(path for path in (root / "released").glob("*") if path.is_dir())
    found = [(version.name, change) for version in versions for change in broken(root, version)]
    for version, change in found:
        print(f"breaks {version}: {change}")  # noqa: T201 - the command's answer
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
