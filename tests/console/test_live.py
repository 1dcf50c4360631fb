"""What one person does, another sees on the open page."""

import pytest

from tests.console.conftest import House
from tests.console.test_approval import application

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


async def test_a_new_form_appears_and_a_decision_is_seen_without_reload(company: House) -> None:
    async with company.sitting("u-dm-1") as manager, company.sitting("u-rep-1") as representative:
        form = await application(company.stage, "90000.00")
        await manager.page.get_by_text("¥90,000.00").wait_for()
        await representative.page.goto(f"{company.address}/approvals/{form['approval_id']}")
        await representative.page.get_by_text("审批中").first.wait_for()
        await manager.page.get_by_text("¥90,000.00").click()
        await manager.page.get_by_role("button", name="拒绝").wait_for()
        await manager.page.keyboard.press("r")
        await manager.page.get_by_role("dialog").wait_for()
        await manager.page.keyboard.type("额度过高")
        await manager.page.keyboard.press("Control+Enter")
        await representative.page.get_by_text("已拒绝").first.wait_for()
        await representative.page.get_by_text("额度过高").first.wait_for()
        assert manager.faults == []
        assert representative.faults == []
