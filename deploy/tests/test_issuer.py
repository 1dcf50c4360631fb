import os
import subprocess
import sys
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from branchline.issuer import people
from branchline.issuer.app import PERSON_GRANT, make_app
from branchline.issuer.tokens import CODE_TTL_S, TOKEN_TTL_S, Mint, challenge_of
from chassis.refusals import Unauthenticated
from edge.tokens import Tokens

ISSUER = "http://127.0.0.1:7000"
BACK = "http://127.0.0.1:5173/logged-in"
VERIFIER = "a-verifier-of-at-least-forty-three-letters-long"
SHEET = "staff_no,name,title,branch\nu-rep-1,王小明,业务员,杭州分公司\nu-fin,<b>钱</b>,财务,总公司\n"


class Clock:
    seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def client(tmp_path, clock) -> AsyncIterator[httpx.AsyncClient]:
    sheet = tmp_path / "people.csv"
    sheet.write_text(SHEET, encoding="utf-8-sig")
    transport = httpx.ASGITransport(app=make_app(Mint(ISSUER, now=clock), people.read(sheet)))
    async with httpx.AsyncClient(transport=transport, base_url=ISSUER) as client:
        yield client


def asked(**changes: str) -> dict[str, str]:
    usual = {
        "response_type": "code", "client_id": "console", "redirect_uri": BACK, "state": "s 1", "nonce": "n1",
        "code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256",
    }  # fmt: skip
    return usual | changes


async def logged_in(client: httpx.AsyncClient, subject: str = "u-rep-1") -> str:
    answer = await client.post("/authorize", data=asked(subject=subject))
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def redeeming(promised: str, **changes: str) -> dict[str, str]:
    usual = {
        "grant_type": "authorization_code", "code": promised, "client_id": "console", "redirect_uri": BACK,
        "code_verifier": VERIFIER,
    }  # fmt: skip
    return usual | changes


async def test_a_persons_token_verifies_against_the_published_keys(client):
    answer = await client.post("/token", data={"grant_type": PERSON_GRANT, "subject": "u-rep-1"})
    found = (await client.get("/.well-known/openid-configuration")).json()
    keys = KeySet.import_key_set((await client.get(found["jwks_uri"])).json())
    claims = jwt.decode(answer.json()["access_token"], keys, algorithms=["ES256"]).claims
    assert (claims["iss"], claims["aud"], claims["sub"], claims["name"]) == (ISSUER, "branchline", "u-rep-1", "王小明")
    assert claims["exp"] - claims["iat"] == TOKEN_TTL_S == 8 * 3600
    assert answer.headers["cache-control"] == "no-store"


async def test_the_published_key_is_the_public_half_alone(client):
    (key,) = (await client.get("/jwks.json")).json()["keys"]
    assert "d" not in key
    assert {"kid", "x", "y", "kty", "crv"} <= key.keys()


async def test_the_services_own_verifier_accepts_a_token_and_refuses_one_of_another_issuer(tmp_path):
    sheet = tmp_path / "people.csv"
    sheet.write_text(SHEET)
    mint = Mint(ISSUER)
    known = people.read(sheet)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=make_app(mint, known))) as http:
        verifier = Tokens(ISSUER, "branchline", http)
        assert (await verifier.verify(mint.access_token(known["u-rep-1"]))).subject == "u-rep-1"
        with pytest.raises(Unauthenticated):
            await verifier.verify(Mint(ISSUER).access_token(known["u-rep-1"]))


async def test_the_login_page_shows_everybody_by_branch_and_escapes_names(client):
    page = await client.get("/authorize", params=asked())
    assert page.status_code == 200
    assert "杭州分公司" in page.text
    assert "王小明" in page.text
    assert "<b>钱" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


async def test_a_login_gives_a_code_that_is_good_once(client):
    answer = await client.post("/authorize", data=asked(subject="u-rep-1"))
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert answer.status_code == 303
    assert (query["state"], query["iss"]) == (["s 1"], [ISSUER])
    first = await client.post("/token", data=redeeming(query["code"][0]))
    assert {"access_token", "id_token"} <= first.json().keys()
    second = await client.post("/token", data=redeeming(query["code"][0]))
    assert (second.status_code, second.json()["error"]) == (400, "invalid_grant")


