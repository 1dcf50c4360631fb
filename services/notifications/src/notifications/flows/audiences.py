"""Whom the shipped flows tell, and the shape of a plain notice (N3)."""

from notifications.flows.model import Audience, Definition, Words

OWNER = Audience(to="owner")
MANAGER = Audience(to="manager")
CLERK = Audience(to="role", role="clerk")
FINANCE = Audience(to="role", role="finance")
WAREHOUSE = Audience(to="role", role="warehouse")
REGIONAL = Audience(to="role", role="regional_manager")
DEPUTY = Audience(to="role", role="deputy_general_manager")
GENERAL = Audience(to="role", role="general_manager")
SPECIALIST = Audience(to="person", field="specialist_id")
SPECIALISTS = Audience(to="role", role="complaint_specialist")
INSPECTOR = Audience(to="role", role="quality_inspector")


def notice(event: str, title: tuple[str, str], text: tuple[str, str], *tell: Audience) -> Definition:
    """Tell of something that happened; nothing recalls it."""
    return Definition(
        event=event, tell=tell, tied=False,
        title=Words(zh=title[0], en=title[1]), text=Words(zh=text[0], en=text[1]),
    )  # fmt: skip
