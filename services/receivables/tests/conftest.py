from branchline.testing import service_fixture
from receivables.app import SERVICE
from receivables.invariants import INVARIANTS

house = service_fixture(SERVICE, INVARIANTS)
