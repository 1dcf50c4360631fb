"""Events set flows off: the right people are told, once, and no longer when the reason is gone."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from chassis.ids import new_id
from edge.access import EVERY_ROLE
from notifications.flows.commands import check
from notifications.flows.shipped import SHIPPED
from services.notifications.tests.builders import NOON, Deal

pytestmark = pytest.mark.service
DUE = date(2026, 3, 10)


async def inbox(house: Any, subject: str, state: str = "open") -> list[dict[str, Any]]:
    async with house.client(subject) as client:
        answer = await client.get("/inbox", params={"state": state})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def a_deal(house: Any) -> Deal:
    deal = Deal(await house.organisation())
    await house.given(deal.card())
    return deal


@pytest.mark.shows("N3", "L13")
async def test_an_overdue_invoice_is_told_to_owner_and_manager_until_it_is_paid(house: Any) -> None:
    deal, invoice = await a_deal(house), new_id()
    await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE))
    assert await house.parked() == []
    for subject in ("representative-1", "department-manager-1"):
        [told] = await inbox(house, subject)
        assert told["title_zh"] == "华东印务有限公司：发票 2026-000123 已逾期 1 天"
        assert "¥120,000.00" in told["text_zh"]
    assert await inbox(house, "representative-2") == []

    await house.given(deal.settled(invoice, date(2026, 3, 11)))
    assert await inbox(house, "representative-1") == []
    [done] = await inbox(house, "representative-1", "done")
    assert done["done_zh"] == "已付款，无需处理"
    house.clock.advance(timedelta(days=10))
    await house.sweep()
    assert await house.journal("notifications.escalation.raised.v1") == []


async def test_one_occasion_is_told_once_and_a_bounced_receipt_begins_a_new_round(house: Any) -> None:
    deal, invoice = await a_deal(house), new_id()
    await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE), deal.overdue(invoice, DUE))
    assert len(await inbox(house, "representative-1")) == 1
    await house.given(deal.settled(invoice, DUE), deal.overdue(invoice, DUE, 7))
    assert await inbox(house, "representative-1") == []
    await house.given(deal.bounced(invoice), deal.overdue(invoice, DUE, 7, 1))
    assert len([each for each in await inbox(house, "representative-1") if each["flow"] == "invoice_overdue"]) == 1


@pytest.mark.shows("N3")
async def test_of_many_at_once_each_is_told_of_its_own_customer_and_by_its_own_cause(house: Any) -> None:
    firm = await house.organisation()
    deals = [Deal(firm) for _ in range(3)]
    invoices = [(deal, new_id()) for deal in deals for _ in range(4)]
    await house.given(*(deal.card() for deal in deals), *(deal.invoice(invoice, DUE) for deal, invoice in invoices))
    causes = await house.given(*(deal.overdue(invoice, DUE) for deal, invoice in invoices))
    told = {each["cause_id"]: each for each in await inbox(house, "representative-1")}
    assert told.keys() == set(map(str, causes))
    for (deal, invoice), cause in zip(invoices, causes, strict=True):
        each = told[str(cause)]
        assert (each["about"], each["customer_id"]) == (f"invoice/{invoice}", str(deal.customer_id))
    house.clock.advance(timedelta(hours=73))
    await house.sweep()
    assert len(await house.journal("notifications.escalation.raised.v1")) == len(invoices)


async def test_what_nobody_acts_on_is_escalated_once(house: Any) -> None:
    deal, invoice = await a_deal(house), new_id()
    await house.given(deal.invoice(invoice, DUE))
    [cause] = await house.given(deal.overdue(invoice, DUE))
    house.clock.advance(timedelta(hours=73))
    await house.sweep()
    await house.sweep()
    [raised] = await house.journal("notifications.escalation.raised.v1")
    assert (raised.flow, raised.level, raised.about) == ("invoice_overdue", 1, f"invoice/{invoice}")
    assert raised.told
    [told] = await inbox(house, "regional-manager-1")
    assert told["title_zh"].startswith("升级提醒：")
    assert told["cause_id"] == str(cause)


async def test_late_stages_reach_the_deputy_general_manager(house: Any) -> None:
    deal, invoice = await a_deal(house), new_id()
    await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE, 15))
    assert len(await inbox(house, "deputy-general-manager-1")) == 1


@pytest.mark.shows("C9")
async def test_a_complaint_is_told_to_its_specialist_and_recalled_when_closed(house: Any) -> None:
    deal, complaint = await a_deal(house), new_id()
    specialist = deal.firm.people["complaint-specialist-2"]
    await house.given(deal.complaint(complaint, specialist))
    assert await house.parked() == []
    for subject in ("complaint-specialist-2", "representative-1", "department-manager-1", "quality-inspector-1"):
        [told] = await inbox(house, subject)
        assert told["urgent"], subject
    assert await inbox(house, "complaint-specialist-1") == []
    await house.given(deal.complaint_overdue(complaint), deal.complaint_closed(complaint))
    [left] = await inbox(house, "representative-1")
    assert left["flow"] == "complaint_closed"


async def test_a_complaint_without_specialist_goes_to_those_of_the_branch(house: Any) -> None:
    deal = await a_deal(house)
    await house.given(deal.complaint(new_id()))
    assert len(await inbox(house, "complaint-specialist-1")) == 1


async def test_a_hold_for_overdue_offers_the_form_to_the_manager(house: Any) -> None:
    deal = await a_deal(house)
    await house.given(deal.hold(new_id()))
    [told] = await inbox(house, "department-manager-1")
    assert (told["offers"], told["text_zh"][:7]) == ("overdue_shipment", "解除条件：收到")
    assert (await inbox(house, "representative-1"))[0]["title_zh"].endswith("订单暂停（逾期未付款）")


async def test_quiet_history_tells_nobody(house: Any) -> None:
    deal, invoice = await a_deal(house), new_id()
    await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE), quiet=True)
    assert await inbox(house, "representative-1") == []


async def test_a_person_reads_and_completes_only_the_own_messages(house: Any) -> None:
    deal, invoice = await a_deal(house), new_id()
    await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE))
    [told] = await inbox(house, "representative-1")
    async with house.client("department-manager-1") as client:
        assert (await client.post(f"/inbox/{told['message_id']}/reading")).status_code == 404
    async with house.client("representative-1") as client:
        read = await client.post(f"/inbox/{told['message_id']}/reading")
        assert read.json()["read_at"], read.text
        done = await client.post(f"/inbox/{told['message_id']}/completion")
        assert done.json()["state"] == "done"


FLOW = {
    "event": "receivables.invoice.overdue.v1",
    "when": {
        "all": [{"field": "open", "op": "ge", "value": "100000"}, {"not": {"field": "round", "op": "gt", "value": 0}}]
    },
    "tell": [{"to": "role", "role": "finance"}],
    "title": {"zh": "大额逾期：{customer_name}", "en": "Large overdue: {customer_name}"},
    "text": {"zh": "发票 {invoice_no} 未付 {open}", "en": "Invoice {invoice_no}: {open}"},
}


async def test_a_firm_adds_changes_and_removes_its_own_flow(house: Any) -> None:
    deal, invoice = await a_deal(house), new_id()
    async with house.client("sales-administration-0") as client:
        made = await client.post("/flows", json={"name": "large_overdue", "definition": FLOW})
        assert made.status_code == 201, made.text
        taken = await client.post("/flows", json={"name": "large_overdue", "definition": FLOW})
        assert (taken.status_code, taken.json()["code"]) == (409, "flow.name_taken")
        await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE))
        [told] = await inbox(house, "finance-1")
        assert told["title_zh"] == "大额逾期：华东印务有限公司"
        off = {**made.json()["definition"], "active": False}
        assert (await client.put("/flows/large_overdue", json=off)).status_code == 428
        stale = await client.put("/flows/large_overdue", json=off, headers={"If-Match": '"7"'})
        assert stale.status_code == 412
        put = await client.put("/flows/large_overdue", json=off, headers={"If-Match": '"1"'})
        assert (put.status_code, put.headers["etag"]) == (200, '"2"'), put.text
        gone = await client.delete("/flows/large_overdue", headers={"If-Match": '"2"'})
        assert gone.status_code == 204
        shipped = {**FLOW, "active": False}
        put = await client.put("/flows/invoice_overdue", json=shipped, headers={"If-Match": '"0"'})
        assert put.status_code == 200, put.text
    await house.given(deal.overdue(invoice, DUE, 7))
    assert len(await inbox(house, "representative-1")) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": {"zh": "{{7*7}}", "en": "x"}}, "flow.template_invalid"),
        ({"text": {"zh": "{invoice_no.__class__}", "en": "x"}}, "flow.template_invalid"),
        ({"title": {"zh": "x", "en": "{nothing}"}}, "flow.template_invalid"),
        ({"when": {"field": "open", "op": "like", "value": "1"}}, "flow.condition_invalid"),
        ({"when": {"field": "__class__", "op": "eq", "value": "1"}}, "flow.condition_invalid"),
        ({"when": {"field": "stage_days", "op": "ge", "value": "1"}}, "flow.condition_invalid"),
        ({"event": "notifications.escalation.raised.v1"}, "flow.cycle"),
        ({"event": "receivables.invoice.eaten.v1"}, "flow.event_unknown"),
        ({"tell": [{"to": "role", "role": "emperor"}]}, "flow.audience_invalid"),
        ({"tell": [{"to": "person", "field": "invoice_no"}]}, "flow.audience_invalid"),
    ],
)
@pytest.mark.shows(
    "bad-input-49", "bad-input-50", "flow.template_invalid", "flow.condition_invalid", "flow.cycle",
    "flow.event_unknown", "flow.audience_invalid", "flow.name_taken",
)  # fmt: skip
async def test_a_flow_that_could_not_run_is_refused_on_save(house: Any, change: Any, code: str) -> None:
    await house.organisation()
    async with house.client("sales-administration-0") as client:
        answer = await client.post("/flows", json={"name": "of_ours", "definition": {**FLOW, **change}})
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


def test_every_shipped_flow_would_be_accepted() -> None:
    for flow in SHIPPED.values():
        check(flow, EVERY_ROLE)


async def test_a_reminder_comes_before_the_deadline_and_moves_with_it(house: Any) -> None:
    deal = await a_deal(house)
    due_at = NOON + timedelta(days=10)
    await house.given(deal.credit_granted(due_at))
    await house.given(deal.deadline_moved(due_at, due_at + timedelta(days=1)))
    house.clock.advance(timedelta(days=7))
    await house.sweep()
    assert await reminders(house) == []
    house.clock.advance(timedelta(days=1))
    await house.sweep()
    assert len(await reminders(house)) == 1
    await house.given(deal.contract_returned())
    house.clock.advance(timedelta(days=5))
    await house.sweep()
    assert await reminders(house) == []


async def reminders(house: Any) -> list[str]:
    titles = [each["title_zh"] for each in await inbox(house, "representative-1")]
    return [title for title in titles if title.startswith("提醒：")]


@pytest.mark.shows("bad-input-49")
async def test_a_conversation_that_escalates_without_end_is_stopped(house: Any) -> None:
    deal, hold = await a_deal(house), new_id()
    record = house.record(deal.hold(hold))
    correlation = dict(record.headers)["ce_correlationid"].decode()
    async with house.tx() as tx:
        await tx.execute(
            text(
                "INSERT INTO timer (timer_id, kind, flow, about, occasion, level, due_at, state, audience, people,"
                " words, urgent, cause_id, correlation_id) SELECT gen_random_uuid(), 'escalation', 'loop', :about,"
                " n::text, n, :now, 'raised', '[]', '[]', '{}', false, CAST(:cause AS uuid), CAST(:cause AS uuid)"
                " FROM generate_series(1, 9) AS n"
            ),
            {"about": f"hold/{hold}", "now": tx.now, "cause": correlation},
        )
    await house.consumer.apply([record])
    assert await house.parked() == []
    assert await inbox(house, "representative-1") == []
