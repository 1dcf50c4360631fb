"""Steps that the tests of approvals share."""

from typing import Any

from services.notifications.tests.builders import Deal


async def waiting(house: Any, subject: str) -> list[dict[str, Any]]:
    async with house.client(subject) as client:
        answer = await client.get("/approvals")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def inbox(house: Any, subject: str, state: str = "open") -> list[dict[str, Any]]:
    async with house.client(subject) as client:
        answer = await client.get("/inbox", params={"state": state})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def decide(house: Any, subject: str, form: dict[str, Any], verdict: str = "approve", **more: Any) -> Any:
    async with house.client(subject) as client:
        body = {"verdict": verdict, "content_hash": form["content_hash"], **more}
        return await client.post(f"/approvals/{form['approval_id']}/decisions", json=body)


async def a_request(house: Any, **options: Any) -> tuple[Deal, Any]:
    deal = Deal(await house.organisation())
    request = deal.credit_requested(**options)
    await house.given(deal.card())
    await house.given(request, actor=str(request.approval.requester_id))
    assert await house.parked() == []
    return deal, request
