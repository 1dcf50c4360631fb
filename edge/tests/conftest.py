"""The probe service under test."""

from branchline.testing import service_fixture
from tests.probe import PROBE

house = service_fixture(PROBE)
