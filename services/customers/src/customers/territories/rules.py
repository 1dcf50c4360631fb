"""Rules of territories: each region and channel has one representative (P3)."""

from chassis.refusals import Refused


class TerritoryNameTaken(Refused):
    """Refuse a second territory of a name."""

    code, duty = "territory.name_taken", "P3"
    zh, en = "辖区名称 {taken} 已被使用。", "There is a territory {taken} already."


class TerritoryOverlaps(Refused):
    """Refuse a region and channel that belong to another territory."""

    code, duty = "territory.overlaps", "P3"
    zh, en = "与辖区“{other}”重叠：{regions}。", "Overlaps territory {other}: {regions}."


class RepresentativeUnknown(Refused):
    """Refuse a representative who is unknown or has left."""

    code, status, duty = "territory.representative_unknown", 422, "P3"
    zh, en = "业务员不存在或已离职。", "The representative is unknown or has left."


def check_overlap(name: str, shared: tuple[str, list[str]] | None) -> None:
    """Refuse a territory that shares a region and a channel with another one (P3)."""
    if shared and shared[0] == name:
        raise TerritoryNameTaken(field="/name", taken=name)
    if shared:
        raise TerritoryOverlaps(field="/regions", other=shared[0], regions=shared[1])
