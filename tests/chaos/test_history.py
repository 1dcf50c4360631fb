"""The checker itself: on made-up histories it finds each kind of fault, and finds none in a sound one."""

from dataclasses import replace

from tests.chaos import history
from tests.chaos.history import Answer, Cursor, Effect, Entry, Op, Reading, Sent

ASKED, GIVEN = "orders.invoicing.requested.v1", "receivables.invoice.issued.v1"
ANSWER = Answer(ASKED, "receivables", frozenset({GIVEN}))


def op(marker="c1", outcome="ok", invoked_at=0.0, ended_at=1.0, places=()):
    return Op(0, "place", marker, "k", invoked_at, ended_at, outcome, places=places)


def entry(position, event_id, *, shard=0, kind=ASKED, key="k", cause="request"):
    return Entry(shard, position, event_id, kind, key, f"subject/{event_id}", cause, tx=position)


def sent(position, event_id, *, offset, shard=0):
    return Sent(0, offset, shard, position, event_id)


def rules(faults):
    return sorted({fault.rule for fault in faults})


JOURNAL = [entry(1, "a"), entry(2, "b"), entry(3, "c")]
TOPIC = [sent(1, "a", offset=0), sent(2, "b", offset=1), sent(3, "c", offset=2)]
EFFECTS = [entry(1, "x", kind=GIVEN, cause="a"), entry(2, "y", kind=GIVEN, cause="b")]
CURSOR = Cursor("receivables", "orders", 0, 3, "c", 0)
FOLLOWS = {"receivables": ["orders"]}


def test_a_sound_history_has_no_fault():
    journals = {"orders": JOURNAL[:2], "receivables": EFFECTS}
    ops = [op(places=(("orders", 0, 1),)), op("c2", "fail"), op("c3", "info")]
    assert not list(history.commands(ops, {"c1": Effect(1, 1), "c3": Effect(1, 1)}))
    assert not list(history.places(ops, journals))
    assert not list(history.numbering("orders", JOURNAL))
    assert not list(history.publication("orders", JOURNAL, [*TOPIC, sent(2, "b", offset=3)]))
    assert not list(history.consumption([CURSOR], {"orders": JOURNAL}, FOLLOWS))
    assert not list(history.reactions("receivables", journals))
    assert not list(history.answered([ANSWER], journals))
    assert not list(history.ledger([Reading(0, 0), Reading(5, 5), Reading(5, 5)]))


def test_an_acknowledged_command_without_a_trace_is_lost():
    assert rules(history.commands([op()], {})) == ["lost command"]


def test_two_rows_of_one_command_are_a_doubled_effect():
    assert rules(history.commands([op()], {"c1": Effect(2, 2)})) == ["doubled effect"]
    assert rules(history.commands([op(outcome="info")], {"c1": Effect(1, 2)})) == ["doubled effect"]


def test_rows_without_their_event_are_a_torn_command_whatever_the_client_knows():
    for outcome in ("ok", "info", "fail"):
        assert rules(history.commands([op(outcome=outcome)], {"c1": Effect(1, 0)})) == ["torn command"]


def test_what_a_refused_command_left_is_an_aborted_read():
    assert rules(history.commands([op(outcome="fail")], {"c1": Effect(1, 1)})) == ["aborted read"]


def test_an_effect_that_nobody_asked_for_is_a_phantom():
    assert rules(history.commands([], {"c9": Effect(1, 1)})) == ["phantom"]


def test_a_place_beyond_the_head_is_a_lost_event():
    assert rules(history.places([op(places=(("orders", 0, 4),))], {"orders": JOURNAL})) == ["lost event"]


def test_a_later_command_before_an_earlier_one_is_against_time():
    early = op("c1", invoked_at=0, ended_at=1, places=(("orders", 0, 2),))
    late = op("c2", invoked_at=2, ended_at=3, places=(("orders", 0, 1),))
    assert rules(history.places([early, late], {"orders": JOURNAL})) == ["order against time"]
    at_once = replace(late, invoked_at=0.5)
    assert not list(history.places([early, at_once], {"orders": JOURNAL}))


