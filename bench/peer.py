"""What a user would pick instead: the peer's figures, measured on this machine if they are there."""

import json
from dataclasses import dataclass

from branchline.places import build

FILE = "bench-peer.json"
# Of Tryton 8.0 on two cores: a worker's resident memory; its pool's start, without the imports before it; sales a
# second from create to confirm, one by one and in lists of 50, without HTTP.
DOCUMENTED = {"worker_mib": 100.0, "start_s": 1.6, "sale_each": 5.9, "sale_lists": 42.0}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A figure of the peer, and where it is from."""

    value: float
    source: str


def anchor(name: str) -> Anchor:
    """Return a figure of the peer: `make bench-peer` wrote it to build/bench-peer.json, else the documented one."""
    path = build() / FILE
    figures = json.loads(path.read_text())["figures"] if path.exists() else {}
    if name in figures:
        return Anchor(float(figures[name]), f"{name} of the peer, measured by make bench-peer")
    return Anchor(DOCUMENTED[name], f"{name} of the peer as documented; make bench-peer measures it here")
