"""Why an order is held, what would release it, and its release before one's eyes."""

import pytest

from branchline.story.stage import cny
from tests.console.conftest import PHONE, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.mark.parametrize("size", [PHONE])
async def test_a_held_order_tells_its_cure_and_is_released_on_the_open_page(
    company: House, size: tuple[int, int]
) -> None:
    stage = company.stage
    owed = stage.order_a["value"]
    async with company.sitting("u-rep-1", size) as at:
        page = at.page
        await page.goto(f"{company.address}/orders/{stage.order_b['order_id']}")
        await page.get_by_text("逾期").first.wait_for()
        assert await at.accessible() == []
        cent_less = f"{float(owed['amount']) - 0.01:.2f}"
        await paid(company, cent_less, "all-but-a-cent")
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