def test_a_hole_in_the_numbers_is_a_gap_and_an_event_that_stands_twice_is_doubled():
    assert rules(history.numbering("orders", [JOURNAL[0], JOURNAL[2]])) == ["gap"]
    assert rules(history.numbering("orders", [entry(1, "a"), entry(2, "a")])) == ["doubled event"]


def test_an_event_that_is_not_on_kafka_is_lost():
    assert rules(history.publication("orders", JOURNAL, TOPIC[:2])) == ["lost event"]


def test_an_event_on_kafka_that_was_rolled_back_is_a_phantom():
    assert rules(history.publication("orders", JOURNAL[:2], TOPIC)) == ["phantom"]


def test_two_events_that_changed_places_are_a_swapped_pair():
    swapped = [TOPIC[0], sent(2, "c", offset=1), sent(3, "b", offset=2)]
    assert rules(history.publication("orders", JOURNAL, swapped)) == ["swapped pair"]
    assert rules(history.consumption([replace(CURSOR, event_id="b")], {"orders": JOURNAL}, FOLLOWS)) == ["swapped pair"]


def test_one_offset_of_two_records_is_inconsistent():
    assert rules(history.publication("orders", JOURNAL, [*TOPIC, TOPIC[1]])) == ["inconsistent offset"]


def test_what_was_sent_again_is_counted():
    assert history.republished([*TOPIC, sent(2, "b", offset=3), sent(3, "c", offset=4)]) == 2


def test_a_consumer_short_of_the_head_or_with_events_set_aside_is_found():
    behind = replace(CURSOR, position=2, event_id="b")
    assert rules(history.consumption([behind], {"orders": JOURNAL}, FOLLOWS)) == ["not consumed"]
    assert rules(history.consumption([], {"orders": JOURNAL}, FOLLOWS)) == ["not consumed"]
    assert rules(history.consumption([replace(CURSOR, early=1)], {"orders": JOURNAL}, FOLLOWS)) == ["left early"]


def test_one_event_answered_twice_is_a_doubled_effect():
    again = replace(EFFECTS[0], position=3, event_id="z")
    journals = {"orders": JOURNAL, "receivables": [*EFFECTS, again]}
    assert "doubled effect" in rules(history.reactions("receivables", journals))
    other = replace(again, subject="subject/other")
    journals = {"orders": JOURNAL[:2], "receivables": [*EFFECTS, other]}
    assert rules(history.answered([ANSWER], journals)) == ["doubled effect"]


def test_effects_of_one_key_against_the_order_of_their_causes_are_a_swapped_pair():
    turned = [replace(EFFECTS[1], position=1, tx=1), replace(EFFECTS[0], position=2, tx=2)]
    assert rules(history.reactions("receivables", {"orders": JOURNAL, "receivables": turned})) == ["swapped pair"]
    of_others = [turned[0], replace(turned[1], key="other")]
    assert not list(history.reactions("receivables", {"orders": JOURNAL, "receivables": of_others}))
    at_once = [turned[0], replace(turned[1], tx=1)]
    assert not list(history.reactions("receivables", {"orders": JOURNAL, "receivables": at_once}))


def test_a_cursor_that_moved_without_its_effect_is_a_torn_batch():
    journals = {"orders": JOURNAL, "receivables": EFFECTS}
    assert not list(history.consumption([CURSOR], {"orders": JOURNAL}, FOLLOWS))
    assert rules(history.answered([ANSWER], journals)) == ["torn batch"]


def test_a_ledger_that_goes_back_or_does_not_balance_is_found():
    assert rules(history.ledger([Reading(5, 5), Reading(4, 4)])) == ["ledger went back"]
    assert rules(history.ledger([Reading(5, 4)])) == ["unbalanced"]
