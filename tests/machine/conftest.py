"""One town for all runs of the machine: its databases are made once, and put back before each example."""

import pytest

from tests.machine.asking import Asking, Complaining
from tests.machine.opening import opened
from tests.machine.trade import Passing, Paying, Selling


@pytest.fixture(scope="session")
def business(postgres_url):
    town = opened(postgres_url)

    class Business(Selling, Paying, Asking, Complaining, Passing):
        opened = town

    yield Business
    town.town.stop()
