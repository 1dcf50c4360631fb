"""What the command line brings in: each function checks all rows first and writes nothing if one is wrong (X3).

Rows are dicts with every column present; an empty cell is None or empty. What comes back is a list of
(row, column, what is wrong); an empty list says that the rows are in, and the same rows again change nothing.
Each function wants a transaction of its own, for it reads the organisation as it was when that began.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.tx import Tx
from customers.branches.imports import import_branches
from customers.credit import imports as credit
from customers.dossiers import imports as dossiers
from customers.people.imports import import_people
from customers.territories.imports import import_territories

__all__ = ["Problem", "import_branches", "import_customers", "import_people", "import_territories"]
Problem = tuple[int, str, str]


async def import_customers(tx: Tx, rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Bring customers in, with the papers on file and the credit granted (C1, C5, X3)."""
    given = await dossiers.known(tx, rows)
    found = [*dossiers.check(rows, given), *await credit.check(tx, rows, given.branches)]
    if not found:
        await dossiers.write(tx, rows, given)
        await credit.write(tx, rows)
    return sorted(found)
