"""The houses of the four services."""

from tests.security.houses import firm, house  # noqa: F401 - fixtures
