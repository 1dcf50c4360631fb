import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from branchline.infrastructure.servers import free_port
from branchline.supervisor import Child, NotReady, Supervisor

GENTLE = """
import http.server, signal, sys
signal.signal(signal.SIGTERM, lambda *_: (print("drained", flush=True), sys.exit(0)))
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()"
PARENT = """
import asyncio, pathlib, sys
from branchline.supervisor import Child, Supervisor
async def main():
    supervisor = Supervisor(pathlib.Path(sys.argv[1]), print)
    await supervisor.start([Child("sleeper", ["sleep", "600"], {"PATH": "/usr/bin:/bin"})])
    print(supervisor.pids()["sleeper"], flush=True)
    await asyncio.Event().wait()
asyncio.run(main())
"""
ENV = dict(os.environ)


def gentle(name: str) -> Child:
    port = free_port()
    return Child(name, [sys.executable, "-c", GENTLE, str(port)], ENV, f"http://127.0.0.1:{port}/")


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    return tmp_path / "logs"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
async def supervisor(logs: Path, said: list[str]) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(logs, said.append)
    yield supervisor
    await supervisor.stop(timeout_s=1)


async def test_children_are_ready_when_start_returns_and_drain_when_stopped(supervisor, logs):
    await supervisor.start([gentle("one"), gentle("two")])
    pids = supervisor.pids()
    assert pids.keys() == {"one", "two"}
    assert all(mb > 0 for mb in supervisor.pss_mb().values())
    await supervisor.stop()
    assert supervisor.pids() == {}
    assert not any(psutil.pid_exists(pid) for pid in pids.values())
    assert "drained" in (logs / "one.log").read_text()


async def test_a_killed_child_comes_back_and_is_ready_again(supervisor, said):
    await supervisor.start([gentle("one"), gentle("two")])
    before = supervisor.pids()
    supervisor.kill("one")
    await supervisor.ready("one", timeout_s=20)
    after = supervisor.pids()
    assert after["one"] != before["one"]
    assert after["two"] == before["two"]
    assert supervisor.deaths("one") == 1
    assert supervisor.crashes("one") == 0
    assert "one" in said[0]


async def test_a_child_that_is_held_stays_down_until_it_is_released(supervisor):
    await supervisor.start([gentle("one"), gentle("two")])
    supervisor.hold("one")
    supervisor.kill("two")
    await supervisor.ready("two", timeout_s=20)
    assert "one" not in supervisor.pids()
    supervisor.release("one")
    await supervisor.ready("one", timeout_s=20)


async def test_a_child_that_runs_once_stays_down_when_it_ends_and_has_not_crashed(supervisor, said):
    await supervisor.start([Child("one", ["sleep", "600"], ENV)])
    supervisor.once("one")
    supervisor.send("one", signal.SIGTERM)
    async with asyncio.timeout(20):
        while not said:
            await asyncio.sleep(0)
    assert supervisor.pids() == {}
    assert supervisor.crashes("one") == 0


async def test_a_child_that_is_replaced_lives_on_as_another_program(supervisor):
    await supervisor.start([gentle("one")])
    supervisor.replace(Child("one", ["sleep", "600"], ENV))
    supervisor.kill("one")
    await supervisor.ready("one", timeout_s=20)
    assert psutil.Process(supervisor.pids()["one"]).cmdline() == ["sleep", "600"]


async def test_a_child_that_is_dismissed_drains_and_is_forgotten(supervisor, logs):
    await supervisor.start([gentle("one"), gentle("two")])
    assert await supervisor.dismiss("one") < 10
    assert supervisor.names() == ["two"]
    assert "drained" in (logs / "one.log").read_text()


async def test_a_child_that_is_never_ready_is_named_with_the_end_of_its_log(supervisor):
    broken = Child("broken", [sys.executable, "-c", "raise SystemExit('no schema')"], ENV, "http://127.0.0.1:1/")
    with pytest.raises(NotReady, match=r"(?s)broken.*no schema"):
        await supervisor.start([broken], timeout_s=2)
    assert supervisor.deaths("broken") >= 2
    assert supervisor.crashes("broken") >= 2


async def test_a_child_that_ignores_the_request_to_stop_is_ended(supervisor):
    await supervisor.start([Child("stubborn", [sys.executable, "-c", STUBBORN], ENV)])
    pid = supervisor.pids()["stubborn"]
    await supervisor.stop(timeout_s=0.3)
    assert not psutil.pid_exists(pid)


async def test_what_a_child_has_started_ends_with_it(supervisor):
    await supervisor.start([Child("shell", ["/bin/sh", "-c", "sleep 600 & wait"], ENV)])
    shell = psutil.Process(supervisor.pids()["shell"])
    async with asyncio.timeout(10):
        while not (children := shell.children()):
            await asyncio.sleep(0)
    await supervisor.stop()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []


def test_no_child_outlives_a_supervisor_that_is_killed(tmp_path):
    argv = [sys.executable, "-c", textwrap.dedent(PARENT), str(tmp_path)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    _, alive = psutil.wait_procs([child], timeout=5)
    assert alive == []