async def test_the_id_token_is_for_the_client_and_bears_its_nonce(client):
    tokens = (await client.post("/token", data=redeeming(await logged_in(client)))).json()
    keys = KeySet.import_key_set((await client.get("/jwks.json")).json())
    claims = jwt.decode(tokens["id_token"], keys, algorithms=["ES256"]).claims
    assert (claims["aud"], claims["nonce"]) == ("console", "n1")


@pytest.mark.parametrize(
    "changes", [{"code_verifier": "another"}, {"client_id": "other"}, {"redirect_uri": BACK + "x"}, {"code": "forged"}]
)
async def test_a_code_is_refused_to_anybody_but_its_client(client, changes):
    answer = await client.post("/token", data=redeeming(await logged_in(client), **changes))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


async def test_a_code_expires(client, clock):
    code = await logged_in(client)
    clock.seconds += CODE_TTL_S
    assert (await client.post("/token", data=redeeming(code))).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://example.com/"},
        {"redirect_uri": "http://127.0.0.1.example.com/"},
        {"redirect_uri": "http://127.0.0.1@example.com/"},
        {"redirect_uri": "http://[::1"},
        {"redirect_uri": "javascript:alert(1)"},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
        {"response_type": "token"},
    ],
)
async def test_a_login_for_elsewhere_or_without_pkce_is_refused_and_redirects_nowhere(client, changes):
    for answer in (
        await client.get("/authorize", params=asked(**changes)),
        await client.post("/authorize", data=asked(subject="u-rep-1", **changes)),
    ):
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_an_unknown_person_and_an_unknown_grant_are_refused(client):
    nobody = await client.post("/token", data={"grant_type": PERSON_GRANT, "subject": "nobody"})
    assert nobody.json()["error"] == "invalid_grant"
    grant = await client.post("/token", data={"grant_type": "password"})
    assert grant.json()["error"] == "unsupported_grant_type"
    large = await client.post("/token", content=b"a=" + b"x" * 20_000)
    assert large.json()["error"] == "invalid_request"


async def test_a_request_by_another_host_name_is_refused(client):
    assert (await client.get("/jwks.json", headers={"Host": "rebound.example.com"})).status_code == 400


@pytest.mark.parametrize("environment", [None, "production"])
def test_it_refuses_to_start_outside_development(tmp_path, environment):
    env = {key: value for key, value in os.environ.items() if key != "BRANCHLINE_ENVIRONMENT"}
    env |= {"BRANCHLINE_ENVIRONMENT": environment} if environment else {}
    argv = [sys.executable, "-m", "branchline.issuer", "--port", "1", "--people", str(tmp_path / "none")]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "BRANCHLINE_ENVIRONMENT=development" in done.stderr


async def test_the_page_of_people_gives_a_ready_made_token(client) -> None:
    assert "王小明" in (await client.get("/")).text
    shown = await client.post("/token-page", data={"subject": "u-rep-1"})
    assert shown.status_code == 200
    assert "eyJ" in shown.text


async def test_who_signed_in_once_is_sent_back_at_once_until_they_leave(client):
    await logged_in(client)
    known = await client.get("/authorize", params=asked())
    assert known.status_code == 303
    assert "code" in parse_qs(urlsplit(known.headers["location"]).query)
    assert (await client.get("/authorize", params={**asked(), "prompt": "login"})).status_code == 200
    left = await client.get("/end-session", params={"post_logout_redirect_uri": BACK})
    assert (left.status_code, left.headers["location"]) == (303, BACK)
    assert (await client.get("/authorize", params=asked())).status_code == 200


async def test_leaving_leads_nowhere_else(client):
    left = await client.get("/end-session", params={"post_logout_redirect_uri": "https://elsewhere.example/"})
    assert left.headers["location"] == "/"
