"""The people whom the development issuer knows, from a sheet."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may log in."""

    subject: str
    name: str
    title: str = ""
    branch: str = ""


def read(path: Path) -> dict[str, Person]:
    """Read people by subject from a CSV with staff_no (or subject), name, title and branch."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        people = [_person(row) for row in csv.DictReader(file)]
    return {person.subject: person for person in people if person.subject}


def _person(row: dict[str, str | None]) -> Person:
    subject = row.get("staff_no") or row.get("subject") or ""
    return Person(subject, row.get("name") or subject, row.get("title") or "", row.get("branch") or "")
