"""The servers as containers, where a Docker engine answers."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

DOCKER_TIMEOUT_S = 5
POSTGRES_IMAGE = "postgres:18"
# The module's start script is written for this family of images; 8.x is Kafka 4 in KRaft mode.
KAFKA_IMAGE = "confluentinc/cp-kafka:8.1.0"


def docker_answers() -> bool:
    """Tell whether a Docker engine, not just its client, is there, and what we need to use it."""
    docker = shutil.which("docker")
    if docker is None or find_spec("testcontainers") is None:
        return False
    try:
        asked = subprocess.run([docker, "info"], capture_output=True, timeout=DOCKER_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


@contextmanager
def postgres() -> Iterator[str]:
    """Run PostgreSQL in a container; yield the administrator's URL."""
    from testcontainers.postgres import PostgresContainer

    with PostgresContainer(POSTGRES_IMAGE, username="postgres", driver=None) as container:
        yield container.get_connection_url()


@contextmanager
def kafka() -> Iterator[str]:
    """Run Kafka in a container; yield its bootstrap servers."""
    from testcontainers.kafka import KafkaContainer

    container = KafkaContainer(KAFKA_IMAGE).with_kraft().with_env("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
    with container:
        yield container.get_bootstrap_server()
