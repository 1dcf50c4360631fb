"""What the tests of notifications share."""

from branchline.testing import service_fixture
from notifications.app import SERVICE
from notifications.invariants import INVARIANTS

house = service_fixture(SERVICE, INVARIANTS)
