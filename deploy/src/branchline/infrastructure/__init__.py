"""Where PostgreSQL and Kafka come from: given addresses, else Docker, else the embedded real servers."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal

from branchline.infrastructure import containers, embedded, given
from branchline.infrastructure.containers import docker_answers
from branchline.infrastructure.embedded import forget
from branchline.infrastructure.servers import ServerFailed

__all__ = ["Infrastructure", "ServerFailed", "docker_answers", "forget", "started"]

Source = Literal["environment", "docker", "embedded"]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Infrastructure:
    """Addresses of the servers, where they came from, and the processes of the embedded ones."""

    postgres_url: str
    kafka: str
    source: Source
    pids: tuple[int, ...] = ()


@contextmanager
def started(instance: str, *, keep_data: bool, say: Say = print) -> Iterator[Infrastructure]:
    """Provide both servers; whatever this call started is stopped at its end, and nothing else.

    It blocks while servers start: call it from a thread where an event loop runs.
    """
    url, broker = os.environ.get("BRANCHLINE_POSTGRES"), os.environ.get("BRANCHLINE_KAFKA")
    given.check(url, broker)
    with ExitStack() as stack:
        if url and broker:
            yield Infrastructure(url, broker, "environment")
        elif docker_answers():
            url = url or stack.enter_context(containers.postgres())
            broker = broker or stack.enter_context(containers.kafka())
            yield Infrastructure(url, broker, "docker")
        else:
            wanted = frozenset(name for name, known in (("postgres", url), ("kafka", broker)) if not known)
            found = stack.enter_context(embedded.running(instance, wanted, keep_data=keep_data, say=say))
            addresses = {"postgres": url, "kafka": broker} | {name: each.address for name, each in found.items()}
            pids = tuple(server.pid for server in found.values())
            yield Infrastructure(str(addresses["postgres"]), str(addresses["kafka"]), "embedded", pids)
