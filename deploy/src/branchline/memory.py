"""How much memory processes take, shared pages counted once over all that share them."""

import re
from collections.abc import Iterable
from pathlib import Path

import psutil

PSS = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)
KIB_A_MIB = 1024


def pss_mb(pids: Iterable[int]) -> int:
    """Sum the proportional set sizes of processes and all that they started."""
    everybody = {member.pid for pid in pids for member in _family(pid)}
    return sum(_pss_kb(pid) for pid in everybody) // KIB_A_MIB


def pss_mb_of(folder: Path) -> int:
    """Sum what processes over a data folder take, with all that they started: the development servers."""
    mark = str(folder)
    return pss_mb([p.pid for p in psutil.process_iter(["cmdline"]) if mark in " ".join(p.info["cmdline"] or ())])


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _pss_kb(pid: int) -> int:
    try:
        found = PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0  # It ended meanwhile, or belongs to somebody else.
    return int(found[1]) if found else 0
