"""The servers under test: started once a run, shared by all workers, stopped at its end."""

import os
from contextlib import ExitStack
from uuid import uuid4

import pytest

from branchline.infrastructure import started


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers before any worker does, when tests of this run are going to need them."""
    config.addinivalue_line("markers", "shows(*ids): what a test shows (docs/coverage.md)")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this run started."""
    stack = config.stash.get(STACK, None)
    if stack is not None:
        stack.close()


STACK = pytest.StashKey[ExitStack]()


def _ensure(config: pytest.Config) -> None:
    if os.environ.get("BRANCHLINE_POSTGRES") and os.environ.get("BRANCHLINE_KAFKA"):
        return
    stack = ExitStack()
    infra = stack.enter_context(started(f"test-{uuid4().hex[:8]}", keep_data=False))
    config.stash[STACK] = stack
    # Workers of a parallel run are children: they find the servers through the environment.
    os.environ["BRANCHLINE_POSTGRES"], os.environ["BRANCHLINE_KAFKA"] = infra.postgres_url, infra.kafka


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Start the servers in the controller, so that all workers share them."""
    _ensure(config)


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> None:
    """Have the servers, in a run without workers too."""
    _ensure(request.config)


@pytest.fixture(scope="session")
def postgres_url(servers: None) -> str:
    """Return the administrator's URL of PostgreSQL."""
    return os.environ["BRANCHLINE_POSTGRES"]


@pytest.fixture(scope="session")
def kafka(servers: None) -> str:
    """Return Kafka's bootstrap servers."""
    return os.environ["BRANCHLINE_KAFKA"]
