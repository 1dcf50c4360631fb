"""Step 1: a customer is opened, the dossier completed, credit applied for, approved and granted (C1 to C6)."""

from typing import Any

from branchline.story.forms import approve_chain, told
from branchline.story.stage import Stage, cny, expect, file_reference, refused

PAPERS = (
    "business_licence",
    "organisation_code",
    "taxpayer_certificate",
    "invoicing_details",
    "identity_card",
    "overview_form",
)
CREDIT_CHAIN = ("u-dm-1", "u-dgm", "u-edgm")


async def open_customer(stage: Stage) -> None:
    """Open the customer; without papers nothing is sold."""
    rep = stage.person("u-rep-1")
    me = await rep.get("customers", "/me")
    territories = await rep.get("customers", "/territories")
    mine = next(t for t in territories if t["person_id"] == me["person_id"])
    stage.facts.update(rep_id=me["person_id"], branch_id=me["home_branch_id"], territory=mine)
    card = {
        "name": "江海印务有限公司", "branch_id": me["home_branch_id"], "owner_id": me["person_id"],
        "territory_id": mine["territory_id"], "channel": (mine["channels"] or [None])[0],
        "ship_to": [{"place": "江海路 88 号 2 号库", "region": mine["regions"][0], "town": True}],
        "invoicing": {"title": "江海印务有限公司", "tax_no": "91310000MA1FL0C15X"},
        "contacts": [{"name": "周敏", "telephone": "13800000000", "position": "采购"}],
    }  # fmt: skip
    customer = await rep.post("customers", "/customers", card)
    stage.facts.update(
        customer=customer, customer_id=customer["customer_id"], ship_to_id=customer["ship_to"][0]["ship_to_id"]
    )
    expect(customer["status"] == "pending" and customer["missing"], "a new customer lacks papers")
    stage.tell(
        f"缺 {len(customer['missing'])} 份资料，尚不能下单",
        f"{len(customer['missing'])} papers are missing: no order yet",
    )
    await refuse_order(stage)


async def refuse_order(stage: Stage) -> None:
    """An order before the dossier is complete is refused with the list (C2)."""
    products = await stage.person("u-rep-1").get("orders", "/products?limit=200")
    stage.facts["product"] = next(p for p in products["items"] if p["code"] == "P001")
    answer = await refused(
        stage.person("u-rep-1"),
        "POST",
        "orders",
        "/orders",
        order_form(stage, "1.000"),
        409,
        "order.dossier_incomplete",
    )
    stage.tell(f"下单被拒：{answer['detail']}", f"the order is refused: {answer['code']}")


async def complete_dossier(stage: Stage) -> None:
    """File the papers; the customer becomes active."""
    rep = stage.person("u-rep-1")
    customer: dict[str, Any] = stage.customer
    for kind in PAPERS:
        if kind in customer["missing"]:
            paper = {"number": f"{kind}-001", "issued_on": "2025-01-01", **file_reference()}
            path = f"/customers/{stage.customer_id}/documents/{kind}"
            customer = await rep.put("customers", path, paper, version=customer["version"])
    stage.facts["customer"] = customer
    expect(customer["status"] == "active", f"a complete dossier makes active, not {customer['status']}")


async def get_credit(stage: Stage) -> None:
    """Apply for credit; the chain approves; the contract comes back."""
    rep = stage.person("u-rep-1")
    path = f"/customers/{stage.customer_id}"
    asked = {"limit": cny("200000.00"), "term_days": 30, "reasons": "年采购约 300 万元，现款三年无拖欠"}
    application = await rep.post("customers", f"{path}/credit-applications", asked)
    await approve_chain(stage, CREDIT_CHAIN, application["request_id"])

    async def granted() -> Any:
        credit = await rep.get("customers", f"{path}/credit")
        return credit if credit["limit"]["amount"] == "200000.00" else None

    credit = await stage.until("credit is granted", granted)
    expect(credit["provisional"], "credit is provisional until the contract is back (C6)")
    await told(stage, "u-rep-1", "credit")
    contract = {"file_id": file_reference()["file_id"], "returned_on": stage.day(0)}
    credit = await rep.put("customers", f"{path}/credit-contract", contract, version=credit["version"])
    expect(not credit["provisional"], "the contract is back")


def order_form(stage: Stage, tons: str, **more: Any) -> dict[str, Any]:
    """Fill in the order form for some tons of the story's board (O2)."""
    line = {"product_id": stage.product["product_id"], "qty": {"value": tons, "unit": stage.product["unit"]}}
    line |= {key: more.pop(key) for key in ("unit_price",) if key in more}
    return {"customer_id": stage.customer_id, "ship_to_id": stage.ship_to_id, "lines": [line], **more}
