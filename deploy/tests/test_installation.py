"""Operators' commands reach any installation by addresses from the environment, else the instance on this machine."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import uvicorn
from click.testing import Result
from sqlalchemy import text
from typer.testing import CliRunner

from branchline import databases, sample
from branchline.cli import app
from branchline.estate import Address, Estate, service
from branchline.places import instance_folder
from branchline.testing import House, prepared
from chassis.clock import SystemClock
from chassis.ids import new_id
from contracts.customers import BranchChanged
from contracts.orders import SettingChanged

BRANCHLINE = str(Path(sys.executable).with_name("branchline"))
NOWHERE = ("--instance", "nowhere")


@dataclass(frozen=True, slots=True)
class Installed:
    """An installation whose addresses stand in variables, and its parts."""

    environment: dict[str, str]
    houses: dict[str, House]
    urls: dict[str, databases.Urls]

    async def run(self, *argv: str, **changes: str | None) -> Result:
        """Run a command with the addresses in its environment."""
        return await ran(*argv, **{**self.environment, **changes})


async def ran(*argv: str, **environment: str | None) -> Result:
    """Run a command on a thread of its own: it runs a loop."""
    return await asyncio.to_thread(CliRunner().invoke, app, list(argv), env=environment)


@asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """Serve a house's API on a port, as its process does."""
    # Connections queue in a socket that listens already: nobody need wait for the server.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(house.app, log_config=None, lifespan="off"))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await running


@pytest.fixture(scope="module")
async def installed(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installed]:
    """Stand four services up as somebody else's machines would."""
    token = tmp_path_factory.mktemp("secrets") / "token"
    token.write_text("test:operator\n")
    environment, houses, urls = {"BRANCHLINE_TOKEN_FILE": str(token)}, {}, {}
    async with AsyncExitStack() as stack:
        for name in databases.SERVICES:
            urls[name] = await prepared(postgres_url, service(name), f"installed_{name}")
            house = houses[name] = House(service(name), urls[name].api, urls[name].worker)
            stack.push_async_callback(house.stop)
            environment[f"{name.upper()}_URL"] = await stack.enter_async_context(served(house))
            environment[f"{name.upper()}_OWNER_DATABASE"] = urls[name].owner
            environment[f"{name.upper()}_WORKER_DATABASE"] = urls[name].worker
        yield Installed(environment, houses, urls)


