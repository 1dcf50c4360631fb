"""Customers under test."""

from branchline.testing import service_fixture
from customers.app import SERVICE
from customers.invariants import INVARIANTS

house = service_fixture(SERVICE, INVARIANTS)
