"""Many at once for one thing: a limit, an invoice, an idempotency key, an approval (scenarios 24, 25, 28, 29)."""

import asyncio
from collections import Counter
from decimal import ROUND_DOWN, Decimal
from typing import Any

import httpx

from branchline.client import Person
from branchline.estate import OPERATOR
from chassis.clock import monotonic
from tests.chaos.company import JURY, juror
from tests.chaos.scenario import CUT, Run, Scenario
from tests.chaos.work import WEIGHTS, Customer, deed, key

AT_ONCE = 50
# Of a customer's free credit: so many orders fit, the others do not.
FITTING = 7
TOLD_WITHIN_S = 20
THOUSANDTH = Decimal("0.001")
MODES = ("one_of", "all_of")


async def _get(run: Run, subject: str, service: str, path: str) -> Any:
    return await run.load.get(subject, service, path) or {}


async def _put(run: Run, subject: str, service: str, path: str, body: Any, version: int) -> httpx.Response | None:
    return await run.load.answer(deed(subject, service, path, body, method="PUT", version=version))


async def last_of_the_limit(run: Run) -> None:
    """Place many equal orders at once for the last of a limit: just as many as fit are confirmed."""
    for number in range(run.count):
        customer = run.ground.reserved[number % 10]
        free = await _free(run, customer)
        product = run.ground.products[0]
        price = await _price(run, customer, product)
        tons = (free / FITTING / price).quantize(THOUSANDTH, ROUND_DOWN)
        body = {
            "customer_id": customer.customer_id,
            "lines": [{"product_id": product.product_id, "qty": {"value": str(tons), "unit": product.unit}}],
        }
        placed = await asyncio.gather(
            *(run.load.answer(deed(customer.representative, "orders", "/orders", body)) for _ in range(AT_ONCE))
        )
        orders = [answer.json() for answer in placed if answer is not None and answer.is_success]
        value = Decimal(orders[0]["value"]["amount"])
        states = Counter(order["state"] for order in orders)
        run.expect(len(orders) == AT_ONCE, "orders", f"{len(orders)} of {AT_ONCE} were taken")
        run.expect(states["confirmed"] == min(AT_ONCE, int(free // value)), "overdraft",
                   f"{states} of {value} each in {free} free")  # fmt: skip
        await _cancel_all(run, customer)
        run.counts["orders at once"] += len(orders)


async def _free(run: Run, customer: Customer) -> Decimal:
    found = await _get(run, "u-fin", "orders", f"/customers/{customer.customer_id}/exposure")
    return Decimal(found["limit"]["amount"]) - Decimal(found["exposure"]["amount"])


async def _price(run: Run, customer: Customer, product: Any) -> Decimal:
    """Ask what a ton costs by ordering one and taking it back."""
    line = {"product_id": product.product_id, "qty": {"value": "1.000", "unit": product.unit}}
    body = {"customer_id": customer.customer_id, "lines": [line]}
    answer = await run.load.answer(deed(customer.representative, "orders", "/orders", body))
    order = answer.json()
    await _cancel(run, customer, order)
    return Decimal(order["value"]["amount"])


async def _cancel(run: Run, customer: Customer, order: dict[str, Any]) -> None:
    path = f"/orders/{order['order_id']}"
    now = await _get(run, customer.representative, "orders", path)
    await _put(run, customer.representative, "orders", f"{path}/cancellation", {"reason": "drill"}, now["version"])


async def _cancel_all(run: Run, customer: Customer) -> None:
    """Cancel all at once, again and again: what waited is confirmed meanwhile; the limit holds at every moment."""
    end = monotonic() + TOLD_WITHIN_S * run.slack
    while monotonic() < end:
        left = []
        for state in ("confirmed", "held"):
            path = f"/orders?customer_id={customer.customer_id}&state={state}&limit=200"
            left += (await _get(run, customer.representative, "orders", path))["items"]
        if not left:
            return
        await asyncio.gather(*(_cancel(run, customer, order) for order in left))
        run.expect(await _free(run, customer) >= 0, "overdraft", "above the limit while orders are cancelled")
    run.expect(False, "not in time", "orders could not be cancelled")


async def one_invoice(run: Run) -> None:
    """Let payment, its reversal, new allocation, credit note and reversal of one invoice meet."""
    for number in range(run.count):
        customer = run.ground.reserved[10 + number % 10]
        invoice, shipment = await _invoiced(run, customer)
        receipt = await _paid(run, customer, invoice, f"first-{run.load.work.seed}-{number}")
        complaint = await _complained(run, customer, shipment)
        results = await asyncio.gather(*_meeting(run, customer, invoice, receipt, complaint, number))
        taken_back, red = results[0:2], results[2:4]
        for name, pair in (("receipt", taken_back), ("invoice", red)):
            done = sum(answer is not None and answer.status_code == 201 for answer in pair)
            run.expect(done <= 1, "doubled effect", f"{name} reversed {done} times")
            run.counts[f"{name}s reversed"] += done
        await _emptied(run, customer)


def _meeting(run: Run, customer: Customer, invoice: Any, receipt: Any, complaint: Any, number: int) -> list[Any]:
    reversal = deed("u-fin", "receivables", f"/receipts/{receipt['receipt_id']}/reversal", {"reason": "bounced"})
    red = deed("u-fin", "receivables", f"/invoices/{invoice['invoice_id']}/reversal", {"reason": "wrong"})
    parts = {"allocations": [{"invoice_id": invoice["invoice_id"], "amount": invoice["total"]}]}
    anew = deed("u-fin", "receivables", f"/receipts/{receipt['receipt_id']}/allocations", parts, method="PUT",
                version=receipt["version"])  # fmt: skip
    lines = [
        {"shipment_id": line["shipment_id"], "line_id": line["line_id"], "accepted_qty": line["qty"],
         "accepted_amount": line["amount"]}
        for line in complaint["lines"]
    ]  # fmt: skip
    path = f"/complaints/{complaint['complaint_id']}/findings"
    credit = deed("u-cs", "customers", path, {"findings": "drill", "remedy": "credit", "lines": lines})
    again = _payment(run, customer, invoice["total"], f"second-{run.load.work.seed}-{number}")
    return [run.load.answer(each) for each in (reversal, reversal, red, red, anew, credit, again)]


async def _emptied(run: Run, customer: Customer) -> None:
    """Take back what is left of payments: it would settle the customer's next invoice as soon as that is issued."""
    path = f"/receipts?customer_id={customer.customer_id}&limit=200"
    for receipt in (await _get(run, "u-fin", "receivables", path))["items"]:
        if receipt["reversed_reason"] is None:
            reversal = f"/receipts/{receipt['receipt_id']}/reversal"
            await run.load.answer(deed("u-fin", "receivables", reversal, {"reason": "drill"}))


def _payment(run: Run, customer: Customer, amount: Any, reference: str) -> Any:
    body = {"customer_id": customer.customer_id, "bank_ref": reference, "amount": amount,
            "received_on": run.ground.today().isoformat()}  # fmt: skip
    return deed("u-fin", "receivables", "/receipts", body)


async def _paid(run: Run, customer: Customer, invoice: Any, reference: str) -> Any:
    return (await run.load.answer(_payment(run, customer, invoice["total"], reference))).json()


async def _invoiced(run: Run, customer: Customer) -> tuple[Any, Any]:
    """Sell, ship and deliver to a customer, and wait for the invoice."""
    known = {each["invoice_id"] for each in await _open_invoices(run, customer)}
    product = run.ground.products[1]
    line = {"product_id": product.product_id, "qty": {"value": "2.000", "unit": product.unit}}
    body = {"customer_id": customer.customer_id, "lines": [line]}
    order = (await run.load.answer(deed(customer.representative, "orders", "/orders", body))).json()
    store, driver = f"u-wh-{customer.branch}", f"u-driver-{customer.branch}"
    sent = (await run.load.answer(deed(store, "orders", f"/orders/{order['order_id']}/shipments", {}))).json()
    path = f"/shipments/{sent['shipment_id']}/delivery"
    shipment = (await run.load.answer(deed(driver, "orders", path, {}))).json()

    async def issued() -> Any:
        found = await _open_invoices(run, customer)
        return next((each for each in found if each["invoice_id"] not in known), None)

    return await _until(run, "the invoice is issued", issued), {**shipment, "order_id": order["order_id"]}


async def _open_invoices(run: Run, customer: Customer) -> list[Any]:
    path = f"/invoices?customer_id={customer.customer_id}&only_open=true&limit=200"
    items: list[Any] = (await _get(run, "u-fin", "receivables", path))["items"]
    return items


async def _complained(run: Run, customer: Customer, shipment: Any) -> Any:
    line = shipment["lines"][0]
    body = {
        "customer_id": customer.customer_id, "severity": "minor", "description": "drill",
        "lines": [{"order_id": shipment["order_id"], "shipment_id": shipment["shipment_id"],
                   "line_id": line["line_id"], "qty": {"value": "1.000", "unit": line["qty"]["unit"]},
                   "amount": {"amount": "100.00", "currency": "CNY"}}],
    }  # fmt: skip

    async def filed() -> Any:
        answer = await run.load.answer(deed(customer.representative, "customers", "/complaints", body))
        return answer.json() if answer is not None and answer.is_success else None

    return await _until(run, "the complaint is filed", filed)


async def _until(run: Run, what: str, look: Any) -> Any:
    end = monotonic() + TOLD_WITHIN_S * run.slack
    while not (found := await look()):
        if monotonic() > end:
            raise TimeoutError(f"{what}: not within {TOLD_WITHIN_S} s")
        await run.pause(0.2)
    return found


def _outcome(answer: Any) -> tuple[int, object]:
    # A refusal keeps no key: each tells the number of its own request, and the same code.
    return answer.status_code, answer.content if answer.is_success else answer.json()["code"]


async def equal_requests(run: Run) -> None:
    """Send one request many times at once under its key: one effect, equal answers; another body is refused."""
    await run.pause(10)
    for number in range(run.count):
        kind = list(WEIGHTS)[number % len(WEIGHTS)]
        chosen = run.load.work.deed_of(kind)
        if chosen is None:
            run.counts[f"nothing to {kind}"] += 1
            continue
        named, op = key(), run.load.begin(chosen)
        answers = await asyncio.gather(*(run.load.answer(chosen, named, op.troubles) for _ in range(AT_ONCE)))
        told = {_outcome(answer) for answer in answers if answer is not None}
        run.expect(len(told) == 1, "unequal answers", f"{kind}: {len(told)} kinds of answer to one request")
        op.ended_at = monotonic()
        run.load.settle(chosen, op, answers[0])
        if op.outcome == "ok":
            await _other_body(run, chosen, named)
        run.counts["equal requests"] += AT_ONCE


async def _other_body(run: Run, chosen: Any, named: str) -> None:
    other = {name: getattr(chosen, name) for name in ("subject", "service", "path")}
    answer = await run.load.answer(deed(**other, body={**chosen.body, "drill": "other"}), named)
    run.expect(answer is not None and answer.status_code == 422, "key reused",
               f"{chosen.kind}: {answer and answer.status_code}")  # fmt: skip
    run.counts["other bodies refused"] += 1


async def decide_at_once(run: Run) -> None:
    """Let many people decide one step at once, while it is withdrawn and handed on: one outcome, one release."""
    operator = Person(run.ground.estate, OPERATOR)
    try:
        for number in range(run.count):
            await _jury(operator, MODES[number % 2])
            await _decided(run, run.ground.reserved[20 + number % 10], number)
    finally:
        await operator.close()


async def _jury(operator: Person, mode: str) -> None:
    """Let everybody of the jury sign the discount form."""
    kinds = await operator.get("notifications", "/form-kinds")
    known = next(each for each in kinds if each["kind"] == "discount")
    body = {"zh": "优惠价格审批表", "en": "Discount form",
            "steps": [{"roles": ["repair_department"], "mode": mode, "hours": 24}]}  # fmt: skip
    await operator.put("notifications", "/form-kinds/discount", body, version=known["version"])


async def _decided(run: Run, customer: Customer, number: int) -> None:
    product = run.ground.products[2]
    line = {"product_id": product.product_id, "qty": {"value": "1.000", "unit": product.unit},
            "unit_price": {"amount": "1000.0000", "currency": "CNY"}}  # fmt: skip
    body = {"customer_id": customer.customer_id, "lines": [line]}
    order = (await run.load.answer(deed(customer.representative, "orders", "/orders", body))).json()
    path = f"/orders/{order['order_id']}/discount-requests"
    asked = (await run.load.answer(deed(customer.representative, "orders", path, {"reason": "drill"}))).json()

    async def opened() -> Any:
        path = "/approvals?box=requested&limit=200"
        found = (await _get(run, customer.representative, "notifications", path)).get("items", [])
        return next((each for each in found if each["request_id"] == asked["request_id"]), None)

    form = await _until(run, "the form is open", opened)
    path = f"/approvals/{form['approval_id']}"
    votes = [
        deed(juror(each), "notifications", f"{path}/decisions",
             {"verdict": "refuse" if each % 50 == 0 else "approve", "content_hash": form["content_hash"]})
        for each in range(1, JURY + 1)
    ]  # fmt: skip
    votes.insert(JURY // 2, deed(customer.representative, "notifications", f"{path}/withdrawal", {}))
    for each in votes:
        await run.load.token(each.subject)
    answers = await asyncio.gather(*map(run.load.answer, votes))
    run.counts["votes taken"] += sum(answer is not None and answer.is_success for answer in answers)
    run.counts["votes refused"] += sum(answer is not None and answer.status_code in {403, 409} for answer in answers)
    await _one_outcome(run, customer, form, order)


async def _one_outcome(run: Run, customer: Customer, form: Any, order: Any) -> None:
    async def ended() -> Any:
        found = await _get(run, customer.representative, "notifications", f"/approvals/{form['approval_id']}")
        return found if found.get("state") not in {None, "open"} else None

    end = await _until(run, "the form has ended", ended)
    run.counts[f"forms {end['state']}"] += 1

    async def followed() -> Any:
        found = await _get(run, customer.representative, "orders", f"/orders/{order['order_id']}")
        open_ = {each["reason"] for each in found.get("holds", ()) if each["state"] == "open"}
        return found if ("price_below_list" in open_) != (end["state"] == "approved") else None

    await _until(run, f"orders follows the form that is {end['state']}", followed)


SCENARIOS = (
    Scenario(
        24, "50 orders at once for the last of a limit", last_of_the_limit,
        {"check": 1, "ci": 2, "full": 20, "night": 200}, allows=CUT,
    ),
    Scenario(
        25, "Payment, reversal, credit note meet in one invoice", one_invoice,
        {"check": 2, "ci": 3, "full": 100, "night": 1000},
    ),
    Scenario(
        28, "50 equal requests at once", equal_requests, {"check": 9, "ci": 9, "full": 45, "night": 450}, allows=CUT
    ),
    Scenario(
        29, "200 decide one step at once", decide_at_once, {"check": 1, "ci": 2, "full": 20, "night": 200}, allows=CUT
    ),
)  # fmt: skip
