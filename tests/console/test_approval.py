"""An approval, from the list to the decision, at a desk and on a phone."""

from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Route

from branchline.story.stage import Stage, cny
from tests.console.conftest import PHONE, House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


async def withdrawn(stage: Stage) -> None:
    """Take back what an earlier test left open: one application at a time."""
    rep = stage.person("u-rep-1")
    path = f"/customers/{stage.customer_id}/credit-applications"
    for form in (await rep.get("notifications", "/approvals?box=requested"))["items"]:
        if form["state"] == "open":
            await rep.post("notifications", f"/approvals/{form['approval_id']}/withdrawal", {})

    async def ended() -> Any:
        return all(each["status"] != "open" for each in await rep.get("customers", path))

    await stage.until("no application is open", ended)


async def application(stage: Stage, limit: str) -> dict[str, Any]:
    """Apply for credit as the representative; the form waits for the department manager."""
    rep = stage.person("u-rep-1")
    await withdrawn(stage)
    asked = {"limit": cny(limit), "term_days": 30, "reasons": f"年采购约 300 万元 {uuid4()}"}
    form = await rep.post("customers", f"/customers/{stage.customer_id}/credit-applications", asked)
    manager = stage.person("u-dm-1")

    async def arrived() -> Any:
        found = await manager.get("notifications", "/approvals")
        return next((each for each in found["items"] if each["request_id"] == form["request_id"]), None)

    return await stage.until("the form waits", arrived)


async def test_a_manager_refuses_on_the_phone_with_a_reason(company: House) -> None:
    form = await application(company.stage, "80000.00")
    async with company.sitting("u-dm-1", PHONE) as at:
        page = at.page
        await page.get_by_text("客户授信审批表").first.wait_for()
        assert await at.accessible() == []
        await at.picture("todo-phone-zh")
        await page.get_by_text("¥80,000.00").click()
        await page.get_by_role("button", name="拒绝").wait_for()
        assert await at.accessible() == []
        await at.picture("approval-phone-zh")
        await page.get_by_role("button", name="拒绝").click()
        confirm = page.get_by_role("dialog").get_by_role("button", name="拒绝")
        assert await confirm.is_disabled()
        await page.get_by_role("textbox").fill("先收回旧欠款")
        assert await at.accessible() == []
        await at.picture("approval-refuse-phone-zh")
        await confirm.click()
        await page.get_by_role("heading", name="待办", level=1).wait_for()
        await page.get_by_text("¥80,000.00").wait_for(state="detached")
        assert at.faults == []
    seen = await company.stage.person("u-rep-1").get("notifications", f"/approvals/{form['approval_id']}")
    assert seen["state"] == "refused"
    assert seen["history"][-1]["comment"] == "先收回旧欠款"


async def test_the_keyboard_alone_approves_at_a_desk(company: House) -> None:
    form = await application(company.stage, "70000.00")
    async with company.sitting("u-dm-1") as at:
        page = at.page
        await page.get_by_text("¥70,000.00").wait_for()
        await page.keyboard.press("j")
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="审批依据").wait_for()
        await at.picture("approval-desk-zh")
        await page.keyboard.press("a")
        await page.keyboard.type("同意，年底前收回")
        await page.keyboard.press("Control+Enter")
        await page.get_by_role("heading", name="待办", level=1).wait_for()
        assert at.faults == []
    seen = await company.stage.person("u-rep-1").get("notifications", f"/approvals/{form['approval_id']}")
    assert [each["action"] for each in seen["history"]][-1] == "agreed"


async def test_whoever_asked_is_offered_no_decision(company: House) -> None:
    form = await application(company.stage, "60000.00")
    async with company.sitting("u-rep-1") as at:
        page = at.page
        await page.goto(f"{company.address}/approvals/{form['approval_id']}")
        await page.get_by_text("这是您自己提交的申请").wait_for()
        assert await page.get_by_role("button", name="同意").count() == 0
        assert await at.accessible() == []
        await page.get_by_role("button", name="撤回申请").click()
        await page.get_by_text("已撤回").first.wait_for()
        assert at.faults == []


async def test_a_lost_answer_is_asked_for_again_and_decides_once(company: House) -> None:
    form = await application(company.stage, "50000.00")
    async with company.sitting("u-dm-1") as at:
        page = at.page
        keys = []

        async def lose_the_first(route: Route) -> None:
            keys.append(route.request.headers["idempotency-key"])
            answer = await route.fetch()
            if len(keys) == 1:
                await route.abort("connectionreset")
            else:
                await route.fulfill(response=answer)

        await page.route("**/decisions", lose_the_first)
        await page.goto(f"{company.address}/approvals/{form['approval_id']}")
        await page.get_by_role("button", name="同意").click()
        await page.get_by_role("dialog").get_by_role("button", name="同意").click()
        await page.get_by_role("heading", name="待办", level=1).wait_for()
    assert len(keys) == 2
    assert len(set(keys)) == 1
    seen = await company.stage.person("u-rep-1").get("notifications", f"/approvals/{form['approval_id']}")
    assert [each["action"] for each in seen["history"]].count("agreed") == 1


async def test_a_session_that_ended_keeps_the_page_and_asks_to_sign_in(company: House) -> None:
    async with company.sitting("u-dm-1") as at:
        page = at.page
        await page.route("**/api/notifications/**", lambda route: route.fulfill(status=401, body="{}"))
        await page.get_by_role("link", name="审批", exact=True).first.click()
        await page.get_by_role("dialog").get_by_text("登录已过期").wait_for()
        assert await at.accessible() == []
        await page.unroute("**/api/notifications/**")
        await page.get_by_role("dialog").get_by_role("button").click()
        await page.get_by_role("heading", name="审批", level=1).wait_for()
        await page.get_by_role("dialog").wait_for(state="detached")
