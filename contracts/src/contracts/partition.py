"""From a key to its shard and its partition, as Kafka's default partitioner has it."""

from functools import lru_cache
from struct import unpack_from

SHARDS = 64
KEYS_REMEMBERED = 65_536  # customers of a large firm; about 10 MB


def murmur2(data: bytes) -> int:
    """Hash bytes as `org.apache.kafka.common.utils.Utils.murmur2`, as an unsigned number."""
    length = len(data)
    h = 0x9747B28C ^ length
    words = length >> 2
    for k in unpack_from(f"<{words}I", data):
        k = k * 0x5BD1E995 & 0xFFFFFFFF  # noqa: PLW2901 - one name less in a hot loop
        h = h * 0x5BD1E995 & 0xFFFFFFFF ^ (k ^ k >> 24) * 0x5BD1E995 & 0xFFFFFFFF
    if rest := data[words << 2 :]:
        h = (h ^ int.from_bytes(rest, "little")) * 0x5BD1E995 & 0xFFFFFFFF
    h = (h ^ h >> 13) * 0x5BD1E995 & 0xFFFFFFFF
    return h ^ h >> 15


@lru_cache(maxsize=KEYS_REMEMBERED)
def shard_of(key: str) -> int:
    """Name the shard of a key: Kafka's default partitioner with 64 partitions."""
    return (murmur2(key.encode()) & 0x7FFFFFFF) % SHARDS


def partition_of(shard: int, partitions: int) -> int:
    """Name the partition of a shard; partition counts are powers of two up to 64."""
    return shard % partitions
