"""The issuer's endpoints: discovery, keys, login and tokens (OpenID Connect, authorization code with PKCE)."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from branchline.issuer import page
from branchline.issuer.people import Person
from branchline.issuer.tokens import ALGORITHM, TOKEN_TTL_S, Mint

CODE_GRANT = "authorization_code"
PERSON_GRANT = "urn:branchline:person"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LOOPBACK_ORIGIN = r"http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?"
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
ASKED = (
    "response_type", "client_id", "redirect_uri", "state", "nonce", "scope", "code_challenge", "code_challenge_method",
)  # fmt: skip
FORM_BYTES_MAX = 16 * 1024
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class OAuthError(Exception):
    """What is wrong with a request, as RFC 6749 names it."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error, self.description = error, description


def make_app(mint: Mint, people: Mapping[str, Person]) -> FastAPI:
    """Put the endpoints together."""
    app = FastAPI(title="Branchline development issuer", openapi_url=None)
    # A name that somebody points at loopback must not reach us (DNS rebinding).
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
    app.add_middleware(CORSMiddleware, allow_origin_regex=LOOPBACK_ORIGIN, allow_methods=["GET", "POST"])
    app.exception_handler(OAuthError)(_refuse)

    _add_pages(app, mint, people)
    _add_login(app, mint, people)

    @app.get("/.well-known/openid-configuration")
    def discovery() -> dict[str, Any]:
        return _discovery(mint.issuer)

    @app.get("/jwks.json")
    def keys() -> dict[str, Any]:
        return mint.key_set()

    @app.post("/token")
    async def token(request: Request) -> Response:
        form = await _form(request)
        if form.get("grant_type") == CODE_GRANT:
            return JSONResponse(_redeemed(mint, form), headers=NO_STORE)
        if form.get("grant_type") == PERSON_GRANT:
            return JSONResponse(_answer(mint.access_token(_known(people, form))), headers=NO_STORE)
        raise OAuthError("unsupported_grant_type", f"只支持 / only: {CODE_GRANT}, {PERSON_GRANT}")

    return app


def _add_login(app: FastAPI, mint: Mint, people: Mapping[str, Person]) -> None:
    @app.get("/authorize")
    def login(request: Request) -> Response:
        asked = _asked(request.query_params)
        subject = request.cookies.get(_cookie(mint))
        if subject and subject in people and request.query_params.get("prompt") != "login":
            return _sent_back(mint, people, {**asked, "subject": subject})
        return HTMLResponse(page.login_page(people.values(), asked), headers=page.HEADERS)

    @app.post("/authorize")
    async def logged_in(request: Request) -> Response:
        form = await _form(request)
        answer = _sent_back(mint, people, form)
        # Who chose once is known until the browser closes, as an identity provider would have it.
        answer.set_cookie(_cookie(mint), form["subject"], httponly=True, samesite="lax")
        return answer

    @app.get("/end-session")
    def left(request: Request) -> Response:
        target = request.query_params.get("post_logout_redirect_uri", "")
        answer = RedirectResponse(target if _is_loopback(target) else "/", 303, NO_STORE)
        answer.delete_cookie(_cookie(mint))
        return answer


def _add_pages(app: FastAPI, mint: Mint, people: Mapping[str, Person]) -> None:
    @app.get("/")
    def people_page() -> Response:
        return HTMLResponse(page.login_page(people.values(), {}), headers=page.HEADERS)

    @app.post("/token-page")
    async def token_page(request: Request) -> Response:
        person = _known(people, await _form(request))
        return HTMLResponse(page.token_page(person, mint.access_token(person)), headers=page.HEADERS)


def _cookie(mint: Mint) -> str:
    # Cookies know no ports: two issuers on one host would read each other's.
    return f"branchline_person_{urlsplit(mint.issuer).port}"


def _discovery(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "end_session_endpoint": f"{issuer}/end-session",
        "jwks_uri": f"{issuer}/jwks.json",
        "response_types_supported": ["code"],
        "grant_types_supported": [CODE_GRANT, PERSON_GRANT],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "scopes_supported": ["openid"],
        "authorization_response_iss_parameter_supported": True,
    }


def _sent_back(mint: Mint, people: Mapping[str, Person], form: Mapping[str, str]) -> RedirectResponse:
    asked, person = _asked(form), _known(people, form)
    client, redirect_uri, challenge = (asked[key] for key in ("client_id", "redirect_uri", "code_challenge"))
    code = mint.promise(person, client, redirect_uri, challenge, asked.get("nonce"))
    back = {"code": code, "iss": mint.issuer} | ({"state": asked["state"]} if "state" in asked else {})
    joint = "&" if urlsplit(redirect_uri).query else "?"
    return RedirectResponse(f"{redirect_uri}{joint}{urlencode(back)}", 303, NO_STORE)


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    asked = {key: given[key] for key in ASKED if given.get(key)}
    if not _is_loopback(asked.get("redirect_uri", "")):
        raise OAuthError("invalid_request", "redirect_uri 只能是本机地址 / must be a loopback address")
    if asked.get("response_type") != "code" or "client_id" not in asked:
        raise OAuthError("invalid_request", "需要 response_type=code 和 client_id / are needed")
    is_s256 = asked.get("code_challenge_method") == "S256"
    if not (is_s256 and CHALLENGE.fullmatch(asked.get("code_challenge", ""))):
        raise OAuthError("invalid_request", "需要 PKCE（S256）/ PKCE with S256 is needed")
    return asked


def _is_loopback(uri: str) -> bool:
    try:
        parts = urlsplit(uri)
        return (
            parts.scheme == "http" and parts.hostname in LOOPBACK
            and parts.username is None and not parts.fragment and parts.port != 0
        )  # fmt: skip
    except ValueError:
        return False


def _known(people: Mapping[str, Person], form: Mapping[str, str]) -> Person:
    person = people.get(form.get("subject", ""))
    if person is None:
        raise OAuthError("invalid_grant", "没有这个人 / nobody is known by this subject")
    return person


def _redeemed(mint: Mint, form: Mapping[str, str]) -> dict[str, Any]:
    given = (form.get(key, "") for key in ("code", "client_id", "redirect_uri", "code_verifier"))
    login = mint.redeem(*given)
    if login is None:
        raise OAuthError("invalid_grant", "授权码无效、已用或已过期 / the code is wrong, used or expired")
    return _answer(mint.access_token(login.person)) | {"id_token": mint.id_token(login)}


def _answer(access_token: str) -> dict[str, Any]:
    return {"access_token": access_token, "token_type": "Bearer", "expires_in": TOKEN_TTL_S, "scope": "openid"}


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > FORM_BYTES_MAX:
            raise OAuthError("invalid_request", "请求过大 / the request is too large")
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=50))
    except ValueError:
        raise OAuthError("invalid_request", "表单无法读取 / the form cannot be read") from None


async def _refuse(_: Request, error: OAuthError) -> Response:
    return JSONResponse({"error": error.error, "error_description": error.description}, 400, NO_STORE)
