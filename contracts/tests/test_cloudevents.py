from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given
from hypothesis import strategies as st

from contracts.asyncapi import HEADERS
from contracts.cloudevents import HEARTBEAT, SCHEMAS, Envelope, Unreadable, headers, parse

pytestmark = pytest.mark.rules

CUSTOMER = "019d2f00-1e38-7d67-8dbe-8f47d244e0ba"
EVENT = Envelope(
    id=UUID("019d2f00-0000-7000-8000-000000000001"),
    source="branchline/receivables",
    type="receivables.invoice.overdue.v1",
    time=datetime(2026, 3, 31, 10, tzinfo=UTC),
    subject="invoice/019d2f00-0000-7000-8000-000000000002",
    key=CUSTOMER,
    shard=17,
    sequence=4711,
    epoch=1,
    actor="system",
    branch=UUID("019d2f00-0000-7000-8000-000000000003"),
    quiet=True,
    twin=True,
    correlation_id=UUID("019d2f00-0000-7000-8000-000000000004"),
    causation_id=UUID("019d2f00-0000-7000-8000-000000000005"),
    traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    recorded=datetime(2026, 3, 31, 10, 0, 0, 123456, tzinfo=UTC),
    dataschema=f"{SCHEMAS}receivables.invoice.overdue.v1",
)
BARE = replace(EVENT, branch=None, quiet=False, twin=False, causation_id=None, traceparent=None)
KEY = CUSTOMER.encode()
NEEDED = ("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "ce_shard")


@pytest.mark.parametrize("envelope", [EVENT, BARE])
def test_what_is_written_is_read_again(envelope):
    assert parse(KEY, headers(envelope), b"{}") == envelope


def test_absent_attributes_have_no_header():
    names = {name for name, _ in headers(BARE)}
    assert names.isdisjoint({"ce_branch", "ce_quiet", "ce_twin", "ce_causationid", "traceparent"})


def test_every_header_that_is_written_is_described():
    assert [name for name, _ in headers(EVENT)] == list(HEADERS)


def test_the_schema_follows_from_the_type():
    assert dict(headers(replace(EVENT, dataschema="")))["ce_dataschema"] == EVENT.dataschema.encode()


def test_the_sdk_reads_what_we_write():
    read = from_binary(KafkaMessage(headers=dict(headers(EVENT)), key=KEY, value=b'{"a": 1}'), JSONFormat())
    assert read.get_id() == str(EVENT.id)
    assert read.get_source() == EVENT.source
    assert read.get_type() == EVENT.type
    assert read.get_time() == EVENT.time
    assert read.get_subject() == EVENT.subject
    assert read.get_dataschema() == EVENT.dataschema
    assert read.get_extension("partitionkey") == CUSTOMER
    assert read.get_extension("sequence") == "4711"
    assert read.get_data() == {"a": 1}


def test_we_read_what_the_sdk_writes():
    ours = {name.removeprefix("ce_"): value.decode() for name, value in headers(EVENT)}
    ours["datacontenttype"] = ours.pop("content-type")
    ours["time"] = EVENT.time
    written = to_binary(CloudEvent(ours, {"a": 1}), JSONFormat())
    trace = written.headers.pop("ce_traceparent")
    read = parse(written.key.encode(), [*written.headers.items(), ("traceparent", trace)], written.value)
    assert read == EVENT


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, b"", b"\xff\xfe", b"a\x00b", b"x" * 256, "absent"])
def test_a_needed_header_that_cannot_be_read_makes_the_record_unreadable(name, value):
    pairs = [(n, v) for n, v in headers(EVENT) if n != name]
    if value != "absent":
        pairs.append((name, value))
    answer = parse(KEY, pairs, b"{}")
    assert isinstance(answer, Unreadable)
    assert name in answer.reason


