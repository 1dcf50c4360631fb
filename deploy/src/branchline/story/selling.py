"""Steps 2 to 5: orders, deliveries, the overdue invoice, the hold and the allowance."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from branchline.story.forms import approve_chain, told, waiting
from branchline.story.opening import order_form
from branchline.story.stage import Stage, cny, expect, refused

OVERDUE_CHAIN = ("u-dm-1", "u-dgm")


async def order(stage: Stage, order_id: str, subject: str = "u-rep-1") -> dict[str, Any]:
    """Read an order."""
    found: dict[str, Any] = await stage.person(subject).get("orders", f"/orders/{order_id}")
    return found


def reasons(found: dict[str, Any]) -> set[str]:
    """Name the reasons of an order's open holds."""
    return {hold["reason"] for hold in found["holds"] if hold["state"] == "open"}


async def until_state(stage: Stage, order_id: str, *states: str) -> dict[str, Any]:
    """Wait until an order has reached a state."""

    async def look() -> Any:
        found = await order(stage, order_id)
        return found if found["state"] in states else None

    found: dict[str, Any] = await stage.until(f"order is {states}", look)
    return found


async def first_order(stage: Stage) -> None:
    """Order A fits the limit: it is confirmed at once and credit is reserved (O2, R4)."""
    placed = await stage.person("u-rep-1").post("orders", "/orders", order_form(stage, "25.000"))
    expect(placed["state"] == "confirmed" and not reasons(placed), f"A is confirmed, not {placed['state']}")
    stage.facts["order_a"] = placed
    stage.tell(f"订单 {placed['order_no']} 已确认，金额 ¥{placed['value']['amount']}",
               f"order {placed['order_no']} is confirmed, ¥{placed['value']['amount']}")  # fmt: skip


async def deliver(stage: Stage, which: dict[str, Any]) -> dict[str, Any]:
    """Dispatch all that is left of an order, and deliver it."""
    warehouse = stage.person("u-wh-1")
    warehouse.saw(stage.person("u-rep-1"))
    shipment = await warehouse.post("orders", f"/orders/{which['order_id']}/shipments", {})
    driver = stage.person("u-driver-1")
    driver.saw(warehouse)
    delivered: dict[str, Any] = await driver.post("orders", f"/shipments/{shipment['shipment_id']}/delivery", {})
    return delivered


async def first_delivery(stage: Stage) -> None:
    """A is delivered; that leads to an invoice, and exposure moves from the order to the account (O9, O10, R1)."""
    stage.facts["shipment_a"] = await deliver(stage, stage.order_a)
    finance = stage.person("u-fin")

    async def invoiced() -> Any:
        found = (await finance.get("receivables", f"/invoices?customer_id={stage.customer_id}"))["items"]
        return found[0] if found else None

    stage.facts["invoice_a"] = invoice = await stage.until("the invoice is issued", invoiced)
    stage.tell(f"发票 {invoice['invoice_no']}，到期日 {invoice['due_on']}",
               f"invoice {invoice['invoice_no']}, due {invoice['due_on']}")  # fmt: skip

    async def moved() -> Any:
        exposure = await finance.get("orders", f"/customers/{stage.customer_id}/exposure")
        done = exposure["reserved"]["amount"] == "0.00" and exposure["account_net"] == stage.order_a["value"]
        return exposure if done else None

    exposure = await stage.until("exposure has moved to the account", moved)
    expect(exposure["exposure"] == stage.order_a["value"], "exposure is the same before and after")


async def last_of_the_limit(stage: Stage) -> None:
    """(d) Two orders at the same moment for the last of the limit: exactly one is confirmed."""
    rep = stage.person("u-rep-1")
    price = stage.order_a["value"]["amount"]
    left = 200_000 - int(price.split(".")[0])
    tons = f"{max(1, left * 25 * 6 // (int(price.split('.')[0]) * 10))}.000"
    placed = await asyncio.gather(*(rep.post("orders", "/orders", order_form(stage, tons)) for _ in range(2)))
    states = sorted(each["state"] for each in placed)
    expect(states == ["confirmed", "held"], f"one of two is confirmed, not {states}")
    for each in placed:
        await cancel(stage, each)
    stage.tell("两单同时争最后的额度：一单确认，一单扣留", "two orders race for the last of the limit: one is held")


