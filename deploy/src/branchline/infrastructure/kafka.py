"""Apache Kafka 4 in KRaft mode, one node, from its Maven artifacts."""

import asyncio
import base64
import logging
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from branchline.infrastructure.jars import jars, java
from branchline.infrastructure.servers import ANYWHERE, LOOPBACK, Listening, Server, ServerFailed, end, free_port, tail

READY_TIMEOUT_S = 60
PROBE_TIMEOUT_S = 10
PROBE_EVERY_S = 0.1
START_TRIES = 3
GENTLY = ((signal.SIGTERM, 20.0), (signal.SIGKILL, 5.0))
AT_ONCE = ((signal.SIGKILL, 5.0),)
# Small and quick to start; -UsePerfData: the JVM writes to the system's temporary folder otherwise.
JVM = ("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
LOG_LEVEL = "-Dorg.apache.logging.log4j.level=WARN"
# A pattern that fits no topic: the group is joined, and no topic has to be there.
NO_TOPIC = "^branchline-no-topic$"
PROPERTIES = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller}
listeners={listeners},CONTROLLER://{host}:{controller}
advertised.listeners={advertised}
controller.listener.names=CONTROLLER
listener.security.protocol.map={protocols},CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs={data}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
log.cleaner.dedupe.buffer.size=2097152
"""


def start(
    folder: Path,
    say: Callable[[str], None],
    at: Listening = ANYWHERE,
    *,
    extra: str = "",
    format_options: Sequence[str] = (),
) -> Server:
    """Run a broker over a data folder, formatted at need; return when a consumer group can join.

    `extra` overrides properties; `{host}`, `{port}`, `{controller}` and `{data}` in it are filled in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tmp").mkdir(exist_ok=True)
    command = [str(java()), *JVM, LOG_LEVEL, f"-Djava.io.tmpdir={folder / 'tmp'}", "-cp", f"{jars(say)}/*"]
    if not (folder / "data").exists():
        _format(folder, command, format_options)
    cluster, log = (folder / "cluster").read_text(), folder / "log"
    for _ in range(START_TRIES):
        port = at.port or free_port()
        properties = _write(folder / "server.properties", folder / "data", Listening(port, at.doors), extra)
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*command, "kafka.Kafka", str(properties)], cwd=folder, stdin=subprocess.DEVNULL, stdout=out,
                stderr=out, start_new_session=True,
            )  # fmt: skip
        server = Server(f"{LOOPBACK}:{port}", cluster, process.pid)
        if _comes_up(process, server, log):
            return server
    raise ServerFailed(f"没有空闲端口可用 / its ports were taken each time\n{tail(log)}")


async def check(server: Server) -> None:
    """Make sure that our own broker answers, and that a consumer group can join."""
    with _quiet():
        try:
            async with asyncio.timeout(PROBE_TIMEOUT_S):
                found = await _cluster_of(server.address)
                if found == server.identity:
                    await _join(server.address)
        except (KafkaError, OSError, TimeoutError) as error:
            raise ServerFailed(f"Kafka 无应答 / does not answer: {error!r}") from error
    if found != server.identity:
        raise ServerFailed(f"该端口属于另一个 Kafka 集群 / the port belongs to another Kafka cluster ({found})")


def stop(folder: Path, *, gently: bool) -> None:
    """End the broker over a data folder, if one runs."""
    end(marker(folder), GENTLY if gently else AT_ONCE)


def marker(folder: Path) -> str:
    """Name the argument by which the processes of a data folder are known."""
    return str(folder / "server.properties")


def _comes_up(process: subprocess.Popen[bytes], server: Server, log: Path) -> bool:
    until = time.monotonic() + READY_TIMEOUT_S
    while time.monotonic() < until and process.poll() is None:
        try:
            asyncio.run(check(server))
            return True
        except ServerFailed:
            time.sleep(PROBE_EVERY_S)
    if process.poll() is not None and "Address already in use" in log.read_text(errors="replace"):
        return False
    raise ServerFailed(f"Kafka 未能启动 / did not start within {READY_TIMEOUT_S} s\n{tail(log)}")


def _format(folder: Path, command: list[str], options: Sequence[str]) -> None:
    # Formatted beside its place: what an interrupted run leaves is never taken for a broker's data.
    half, log = folder / "data.new", folder / "format.log"
    shutil.rmtree(half, ignore_errors=True)
    # Kafka's own ids: 16 bytes in 22 letters of base64url.
    cluster = base64.urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
    properties = _write(folder / "format.properties", half, Listening(1))
    with log.open("wb") as out:
        done = subprocess.run(
            [*command, "kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "-c", str(properties), *options],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=READY_TIMEOUT_S, check=False,
        )  # fmt: skip
    if done.returncode != 0:
        raise ServerFailed(f"Kafka 数据目录无法格式化 / its data folder could not be formatted\n{tail(log)}")
    (folder / "cluster").write_text(cluster)
    half.rename(folder / "data")


def _write(path: Path, data: Path, at: Listening, extra: str = "") -> Path:
    # Of a property that stands twice the broker takes the later one.
    ways = {"PLAINTEXT": (at.port, f"{LOOPBACK}:{at.port}")}
    ways |= {f"DOOR{number}": door for number, door in enumerate(at.doors)}
    listeners = ",".join(f"{name}://{LOOPBACK}:{port}" for name, (port, _) in ways.items())
    advertised = ",".join(f"{name}://{address}" for name, (_, address) in ways.items())
    protocols = ",".join(f"{name}:PLAINTEXT" for name in ways)
    path.write_text(
        (PROPERTIES + extra).format(
            host=LOOPBACK, port=at.port, controller=free_port(), data=data, listeners=listeners, advertised=advertised,
            protocols=protocols,
        )
    )  # fmt: skip
    return path


async def _cluster_of(address: str) -> str:
    admin = AIOKafkaAdminClient(bootstrap_servers=address)
    try:
        await admin.start()
        return str((await admin.describe_cluster())["cluster_id"])
    finally:
        await admin.close()


async def _join(address: str) -> None:
    consumer = AIOKafkaConsumer(bootstrap_servers=address, group_id=f"probe-{uuid4()}", retry_backoff_ms=50)
    consumer.subscribe(pattern=NO_TOPIC)
    try:
        await consumer.start()
    finally:
        await consumer.stop()


@contextmanager
def _quiet() -> Iterator[None]:
    # A broker that is coming up answers with errors that are none; the client reports each.
    logger = logging.getLogger("aiokafka")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