@pytest.fixture
def home(servers: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the test writes of instances to itself."""
    monkeypatch.setenv("BRANCHLINE_HOME", str(tmp_path))


@pytest.fixture(scope="module")
def branches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.generate(tmp_path_factory.mktemp("sample"), date(2026, 3, 11))["branches"]


async def entries(house: House) -> list[Any]:
    async with house.tx() as tx:
        return list((await tx.execute(text("SELECT * FROM journal ORDER BY shard, position"))).all())


async def test_a_sheet_goes_into_the_database_that_the_environment_names_in_real_time(installed, branches, tmp_path):
    secret = tmp_path / "database"
    secret.write_text(installed.urls["customers"].worker)
    environment = {**os.environ, "CUSTOMERS_WORKER_DATABASE_FILE": str(secret)}
    argv = [BRANCHLINE, "import", "branches", str(branches), "--json", *NOWHERE]
    done = await asyncio.to_thread(subprocess.run, argv, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["ok"]) == (0, True), done.stderr
    written = await entries(installed.houses["customers"])
    assert len(written) >= json.loads(done.stdout)["rows"]
    assert abs(SystemClock().now() - written[0].occurred_at) < timedelta(minutes=5)


async def test_the_journal_is_read_and_mended(installed):
    house = installed.houses["orders"]
    firm = await house.organisation()
    async with house.tx() as tx:
        event_id = tx.emit(setting_changed(firm.branches[0]))
    (written,) = await entries(house)
    shown = await installed.run("journal", "show", written.subject, "--json")
    assert [entry["event_id"] for entry in json.loads(shown.stdout)] == [str(event_id)]
    assert (await installed.run("why", written.subject, "--json")).exit_code == 0
    place = (str(written.shard), str(written.position))
    assert (await installed.run("journal", "void", "orders", *place, "--reason", "过大")).exit_code == 0
    async with house.tx() as tx:
        assert (await tx.execute(text("SELECT reason FROM journal_void"))).scalar_one() == "过大"


async def test_a_parked_event_is_listed_and_released(installed):
    house = installed.houses["receivables"]
    firm = await house.organisation()
    record = house.record(branch_changed(firm.head_office))
    await house.consumer.apply([replace(record, value=b"{}")])
    (row,) = json.loads((await installed.run("parked", "list", "--json")).stdout)
    assert (row["service"], row["state"]) == ("receivables", "retrying")
    released = await installed.run("parked", "release", "receivables", row["parked_id"], "--reason", "已更正")
    assert released.exit_code == 0
    (row,) = json.loads((await installed.run("parked", "list", "--json")).stdout)
    assert row["state"] == "released"


async def test_what_the_api_refuses_is_said_in_a_line(installed):
    refused = await installed.run("parked", "release", "orders", str(new_id()), "--reason", "x")
    assert refused.exit_code == 2
    assert "409" in refused.stderr
    refused = await installed.run("journal", "show", "order/1", BRANCHLINE_TOKEN_FILE=None, BRANCHLINE_TOKEN="forged")
    assert refused.exit_code == 2
    assert "401" in refused.stderr


async def test_migrations_and_topics_take_the_same_addresses(installed, kafka):
    assert (await installed.run("migrate", "customers", *NOWHERE)).exit_code == 0
    assert (await installed.run("topics", *NOWHERE, BRANCHLINE_KAFKA=kafka)).exit_code == 0


async def test_the_token_says_who_asks(installed):
    refused = await installed.run("why", "order/1", "--as", "u-rep-1")
    assert refused.exit_code == 2
    assert "--as" in refused.stderr


@pytest.mark.parametrize(
    ("argv", "missing"),
    [
        (("parked", "list"), "RECEIVABLES_URL"),
        (("journal", "restored", "receivables", "--reason", "x"), "RECEIVABLES_OWNER_DATABASE"),
        (("import", "receipts", "no.csv"), "RECEIVABLES_WORKER_DATABASE"),
        (("migrate",), "RECEIVABLES_OWNER_DATABASE"),
        (("topics",), "BRANCHLINE_KAFKA"),
        (("clock", "advance", "--days", "1"), "BRANCHLINE_CLOCK_FILE"),
    ],
)
async def test_an_address_that_is_missing_is_named_and_never_taken_from_this_machine(installed, home, argv, missing):
    local_instance("beside", installed)
    gone = {name: None for name in (*installed.environment, "BRANCHLINE_KAFKA") if name.startswith(missing[:11])}
    refused = await installed.run(*argv, "--instance", "beside", **gone)
    assert refused.exit_code == 2
    assert missing in refused.stderr
    assert "postgresql://" not in refused.output


@pytest.mark.parametrize(
    "argv",
    [
        ("parked", "list"),
        ("journal", "show", "order/1"),
        ("why", "order/1"),
        ("import", "branches", "no.csv"),
        ("migrate",),
        ("clock", "show"),
    ],
)
async def test_without_addresses_and_without_an_instance_the_error_says_so_in_both_languages(argv):
    refused = await ran(*argv, *NOWHERE)
    assert refused.exit_code == 2
    assert "没有正在运行的 nowhere" in refused.stderr
    assert "no running nowhere" in refused.stderr


async def test_without_addresses_the_instance_on_this_machine_is_used(installed, home):
    local_instance("here", installed)
    shown = await ran("clock", "show", "--instance", "here")
    assert shown.exit_code == 0
    assert (await ran("migrate", "--instance", "here")).exit_code == 0


async def test_a_clock_that_can_be_moved_is_for_development_alone(tmp_path):
    file = {"BRANCHLINE_CLOCK_FILE": str(tmp_path / "clock.json")}
    refused = await ran("clock", "advance", "--days", "1", **file, BRANCHLINE_ENVIRONMENT="production")
    assert refused.exit_code == 2
    moved = await ran("clock", "advance", "--days", "1", **file, BRANCHLINE_ENVIRONMENT="development")
    assert datetime.fromisoformat(moved.stdout.strip()) > SystemClock().now() + timedelta(hours=23)


def local_instance(name: str, installed: Installed) -> None:
    """Tell of an instance on this machine, at the addresses of the installation."""
    services = {
        each: Address(installed.environment[f"{each.upper()}_URL"], found.worker, found.owner, found.api)
        for each, found in installed.urls.items()
    }
    instance_folder(name).mkdir(parents=True, exist_ok=True)
    Estate(name, "http://127.0.0.1:1", "127.0.0.1:1", "", services, "").write()


def branch_changed(branch_id: UUID) -> BranchChanged:
    """Describe the head office."""
    return BranchChanged(
        branch_id=branch_id, code="HO", parent_id=None, path=(branch_id,), name="总公司", level="head_office",
        active=True, version=1,
    )  # fmt: skip


def setting_changed(branch_id: UUID) -> SettingChanged:
    """Describe a setting of a branch that has a new value."""
    return SettingChanged(
        setting_id=new_id(), name="orders.form.decide_within", scope="branch", scope_id=branch_id, customer_id=None,
        branch_id=branch_id, old="3", new="5", valid_from_on=date(2026, 3, 11), reason="旺季",
    )  # fmt: skip
