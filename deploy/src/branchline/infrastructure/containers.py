"""The servers as containers, where a Docker engine answers."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def postgres() -> Iterator[str]:
    """Run PostgreSQL in a container; yield the administrator's URL."""
    from testcontainers.postgres import PostgresContainer

    with PostgresContainer("postgres:18", username="postgres", driver=None) as container:
        yield container.get_connection_url()


@contextmanager
def kafka() -> Iterator[str]:
    """Run Kafka in a container; yield its bootstrap servers."""
    from testcontainers.kafka import KafkaContainer

    with KafkaContainer("apache/kafka:4.1.0").with_kraft() as container:
        yield container.get_bootstrap_server()
