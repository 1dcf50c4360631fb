"""Says what is there, what is missing and what to do, without changing anything."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from branchline.infrastructure import ServerFailed, docker_answers, reach
from branchline.infrastructure.jars import jars_folder, java
from branchline.infrastructure.postgres import SYSTEM_USER, binaries, has_system_user
from branchline.infrastructure.servers import free_port
from branchline.places import home

PYTHON_NEEDED = (3, 11)
JAVA_NEEDED = 17
NODE_NEEDED = 20
# Jars, packages, databases and logs of the demo take about one; the rest is room to breathe.
DISK_NEEDED_GB = 2
# The whole demo stays below three (summed PSS).
MEMORY_NEEDED_GB = 3
GB = 1024**3
ANSWER_TIMEOUT_S = 10
CONNECT_TIMEOUT_S = 3
KAFKA_PORT, POSTGRES_PORT = 9092, 5432


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `todo` says what to do when it is not as it should be."""

    name: str
    ok: bool
    detail_zh: str
    detail_en: str
    todo_zh: str = ""
    todo_en: str = ""


def check(environment: Mapping[str, str] = os.environ) -> list[Finding]:
    """Look at everything that the development servers, the tests and the demo need."""
    return [
        _python(), _java(), _maven(), _jars(), _node(), _postgres(), _system_user(), _docker(),
        *_given(environment), _ports(), _disk(), _memory(),
    ]  # fmt: skip


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    needed = ".".join(str(part) for part in PYTHON_NEEDED)
    return Finding(
        "Python", sys.version_info[:2] == PYTHON_NEEDED, version, version,
        f"请安装 Python {needed} 后重新执行 make setup", f"install Python {needed}, then run make setup again",
    )  # fmt: skip


def _java() -> Finding:
    todo = ("执行 make setup（自带 JRE），或安装 Java 17 以上", "run make setup (it brings a JRE) or install Java 17+")
    try:
        command = java()
    except ServerFailed:
        return Finding("Java", False, "没有", "missing", *todo)
    said = _said(str(command), "-XX:-UsePerfData", "-version")
    version = re.search(r'version "(\d+)', said)
    is_new_enough = version is not None and int(version[1]) >= JAVA_NEEDED
    detail = f"{said.splitlines()[0] if said else '?'} ({command})"
    return Finding("Java", is_new_enough, detail, detail, *todo)


def _maven() -> Finding:
    maven, has_jars = shutil.which("mvn"), _has_jars()
    zh = maven or ("没有，但 Kafka 已下载，用不到" if has_jars else "没有")
    en = maven or ("missing, and not needed: Kafka is here already" if has_jars else "missing")
    return Finding(
        "Maven", maven is not None or has_jars, zh, en,
        "安装 maven（仅首次下载 Kafka 用），或用 BRANCHLINE_KAFKA 给出地址",
        "install maven (it fetches Kafka, the first time only), or give an address in BRANCHLINE_KAFKA",
    )  # fmt: skip


def _jars() -> Finding:
    if _has_jars():
        return Finding("Kafka", True, str(jars_folder()), str(jars_folder()))
    # Not a fault: the first start fetches them.
    return Finding("Kafka", True, "首次启动时下载（约 55 MB）", "fetched at the first start (about 55 MB)")


def _has_jars() -> bool:
    return jars_folder().exists()


def _node() -> Finding:
    version = _said("node", "--version").strip()
    major = re.match(r"v(\d+)", version)
    return Finding(
        "Node", major is not None and int(major[1]) >= NODE_NEEDED, version or "没有", version or "missing",
        f"安装 Node {NODE_NEEDED} 以上（契约检查用）", f"install Node {NODE_NEEDED}+ (it checks the contracts)",
    )  # fmt: skip


def _postgres() -> Finding:
    version = _said(str(binaries() / "postgres"), "--version").strip()
    return Finding(
        "PostgreSQL", bool(version), version or "没有", version or "missing",
        "执行 make setup，或用 BRANCHLINE_POSTGRES 给出地址",
        "run make setup, or give an address in BRANCHLINE_POSTGRES",
    )  # fmt: skip