async def cancel(stage: Stage, which: dict[str, Any]) -> None:
    """Cancel an order."""
    rep = stage.person("u-rep-1")
    now = await order(stage, which["order_id"])
    await rep.put("orders", f"/orders/{which['order_id']}/cancellation", {"reason": "演示"}, version=now["version"])


async def held_open_order(stage: Stage) -> None:
    """Order B is confirmed before the invoice falls overdue."""
    placed = await stage.person("u-rep-1").post("orders", "/orders", order_form(stage, "6.000"))
    expect(placed["state"] == "confirmed", f"B is confirmed, not {placed['state']}")
    stage.facts["order_b"] = placed


async def overdue(stage: Stage) -> None:
    """The due date passes: the account is overdue, B is held with cause and cure, people are told (R3, N3)."""
    from datetime import date

    due = date.fromisoformat(stage.invoice_a["due_on"])
    stage.move_to(due + timedelta(days=1), 10)
    stage.tell(f"时钟拨到 {due + timedelta(days=1)}", f"the clock moves to {due + timedelta(days=1)}")

    async def held() -> Any:
        found = await order(stage, stage.order_b["order_id"])
        return found if "overdue" in reasons(found) else None

    found = await stage.until("B is held for the overdue invoice", held)
    hold = next(h for h in found["holds"] if h["reason"] == "overdue" and h["state"] == "open")
    expect(hold["cure"]["amount"] == stage.order_a["value"], "the cure is to pay the invoice")
    stage.tell(f"扣留：{hold['cure']['text_zh']}", f"held: {hold['cure']['text_en']}")
    await told(stage, "u-rep-1", "invoice_overdue")
    await told(stage, "u-dm-1", "invoice_overdue")
    warehouse = stage.person("u-wh-1")
    await refused(
        warehouse, "POST", "orders", f"/orders/{stage.order_b['order_id']}/shipments", {}, 409, "shipment.held"
    )


async def copies_stay_held(stage: Stage) -> None:
    """(a) The same order copied and split while held stays held."""
    rep = stage.person("u-rep-1")
    path = f"/orders/{stage.order_b['order_id']}"
    copy = await rep.post("orders", f"{path}/copies")
    expect("overdue" in reasons(copy), f"a copy is held too, not {copy['state']}")
    line = copy["lines"][0]
    part = {"lines": [{"line_id": line["line_id"], "qty": {"value": "2.000", "unit": line["qty"]["unit"]}}]}
    split = await rep.post("orders", f"/orders/{copy['order_id']}/splits", part)
    expect("overdue" in reasons(split), f"a split is held too, not {split['state']}")
    for each in (split, copy):
        await cancel(stage, each)


async def promise(stage: Stage, days: int) -> dict[str, Any]:
    """Record what the customer promises (R3)."""
    body = {"amount": stage.order_a["value"], "pay_on": stage.day(days), "invoice_ids": [stage.invoice_a["invoice_id"]]}
    made: dict[str, Any] = await stage.person("u-rep-1").post(
        "receivables", f"/customers/{stage.customer_id}/promises", body
    )
    return made


async def ask_allowance(stage: Stage, amount: dict[str, str]) -> dict[str, Any]:
    """File the overdue-customer shipment form for B (O6)."""
    asked: dict[str, Any] = await stage.person("u-rep-1").post(
        "orders", f"/orders/{stage.order_b['order_id']}/allowance-requests",
        {"amount": amount, "to_on": stage.day(20), "reason": "客户生产急需，周五付款"},
    )  # fmt: skip
    return asked


