"""Measure the peer: `python -m bench.peering`; Tryton in its own environment, on a database of its own.

What a user would pick instead, as generous to it as can be: in process, without HTTP, without access checks, and but
for dunning "as shipped" with its assertions off. Writes build/peer.json, which `make bench` reads.
"""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from bench import machine
from bench.peer import FILE
from branchline.infrastructure import started
from branchline.places import build

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".cache" / "peer"
PYTHON = HOME / "env" / "bin" / "python"
SCRIPTS = Path(__file__).parent / "tryton"
VERSION = "8.0.*"
MODULES = ("sale", "sale-credit-limit", "account-invoice", "account-dunning", "stock")
DATABASE, PASSWORD = "tryton", "bench"
CUSTOMERS, SECONDS, LINES = 3000, 10, 10_000


def main() -> int:
    """Install, furnish, measure and write the figures; 1 when a step fails."""
    _install()
    with started("peer", keep_data=False) as infra:
        asyncio.run(_create(infra.postgres_url))
        settings = _settings(infra.postgres_url)
        _furnish(settings)
        figures = _measured(settings)
    found = {
        "peer": f"Tryton {VERSION}", "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine.fingerprint(), "figures": figures,
    }  # fmt: skip
    (build() / FILE).write_text(json.dumps(found, indent=1) + "\n")
    for name, value in figures.items():
        print(f"{name:24} {value:12,.2f}")
    return 0


def _install() -> None:
    uv = ROOT / ".tools" / "uv" / "bin" / "uv"
    packages = [f"trytond{name}=={VERSION}" for name in ("", *(f"-{module}" for module in MODULES))]
    if not PYTHON.exists():
        _run(uv, "venv", "--quiet", "--python", sys.executable, PYTHON.parents[1])
    _run(uv, "pip", "install", "--quiet", "--python", PYTHON, *packages, f"proteus=={VERSION}", "psycopg[binary,pool]")


async def _create(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        # lint: sql-text: the name comes from code
        await connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
    finally:
        await connection.close()


def _settings(url: str) -> dict[str, str]:
    HOME.mkdir(parents=True, exist_ok=True)
    configuration, secret = HOME / "trytond.conf", HOME / "password"
    server = urlunsplit(urlsplit(url)._replace(path="/", query=""))
    configuration.write_text(f"[database]\nuri = {server}\n")
    secret.write_text(PASSWORD)
    return {**os.environ, "TRYTON_CONF": str(configuration), "TRYTONPASSFILE": str(secret), "PYTHONPATH": ""}


def _furnish(settings: dict[str, str]) -> None:
    admin = [PYTHON.parent / "trytond-admin", "-c", settings["TRYTON_CONF"], "-d", DATABASE]
    modules = [module.replace("-", "_") for module in MODULES]
    _run(*admin, "--all", "--email", "bench@example.invalid", settings=settings)
    _run(*admin, "-u", *modules, "--activate-dependencies", settings=settings)
    _run(PYTHON, SCRIPTS / "furnish.py", CUSTOMERS, settings=settings)


def _measured(settings: dict[str, str]) -> dict[str, float]:
    trade = _figures(settings, "-O", "trade", SECONDS)
    lean = _figures(settings, "-O", "dunning", LINES)
    shipped = _figures(settings, "", "dunning", LINES)
    return {**trade, **lean, "dunning_shipped": shipped["dunning"]}


def _figures(settings: dict[str, str], option: str, what: str, size: int) -> dict[str, float]:
    options = [option] if option else []
    told = _run(PYTHON, *options, SCRIPTS / "measure.py", what, size, settings=settings)
    figures: dict[str, float] = json.loads(told.splitlines()[-1])
    return figures


def _run(*words: object, settings: dict[str, Any] | None = None) -> str:
    done = subprocess.run([str(word) for word in words], env=settings, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{words[0]} failed:\n{done.stderr[-3000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
