"""What a user would pick instead: the peer's figures, as `make bench-peer` has measured them on this machine."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bench import figures, machine
from bench.compare import judged
from bench.goal import Bar
from bench.row import Row
from branchline.places import build

FILE = "peer.json"


def figure(name: str) -> float | None:
    """Return a figure of the peer; None where it was not measured, or on another machine."""
    path = build() / FILE
    if not path.exists():
        return None
    found: Mapping[str, Any] = json.loads(path.read_text())
    if found["machine"] != machine.fingerprint():
        return None
    value = found["figures"].get(name)
    return None if value is None else float(value)


def compared(bar: Bar, values: Sequence[float], name: str, *, note: str = "") -> Row:
    """Compare with a figure of the peer; without it the row has our value alone."""
    if (anchor := figure(name)) is not None:
        return judged(bar, values, anchor, note=note)
    missing = f"{name} of the peer was not measured on this machine: make bench-peer"
    return Row(
        bar.goal_id, bar.name, bar.unit, figures.median(values), None, None, figures.spread(values), bar.text, None,
        rounds=len(values), load=bar.load, note=f"{note}; {missing}" if note else missing,
    )  # fmt: skip
