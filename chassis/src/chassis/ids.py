"""Make identifiers that sort by time (RFC 9562, UUID version 7)."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a new UUIDv7, monotone within the process."""
    return uuid7()
