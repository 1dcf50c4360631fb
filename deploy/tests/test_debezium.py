"""The connector for Debezium fits the journal and the codec, as far as can be held without Debezium."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text

from branchline import databases
from branchline.databases import SERVICES
from branchline.estate import service
from branchline.testing import House, prepared
from chassis.ids import new_id
from contracts.cloudevents import Envelope, headers, parse, schema_id
from contracts.customers import TerritoryAssigned
from contracts.topics import service_topic

FOLDER = Path(__file__).parents[1] / "debezium"
ROUTER = "transforms.outbox."
LEFT_OUT = {"ce_dataschema"}


def connector(name: str) -> dict[str, str]:
    """Make a service's connector as the page says."""
    written = (FOLDER / "connector.json").read_text("utf-8").replace("orders", name).replace("ORDERS", name.upper())
    return json.loads(written)["config"]


def placed(config: dict[str, str]) -> dict[str, str]:
    """Return the headers that come from columns, each with its column."""
    parts = [each.split(":") for each in config[f"{ROUTER}table.fields.additional.placement"].split(",")]
    assert {each[1] for each in parts} == {"header"}
    return {each[-1] if len(each) == 3 else each[0]: each[0] for each in parts}


def constants(config: dict[str, str]) -> dict[str, str]:
    """Return the headers that are the same in every record."""
    steps = [each for each in config["transforms"].split(",") if each != "outbox"]
    assert {config[f"transforms.{each}.type"].rpartition(".")[2] for each in steps} == {"InsertHeader"}
    return {config[f"transforms.{each}.header"]: config[f"transforms.{each}.value.literal"] for each in steps}


@pytest.fixture(scope="module")
async def urls(postgres_url: str) -> databases.Urls:
    return await prepared(postgres_url, service("customers"), "debezium")


@pytest.fixture(scope="module")
async def house(urls: databases.Urls) -> AsyncIterator[House]:
    house = House(service("customers"), urls.api, urls.worker)
    yield house
    await house.stop()


@pytest.mark.parametrize("name", SERVICES)
async def test_each_column_is_one_of_the_journal(house, name):
    config = connector(name)
    fields = ("table.field.event.id", "table.field.event.key", "table.field.event.payload", "route.by.field")
    named = {config[ROUTER + field] for field in fields} | set(placed(config).values())
    known = text("SELECT column_name FROM information_schema.columns WHERE table_name = 'journal'")
    async with house.tx() as tx:
        assert named <= set((await tx.execute(known)).scalars())


@pytest.mark.parametrize("name", SERVICES)
def test_each_header_is_placed_and_the_topic_is_the_services(name):
    config = connector(name)
    ours = {header for header, _ in headers(envelope(quiet=True, twin=True))}
    assert placed(config).keys() | constants(config).keys() == ours - LEFT_OUT
    assert not placed(config).keys() & constants(config).keys()
    assert config[f"{ROUTER}route.topic.replacement"] == service_topic(name)
    assert constants(config)["ce_source"] == f"branchline/{name}"
    assert "transforms.outbox.table.field.event.timestamp" not in config


@pytest.mark.parametrize("quiet", [True, False])
async def test_a_row_as_connect_writes_it_is_read_as_the_relays_record(house, quiet):
    config = connector("customers")
    async with house.tx() as tx:
        event_id = tx.emit(territory(), quiet=quiet)
    async with house.tx() as tx:
        row: Any = (await tx.execute(text("SELECT * FROM journal WHERE event_id = :id"), {"id": event_id})).one()
    columns = row._mapping
    record = [(name, as_text(columns[column])) for name, column in placed(config).items()]
    record += [(name, as_text(literal(value))) for name, value in constants(config).items()]
    record.append(("id", as_text(row.event_id)))
    key, value = (as_text(columns[config[ROUTER + f"table.field.event.{part}"]]) for part in ("key", "payload"))
    assert key
    assert parse(key, record, value) == envelope(
        id=row.event_id, time=row.occurred_at, subject=row.subject, key=row.key, shard=row.shard,
        sequence=row.position, epoch=row.epoch, actor=row.actor, branch=row.branch_id, quiet=quiet,
        correlation_id=row.correlation_id, causation_id=row.cause_id, traceparent=row.traceparent,
        recorded=row.recorded_at, dataschema="",
    )  # fmt: skip


async def test_the_publication_shows_the_parts_as_one_table_and_inserts_alone(urls):
    connection = await asyncpg.connect(urls.owner)
    try:
        await connection.execute((FOLDER / "publication.sql").read_text("utf-8"))
        made = await connection.fetchrow("SELECT * FROM pg_publication")
        tables = await connection.fetch("SELECT schemaname || '.' || tablename FROM pg_publication_tables")
    finally:
        await connection.close()
    config = connector("customers")
    assert made["pubname"] == config["publication.name"]
    assert (made["pubinsert"], made["pubupdate"], made["pubdelete"], made["pubviaroot"]) == (True, False, False, True)
    assert [row[0] for row in tables] == [config["table.include.list"]]


def as_text(value: Any) -> bytes | None:
    """Write a value as Connect's StringConverter does, after Debezium's types for PostgreSQL."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower().encode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z").encode()
    return str(value).encode()


def literal(value: str) -> object:
    """Read a literal as Connect does: a number that is whole becomes an integer."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return int(number) if number == int(number) else number


def envelope(**changes: Any) -> Envelope:
    """Describe an event of customers."""
    known = datetime(2026, 3, 11, tzinfo=UTC)
    usual = {
        "id": new_id(), "source": "branchline/customers", "type": TerritoryAssigned.type, "time": known,
        "subject": "territory/1", "key": "k", "shard": 1, "sequence": 1, "epoch": 1, "actor": "system",
        "branch": new_id(), "quiet": False, "twin": False, "correlation_id": new_id(), "causation_id": new_id(),
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "recorded": known,
        "dataschema": schema_id(TerritoryAssigned.type),
    }  # fmt: skip
    return Envelope(**{**usual, **changes})


def territory() -> TerritoryAssigned:
    return TerritoryAssigned(
        territory_id=new_id(), branch_id=new_id(), name="海门", regions=("海门",), channels=(), person_id=new_id(),
        from_on=datetime(2026, 1, 1, tzinfo=UTC).date(), version=1,
    )  # fmt: skip