async def no_self_approval(stage: Stage) -> None:
    """(e) An approval by the requester, by a deputy of the requester, and after withdrawal is refused."""
    await promise(stage, 4)
    asked = await ask_allowance(stage, cny("1000.00"))
    form = await waiting(stage, "u-dm-1", asked["request_id"])
    verdict = {"verdict": "approve", "content_hash": form["content_hash"]}
    path = f"/approvals/{form['approval_id']}/decisions"
    rep = stage.person("u-rep-1")
    await refused(rep, "POST", "notifications", path, verdict, 403, "approval.self_approval")
    back = await stand_in_for_approver(stage)
    await refused(rep, "POST", "notifications", path, verdict, 403, "approval.self_approval")
    await back()
    await stage.person("u-rep-1").post("notifications", f"/approvals/{form['approval_id']}/withdrawal", {})
    answer = await stage.person("u-dm-1").call("POST", "notifications", path, verdict)
    expect(answer.status_code == 409, f"a decision after withdrawal is refused, not {answer.status_code}")


async def stand_in_for_approver(stage: Stage) -> Callable[[], Awaitable[None]]:
    """The department manager is away and names the requester of all people as deputy; returns the way back (P6)."""
    manager = stage.person("u-dm-1")
    me = await manager.get("customers", "/me")
    now = stage.clock.now()
    times = {
        "deputy_id": stage.rep_id,
        "from_at": now.isoformat(),
        "to_at": (now + timedelta(hours=1)).isoformat(),
    }
    absence = await manager.post("customers", "/absences", {"person_id": me["person_id"], **times})
    stage.person("u-rep-1").saw(manager)

    async def back() -> None:
        path = f"/absences/{absence['absence_id']}"
        await manager.put("customers", path, {**times, "cancelled": True}, version=absence["version"])
        # Asked with what was just told, notifications answers only once it knows of the return.
        await manager.get("notifications", "/inbox")

    return back


async def allowance(stage: Stage) -> None:
    """Step 5: the form goes to the department manager and the deputy GM; the approval lets goods go."""
    asked = await ask_allowance(stage, stage.order_b["value"])
    stage.facts["allowance_request"] = asked
    await approve_chain(stage, OVERDUE_CHAIN, asked["request_id"])
    await released(stage)


async def released(stage: Stage) -> None:
    """Wait until B may ship."""

    async def may_ship() -> Any:
        found = await order(stage, stage.order_b["order_id"])
        return found if found["may_ship"] else None

    await stage.until("the allowance lets B go", may_ship)


async def edit_voids(stage: Stage) -> None:
    """(b) An edit after the release voids it."""
    rep = stage.person("u-rep-1")
    now = await order(stage, stage.order_b["order_id"])
    body = order_form(stage, "7.000")
    body["lines"][0]["line_id"] = now["lines"][0]["line_id"]
    changed = await rep.put("orders", f"/orders/{now['order_id']}", body, version=now["version"])
    expect(not changed["may_ship"] and "overdue" in reasons(changed), "the edit puts the hold back in place")
    body["lines"][0]["qty"]["value"] = "6.000"
    stage.facts["order_b"] = await rep.put("orders", f"/orders/{now['order_id']}", body, version=changed["version"])
    stage.tell("放行后改单：放行作废，扣留恢复", "edited after the release: the release is void, the hold is back")


async def broken_promise(stage: Stage) -> None:
    """(c) A broken promise ends the allowance."""
    await allowance(stage)
    stage.move_to(stage.today() + timedelta(days=6), 9)

    async def held_again() -> Any:
        found = await order(stage, stage.order_b["order_id"])
        return not found["may_ship"]

    await stage.until("the broken promise ends the allowance", held_again)
    await told(stage, "u-dm-1", "promise_broken")


async def ship_on_allowance(stage: Stage) -> None:
    """A new promise and a new form: B leaves, the allowance is drawn down."""
    await promise(stage, 5)
    await allowance(stage)
    stage.facts["shipment_b"] = await deliver(stage, stage.order_b)
    stage.tell("订单 B 凭放行发货，额度用尽", "order B leaves on the allowance, which is drawn down")


async def foreign_clerk(stage: Stage) -> None:
    """(f) The clerk of another branch sees none of it."""
    clerk = stage.person("u-clerk-2")
    for service, path in (
        ("orders", f"/orders/{stage.order_b['order_id']}"),
        ("customers", f"/customers/{stage.customer_id}"),
        ("receivables", f"/invoices/{stage.invoice_a['invoice_id']}"),
    ):
        answer = await clerk.call("GET", service, path)
        expect(answer.status_code in {403, 404}, f"{path} is not theirs to see: {answer.status_code}")
