"""The outside subscriber: the example of the documents, run as a process of its own and checked (X1)."""

import asyncio
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from branchline.places import ROOT, build
from branchline.story.stage import Stage, expect

EXAMPLE = ROOT / "docs/examples/subscriber.py"


class Outsider:
    """What a foreign system saw."""

    def __init__(self, kafka: str) -> None:
        self._kafka = kafka
        self._seen: Path = build() / "subscriber.txt"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the example."""
        with self._seen.open("wb") as out:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, str(EXAMPLE), self._kafka, stdout=out, stderr=asyncio.subprocess.DEVNULL
            )

    async def stop(self) -> None:
        """Stop it."""
        if self._process and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    def rows(self) -> list[list[str]]:
        """Return id, type, shard and position of each event that was handled."""
        return [line.split() for line in self._seen.read_text().splitlines() if len(line.split()) == 4]

    def types(self) -> list[str]:
        """Return the types of the events."""
        return [row[1] for row in self.rows()]

    async def check(self, stage: Stage) -> None:
        """Each event once by id, and each shard of each service without a gap up to its head."""

        async def complete() -> Any:
            heads = await _heads(stage)
            seen: dict[tuple[str, int], int] = defaultdict(int)
            for _, kind, shard, position in self.rows():
                seen[kind.split(".")[0], int(shard)] = max(seen[kind.split(".")[0], int(shard)], int(position))
            return all(seen[place] >= head for place, head in heads.items())

        await stage.until("the outside subscriber has seen everything", complete)
        rows = self.rows()
        expect(len({row[0] for row in rows}) == len(rows), "no event came twice")
        numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for _, kind, shard, position in rows:
            numbers[kind.split(".")[0], shard].append(int(position))
        expect(all(n == list(range(1, len(n) + 1)) for n in numbers.values()), "no gap and no disorder")


async def _heads(stage: Stage) -> dict[tuple[str, int], int]:
    import asyncpg

    heads = {}
    for name, address in stage.estate.services.items():
        connection = await asyncpg.connect(address.worker_database)
        try:
            for row in await connection.fetch("SELECT shard, position FROM journal_head WHERE position > 0"):
                heads[name, row["shard"]] = row["position"]
        finally:
            await connection.close()
    return heads
