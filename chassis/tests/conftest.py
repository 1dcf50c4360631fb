"""The probe service under test."""

from branchline.testing import service_fixture
from chassis.tests.probe import PROBE

house = service_fixture(PROBE)
