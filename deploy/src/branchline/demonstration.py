"""The demo and the story: start everything, import the sample company, play, and report."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from branchline import estate as estates
from branchline import infrastructure, sample, settled
from branchline.client import GRANT
from branchline.estate import Estate
from branchline.importing import imported
from branchline.imports.kinds import KINDS
from branchline.infrastructure.servers import free_port
from branchline.places import build, instance_folder
from branchline.story.outsider import Outsider
from branchline.story.play import play
from branchline.story.stage import Stage
from branchline.words import Lang
from chassis.calendar import SHANGHAI
from chassis.clock import monotonic, real_now

DEMO, STORY = "demo", "story"
MARK = "played"


def forget(out: Console) -> None:
    """Forget the demo's data."""
    if (instance_folder(DEMO) / "estate.json").exists():
        out.print("演示仍在运行，请先按 Ctrl-C 停止 / the demo is running: stop it first")
        raise SystemExit(1)
    out.print(f"✓ {infrastructure.forget(DEMO)}")


async def play_once(lang: Lang, out: Console) -> int:
    """Play the story on fresh servers; 0 only if every step held."""
    playing = asyncio.current_task()
    if playing:
        # Cancelled, everything that was started is stopped; killed, it would have to be swept up.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    shutil.rmtree(build() / "logs", ignore_errors=True)
    async with _prepared(STORY, lang, out, keep_data=False) as (stage, outsider):
        report = await _played(stage, outsider, lang, out)
    return 0 if all(step["ok"] for step in report["steps"]) else 1


async def run(lang: Lang, out: Console) -> int:
    """Run the demo until Ctrl-C; the story is played the first time."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    began = monotonic()
    async with _prepared(DEMO, lang, out, keep_data=True) as (stage, outsider):
        mark = instance_folder(DEMO) / MARK
        if not mark.exists():
            report = await _until_stopped(_played(stage, outsider, lang, out), stop)
            if report is not None and all(step["ok"] for step in report["steps"]):
                mark.touch()
        if not stop.is_set():
            gateway = f"http://127.0.0.1:{free_port()}"
            await stage.supervisor.start([estates.gateway(stage.estate, int(gateway.rsplit(":", 1)[1]))])
            _addresses(stage.estate, gateway, lang, out, monotonic() - began)
            await stop.wait()
        out.print(lang.pick("正在停止…", "stopping …"))
    return 0


async def _until_stopped(work: Any, stop: asyncio.Event) -> Any:
    task = asyncio.ensure_future(work)
    waiting = asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
        return None
    return task.result()


@asynccontextmanager
async def _prepared(
    instance: str, lang: Lang, out: Console, *, keep_data: bool
) -> AsyncIterator[tuple[Stage, Outsider]]:
    today = real_now().astimezone(SHANGHAI).date()
    sheets = sample.generate(build() / "sample", today)
    say = out.print
    out.print(lang.pick("启动 PostgreSQL、Kafka 与四个服务…", "starting PostgreSQL, Kafka and the four services …"))
    async with estates.running(instance, sheets[sample.LOGIN], keep_data=keep_data, say=say) as (estate, supervisor):
        stage = Stage(estate, supervisor, lang, say, {"began": monotonic()})
        outsider = Outsider(estate.kafka)
        try:
            await outsider.start()
            await company(stage, sheets, out, today.year)
            yield stage, outsider
        finally:
            await outsider.stop()
            await stage.close()


async def company(stage: Stage, sheets: dict[str, Path], out: Console, year: int) -> None:
    """Import the sample company by the same commands as anybody; the same files twice change nothing."""
    began = monotonic()
    mark = instance_folder(stage.estate.instance) / "imported"
    if mark.exists():
        return
    rows = 0
    for kind in KINDS:
        report = await imported(stage.estate, kind, sheets[kind], out)
        if not report.ok:
            raise SystemExit(report.to_json())
        rows += report.rows
        out.print(f"  ✓ {kind}: {report.rows}")
        # What follows refers to it, perhaps in another service.
        await settled.everywhere(stage.estate)
        if kind == "branches":
            for each in (year, year + 1):
                await stage.operator.post("customers", "/calendar", {"year": each})
            await settled.everywhere(stage.estate)
    mark.touch()
    stage.facts["bulk"] = {"rows": rows, "seconds": round(monotonic() - began, 1)}


async def _played(stage: Stage, outsider: Outsider, lang: Lang, out: Console) -> dict[str, Any]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    stage.facts["began"] = monotonic()
    with Progress(*columns, console=out, transient=True) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int, title: str) -> None:
            bar.update(task, description=title, completed=done, total=total)
            out.print(f"[bold]{title}[/]")

        stage.say = bar.console.print
        report = await play(stage, outsider, progress)
    for step in report["steps"]:
        mark = "[green]✓[/]" if step["ok"] else "[red]✗[/]"
        out.print(
            f"{mark} {step['id']:>3} {step['title']} ({step['seconds']} s)"
            + (f"\n      {step['error']}" if "error" in step else "")
        )
    out.print(
        lang.pick("延迟", "latency") + f": {report['latency_ms']}; {report['seconds']} s; {report['pss_mb_total']} MB"
    )
    return report


def _addresses(estate: Estate, gateway: str, lang: Lang, out: Console, seconds: float) -> None:
    out.print(
        lang.pick(
            f"就绪，用时 {seconds:.0f} 秒。按 Ctrl-C 停止。", f"ready after {seconds:.0f} s. Ctrl-C stops everything."
        )
    )
    out.print(f"  [bold]{lang.pick('控制台', 'console'):14} {gateway}/[/]")
    for name, address in estate.services.items():
        out.print(f"  {name:14} {address.url}/docs")
    out.print(f"  {lang.pick('登录', 'log in'):14} {estate.issuer}/")
    command = f"curl -s -d grant_type={GRANT} -d subject=u-rep-1 {estate.issuer}/token"
    out.print(lang.pick(f"  令牌：{command}", f"  a token: {command}"))
