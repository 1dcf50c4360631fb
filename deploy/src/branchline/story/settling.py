"""Steps 6 and 7: the receipt lifts the hold; a complaint runs to its satisfaction."""

from typing import Any

from branchline.cli_journal import chain_of
from branchline.story.forms import approve, told
from branchline.story.selling import order, reasons
from branchline.story.stage import Stage, expect, file_reference

SERVICES_IN_CHAIN = {"customers", "orders", "receivables", "notifications"}


async def payment(stage: Stage) -> None:
    """A receipt is allocated; standing is good again; holds release themselves; reminders are withdrawn (R2, R4)."""
    finance = stage.person("u-fin")
    account = await finance.get("receivables", f"/accounts/{stage.customer_id}")
    body = {
        "customer_id": stage.customer_id, "bank_ref": f"ICBC-{stage.customer_id[:8]}-001",
        "amount": account["overdue"], "received_on": stage.day(0),
    }  # fmt: skip
    first = await finance.post("receivables", "/receipts", body)
    again = await finance.call("POST", "receivables", "/receipts", body)
    expect(
        again.status_code == 200 and again.json()["receipt_id"] == first["receipt_id"], "one receipt a bank reference"
    )

    async def good() -> Any:
        found = await finance.get("receivables", f"/accounts/{stage.customer_id}")
        return found if found["state"] == "good" else None

    await stage.until("the account is good again", good)

    async def free() -> Any:
        holds = await stage.person("u-rep-1").get("orders", f"/holds?customer_id={stage.customer_id}&state=open")
        return not [h for h in holds["items"] if h["reason"] == "overdue"]

    await stage.until("the overdue hold has released itself", free)

    async def withdrawn() -> Any:
        inbox = (await stage.person("u-rep-1").get("notifications", "/inbox?state=open&limit=200"))["items"]
        return not [
            m
            for m in inbox
            if m["flow"].startswith("invoice_overdue") and m["about"].endswith(stage.invoice_a["invoice_id"])
        ]

    await stage.until("reminders are withdrawn", withdrawn)
    stage.tell(
        "收款入账：账户恢复正常，扣留自动解除，提醒撤回",
        "the receipt is booked: account good, hold released, reminders withdrawn",
    )


async def complaint(stage: Stage) -> None:
    """The customer complains of a line: the disputed amount alone leaves dunning (C9)."""
    rep = stage.person("u-rep-1")
    shipment = stage.shipment_b

    async def delivered() -> Any:
        lines = await rep.get("customers", f"/customers/{stage.customer_id}/deliveries")
        return next((each for each in lines if each["shipment_id"] == shipment["shipment_id"]), None)

    line = await stage.until("customers knows what was delivered", delivered)
    stage.facts["complained"] = line
    body = {
        "customer_id": stage.customer_id, "severity": "major", "description": "两吨受潮起拱",
        "lines": [{
            "order_id": line["order_id"], "shipment_id": line["shipment_id"], "line_id": line["line_id"],
            "qty": {"value": "2.000", "unit": line["qty"]["unit"]},
            "amount": {"amount": _part(line["amount"]["amount"], line["qty"]["value"], 2), "currency": "CNY"},
        }],
    }  # fmt: skip
    filed = await rep.post("customers", "/complaints", body)
    stage.facts["complaint"] = filed
    await told(stage, "u-cs", "complaint_filed")
    finance = stage.person("u-fin")

    async def disputed() -> Any:
        account = await finance.get("receivables", f"/accounts/{stage.customer_id}")
        return account["disputed"] == filed["disputed"]

    await stage.until("just the disputed amount is out of dunning", disputed)


def _part(amount: str, qty: str, tons: int) -> str:
    from decimal import ROUND_HALF_UP, Decimal

    return str((Decimal(amount) * tons / Decimal(qty)).quantize(Decimal("0.01"), ROUND_HALF_UP))


async def goods_back(stage: Stage) -> None:
    """The facts are confirmed, the return approved, the goods come back, a credit note is issued (O7, C9)."""
    specialist, rep = stage.person("u-cs"), stage.person("u-rep-1")
    filed = stage.complaint
    line = filed["lines"][0]
    now = await specialist.get("customers", f"/complaints/{filed['complaint_id']}")
    await specialist.put(
        "customers", f"/complaints/{filed['complaint_id']}/answer", {"answer": "明日到厂查看"}, version=now["version"]
    )
    findings = {
        "findings": "运输中受潮，情况属实", "remedy": "return",
        "lines": [{"shipment_id": line["shipment_id"], "line_id": line["line_id"],
                   "accepted_qty": line["qty"], "accepted_amount": line["amount"]}],
    }  # fmt: skip
    await specialist.post("customers", f"/complaints/{filed['complaint_id']}/findings", findings)

    async def prepared() -> Any:
        found = (await rep.get("orders", f"/returns?customer_id={stage.customer_id}"))["items"]
        return found[0] if found else None

    back = await stage.until("a return is prepared", prepared)
    if back["request_id"] is None:
        back = await rep.post("orders", f"/returns/{back['return_id']}/submission")
    await approve(stage, "u-dm-1", back["request_id"])

    async def authorised() -> Any:
        found = await rep.get("orders", f"/returns/{back['return_id']}")
        return found if found["state"] == "authorised" else None

    await stage.until("the return is authorised", authorised)
    await stage.person("u-wh-1").post("orders", f"/returns/{back['return_id']}/receipt", {})

    async def remedied() -> Any:
        found = await rep.get("customers", f"/complaints/{filed['complaint_id']}")
        return found if found["status"] == "remedied" else None

    stage.facts["complaint"] = await stage.until("a credit note has remedied the complaint", remedied)
    stage.tell(
        "退货入库，红字冲减，客诉处理完毕", "the goods are back, a credit note is issued, the complaint is remedied"
    )


async def satisfaction(stage: Stage) -> None:
    """The customer confirms satisfaction within ten working days (C10)."""
    rep = stage.person("u-rep-1")
    done = stage.complaint
    body = {"satisfied": True, "file_id": file_reference()["file_id"]}
    closed = await rep.put(
        "customers", f"/complaints/{done['complaint_id']}/confirmation", body, version=done["version"]
    )
    expect(closed["status"] == "closed", "the complaint is closed")

    async def withdrawn() -> Any:
        inbox = (await stage.person("u-cs").get("notifications", "/inbox?state=open&limit=200"))["items"]
        return not [m for m in inbox if m["about"] == f"complaint/{done['complaint_id']}"]

    await stage.until("nobody is reminded of the complaint any more", withdrawn)


async def why(stage: Stage) -> None:
    """(g) The chain of causes of order B goes across all four services (X2)."""
    chain = await chain_of(stage.person("u-rep-1"), f"order/{stage.order_b['order_id']}")
    services = {entry["service"] for entry in chain}
    expect(services >= SERVICES_IN_CHAIN, f"the chain names {services}")
    stage.tell(f"branchline why：{len(chain)} 个事件，跨 {len(services)} 个服务",
               f"branchline why: {len(chain)} events across {len(services)} services")  # fmt: skip
    found = await order(stage, stage.order_b["order_id"])
    expect(not reasons(found), "nothing is held any more")
