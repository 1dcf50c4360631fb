"""What people are called."""

from uuid import UUID

from chassis.tx import Tx


def name_of(tx: Tx, who: UUID | str | None) -> str | None:
    """Return a person's name, or None for the system and for whom nobody knows."""
    try:
        person = tx.reference.people.get(UUID(str(who)))
    except ValueError:
        return None
    return person.name if person else None