@pytest.mark.parametrize("name", ["ce_shard", "ce_sequence", "ce_epoch"])
@pytest.mark.parametrize("value", ["-1", "x", "1.5", "1_0", "１２", " 1", "²", "1" * 30])
def test_a_number_is_plain_digits(name, value):
    pairs = [*headers(EVENT), (name, value.encode())]
    assert isinstance(parse(KEY, pairs, b"{}"), Unreadable)


def test_a_shard_beyond_the_last_is_unreadable():
    assert isinstance(parse(KEY, [*headers(EVENT), ("ce_shard", b"64")], b"{}"), Unreadable)


def test_what_kafka_connect_makes_of_a_constant_and_a_boolean_is_read():
    connect = [("ce_specversion", b"1"), ("ce_quiet", b"true"), ("ce_twin", b"true")]
    assert parse(KEY, [*headers(BARE), *connect], b"{}") == replace(BARE, quiet=True, twin=True)
    connect = [("ce_quiet", b"false"), ("ce_twin", b"false"), ("ce_branch", None), ("traceparent", None)]
    assert parse(KEY, [*headers(EVENT), *connect], b"{}") == replace(BARE, causation_id=EVENT.causation_id)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ce_id", b"4711"),
        ("ce_branch", b"east"),
        ("ce_correlationid", b"x"),
        ("ce_time", b"2026-03-31T10:00:00"),
        ("ce_time", b"0001-01-01T00:00:00+14:00"),
        ("ce_time", b"yesterday"),
        ("ce_specversion", b"0.3"),
    ],
)
def test_a_value_of_the_wrong_kind_is_unreadable(name, value):
    assert isinstance(parse(KEY, [*headers(EVENT), (name, value)], b"{}"), Unreadable)


@pytest.mark.parametrize("key", [None, b"", b"\xff", b"\x00", b"k" * 256])
def test_a_key_that_cannot_be_read_is_unreadable(key):
    assert isinstance(parse(key, headers(EVENT), b"{}"), Unreadable)


def test_a_null_value_is_unreadable_and_broken_json_is_for_the_handler():
    assert isinstance(parse(KEY, headers(EVENT), None), Unreadable)
    assert parse(KEY, headers(EVENT), b"{broken") == EVENT


BEAT = [*headers(EVENT), ("ce_type", HEARTBEAT.encode())]


@pytest.mark.parametrize(
    "value",
    [b"", b"{not json", b"[]", b"[" * 100_000, b'{"head": 1}', b'{"head": "7", "base": 0}', b'{"head": -1, "base": 0}',
     b'{"head": true, "base": 0}', b'{"head": 1000000000000000000, "base": 0}'],
)  # fmt: skip
def test_a_heartbeat_that_does_not_say_how_far_its_source_is_is_unreadable(value):
    assert isinstance(parse(KEY, BEAT, value), Unreadable)


def test_a_heartbeat_says_how_far_its_source_is():
    assert isinstance(parse(KEY, BEAT, b'{"head": 7, "base": 0, "more": 1}'), Envelope)


def test_foreign_headers_are_passed_over():
    foreign = [("x", None), ("y", b"\xff"), ("ce_new", b"\xff"), ("", b"")]
    assert parse(KEY, [*foreign, *headers(EVENT)], b"{}") == EVENT


def test_an_event_without_a_conversation_begins_one():
    pairs = [(n, v) for n, v in headers(EVENT) if n not in {"ce_correlationid", "ce_actor", "ce_recorded"}]
    read = parse(KEY, pairs, b"{}")
    assert (read.correlation_id, read.actor, read.recorded) == (EVENT.id, "system", EVENT.time)


names = st.sampled_from([name for name, _ in headers(EVENT)]) | st.text(max_size=12)


@given(
    st.none() | st.binary(max_size=40),
    st.lists(st.tuples(names, st.none() | st.binary(max_size=40)), max_size=12),
    st.none() | st.binary(max_size=20),
    st.booleans(),
)
def test_reading_never_raises(key, pairs, value, after_ours):
    pairs = [*headers(EVENT), *pairs] if after_ours else pairs
    assert isinstance(parse(key, pairs, value), Envelope | Unreadable)
