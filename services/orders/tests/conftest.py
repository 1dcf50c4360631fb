"""What the tests of orders share: the service on its real database, and customers in known states."""

from branchline.testing import service_fixture
from orders.app import SERVICE
from orders.invariants import INVARIANTS

house = service_fixture(SERVICE, INVARIANTS)
