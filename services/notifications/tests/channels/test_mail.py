"""Messages leave by e-mail, rested, awake and still true."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from sqlalchemy import text

from chassis.ids import new_id
from services.notifications.tests.builders import Deal

pytestmark = pytest.mark.service
DUE = date(2026, 3, 10)


class Box:
    """A mail server's side: keeps what it takes, refuses who it is told to."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refuses: str | None = None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuses:
            return self.refuses
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
async def box(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Box]:
    kept = Box()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(kept), "127.0.0.1", 0)
    monkeypatch.setenv("NOTIFICATIONS_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("NOTIFICATIONS_SMTP_PORT", str(server.sockets[0].getsockname()[1]))
    yield kept
    server.close()


async def put_contact(house: Any, deal: Deal, subject: str = "representative-1", **more: Any) -> Any:
    async with house.client(subject) as client:
        url = f"/people/{deal.firm.people[subject]}/contact"
        return await client.put(url, json={"email": f"{subject}@firm.example", **more}, headers={"If-Match": '"0"'})


async def a_deal(house: Any) -> Deal:
    deal = Deal(await house.organisation())
    await house.given(deal.card())
    answer = await put_contact(house, deal)
    assert answer.status_code == 200, answer.text
    return deal


def subject_of(mail: Any) -> str:
    return str(make_header(decode_header(mail["Subject"])))


@pytest.mark.shows("N6")
async def test_a_message_rests_and_then_leaves_by_mail(house: Any, box: Box) -> None:
    deal, invoice = await a_deal(house), new_id()
    await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE))
    await house.sweep()
    assert box.mails == []
    house.clock.advance(timedelta(seconds=61))
    await house.sweep()
    await house.sweep()
    [mail] = box.mails
    assert subject_of(mail) == "华东印务有限公司：发票 2026-000123 已逾期 1 天"
    assert mail["To"] == "representative-1@firm.example"
    assert mail["Message-ID"].endswith("@branchline>")


async def test_money_that_comes_while_a_reminder_rests_stops_it(house: Any, box: Box) -> None:
    deal, invoice = await a_deal(house), new_id()
    await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE))
    await house.sweep()
    await house.given(deal.settled(invoice, date(2026, 3, 11)))
    house.clock.advance(timedelta(hours=2))
    await house.sweep()
    assert box.mails == []


@pytest.mark.shows("P5")
async def test_the_night_is_quiet_but_for_what_is_urgent(house: Any, box: Box) -> None:
    deal, invoice = await a_deal(house), new_id()
    house.clock.advance(timedelta(hours=13))
    await house.given(deal.invoice(invoice, DUE), deal.overdue(invoice, DUE), deal.complaint(new_id()))
    house.clock.advance(timedelta(minutes=5))
    await house.sweep()
    assert [subject_of(mail)[-5:] for mail in box.mails] == ["7（严重）"]
    house.clock.advance(timedelta(hours=9))
    await house.sweep()
    assert len(box.mails) == 2


async def test_an_urgent_message_that_cannot_leave_is_reported(house: Any, box: Box) -> None:
    deal = await a_deal(house)
    box.refuses = "554 no"
    await house.given(deal.complaint(new_id()))
    await house.sweep()
    [failed] = await house.journal("notifications.delivery.failed.v1")
    assert (failed.person_id, failed.tries) == (deal.owner_id, 1)


async def test_a_server_that_is_busy_is_asked_again_later(house: Any, box: Box) -> None:
    deal = await a_deal(house)
    box.refuses = "451 later"
    await house.given(deal.complaint(new_id()))
    await house.sweep()
    assert await house.journal("notifications.delivery.failed.v1") == []
    box.refuses = None
    async with house.tx() as tx:
        await tx.execute(text("UPDATE delivery SET retry_at = '-infinity'"))
    await house.sweep()
    assert len(box.mails) == 1


@pytest.mark.shows("bad-input-52", "contact.quiet_hours_empty", "contact.not_yours")
async def test_the_address_book_is_kept_by_its_owner_and_the_keepers(house: Any) -> None:
    deal = await a_deal(house)
    empty = await put_contact(house, deal, "clerk-1", quiet_from="22:00", quiet_to="22:00")
    assert (empty.status_code, empty.json()["code"]) == (422, "contact.quiet_hours_empty")
    url = f"/people/{deal.owner_id}/contact"
    async with house.client("clerk-1") as client:
        assert (await client.get(url)).json()["code"] == "contact.not_yours"
    async with house.client("administration-supervisor-2") as client:
        assert (await client.get(url)).status_code == 404
    async with house.client("administration-supervisor-1") as client:
        assert (await client.get(url)).json()["email"] == "representative-1@firm.example"
        stale = await client.put(url, json={"language": "en"}, headers={"If-Match": '"0"'})
        assert stale.status_code == 412
        changed = await client.put(url, json={"language": "en"}, headers={"If-Match": '"1"'})
        assert changed.json()["version"] == 2


@pytest.mark.shows("L13")
async def test_money_that_races_the_reminders_leaves_none_open(house: Any, box: Box) -> None:
    deal = await a_deal(house)
    invoices = [new_id() for _ in range(30)]
    await house.given(*(deal.invoice(each, DUE) for each in invoices), *(deal.overdue(each, DUE) for each in invoices))
    house.clock.advance(timedelta(hours=73))
    await asyncio.gather(
        house.given(*(deal.settled(each, DUE) for each in invoices)), house.sweep(), house.sweep(),
    )  # fmt: skip
    await house.sweep()
    async with house.client("representative-1") as client:
        left = (await client.get("/inbox", params={"limit": 200})).json()["items"]
    assert left == []
    assert len({mail["Message-ID"] for mail in box.mails}) == len(box.mails)
