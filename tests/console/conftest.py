"""The console in a real browser, in front of four real services with the sample company."""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from rich.console import Console

from branchline import demonstration, estate, sample
from branchline.infrastructure.servers import free_port
from branchline.places import build, console
from branchline.story import opening, selling
from branchline.story.stage import Stage
from branchline.words import Lang
from chassis.calendar import SHANGHAI
from chassis.clock import real_now

ROOT = Path(__file__).parents[2]
AXE = ROOT / "console" / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = (1440, 900), (390, 844)
TO_A_HELD_ORDER = (
    opening.open_customer, opening.complete_dossier, opening.get_credit, selling.first_order, selling.first_delivery,
    selling.held_open_order, selling.overdue,
)  # fmt: skip
# Root may not use Chromium's sandbox; the rest keeps it from asking hosts of its own.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Sitting:
    """Somebody at the console, and what went wrong there."""

    page: Page
    faults: list[str] = field(default_factory=list)

    async def picture(self, name: str) -> None:
        """Keep a picture of the whole page."""
        folder = build() / "screenshots"
        folder.mkdir(exist_ok=True)
        await self.page.screenshot(path=folder / f"{name}.png", full_page=True)

    async def accessible(self) -> list[str]:
        """List what axe finds against WCAG 2.2 AA."""
        await self.page.evaluate(AXE.read_text())
        found = await self.page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]


@dataclass
class House:
    """The company at work: its stage, and the address of the console."""

    stage: Stage
    address: str
    browser: Browser

    @asynccontextmanager
    async def sitting(
        self, subject: str, size: tuple[int, int] = DESK, *, language: str = "zh-CN", dark: bool = False
    ) -> AsyncIterator[Sitting]:
        """Sit down as somebody: sign in by the issuer's page; what fails on the way is kept."""
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=language,
            color_scheme="dark" if dark else "light", timezone_id="Asia/Shanghai",
        )  # fmt: skip
        try:
            sitting = await _watched(context)
            await sitting.page.goto(self.address)
            await sitting.page.locator(f'button[value="{subject}"]').click()
            await sitting.page.locator("h1").first.wait_for()
            yield sitting
        finally:
            await context.close()


async def _watched(context: BrowserContext) -> Sitting:
    page = await context.new_page()
    sitting = Sitting(page)
    note: Callable[[str], None] = sitting.faults.append
    page.on("console", lambda said: note(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: note(str(error)))
    page.on("response", lambda answer: note(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    return sitting


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser's path; fail where there is none."""
    found = os.environ.get("BRANCHLINE_CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.fail("没有 Chromium：请运行 make setup-browser / no Chromium: run make setup-browser")
    return found


@pytest.fixture(scope="session")
async def company(chromium: str) -> AsyncIterator[House]:
    """Start everything with the sample company, and one customer whose invoice is overdue and whose order is held."""
    assert (console() / "index.html").exists(), "run make console"
    out = Console(quiet=True)
    sheets = sample.generate(build() / "sample", real_now().astimezone(SHANGHAI).date())
    async with estate.running("console", sheets[sample.LOGIN], keep_data=False, say=print) as (here, supervisor):
        stage = Stage(here, supervisor, Lang.zh, print)
        await demonstration.company(stage, sheets, out, stage.today().year)
        for act in TO_A_HELD_ORDER:
            await act(stage)
        address = f"http://127.0.0.1:{free_port()}"
        await supervisor.start([estate.gateway(here, int(address.rsplit(":", 1)[1]))])
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            yield House(stage, address, browser)
            await browser.close()
        await stage.close()
