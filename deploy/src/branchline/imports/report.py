"""What came of an import: for a person, for a program, and as a sheet to repair."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID

from branchline.imports import delimited
from branchline.imports.wrong import Fault
from chassis.ids import new_id

NAME_SHOWN = 80
HEADINGS = ["行号 row", "问题 what is wrong", "怎么办 what to do"]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one import; with a fault nothing was written."""

    kind: str
    file: str
    dry_run: bool
    rows: int
    faults: tuple[Fault, ...] = ()
    faults_total: int = 0
    events: int = 0
    """How many events the rows raise; 0 says that all of them were known already."""
    headings: tuple[str, ...] = ()
    faulty: dict[int, list[str]] = field(default_factory=dict)
    report_id: UUID = field(default_factory=new_id)

    @property
    def ok(self) -> bool:
        """Tell whether the rows are in, or would be."""
        return not self.faults_total

    def to_json(self) -> str:
        """Write the report for a program."""
        shown = {key: value for key, value in asdict(self).items() if key not in {"headings", "faulty"}}
        return json.dumps({**shown, "ok": self.ok}, ensure_ascii=False, indent=2, default=str)

    def store(self, folder: Path) -> Path:
        """Keep the report, and the faulty rows to repair, under an id of ours: the file's name is a stranger's."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.report_id}.json"
        path.write_text(self.to_json(), encoding="utf-8")
        if self.faults:
            delimited.written(path.with_suffix(".csv"), list(self._records()))
        return path

    def _records(self) -> Iterator[list[str]]:
        width = max((len(self.headings), *map(len, self.faulty.values())))
        yield [*self.headings, *[""] * (width - len(self.headings)), *HEADINGS]
        for number, texts in sorted(self.faulty.items()):
            mine = [fault for fault in self.faults if fault.row == number]
            wrong = "；".join(f"{fault.cell} {fault.column}：{fault.wrong_zh} {fault.wrong_en}" for fault in mine)
            advice = "；".join(dict.fromkeys(f"{fault.advice_zh} {fault.advice_en}" for fault in mine))
            yield [*texts, *[""] * (width - len(texts)), str(number), wrong, advice]


def shown(name: str) -> str:
    """Shorten a file's name to what can be shown: no folder, no control character, no end."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[-NAME_SHOWN:]
