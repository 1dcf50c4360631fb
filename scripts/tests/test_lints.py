from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.lints import (
    clocks,
    commits,
    dependencies,
    floats,
    isolation,
    names,
    sizes,
    sleeps,
    sql_text,
    stack,
)
from scripts.lints.__main__ import check
from scripts.lints.source import Finding, Source, sources

COMMANDS = "services/orders/src/orders/holds/commands.py"
RULES = "services/orders/src/orders/holds/rules.py"
TEST = "services/orders/tests/holds/test_commands.py"

BAD = [
    (sizes, COMMANDS, "x = 1\n" * 301),
    (sizes, TEST, "x = 1\n" * 401),
    (sizes, COMMANDS, "def f():\n" + "    x = 1\n" * 40),
    (names, "services/orders/src/orders/service.py", ""),
    (names, "services/orders/src/orders/common/holds.py", ""),
    (names, COMMANDS, "class HoldManager: ..."),
    (commits, COMMANDS, "await tx.session.commit()"),
    (commits, "tests/stories/test_story.py", "connection.rollback()"),
    (clocks, COMMANDS, "from datetime import datetime, UTC\nnow = datetime.now(UTC)"),
    (clocks, COMMANDS, "import datetime\nnow = datetime.datetime.utcnow()"),
    (clocks, COMMANDS, "today = date.today()"),
    (clocks, COMMANDS, "import time\nstart = time.time()"),
    (clocks, COMMANDS, "select(func.now())"),
    (clocks, COMMANDS, 'SQL = "UPDATE holds SET ended_at = now()"'),
    (clocks, COMMANDS, 'SQL = "WHERE due_on < current_date"'),
    (clocks, "services/orders/src/orders/holds/statements.sql", "SELECT 1\nWHERE due < NOW()"),
    (floats, RULES, "from decimal import Decimal\nrate = float('1')"),
    (floats, RULES, "from contracts.money import Money\nrate = 0.5"),
    (floats, RULES, "import decimal\ndef f(x: float): ..."),
    (sql_text, COMMANDS, 'text(f"SELECT {column}")'),
    (sql_text, COMMANDS, 'session.execute("SELECT " + column)'),
    (sql_text, COMMANDS, 'session.execute(text("SELECT %s" % column))'),
    (sql_text, COMMANDS, 'text("SELECT {}".format(column))'),
    (sql_text, COMMANDS, 'sql = f"SELECT {column}"\nconnection.fetch(sql)'),
    (isolation, COMMANDS, "from customers.credit import queries"),
    (isolation, TEST, "def test_it():\n    import receivables"),
    (isolation, COMMANDS, "from branchline import cli"),
    (isolation, "chassis/src/chassis/tx.py", "import orders"),
    (isolation, "contracts/src/contracts/orders.py", "from chassis import tx"),
    (isolation, RULES, "from sqlalchemy import select"),
    (isolation, RULES, "from chassis.tx import Tx"),
    (isolation, RULES, "from orders.holds.model import Hold"),
    (stack, COMMANDS, "from faststream.exceptions import NackMessage"),
    (stack, COMMANDS, "policy = AckPolicy.NACK_ON_ERROR"),
    (stack, COMMANDS, "await message.ack()"),
    (stack, "chassis/src/chassis/consumer.py", "await consumer.commit()"),
    (stack, COMMANDS, "lines = relationship(back_populates='order')"),
    (stack, COMMANDS, "broker.subscriber('t', max_workers=4)"),
    (stack, COMMANDS, 'text("NOTIFY journal")'),
    (stack, COMMANDS, "text(\"SELECT pg_notify('journal', '')\")"),
    (sleeps, TEST, "import asyncio\nawait asyncio.sleep(1)"),
    (sleeps, TEST, "from time import sleep\nsleep(0.1)"),
]

GOOD = [
    (sizes, COMMANDS, "x = 1\n" * 300),
    (sizes, TEST, "x = 1\n" * 400),
    (sizes, COMMANDS, "def f():\n" + "    x = 1\n" * 39),
    (names, "services/orders/src/orders/holds/model.py", "class Hold: ..."),
    (commits, "chassis/src/chassis/tx.py", "await session.commit()"),
    (commits, COMMANDS, "commit = tx.session"),
    (clocks, COMMANDS, '"""Not now() but tx.now."""\nnow = tx.now'),
    (clocks, "chassis/src/chassis/clock.py", "datetime.now(UTC)"),
    (clocks, TEST, "datetime.now(UTC)"),
    (clocks, COMMANDS, "import time\nstart = time.monotonic()"),
    (floats, COMMANDS, "poll_s = 0.5"),
    (floats, RULES, "from decimal import Decimal\nrate = Decimal('0.5')"),
    (floats, TEST, "from decimal import Decimal\nrate = 0.5"),
    (sql_text, COMMANDS, 'session.execute(text("SELECT :column"), {"column": f"{a}"})'),
    (sql_text, COMMANDS, 'log.info(f"{a}")\ntext(f"SELECT 1")'),
    (isolation, COMMANDS, "from orders.holds import model\nfrom chassis.tx import Tx"),
    (isolation, "deploy/src/branchline/cli.py", "import orders"),
    (isolation, RULES, "import decimal\nfrom chassis.refusals import Refused\nfrom contracts import orders"),
    (stack, COMMANDS, "lines = relationship(lazy='raise')"),
    (stack, COMMANDS, "ProcessPoolExecutor(max_workers=2)"),
    (stack, COMMANDS, "await consumer.commit({partition: 4})"),
    (stack, COMMANDS, 'raise Refused("please notify the manager")'),
    (sleeps, TEST, "import asyncio\nawait asyncio.sleep(0)"),
    (sleeps, COMMANDS, "import asyncio\nawait asyncio.sleep(1)"),
]


