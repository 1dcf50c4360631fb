"""States that the tests start from, named after what they are."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from chassis.ids import new_id
from contracts.blocks import Exposure
from contracts.customers import CreditRequested
from contracts.notifications import ApprovalDecided, Decider
from contracts.orders import AcceptedLine, ReturnReceived, ShipmentDelivered, ShippedLine
from contracts.receivables import CreditNoteIssued, InvoiceIssued, InvoiceLine, InvoiceReversed
from contracts.values import Money, Quantity, UnitPrice

CODE = "91320594MA1X12345X"
CHECKSUM = "0123456789abcdef" * 4
KINDS = ("business_licence", "taxpayer_certificate", "invoicing_details", "identity_card", "overview_form")
ZERO = Money.of("0.00")
NOW = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)


def a_card(branch_id: UUID, name: str = "华东印务有限公司", **changes) -> dict:
    return {
        "branch_id": str(branch_id),
        "name": name,
        "credit_code": None,
        "ship_to": [{"place": "苏州市星湖街 1 号", "region": "江苏", "town": True}],
        "invoicing": {"title": name, "tax_no": CODE},
        "contacts": [{"name": "王经理", "telephone": "13800000000", "position": "采购"}],
        **changes,
    }


def a_paper(number: str = CODE, **changes) -> dict:
    return {"number": number, "file_id": str(new_id()), "checksum": CHECKSUM, **changes}


async def a_customer(house, branch_id: UUID, subject: str = "clerk-1", **changes) -> dict:
    async with house.client(subject) as client:
        answer = await client.post("/customers", json=a_card(branch_id, **changes))
        assert answer.status_code == 201, answer.text
        return answer.json()


async def an_active_customer(house, branch_id: UUID, subject: str = "clerk-1", **changes) -> dict:
    customer = await a_customer(house, branch_id, subject, **changes)
    async with house.client(subject) as client:
        for kind in KINDS:
            customer = await filed(client, customer, kind)
    assert customer["status"] == "active"
    return customer


async def filed(client, customer: dict, kind: str, **changes) -> dict:
    answer = await client.put(
        f"/customers/{customer['customer_id']}/documents/{kind}",
        json=a_paper(**changes),
        headers={"If-Match": f'"{customer["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def a_credit_application(house, customer: dict, limit: str = "200000.00", **changes) -> dict:
    body = {"limit": {"amount": limit, "currency": "CNY"}, "term_days": 30, "reasons": "长期合作", **changes}
    async with house.client("representative-1") as client:
        answer = await client.post(f"/customers/{customer['customer_id']}/credit-applications", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()


async def a_customer_with_credit(house, branch_id: UUID, limit: str = "200000.00", **changes) -> dict:
    customer = await an_active_customer(house, branch_id, **changes)
    await a_credit_application(house, customer, limit)
    requested = (await house.journal("customers.credit.requested.v1"))[-1]
    await house.given(a_decision(requested), actor=str(new_id()))
    return customer


def a_decision(requested: CreditRequested, decision: str = "approved", **changes) -> ApprovalDecided:
    asked = requested.approval
    facts = {
        "approval_id": new_id(),
        "customer_id": requested.customer_id,
        "branch_id": requested.branch_id,
        "owner_id": requested.owner_id,
        "request_id": asked.request_id,
        "form_kind": asked.form_kind,
        "about": asked.subject,
        "revision": asked.revision,
        "content_hash": asked.content_hash,
        "decision": decision,
        "granted": asked.asked.model_dump(mode="json") if decision == "approved" else None,
        "conditions": None,
        "reason": None,
        "valid_until": None,
        "decided_at": asked.decide_by - timedelta(minutes=1),
        "deciders": [Decider(person_id=new_id(), for_person_id=None, step=1, at=asked.decide_by)],
    }
    return ApprovalDecided.model_validate({**facts, **changes}, from_attributes=True)


def an_exposure() -> Exposure:
    return Exposure(
        currency="CNY", reserved=ZERO, account_net=ZERO, exposure=ZERO, limit=ZERO, account_version=1, credit_version=1
    )


def a_delivery(customer: dict, qty: str = "100.000", amount: str = "600.00") -> ShipmentDelivered:
    line = ShippedLine(
        line_id=new_id(),
        line_no=1,
        product_id=new_id(),
        product_name="双胶纸 80g",
        qty=Quantity.of(qty, "kg"),
        unit_price=UnitPrice.of("6.0000"),
        amount=Money.of(amount),
        tax_rate="0.13",
    )
    return ShipmentDelivered(
        customer_id=customer["customer_id"],
        branch_id=customer["branch_id"],
        owner_id=None,
        shipment_id=new_id(),
        note_no="FH001",
        order_id=new_id(),
        order_no="DD001",
        lines=(line,),
        amount=line.amount,
        not_taken=(),
        delivered_at=NOW,
        receipt_due_at=NOW + timedelta(days=3),
        terms="credit",
        term_days=30,
        bill="on_delivery",
        exposure=an_exposure(),
    )


def a_complaint(delivery: ShipmentDelivered, qty: str = "20.000", amount: str = "120.00", **changes) -> dict:
    return {
        "customer_id": str(delivery.customer_id),
        "kind": "complaint",
        "severity": "major",
        "description": "纸面起皱",
        "lines": [
            {
                "order_id": str(delivery.order_id),
                "shipment_id": str(delivery.shipment_id),
                "line_id": str(delivery.lines[0].line_id),
                "qty": {"value": qty, "unit": "kg"},
                "amount": {"amount": amount, "currency": "CNY"},
            }
        ],
        **changes,
    }


def findings(delivery: ShipmentDelivered, remedy: str = "return", qty: str = "20.000", amount: str = "120.00") -> dict:
    line = {
        "shipment_id": str(delivery.shipment_id),
        "line_id": str(delivery.lines[0].line_id),
        "accepted_qty": {"value": qty, "unit": "kg"},
        "accepted_amount": {"amount": amount, "currency": "CNY"},
    }
    return {"findings": "批次受潮，属我方责任", "lines": [line], "remedy": remedy}


async def a_filed_complaint(house, delivery: ShipmentDelivered, **changes) -> dict:
    async with house.client("representative-1") as client:
        answer = await client.post("/complaints", json=a_complaint(delivery, **changes))
        assert answer.status_code == 201, answer.text
        return answer.json()


async def a_confirmed_complaint(house, delivery: ShipmentDelivered, remedy: str, **changes) -> dict:
    complaint = await a_filed_complaint(house, delivery, **changes)
    async with house.client("complaint-specialist-0") as client:
        url = f"/complaints/{complaint['complaint_id']}/findings"
        answer = await client.post(url, json=findings(delivery, remedy))
        assert answer.status_code == 201, answer.text
        return answer.json()


async def put(house, subject: str, complaint: dict, step: str, body: dict):
    """Take a step of a complaint at its present version."""
    async with house.client(subject) as client:
        url = f"/complaints/{complaint['complaint_id']}"
        version = (await client.get(url)).headers["etag"]
        return await client.put(f"{url}/{step}", json=body, headers={"If-Match": version})


def an_invoice(delivery: ShipmentDelivered, amount: str = "600.00") -> InvoiceIssued:
    line = delivery.lines[0]
    billed = InvoiceLine(
        order_id=delivery.order_id,
        shipment_id=delivery.shipment_id,
        line_id=line.line_id,
        product_name=line.product_name,
        qty=line.qty,
        amount=Money.of(amount),
        tax=ZERO,
    )
    return InvoiceIssued(
        customer_id=delivery.customer_id,
        branch_id=delivery.branch_id,
        owner_id=None,
        invoice_id=new_id(),
        invoice_no="FP001",
        request_no=None,
        lines=(billed,),
        total=Money.of(amount),
        tax=ZERO,
        issued_on=NOW.date(),
        due_on=NOW.date() + timedelta(days=30),
        terms="credit",
    )


def a_return(delivery: ShipmentDelivered, complaint_id: str | None, qty: str = "20.000") -> ReturnReceived:
    line = delivery.lines[0]
    accepted = AcceptedLine(
        order_id=delivery.order_id,
        shipment_id=delivery.shipment_id,
        line_id=line.line_id,
        product_id=line.product_id,
        product_name=line.product_name,
        qty=Quantity.of(qty, "kg"),
        unit_price=line.unit_price,
        amount=Money.of("120.00"),
    )
    return ReturnReceived(
        customer_id=delivery.customer_id,
        branch_id=delivery.branch_id,
        owner_id=None,
        return_id=new_id(),
        return_no="TH001",
        lines=(accepted,),
        rejected=(),
        total=accepted.amount,
        received_on=NOW.date(),
        complaint_id=complaint_id,
    )


def a_credit_note(invoice: InvoiceIssued, complaint_id: str | None) -> CreditNoteIssued:
    return CreditNoteIssued(
        customer_id=invoice.customer_id,
        branch_id=invoice.branch_id,
        owner_id=None,
        note_id=new_id(),
        note_no="HZ001",
        invoice_id=invoice.invoice_id,
        invoice_no=invoice.invoice_no,
        lines=(),
        total=Money.of("120.00"),
        issued_on=invoice.issued_on,
        return_id=None,
        complaint_id=complaint_id,
    )


def a_reversal(invoice: InvoiceIssued) -> InvoiceReversed:
    return InvoiceReversed(
        customer_id=invoice.customer_id,
        branch_id=invoice.branch_id,
        owner_id=None,
        invoice_id=invoice.invoice_id,
        invoice_no=invoice.invoice_no,
        reversing_no="FP002",
        total=invoice.total,
        reason="开错",
    )
