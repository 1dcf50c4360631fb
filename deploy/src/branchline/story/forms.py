"""How people of the company deal with forms and with their inbox."""

from typing import Any

from branchline.client import Person
from branchline.story.stage import Stage


async def waiting(stage: Stage, approver: str, request_id: str) -> dict[str, Any]:
    """Wait until a form stands in somebody's box."""
    person = stage.person(approver)

    async def look() -> dict[str, Any] | None:
        forms = (await person.get("notifications", "/approvals"))["items"]
        return next((form for form in forms if form["request_id"] == request_id), None)

    found: dict[str, Any] = await stage.until(f"{approver} sees the form {request_id}", look)
    return found


async def approve(stage: Stage, approver: str, request_id: str, comment: str = "同意") -> dict[str, Any]:
    """Decide on just the content that was seen."""
    form = await waiting(stage, approver, request_id)
    body = {"verdict": "approve", "content_hash": form["content_hash"], "comment": comment}
    decided: dict[str, Any] = await stage.person(approver).post(
        "notifications", f"/approvals/{form['approval_id']}/decisions", body
    )
    return decided


async def approve_chain(stage: Stage, approvers: tuple[str, ...], request_id: str) -> None:
    """Pass a form through its chain."""
    for approver in approvers:
        await approve(stage, approver, request_id)
        stage.tell(f"{approver} 同意", f"{approver} agrees")


async def told(
    stage: Stage, subject: str, flow: str, *, about: str | None = None, state: str = "all"
) -> dict[str, Any]:
    """Wait until somebody was told by a flow."""
    person: Person = stage.person(subject)

    async def look() -> dict[str, Any] | None:
        found = await person.get("notifications", f"/inbox?state={state}&limit=200")
        return next((m for m in found["items"] if m["flow"].startswith(flow) and about in (None, m["about"])), None)

    found: dict[str, Any] = await stage.until(f"{subject} is told by {flow}", look)
    stage.tell(f"{subject} 收到：{found['title_zh']}", f"{subject} is told: {found['title_en']}")
    return found
