"""Requests handed on to an API as they come, and answers as they go."""

from collections.abc import Mapping

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

# Between two hosts only (RFC 9110, section 7.6.1); the length of a body is told anew.
HOP_BY_HOP = frozenset({
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding",
    "upgrade", "host",
})  # fmt: skip


class Proxy:
    """Forwards to the services that it knows by name."""

    client: httpx.AsyncClient

    def __init__(self, services: Mapping[str, str]) -> None:
        self._services = services

    async def forward(self, request: Request) -> Response:
        """Answer what the service answers; 502 where it cannot be reached."""
        address = self._services.get(request.path_params["service"])
        if address is None:
            return PlainTextResponse("no such service", 404)
        # The path as it was sent: an encoded slash stays one.
        path = request.scope["raw_path"].decode("ascii").split("/", 3)[3]
        url = f"{address}/{path}" + (f"?{request.url.query}" if request.url.query else "")
        headers = [(name, value) for name, value in request.headers.items() if name not in HOP_BY_HOP]
        asked = self.client.build_request(
            request.method, url, headers=headers, content=None if _is_empty(request) else request.stream()
        )
        try:
            answer = await self.client.send(asked, stream=True)
        except httpx.TransportError:
            return PlainTextResponse("the service cannot be reached", 502)
        kept = {name: value for name, value in answer.headers.items() if name not in HOP_BY_HOP}
        return StreamingResponse(answer.aiter_raw(), answer.status_code, kept, background=BackgroundTask(answer.aclose))


def _is_empty(request: Request) -> bool:
    return "content-length" not in request.headers and "transfer-encoding" not in request.headers
