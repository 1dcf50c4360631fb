"""What the services promise each other: events of the registry alone, and no service needs another's code."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from branchline.databases import SERVICES
from contracts.events import EVENTS, Event

ROOT = Path(__file__).parents[2]
PACKAGES = {"branchline-chassis", "branchline-contracts", "branchline-edge"}
# What the chassis records for each service under the service's own name.
OF_THE_CHASSIS = ("setting.changed.v1", "invariant.violated.v1", "journal.voided.v1")
# In the contract ahead of the feature that will tell it; the test says when a line has become untrue.
NOT_TOLD_YET = {
    "orders.paper.overdue.v1",
    "orders.paper.returned.v1",
    "orders.payment.demanded.v1",
    "receivables.deadline.moved.v1",
    "receivables.request.withdrawn.v1",
}

each_service = pytest.mark.parametrize("name", SERVICES)


def made(name: str) -> Iterator[tuple[str, type[Event]]]:
    """Find each event that the sources of a service construct, with the place."""
    source = ROOT / "services" / name / "src"
    for path in sorted(source.rglob("*.py")):
        if path.name == "__main__.py":
            continue
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        names = vars(import_module(".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")))
        for call in calls:
            found = _resolved(call.func, names)
            if isinstance(found, type) and issubclass(found, Event):
                yield f"{path.relative_to(ROOT)}:{call.lineno}", found


def _resolved(func: ast.expr, names: dict[str, object]) -> object:
    match func:
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in names:
            return getattr(names[module], name, None)
    return None


@each_service
def test_what_a_service_tells_is_in_the_registry_under_its_own_name(name: str):
    found = list(made(name))
    assert found, "a service tells something"
    for place, event in found:
        assert EVENTS.get(event.type) is event, f"{place}: {event.__name__} is not in the registry"
        assert event.type.startswith(f"{name}."), f"{place}: {event.type} is another service's to tell"


@each_service
def test_what_the_chassis_tells_for_a_service_is_in_the_registry(name: str):
    assert {f"{name}.{suffix}" for suffix in OF_THE_CHASSIS} <= EVENTS.keys()


def test_every_event_of_the_registry_is_told_by_somebody_or_known_to_wait():
    told = {event.type for name in SERVICES for _, event in made(name)}
    by_the_chassis = {f"{name}.{suffix}" for name in SERVICES for suffix in OF_THE_CHASSIS}
    assert sorted(EVENTS.keys() - told - by_the_chassis) == sorted(NOT_TOLD_YET)


@each_service
def test_every_reaction_is_to_an_event_of_others_and_says_in_words_what_it_does(name: str):
    rows = import_module(f"{name}.app").SERVICE.reactions
    assert rows
    for row in rows:
        assert EVENTS.get(row.event.type) is row.event, row
        assert not row.event.type.startswith(f"{name}."), f"{row.event.type}: a service knows its own rows"
        assert row.project or row.react or row.react_all, f"{row.event.type} has no handler"
        assert row.says.strip(), f"{row.event.type} does not say what is done"


@each_service
def test_a_service_stands_alone(name: str):
    """Import everything of one service while the other services cannot be imported."""
    others = [other for other in SERVICES if other != name] + ["branchline"]
    program = (
        "import importlib, pkgutil, sys\n"
        f"sys.modules.update(dict.fromkeys({others!r}))\n"
        f"package = importlib.import_module({name!r})\n"
        f"for found in pkgutil.walk_packages(package.__path__, {name + '.'!r}):\n"
        "    if not found.name.endswith('__main__'):\n"
        "        importlib.import_module(found.name)\n"
        f"assert importlib.import_module({name + '.app'!r}).SERVICE.name == {name!r}\n"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False, timeout=60, cwd=ROOT.anchor
    )
    assert run.returncode == 0, run.stderr[-2000:]


@each_service
def test_a_wheel_needs_the_chassis_and_the_contracts_alone(name: str):
    project = tomllib.loads((ROOT / "services" / name / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["project"]["dependencies"]) == PACKAGES
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [f"src/{name}"]
    assert project["project"]["optional-dependencies"] == {"telemetry": ["branchline-edge[telemetry]"]}
