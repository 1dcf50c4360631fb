import asyncio
import json
import os
import signal
import subprocess
import sys

import asyncpg
import psutil
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from branchline import infrastructure
from branchline.infrastructure import ServerFailed, embedded, given, kafka, postgres, started
from branchline.infrastructure.servers import Server, end, free_port, ours
from branchline.places import home, instance_folder

HOLDER = """
import sys
from branchline.infrastructure import started
with started(sys.argv[1], keep_data=sys.argv[2] == "keep") as servers:
    print(*servers.pids, flush=True)
    sys.stdin.read()
"""


def silent(text: str) -> None:
    """Say nothing: these tests look at what runs."""


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    monkeypatch.delenv("BRANCHLINE_POSTGRES", raising=False)
    monkeypatch.delenv("BRANCHLINE_KAFKA", raising=False)


@pytest.fixture(scope="module")
def embedded_servers():
    instance = f"test-shared-{os.getpid()}"
    with embedded.running(instance, frozenset(embedded.SERVERS), keep_data=False, say=silent) as servers:
        yield instance, servers


@pytest.fixture
def holder():
    held = []

    def hold(instance: str, keep: str) -> tuple[subprocess.Popen, list[int]]:
        argv = [sys.executable, "-c", HOLDER, instance, keep]
        process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        held.append(process)
        # What it announces on the way comes before its one line of numbers.
        for line in process.stdout:
            if line.replace(" ", "").strip().isdigit():
                return process, [int(pid) for pid in line.split()]
        raise AssertionError("the servers did not start")

    yield hold
    for process in held:
        process.communicate(timeout=60)


async def test_the_real_servers_answer_and_keep_what_they_acknowledge(embedded_servers):
    _, servers = embedded_servers
    connection = await asyncpg.connect(servers["postgres"].address)
    names = ["server_version_num", "fsync", "synchronous_commit", "listen_addresses", "data_directory"]
    shown = dict(await connection.fetch("SELECT name, setting FROM pg_settings WHERE name = ANY($1)", names))
    await connection.close()
    assert int(shown["server_version_num"]) >= 180_000
    assert (shown["fsync"], shown["synchronous_commit"]) == ("on", "on")
    assert shown["listen_addresses"] == "127.0.0.1"
    assert shown["data_directory"].startswith(str(home().resolve()))


async def test_a_group_consumes_what_an_idempotent_producer_sends(embedded_servers):
    address = embedded_servers[1]["kafka"].address
    admin = AIOKafkaAdminClient(bootstrap_servers=address)
    await admin.start()
    await admin.create_topics([NewTopic("try", 4, 1)])
    await admin.close()
    async with AIOKafkaProducer(bootstrap_servers=address, enable_idempotence=True, acks="all") as producer:
        await producer.send_and_wait("try", b"value", b"key")
    consumer = AIOKafkaConsumer("try", bootstrap_servers=address, group_id="g", auto_offset_reset="earliest")
    async with asyncio.timeout(15), consumer:
        record = await consumer.getone()
    assert (record.key, record.value) == (b"key", b"value")


async def test_topics_are_never_made_by_asking_for_them(embedded_servers):
    address = embedded_servers[1]["kafka"].address
    admin = AIOKafkaAdminClient(bootstrap_servers=address)
    await admin.start()
    await admin.describe_topics(["never-declared"])
    names = await admin.list_topics()
    await admin.close()
    assert "never-declared" not in names


async def test_the_broker_of_another_cluster_is_refused(embedded_servers):
    real = embedded_servers[1]["kafka"]
    with pytest.raises(ServerFailed, match="another Kafka cluster"):
        await kafka.check(Server(real.address, "AAAAAAAAAAAAAAAAAAAAAA", real.pid))


async def test_the_database_of_another_folder_is_refused(embedded_servers):
    real = embedded_servers[1]["postgres"]
    with pytest.raises(ServerFailed, match="another PostgreSQL"):
        await postgres.check(Server(real.address, "/elsewhere", real.pid))


async def test_a_silent_port_is_refused_by_both():
    nobody = f"127.0.0.1:{free_port()}"
    with pytest.raises(ServerFailed):
        await kafka.check(Server(nobody, "", 0))
    with pytest.raises(ServerFailed):
        await postgres.check(Server(f"postgresql://postgres@{nobody}/postgres", "", 0))


def test_a_second_user_shares_the_servers_and_leaves_them_running(embedded_servers, holder):
    instance, servers = embedded_servers
    process, pids = holder(instance, "drop")
    process.communicate(timeout=30)
    assert sorted(pids) == sorted(server.pid for server in servers.values())
    assert all(psutil.pid_exists(pid) for pid in pids)
    with pytest.raises(ServerFailed, match="is running"):
        infrastructure.forget(instance)


def test_a_stop_leaves_no_process_and_no_data():
    instance = f"test-stopped-{os.getpid()}"
    with embedded.running(instance, frozenset({"postgres"}), keep_data=False, say=silent) as servers:
        postmaster = psutil.Process(servers["postgres"].pid)
        family = [postmaster, *postmaster.children()]
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    assert not instance_folder(instance).exists()


def test_a_killed_run_is_cleared_away_and_its_data_is_kept_for_the_next(holder):
    instance = f"kept-{os.getpid()}"
    process, first = holder(instance, "keep")
    cluster = (instance_folder(instance) / "kafka" / "cluster").read_text()
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    try:
        process, second = holder(instance, "keep")
        assert not {pid for pid in first if psutil.pid_exists(pid)}
        state = json.loads((instance_folder(instance) / embedded.STATE).read_text())
        assert state["servers"]["kafka"]["identity"] == cluster
        process.communicate(timeout=60)
        assert not {pid for pid in second if psutil.pid_exists(pid)}
    finally:
        infrastructure.forget(instance)


def test_only_a_process_that_names_our_own_path_is_ended(tmp_path):
    stranger = subprocess.Popen(["sleep", "60"])
    marked = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()", str(tmp_path)])
    try:
        assert [process.pid for process in ours(str(tmp_path))] == [marked.pid]
        end(str(tmp_path), [(signal.SIGTERM, 10.0)])
        assert ours(str(tmp_path)) == []
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
        marked.wait()


def test_given_addresses_are_used_and_nothing_is_started(embedded_servers, monkeypatch):
    servers = embedded_servers[1]
    monkeypatch.setenv("BRANCHLINE_POSTGRES", servers["postgres"].address)
    monkeypatch.setenv("BRANCHLINE_KAFKA", servers["kafka"].address)
    with started("never", keep_data=False, say=silent) as found:
        assert (found.source, found.pids) == ("environment", ())
        assert found.kafka == servers["kafka"].address
    assert not instance_folder("never").exists()


def test_a_given_address_that_does_not_answer_is_named():
    with pytest.raises(ServerFailed, match="BRANCHLINE_KAFKA"):
        given.check(None, f"127.0.0.1:{free_port()}")
    with pytest.raises(ServerFailed, match="BRANCHLINE_POSTGRES"):
        given.check(f"postgresql://postgres@127.0.0.1:{free_port()}/postgres", None)
