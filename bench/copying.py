"""The rows that the product has written, written again by COPY: the least that the database can do for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from bench.watch import Sample, Watch

GENERATED = """
SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1
AND is_generated = 'ALWAYS'
"""


@dataclass(frozen=True, slots=True)
class Copied:
    """Rows of several tables, parents first, cut into the transactions that write them."""

    columns: Mapping[str, Sequence[str]]
    lots: Sequence[Mapping[str, Sequence[tuple[Any, ...]]]]

    async def write(self, watch: Watch, url: str, operations: int) -> Sample:
        """Write all rows into an empty database, a lot a transaction."""
        connection = await asyncpg.connect(url)
        try:
            with watch:
                for lot in self.lots:
                    async with connection.transaction():
                        for table, rows in lot.items():
                            await connection.copy_records_to_table(table, records=rows, columns=self.columns[table])
        finally:
            await connection.close()
        return watch.rate(operations)


async def copied(url: str, reads: Mapping[str, str], lots: Sequence[Any]) -> Copied:
    """Read the rows of each lot, a statement a table: its one parameter names the lot."""
    connection = await asyncpg.connect(url)
    try:
        generated = {table: {row["column_name"] for row in await connection.fetch(GENERATED, table)} for table in reads}
        columns: dict[str, list[str]] = {}
        cut = []
        for lot in lots:
            found = {}
            for table, read in reads.items():
                rows = await connection.fetch(read, lot)
                if rows:
                    columns[table] = [name for name, _ in rows[0].items() if name not in generated[table]]
                    found[table] = [tuple(row[name] for name in columns[table]) for row in rows]
            cut.append(found)
        return Copied(columns, cut)
    finally:
        await connection.close()
