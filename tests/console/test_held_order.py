"""Why an order is held, what would release it, and its release before one's eyes."""

from decimal import Decimal

import pytest

from branchline.story.stage import cny
from tests.console.conftest import PHONE, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


async def test_a_held_order_tells_its_cure_and_is_released_on_the_open_page(company: House) -> None:
    stage = company.stage
    owed = stage.order_a["value"]
    async with company.sitting("u-dm-1") as at:
        await at.page.goto(f"{company.address}/orders/{stage.order_b['order_id']}")
        await at.page.get_by_text("逾期").first.wait_for()
        await at.picture("order-held-desk-zh")
        assert at.faults == []
    async with company.sitting("u-rep-1", PHONE) as at:
        page = at.page
        await page.goto(f"{company.address}/orders/{stage.order_b['order_id']}")
        await page.get_by_text("逾期").first.wait_for()
        assert await at.accessible() == []
        await at.picture("order-held-phone-zh")
        await paid(company, str(Decimal(owed["amount"]) - Decimal("0.01")), "all-but-a-cent")
        await page.get_by_text("¥0.01").first.wait_for()
        await paid(company, "0.01", "the-cent")
        await page.get_by_text("逾期", exact=False).first.wait_for(state="detached")
        assert at.faults == []


async def paid(company: House, amount: str, reference: str) -> None:
    """Book a receipt of the customer as finance."""
    stage = company.stage
    body = {
        "customer_id": stage.customer_id, "bank_account": "6222000011112222", "bank_ref": reference,
        "amount": cny(amount), "received_on": stage.day(0),
    }  # fmt: skip
    await stage.person("u-fin").post("receivables", "/receipts", body)
