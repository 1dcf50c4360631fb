"""What may happen to a form, at its edges."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.blocks import Granted
from contracts.values import Money
from notifications.approvals import rules
from notifications.approvals.chains import Asking, Kind, KindStep, freeze
from notifications.approvals.kinds import SHIPPED
from notifications.approvals.rules import Form, Seat, Signing, Step

pytestmark = pytest.mark.rules
NOW = datetime(2026, 3, 11, 2, tzinfo=UTC)
HASH = "a" * 64
ASKER, ANN, BO, CY, DEE, EVE = (UUID(int=n) for n in range(1, 7))


def a_form(*steps: Step, **changes: object) -> Form:
    form = Form(
        form_id=UUID(int=99), requester_id=ASKER, state="open", content_hash=HASH,
        decide_by=NOW + timedelta(days=3), chain=steps or (a_step(ANN), a_step(BO)), step=0, due_at=None,
        granted=Granted(amount=Money.of("100.00"), term_days=30, to_on=date(2026, 4, 30)),
    )  # fmt: skip
    return replace(rules.opened(form, NOW), **changes)


def a_step(*people: UUID, mode: str = "one_of", on_timeout: str = "escalate", hours: int = 24) -> Step:
    return Step(mode, hours, on_timeout, tuple(Seat(person) for person in people))


def by(actor: UUID, away: dict[UUID, UUID | None] | None = None, **more: object) -> Signing:
    return Signing(actor, NOW, away or {}, **more)


def agree(form: Form, actor: UUID, **more: object) -> Form:
    return rules.decide(form, by(actor), "approve", HASH, more.get("wanted"))


def test_the_chain_ends_in_approval() -> None:
    form = agree(a_form(), ANN)
    assert (form.state, form.step, form.waiting()) == ("open", 1, (BO,))
    form = agree(form, BO)
    assert (form.state, form.due_at, form.waiting()) == ("approved", None, ())


@pytest.mark.parametrize(("verdict", "state"), [("refuse", "refused"), ("send_back", "sent_back")])
def test_one_no_ends_the_form(verdict: str, state: str) -> None:
    form = rules.decide(a_form(a_step(ANN, BO, mode="all_of")), by(BO), verdict, HASH, None)
    assert (form.state, form.chain[0].seats[1].state) == (state, state)
    assert form.chain[0].seats[1].at == NOW


def test_all_of_waits_for_everybody() -> None:
    form = agree(a_form(a_step(ANN, BO, mode="all_of")), ANN)
    assert (form.state, form.waiting()) == ("open", (BO,))
    assert agree(form, BO).state == "approved"


def test_one_of_is_content_with_one() -> None:
    assert agree(a_form(a_step(ANN, BO)), BO).state == "approved"


def test_the_requester_never_decides() -> None:
    for form in (a_form(), a_form(a_step(ASKER)), a_form(state="withdrawn")):
        with pytest.raises(rules.SelfApproval):
            rules.seat_of(form, by(ASKER, {ANN: ASKER}))


def test_a_deputy_takes_the_seat_only_now() -> None:
    assert rules.seat_of(a_form(), by(DEE, {ANN: DEE})).person_id == ANN
    with pytest.raises(rules.DeputyOutsidePeriod):
        rules.seat_of(a_form(), by(DEE, is_deputy_at_other_times=True))
    with pytest.raises(rules.NotYours):
        rules.seat_of(a_form(), by(DEE, {ANN: CY}))


def test_an_own_seat_comes_before_that_of_the_absent() -> None:
    form = a_form(a_step(ANN, BO, mode="all_of"))
    assert rules.seat_of(form, by(BO, {ANN: BO})).person_id == BO


@pytest.mark.parametrize("state", ["approved", "refused", "sent_back", "withdrawn", "expired", "voided", "closed"])
def test_nothing_happens_after_the_end(state: str) -> None:
    with pytest.raises(rules.NotOpen) as refused:
        rules.seat_of(a_form(state=state), by(ANN))
    assert rules.STATES[state][0] in refused.value.text("zh-CN")


def test_a_decision_at_the_last_instant_counts_one_later_does_not() -> None:
    form = a_form(decide_by=NOW)
    assert agree(form, ANN).step == 1
    with pytest.raises(rules.NotOpen):
        agree(replace(form, decide_by=NOW - timedelta(microseconds=1)), ANN)


def test_only_what_was_seen_is_decided() -> None:
    with pytest.raises(rules.ContentChanged):
        rules.decide(a_form(), by(ANN), "approve", "b" * 64, None)


@pytest.mark.parametrize(
    ("wanted", "is_fine"),
    [
        (Granted(amount=Money.of("100.00")), True),
        (Granted(amount=Money.of("99.99"), term_days=30, to_on=date(2026, 4, 30)), True),
        (Granted(amount=Money.of("100.01")), False),
        (Granted(amount=Money.of("1.00", "USD")), False),
        (Granted(term_days=31), False),
        (Granted(to_on=date(2026, 5, 1)), False),
    ],
)
def test_what_is_granted_stays_within_what_was_asked(wanted: Granted, is_fine: bool) -> None:
    if is_fine:
        granted = agree(a_form(), ANN, wanted=wanted).granted
        assert (granted.amount, granted.term_days) == (wanted.amount, 30)
    else:
        with pytest.raises(rules.GrantTooHigh):
            agree(a_form(), ANN, wanted=wanted)


def test_nothing_is_granted_that_nobody_asked_for() -> None:
    form = a_form(granted=Granted(amount=Money.of("100.00")))
    with pytest.raises(rules.GrantTooHigh):
        agree(form, ANN, wanted=Granted(term_days=1))


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_a_grant_never_grows_along_the_chain(cents: list[int]) -> None:
    people = [UUID(int=n) for n, _ in zip(count(10), cents, strict=False)]
    form = a_form(*(a_step(person) for person in people))
    least = form.granted.amount
    for person, each in zip(people, cents, strict=True):
        wanted = Granted(amount=Money.of(Decimal(each).scaleb(-2)))
        try:
            form = agree(form, person, wanted=wanted)
        except rules.GrantTooHigh:
            form = agree(form, person)
        assert form.granted.amount <= least
        least = form.granted.amount


def test_a_seat_is_handed_on_and_never_back() -> None:
    form = rules.hand_on(a_form(), by(ANN), CY, is_active=True)
    assert form.waiting() == (CY,)
    with pytest.raises(rules.HandOnInvalid):
        rules.hand_on(form, by(CY), ANN, is_active=True)
    form = rules.hand_on(form, by(CY), DEE, is_active=True)
    with pytest.raises(rules.HandOnInvalid):
        rules.hand_on(form, by(DEE), ANN, is_active=True)
    assert agree(form, DEE).step == 1


@pytest.mark.parametrize(
    ("to", "away", "is_active"),
    [(ASKER, {}, True), (ANN, {}, True), (CY, {}, False), (CY, {CY: None}, True), (BO, {}, True)],
)
def test_a_seat_goes_to_nobody_who_cannot_take_it(to: UUID, away: dict[UUID, None], is_active: bool) -> None:
    form = a_form(a_step(ANN, BO, mode="all_of"))
    for act in (rules.hand_on, rules.add_signer):
        with pytest.raises(rules.HandOnInvalid):
            act(form, by(ANN, away), to, is_active=is_active)


def test_an_added_signer_must_agree_and_the_seats_own_signer_too() -> None:
    form = rules.add_signer(a_form(), by(ANN), CY, is_active=True)
    assert agree(form, ANN).waiting() == (CY,)
    assert agree(form, CY).waiting() == (ANN,)
    assert agree(agree(form, CY), ANN).step == 1
    handed = rules.hand_on(form, by(CY), DEE, is_active=True)
    assert agree(agree(handed, DEE), ANN).step == 1


def test_time_passes_a_step_on_and_ends_the_last() -> None:
    later = NOW + timedelta(hours=25)
    form = rules.time_out(a_form(), later)
    assert (form.state, form.step, form.due_at) == ("open", 1, later + timedelta(hours=24))
    assert rules.time_out(form, later).state == "expired"
    assert rules.time_out(a_form(a_step(ANN, on_timeout="expire"), a_step(BO)), later).state == "expired"
    late = a_form(decide_by=later)
    assert rules.time_out(late, later).state == "expired"


def test_no_step_runs_beyond_the_form() -> None:
    assert a_form(a_step(ANN, hours=200)).due_at == NOW + timedelta(days=3)


ROLES = {
    "department_manager": [[ANN], [EVE]],
    "deputy_general_manager": [[BO]],
    "executive_deputy_general_manager": [[CY]],
    "general_manager": [[DEE]],
}


def chain_of(kind: Kind, asker: UUID, amount: str | None = None, away: dict[UUID, UUID | None] | None = None) -> list:
    asking = Asking(asker, Decimal(amount) if amount else None, away or {})
    steps = freeze(kind, asking, lambda role: ROLES.get(role, []))
    return [[seat.person_id for seat in step.seats] for step in steps]


CREDIT = SHIPPED["credit_application"]


@pytest.mark.parametrize(
    ("asker", "amount", "away", "chain"),
    [
        (ASKER, "99999.99", {}, [[ANN]]),
        (ASKER, "100000", {}, [[ANN], [BO]]),
        (ASKER, "199999.99", {}, [[ANN], [BO]]),
        (ASKER, "200000", {}, [[ANN], [BO], [CY]]),
        (ASKER, None, {}, [[ANN], [BO], [CY]]),
        (ANN, "100000", {}, [[EVE], [BO]]),
        (BO, "100000", {}, [[ANN], [CY]]),
        (CY, "500000", {}, [[ANN], [BO], [DEE]]),
        (BO, "500000", {}, [[ANN], [CY]]),
        (ASKER, "100", {ANN: None}, [[EVE]]),
        (ASKER, "100", {ANN: ASKER}, [[EVE]]),
        (ASKER, "100", {ANN: DEE}, [[ANN]]),
        (ASKER, "100", {ANN: None, EVE: None}, [[BO]]),
        (ASKER, "100", {ANN: None, EVE: None, BO: None, CY: None, DEE: None}, []),
    ],
)
def test_a_chain_is_as_long_as_the_amount_and_passes_upward(
    asker: UUID, amount: str | None, away: dict[UUID, UUID | None], chain: list[list[UUID]]
) -> None:
    assert chain_of(CREDIT, asker, amount, away) == chain


def test_an_or_sign_seats_all_its_roles_once() -> None:
    kind = Kind(
        "派车单", "Vehicle", (KindStep(("department_manager", "deputy_general_manager", "department_manager")),)
    )
    assert chain_of(kind, ASKER) == [[ANN, BO]]


def test_a_post_outside_the_ladder_that_nobody_holds_climbs_it_from_the_bottom() -> None:
    assert chain_of(SHIPPED["gift"], ASKER) == [[ANN]]
