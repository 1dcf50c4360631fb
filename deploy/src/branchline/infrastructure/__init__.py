"""Where PostgreSQL and Kafka come from: given addresses, else Docker, else the embedded real servers."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from branchline.infrastructure import containers, kafka, postgres
from branchline.places import instance_folder

Source = Literal["environment", "docker", "embedded"]
Say = Callable[[str], None]
DOCKER_TIMEOUT_S = 5


@dataclass(frozen=True, slots=True)
class Infrastructure:
    """Addresses of the servers, and where they came from."""

    postgres_url: str
    kafka: str
    source: Source


@contextmanager
def started(instance: str, *, keep_data: bool, say: Say = print) -> Iterator[Infrastructure]:
    """Provide both servers; whatever this call started is stopped at its end, and nothing else."""
    given_postgres, given_kafka = os.environ.get("BRANCHLINE_POSTGRES"), os.environ.get("BRANCHLINE_KAFKA")
    if given_postgres and given_kafka:
        yield Infrastructure(given_postgres, given_kafka, "environment")
        return
    with ExitStack() as stack:
        if docker_answers():
            url = given_postgres or stack.enter_context(containers.postgres())
            broker = given_kafka or stack.enter_context(containers.kafka())
            yield Infrastructure(url, broker, "docker")
            return
        folder = instance_folder(instance)
        if not keep_data:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        # Kafka needs seconds to come up: it starts while PostgreSQL does.
        broker_start = None if given_kafka else kafka.begin(folder / "kafka", say)
        if broker_start:
            stack.callback(broker_start.stop)
        url = given_postgres or stack.enter_context(postgres.started(folder / "postgres", say))
        yield Infrastructure(url, broker_start.ready() if broker_start else str(given_kafka), "embedded")


def docker_answers() -> bool:
    """Tell whether a Docker engine, not just its client, is there."""
    docker = shutil.which("docker")
    if docker is None:
        return False
    try:
        asked = subprocess.run([docker, "info"], capture_output=True, timeout=DOCKER_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


def forget(instance: str) -> Path:
    """Remove an instance's data; its servers must not run."""
    folder = instance_folder(instance)
    shutil.rmtree(folder, ignore_errors=True)
    return folder