@pytest.mark.parametrize(("lint", "path", "text"), BAD)
def test_a_lint_fires_on_what_it_forbids(lint, path: str, text: str) -> None:
    assert [finding.rule for finding in lint.findings(Source.of(path, text))] != []


@pytest.mark.parametrize(("lint", "path", "text"), GOOD)
def test_a_lint_is_silent_on_what_is_right(lint, path: str, text: str) -> None:
    assert list(lint.findings(Source.of(path, text))) == []


def test_the_chassis_stays_small() -> None:
    modules = [Source.of(f"chassis/src/chassis/m{n}.py", "x = 1\n" * 250) for n in range(11)]
    assert list(sizes.total_findings(modules[:10])) == []
    assert [finding.path for finding in sizes.total_findings(modules)] == ["chassis/src"]


def of_siblings(*imports: str) -> Iterator[Finding]:
    return isolation.sibling_findings([Source.of(COMMANDS, "\n".join(imports))])


def test_a_feature_reads_two_siblings_and_no_third() -> None:
    two = ["from orders.prices import queries", "from orders.credit.queries import reserved"]
    assert list(of_siblings(*two, "from orders.prices.queries import listed")) == []
    assert [finding.line for finding in of_siblings(*two, "import orders.returns.queries")] == [3]


def test_a_feature_leaves_the_rest_of_a_sibling_alone_but_for_its_types() -> None:
    assert [finding.line for finding in of_siblings("from orders.prices.commands import change")] == [1]
    assert list(of_siblings("if TYPE_CHECKING:\n    from orders.prices.model import Price")) == []


DEPENDENCY = "async def transaction():\n    yield 1\n"


@pytest.mark.parametrize(
    ("use", "fires"),
    [
        ("Depends(transaction)", True),
        ('Depends(chassis.transaction, scope="request")', True),
        ('Depends(transaction, scope="function")', False),
        ("Depends(settings)", False),
    ],
)
def test_a_yielding_dependency_ends_before_the_response(use: str, fires: bool) -> None:
    known = [Source.of("edge/src/edge/http.py", DEPENDENCY), Source.of(COMMANDS, use)]
    assert bool(list(dependencies.total_findings(known))) == fires


def test_an_object_whose_call_yields_is_a_yielding_dependency_too() -> None:
    text = "class Access:\n    async def __call__(self):\n        yield 1\n\nDepends(Access(1))"
    assert [finding.line for finding in dependencies.total_findings([Source.of(COMMANDS, text)])] == [5]


@pytest.mark.parametrize(
    "text",
    [
        "session.commit()  # lint: commit: the bank's file is read by another process",
        "# lint: commit: the bank's file is read by another process\nsession.commit()",
        "session.commit(\n    1,\n)  # lint: commit: the bank's file is read by another process",
    ],
)
def test_a_waiver_with_a_reason_stands_beside_what_it_waives(text: str) -> None:
    assert check([Source.of(COMMANDS, text)]) == []


def test_a_waiver_without_a_reason_or_for_another_rule_waives_nothing() -> None:
    assert [f.rule for f in check([Source.of(COMMANDS, "session.commit()  # lint: commit:")])] == ["commit"]
    other = check([Source.of(COMMANDS, "session.commit()  # lint: clock: because")])
    assert [f.rule for f in other] == ["commit", "waiver"]


def test_a_waiver_that_waives_nothing_is_a_finding() -> None:
    assert [f.rule for f in check([Source.of(COMMANDS, "x = 1  # lint: commit: once needed")])] == ["waiver"]


def test_files_are_found_below_the_roots(tmp_path: Path) -> None:
    for path in ("services/orders/src/orders/app.py", "services/.venv/x.py", "elsewhere/y.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x = 1\n")
    assert [str(source.path) for source in sources(tmp_path)] == ["services/orders/src/orders/app.py"]


def test_a_finding_prints_as_a_place_that_editors_open() -> None:
    (finding,) = check([Source.of(COMMANDS, "\nsession.commit()")])
    assert str(finding).startswith(f"{COMMANDS}:2: commit: ")
