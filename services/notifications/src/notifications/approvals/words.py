"""What people are told about a form, in both languages."""

from datetime import datetime

from chassis.tx import Tx
from contracts.blocks import Text
from notifications import names, telling
from notifications.approvals.queries import Known
from notifications.approvals.rules import STATES

HANDLED = Text(zh="已处理，无需再审批", en="Handled, nothing to decide")
UNKNOWN = "—"
NO_APPROVER = "no_approver"
REASONS = {NO_APPROVER: ("没有可以审批的人", "nobody may decide on it")}


def _at(tx: Tx, instant: datetime | None) -> str:
    return instant.astimezone(tx.calendar.zone).strftime("%Y-%m-%d %H:%M") if instant else UNKNOWN


def _name(tx: Tx, known: Known) -> str:
    return names.name_of(tx, known.form.requester_id) or UNKNOWN


def waiting(tx: Tx, known: Known, due_at: datetime | None) -> telling.Words:
    """Say that a form waits."""
    name, due = _name(tx, known), _at(tx, due_at)
    return telling.Words(
        Text(zh=f"待审批：{known.row.title_zh}", en=f"Waiting for you: {known.row.title_en}"),
        Text(
            zh=f"{name}提交的“{known.row.title_zh}”等待您审批，请在 {due} 前处理。",
            en=f"“{known.row.title_en}” from {name} waits for your decision until {due}.",
        ),
    )


def urged(tx: Tx, known: Known) -> telling.Words:
    """Say that whoever asked would like an answer."""
    name = _name(tx, known)
    return telling.Words(
        Text(zh=f"催办：{known.row.title_zh}", en=f"Please decide: {known.row.title_en}"),
        Text(
            zh=f"{name}催办“{known.row.title_zh}”，请尽快审批。",
            en=f"{name} asks you to decide on “{known.row.title_en}” soon.",
        ),
    )


def ended(known: Known, state: str, comment: str | None) -> telling.Words:
    """Say how a form ended."""
    zh, en = STATES[state]  # type: ignore[index]
    said_zh, said_en = REASONS.get(comment or "", (comment, comment))
    why_zh, why_en = (f"：{said_zh}", f": {said_en}") if comment else ("。", ".")
    return telling.Words(
        Text(zh=f"{zh}：{known.row.title_zh}", en=f"{en.capitalize()}: {known.row.title_en}"),
        Text(zh=f"“{known.row.title_zh}”{zh}{why_zh}", en=f"“{known.row.title_en}” is {en}{why_en}"),
    )


def copied(known: Known) -> telling.Words:
    """Say that a form is sent for information."""
    return telling.Words(
        Text(zh=f"抄送：{known.row.title_zh}", en=f"For your information: {known.row.title_en}"),
        Text(zh=f"“{known.row.title_zh}”抄送给您。", en=f"“{known.row.title_en}” is sent to you for information."),
    )
