"""Every page opens by its address, in both languages, light and dark, at a desk and on a phone, without a fault."""

from dataclasses import dataclass

import pytest

from tests.console.conftest import DESK, PHONE, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PAGES = {
    "todo": "/todo", "approvals": "/approvals", "approvals-requested": "/approvals?box=requested",
    "customers": "/customers", "complaints": "/complaints", "aging": "/aging", "invoices": "/invoices",
    "overdue": "/overdue", "receipts": "/receipts", "orders": "/orders", "shipments": "/shipments", "me": "/me",
    "nowhere": "/nowhere",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a person sees the console."""

    size: tuple[int, int]
    language: str
    dark: bool

    def __str__(self) -> str:
        width = "desk" if self.size == DESK else "phone"
        return f"{width}-{self.language}-{'dark' if self.dark else 'light'}"


LOOKS = (
    Look(DESK, "zh-CN", dark=False), Look(PHONE, "zh-CN", dark=False),
    Look(DESK, "en", dark=True), Look(PHONE, "en", dark=True),
)  # fmt: skip


def of_the_story(company: House) -> dict[str, str]:
    """Name the pages of what the story has made."""
    facts = company.stage.facts
    return {
        "customer": f"/customers/{facts['customer_id']}", "order-held": f"/orders/{facts['order_b']['order_id']}",
        "order-delivered": f"/orders/{facts['order_a']['order_id']}",
        "invoice": f"/invoices/{facts['invoice_a']['invoice_id']}",
    }  # fmt: skip


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_every_page_opens_without_a_fault(company: House, look: Look) -> None:
    async with company.sitting("u-dm-1", look.size, language=look.language, dark=look.dark) as at:
        for name, path in {**PAGES, **of_the_story(company)}.items():
            await at.page.goto(company.address + path)
            await at.page.locator("h1").first.wait_for()
            await at.page.locator("[aria-busy=true]").first.wait_for(state="detached")
            found = await at.accessible()
            await at.picture(f"{name}-{look}")
            assert found == [], name
            width = await at.page.evaluate("document.documentElement.scrollWidth")
            assert width <= look.size[0], f"{name} scrolls sideways"
        assert at.faults == []