def _system_user() -> Finding:
    name = "PostgreSQL user"
    if os.geteuid() != 0:
        return Finding(name, True, "不是 root，用当前用户运行", "not root: it runs as you")
    is_there = has_system_user()
    uid = pwd.getpwnam(SYSTEM_USER).pw_uid if is_there else reach.NO_ID
    closed = "、".join(map(str, reach.closed_folders(uid, _existing(home()).resolve(), binaries().parent)))
    zh = f"以系统用户 {SYSTEM_USER} 运行" if is_there else f"首次启动会先告知，再创建系统用户 {SYSTEM_USER}"
    en = f"it runs as {SYSTEM_USER}" if is_there else f"the first start announces and makes the user {SYSTEM_USER}"
    if closed:
        zh += f"；启动会先告知，再准其通过 {closed}"
        en += f"; a start announces and lets it pass through {closed}"
    return Finding(name, True, f"root：{zh}", f"root: {en}")


def _docker() -> Finding:
    if docker_answers():
        return Finding("Docker", True, "可用，服务器用容器运行", "answers: the servers run as containers")
    return Finding("Docker", True, "没有引擎，改用内置服务器", "no engine: the embedded servers are used")


def _given(environment: Mapping[str, str]) -> Iterator[Finding]:
    for name, port in (("BRANCHLINE_POSTGRES", POSTGRES_PORT), ("BRANCHLINE_KAFKA", KAFKA_PORT)):
        address = environment.get(name)
        if address:
            yield _reachable(name, _first_host(address, port))


def _first_host(address: str, port: int) -> tuple[str, int] | None:
    first = address.split(",", maxsplit=1)[0]
    try:
        parts = urlsplit(first if "://" in first else f"//{first}")
        return parts.hostname or "127.0.0.1", parts.port or port
    except ValueError:
        return None


def _reachable(name: str, place: tuple[str, int] | None) -> Finding:
    todo = (f"启动该服务器，或更正、清除 {name}", f"start that server, or correct or unset {name}")
    if place is None:
        # The value itself may hold a password and is not repeated.
        return Finding(name, False, "地址无法读取", "is no address", *todo)
    shown = f"{place[0]}:{place[1]}"
    try:
        socket.create_connection(place, CONNECT_TIMEOUT_S).close()
    except OSError as error:
        return Finding(name, False, f"{shown} 连不上（{error}）", f"{shown} cannot be reached ({error})", *todo)
    return Finding(name, True, f"{shown} 可达", f"{shown} answers")


def _ports() -> Finding:
    try:
        port = free_port()
    except OSError as error:
        return Finding(
            "Ports", False, f"127.0.0.1 上无法监听（{error}）", f"cannot listen on 127.0.0.1 ({error})",
            "检查本机网络限制", "look for a limit on local sockets",
        )  # fmt: skip
    return Finding("Ports", True, f"127.0.0.1 有空闲端口（如 {port}）", f"127.0.0.1 has free ports (such as {port})")


def _disk() -> Finding:
    free = shutil.disk_usage(_existing(home())).free // GB
    return Finding(
        "Disk", free >= DISK_NEEDED_GB, f"剩余 {free} GB", f"{free} GB free",
        f"请腾出至少 {DISK_NEEDED_GB} GB，或用 BRANCHLINE_HOME 换一个磁盘",
        f"free {DISK_NEEDED_GB} GB, or name another disk in BRANCHLINE_HOME",
    )  # fmt: skip


def _memory() -> Finding:
    free = psutil.virtual_memory().available // GB
    return Finding(
        "Memory", free >= MEMORY_NEEDED_GB, f"可用 {free} GB", f"{free} GB available",
        f"演示需要约 {MEMORY_NEEDED_GB} GB，请关闭其他程序",
        f"the demo needs about {MEMORY_NEEDED_GB} GB: close other programs",
    )  # fmt: skip


def _existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())


def _said(*command: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=ANSWER_TIMEOUT_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr
