"""Time is a dependency: nobody but the chassis asks what time it is (architecture, rule 6)."""

import re
from collections.abc import Iterator

from scripts.lints.source import Finding, Source, dotted

RULE = "clock"
FREE = ("chassis", "edge", "deploy", "bench", "tests", "scripts")
CALLS = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns)"
    r"|func\.(now|current_date|current_timestamp|current_time|localtimestamp|clock_timestamp))$"
)
SQL = re.compile(
    r"\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)"
    r"|\b(current_date|current_timestamp|current_time|localtimestamp)\b",
    re.IGNORECASE,
)


def findings(source: Source) -> Iterator[Finding]:
    """Report clocks in Python and in the text of SQL."""
    if source.is_test or source.is_under(*FREE):
        return
    for call in source.calls():
        if CALLS.search(name := dotted(call.func)):
            yield source.finding(RULE, call, f"{name}(): use tx.now")
    for line, text in source.strings():
        if match := SQL.search(text):
            yield source.finding(RULE, line, f"{match[0]} in SQL: bind tx.now")
