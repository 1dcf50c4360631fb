"""Credit on a real database: applications, decisions, contracts, pools (C5, C6)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from chassis.ids import new_id
from contracts.blocks import Granted
from contracts.content import content_hash
from contracts.notifications import ApprovalActed, Decider
from contracts.receivables import InvoiceSettled, PromiseBroken, StandingChanged
from contracts.values import Money
from services.customers.tests import builders as given
from tests.probe.locks import are_waiting, held
from tests.probe.reading import until

pytestmark = [pytest.mark.service, pytest.mark.shows("C5")]
GRANTED = "customers.credit.granted.v1"
REQUESTED = "customers.credit.requested.v1"


async def an_applicant(house, branch: int = 0, limit: str = "200000.00", **changes):
    firm = await house.organisation()
    customer = await given.an_active_customer(house, firm.branches[branch], **changes)
    application = await given.a_credit_application(house, customer, limit)
    return firm, customer, application


async def application(house, request_id: str) -> dict:
    async with house.client("representative-1") as client:
        return (await client.get(f"/credit-applications/{request_id}")).json()


async def edit(house, asked: dict, limit: str, subject: str = "representative-1", revision: int = 1):
    body = {"limit": {"amount": limit, "currency": "CNY"}, "term_days": 30, "reasons": "扩大合作"}
    head = {"If-Match": f'"{revision}"'}
    async with house.client(subject) as client:
        return await client.put(f"/credit-applications/{asked['request_id']}", json=body, headers=head)


async def contract(house, customer: dict, version: int = 1, returned_on: str = "2026-03-11"):
    url = f"/customers/{customer['customer_id']}/credit-contract"
    async with house.client("clerk-1") as client:
        body = {"file_id": str(new_id()), "returned_on": returned_on}
        return await client.put(url, json=body, headers={"If-Match": f'"{version}"'})


async def test_the_form_states_how_the_customer_buys_and_pays(house):
    firm = await house.organisation()
    customer = await given.an_active_customer(house, firm.branches[0])
    delivery = given.a_delivery(customer)
    invoice, other = given.an_invoice(delivery), given.an_invoice(given.a_delivery(customer), "400.00")
    who = {"customer_id": invoice.customer_id, "branch_id": invoice.branch_id, "owner_id": None}
    paid = InvoiceSettled(
        **who,
        invoice_id=invoice.invoice_id,
        invoice_no="FP001",
        how="paid",
        settled_on=invoice.due_on + timedelta(days=9),
        days_late=9,
    )
    broken = PromiseBroken(
        **who, promise_id=new_id(), missing=Money.of("1"), pay_on=invoice.issued_on, occasion="x|y|z"
    )
    standing = StandingChanged(
        **who, version=1, state="overdue", previous_state="good", open=Money.of("400"), unapplied=given.ZERO,
        disputed=given.ZERO, net=Money.of("400"), overdue=Money.of("400"), overdue_since_on=invoice.issued_on,
        overdue_items=(), covered=(), cause=None,
    )  # fmt: skip
    await house.given(delivery, invoice, other, paid, broken, given.a_credit_note(invoice, None), standing)

    await given.a_credit_application(house, customer)

    requested = (await house.journal(REQUESTED))[-1]
    facts, asked = requested.facts, requested.approval
    assert str(facts.turnover_12m) == "880.00 CNY"
    assert facts.payment.model_dump(exclude={"overdue"}) == {
        "invoices_settled": 1,
        "settled_late": 1,
        "days_late_max": 9,
        "promises_broken": 1,
    }
    assert str(facts.payment.overdue) == "400.00 CNY"
    assert asked.content_hash == content_hash(asked.form_kind, asked.subject, asked.revision, asked.asked, facts)


@pytest.mark.shows("bad-input-45", "L9")
async def test_a_decision_on_an_older_revision_gives_nothing(house):
    _, _, asked = await an_applicant(house)
    older = (await house.journal(REQUESTED))[-1]
    assert (await edit(house, asked, "300000.00")).status_code == 200
    await house.given(given.a_decision(older))
    assert await house.journal(GRANTED) == []
    await house.given(given.a_decision((await house.journal(REQUESTED))[-1]))
    assert [str(each.limit) for each in await house.journal(GRANTED)] == ["300000.00 CNY"]


@pytest.mark.shows("bad-input-44")
@pytest.mark.parametrize(("decision", "status"), [("refused", "refused"), ("expired", "expired"), ("maybe", "void")])
async def test_whatever_is_not_an_approval_grants_nothing(house, decision, status):
    _, _, asked = await an_applicant(house)
    await house.given(given.a_decision((await house.journal(REQUESTED))[-1], decision))
    assert await house.journal(GRANTED) == []
    assert (await application(house, asked["request_id"]))["status"] == status


@pytest.mark.shows("bad-input-44")
async def test_an_approval_by_the_requester_grants_nothing(house):
    firm, _, asked = await an_applicant(house)
    requested = (await house.journal(REQUESTED))[-1]
    self_made = Decider(
        person_id=firm.people["representative-1"], for_person_id=None, step=1, at=requested.approval.decide_by
    )
    await house.given(given.a_decision(requested, deciders=[self_made]))
    assert await house.journal(GRANTED) == []
    found = await application(house, asked["request_id"])
    assert (found["status"], found["outcome"]) == ("void", "self_approval")


async def test_less_than_was_asked_may_be_granted(house):
    await an_applicant(house)
    less = Granted(amount=Money.of("150000"), term_days=15).model_dump(mode="json")
    await house.given(given.a_decision((await house.journal(REQUESTED))[-1], granted=less))
    granted = (await house.journal(GRANTED))[-1]
    assert (str(granted.limit), granted.term_days) == ("150000.00 CNY", 15)


@pytest.mark.shows("credit.request_stands", "credit.not_the_requester", "credit.request_ended")
async def test_an_application_is_its_requesters_own_until_it_ends(house):
    _, customer, asked = await an_applicant(house)
    async with house.client("clerk-1") as client:
        body = {"limit": {"amount": "1.00", "currency": "CNY"}, "term_days": 30, "reasons": "x"}
        second = await client.post(f"/customers/{customer['customer_id']}/credit-applications", json=body)
    assert (second.status_code, second.json()["code"]) == (409, "credit.request_stands")
    assert (await edit(house, asked, "1.00", "clerk-1")).json()["code"] == "credit.not_the_requester"
    assert (await edit(house, asked, "1.00", revision=2)).status_code == 412
    async with house.client("representative-1") as client:
        url = f"/credit-applications/{asked['request_id']}/withdrawal"
        assert (await client.put(url, headers={"If-Match": '"1"'})).status_code == 200
    withdrawn = await house.journal("customers.request.withdrawn.v1")
    assert [(each.form_kind, each.reason) for each in withdrawn] == [("credit_application", "by_requester")]
    assert (await edit(house, asked, "1.00")).json()["code"] == "credit.request_ended"


async def test_one_sees_whom_an_application_waits_for(house):
    firm, _, asked = await an_applicant(house)
    requested = (await house.journal(REQUESTED))[-1]
    manager = firm.people["department-manager-1"]
    acted = ApprovalActed(
        approval_id=new_id(), customer_id=requested.customer_id, branch_id=requested.branch_id, owner_id=None,
        request_id=requested.approval.request_id, form_kind="credit_application", revision=1, action="opened",
        actor_id=None, for_person_id=None, step=1, waiting_for=(manager,), due_at=None,
    )  # fmt: skip
    await house.given(acted)
    assert (await application(house, asked["request_id"]))["waiting_for"] == [str(manager)]


@pytest.mark.shows("C6", "credit.contract_not_awaited", "credit.contract_date_wrong", "credit.not_granted")
async def test_the_contract_comes_back_once_and_not_tomorrow(house):
    firm = await house.organisation()
    without = await given.an_active_customer(house, firm.branches[0], name="无授信")
    assert (await contract(house, without)).json()["code"] == "credit.not_granted"
    customer = await given.a_customer_with_credit(house, firm.branches[0])
    assert (await contract(house, customer, returned_on="2026-03-12")).json()["code"] == "credit.contract_date_wrong"
    assert (await contract(house, customer)).status_code == 200
    assert (await contract(house, customer, version=2)).json()["code"] == "credit.contract_not_awaited"


@pytest.mark.shows("C6")
async def test_a_contract_that_is_not_back_is_said_once(house):
    firm = await house.organisation()
    await given.a_customer_with_credit(house, firm.branches[0])
    house.clock.advance(timedelta(days=14) - timedelta(minutes=1))
    await house.sweep()
    assert await house.journal("customers.credit_contract.overdue.v1") == []
    house.clock.advance(timedelta(hours=8, minutes=1))
    await asyncio.gather(house.sweep(), house.sweep())
    await house.sweep()
    assert len(await house.journal("customers.credit_contract.overdue.v1")) == 1


@pytest.mark.shows("L6")
async def test_two_grants_at_once_cannot_both_take_the_last_of_the_pool(house):
    firm = await house.organisation()
    async with house.client("operator") as client:
        body = {
            "value": 150000, "scope": "branch", "scope_id": str(firm.branches[0]), "valid_from": "2026-01-01",
            "reason": "总部授信额度",
        }  # fmt: skip
        assert (await client.put("/settings/customers.credit.branch_pool", json=body)).status_code == 200
    await given.a_customer_with_credit(house, firm.branches[0], "50000.00", name="先")
    for name in ("甲", "乙"):
        customer = await given.an_active_customer(house, firm.branches[0], name=name)
        await given.a_credit_application(house, customer, "60000.00")
    requested = (await house.journal(REQUESTED))[1:]
    assert str(requested[0].facts.pool_left) == "100000.00 CNY"
    async with held(house, text("SELECT 1 FROM credit_pool FOR UPDATE"), {}):
        granting = [asyncio.ensure_future(house.given(given.a_decision(each))) for each in requested]
        await until("both want the pool", are_waiting, house, 2)
    await asyncio.gather(*granting)
    assert len(await house.journal(GRANTED)) == 2
    outcomes = [(await application(house, str(each.approval.request_id)))["outcome"] for each in requested]
    assert sorted(outcomes) == ["granted", "pool_used_up"]


async def test_credit_ends_by_hand_or_by_its_last_day_and_frees_the_pool(house):
    firm = await house.organisation()
    first = await given.a_customer_with_credit(house, firm.branches[0], name="甲")
    async with house.client("finance-1") as client:
        url = f"/customers/{first['customer_id']}/credit-end"
        answer = await client.put(url, json={"reason": "拖欠"}, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["limit"]["amount"]) == (200, "0.00")
    second = await given.an_active_customer(house, firm.branches[0], name="乙")
    await given.a_credit_application(house, second, valid_until_on="2026-03-31")
    await house.given(given.a_decision((await house.journal(REQUESTED))[-1]))
    house.clock.advance(timedelta(days=21))
    await house.sweep()
    ended = await house.journal("customers.credit.ended.v1")
    assert [(each.reason, each.version) for each in ended] == [("withdrawn", 2), ("expired", 2)]


async def test_decisions_on_other_forms_and_unknown_requests_change_nothing(house):
    await an_applicant(house)
    requested = (await house.journal(REQUESTED))[-1]
    await house.given(
        given.a_decision(requested, form_kind="discount"),
        given.a_decision(requested, request_id=new_id()),
    )
    assert await house.journal(GRANTED) == []
    assert await house.parked() == []


async def test_one_sees_a_customers_credit_and_applications(house):
    firm = await house.organisation()
    without = await given.a_customer(house, firm.branches[0], name="无授信")
    customer = await given.a_customer_with_credit(house, firm.branches[0])
    async with house.client("finance-1") as client:
        assert (await client.get(f"/customers/{without['customer_id']}/credit")).status_code == 404
        credit = await client.get(f"/customers/{customer['customer_id']}/credit")
        assert (credit.json()["limit"]["amount"], credit.headers["etag"]) == ("200000.00", '"1"')
        applications = (await client.get(f"/customers/{customer['customer_id']}/credit-applications")).json()
    assert [each["status"] for each in applications] == ["approved"]


@pytest.mark.shows("bad-input-3")
async def test_another_branch_sees_no_credit(house):
    _, customer, asked = await an_applicant(house)
    async with house.client("finance-2") as client:
        for url in (
            f"/customers/{customer['customer_id']}/credit",
            f"/customers/{customer['customer_id']}/credit-applications",
            f"/credit-applications/{asked['request_id']}",
        ):
            assert (await client.get(url)).status_code == 404
