"""One town for all runs of the machine: its databases are made once, and put back before each example."""

import pytest

from tests.machine.living import Living
from tests.machine.opening import opened


@pytest.fixture(scope="session")
def business(postgres_url):
    town = opened(postgres_url)

    class Business(Living):
        opened = town

    yield Business
    town.town.stop()
