"""Images and the compose file: what they are made of and what they set is there and is right."""

import asyncio
import json
import re
import tomllib
from pathlib import Path

import asyncpg
import compose_spec
import pytest
import yaml
from typer.testing import CliRunner

from branchline import databases
from branchline.cli import app
from branchline.estate import SERVICES, service
from branchline.infrastructure.containers import POSTGRES_IMAGE
from branchline.places import ROOT
from branchline.testing import PASSWORD
from edge import migrate, topics

CONTAINERFILE = (ROOT / "deploy/Containerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
PREPARED = {"issuer": "service_started", "topics": "service_completed_successfully"}


def copied(stage: str) -> set[str]:
    """Return what a stage takes out of the checkout, `${SERVICE}` as written."""
    text = re.search(rf"^FROM \S+ AS {stage}\n(.*?)(?=^FROM |\Z)", CONTAINERFILE, re.DOTALL | re.MULTILINE)[1]
    return {
        source for words in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE) for source in words.split()[:-1]
    }


def needed(package: str) -> set[str]:
    """Return the folders of ours that a package is made of, with what it depends on."""
    folders = {Path(path).parent for path in ROOT.glob("*/pyproject.toml")} | set(ROOT.glob("services/*"))
    projects = {tomllib.loads((folder / "pyproject.toml").read_text())["project"]["name"]: folder for folder in folders}
    found, left = set(), [package]
    while left:
        folder = projects[left.pop()]
        found.add(str(folder.relative_to(ROOT)))
        wanted = tomllib.loads((folder / "pyproject.toml").read_text())["project"]["dependencies"]
        left += [name for name in (re.split(r"[\[>=<; ]", each)[0] for each in wanted) if name in projects]
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_holds_all_that_its_service_is_made_of(name):
    sources = {each.replace("${SERVICE}", name) for each in copied("uv") | copied("service-build")}
    assert all((ROOT / each).exists() for each in sources)
    for folder in needed(f"branchline-{name}"):
        assert {f"{folder}/pyproject.toml", f"{folder}/src"} <= sources
    assert f"services/{name}/migrations" in sources


def test_images_are_built_from_a_digest_with_the_uv_of_the_lock():
    assert re.search(r"^ARG PYTHON=python:3\.11\.\S+@sha256:[0-9a-f]{64}$", CONTAINERFILE, re.MULTILINE)
    pinned = re.search(r"UV_VERSION=(\S+)", (ROOT / "scripts/setup_uv.sh").read_text())[1]
    assert f"uv=={pinned}" in CONTAINERFILE


def test_images_do_not_run_as_root():
    for stage in ("development", "service"):
        text = re.search(rf"^FROM \S+ AS {stage}\n(.*?)(?=^FROM |\Z)", CONTAINERFILE, re.DOTALL | re.MULTILINE)[1]
        assert re.findall(r"^USER (\S+)$", text, re.MULTILINE) == ["10001:10001"]


def test_the_compose_file_keeps_to_the_specification():
    assert set(SERVICES) < set(compose_spec.PyCompose.from_json(json.dumps(COMPOSE)).service_names())
    wrong = {"services": {"a": {"image": "a", "comand": []}}}
    with pytest.raises(ValueError, match="comand"):
        compose_spec.PyCompose.from_json(json.dumps(wrong))


@pytest.mark.parametrize("name", SERVICES)
def test_the_compose_file_sets_what_a_service_needs_and_nothing_else(name, monkeypatch):
    once, runs = COMPOSE["services"][f"{name}-migrate"], COMPOSE["services"][name]
    monkeypatch.setattr("os.environ", runs["environment"])
    config = service(name).config()
    assert {key.lower().removeprefix(f"{name}_") for key in runs["environment"]} <= set(type(config).model_fields)
    assert config.operators == {"operator"}
    assert f"127.0.0.1:{config.port}:{config.port}" in COMPOSE["services"]["issuer"]["ports"]
    monkeypatch.setattr("os.environ", once["environment"])
    owner = migrate.Settings(_env_prefix=f"{name}_").owner_database
    admin = COMPOSE["services"]["databases"]["environment"]["BRANCHLINE_POSTGRES"]
    urls = databases.urls(admin, name, f"branchline_{name}", "development")
    assert (owner, config.api_database, config.worker_database) == (urls.owner, urls.api, urls.worker)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_waits_for_its_schema_and_its_topics(name, monkeypatch):
    found = {key: each["condition"] for key, each in COMPOSE["services"][name]["depends_on"].items()}
    assert found == {**PREPARED, f"{name}-migrate": "service_completed_successfully"}
    monkeypatch.setattr("os.environ", COMPOSE["services"]["topics"]["environment"])
    assert topics.Settings().kafka == COMPOSE["services"][name]["environment"][f"{name}_KAFKA".upper()]


def test_development_uses_one_postgresql_everywhere():
    assert COMPOSE["services"]["postgres"]["image"] == POSTGRES_IMAGE


async def test_databases_are_made_by_one_command_in_development_alone(postgres_url):
    given = {"BRANCHLINE_POSTGRES": postgres_url}
    wanted = {f"branchline_{name}" for name in SERVICES}
    for environment, made in [("production", set()), ("development", wanted)]:
        given["BRANCHLINE_ENVIRONMENT"] = environment
        ran = await asyncio.to_thread(CliRunner().invoke, app, ["databases", "--password", PASSWORD], env=given)
        assert (ran.exit_code == 0) == (environment == "development")
        assert await databases_at(postgres_url) & wanted == made
    for name in wanted:
        await databases.drop(postgres_url, name)


async def databases_at(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row[0] for row in await connection.fetch("SELECT datname FROM pg_database")}
    finally:
        await connection.close()
