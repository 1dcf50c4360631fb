import pytest
from aiokafka.partitioner import murmur2 as kafka_murmur2
from hypothesis import given
from hypothesis import strategies as st

from contracts.partition import SHARDS, murmur2, partition_of, shard_of
from contracts.topics import PARTITIONS, SERVICES, TOPICS, dead_letter_topic, replay_topic, service_topic

pytestmark = pytest.mark.rules


@given(st.binary(max_size=80))
def test_the_hash_is_that_of_the_java_client(data):
    assert murmur2(data) == kafka_murmur2(data) & 0xFFFFFFFF


@given(st.uuids().map(str) | st.text(min_size=1, max_size=60))
def test_a_foreign_producer_puts_a_key_into_the_partition_of_its_shard(key):
    hashed = kafka_murmur2(key.encode()) & 0x7FFFFFFF
    for power in range(7):
        partitions = 2**power
        assert partition_of(shard_of(key), partitions) == hashed % partitions


@pytest.mark.parametrize("partitions", [2**power for power in range(7)])
def test_every_shard_lies_in_exactly_one_partition(partitions):
    held = [[s for s in range(SHARDS) if partition_of(s, partitions) == p] for p in range(partitions)]
    assert sorted(shard for shards in held for shard in shards) == list(range(SHARDS))
    assert {len(shards) for shards in held} == {SHARDS // partitions}


def test_partition_counts_are_powers_of_two_up_to_the_shards():
    assert all(SHARDS % topic.partitions == 0 for topic in TOPICS)


def test_each_service_has_its_topic_and_each_group_its_two():
    names = [topic.name for topic in TOPICS]
    assert len(names) == len(set(names)) == 13
    for service in SERVICES:
        assert {service_topic(service), dead_letter_topic(service), replay_topic(service)} <= set(names)
    assert {t.partitions for t in TOPICS if t.name == "branchline.orders"} == {PARTITIONS}
