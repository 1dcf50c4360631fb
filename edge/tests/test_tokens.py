"""Bad input 2: tokens that must not pass. The issuer is the outside world and is played by a transport."""

import asyncio
import hmac
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from chassis.clock import real_now
from chassis.refusals import Unauthenticated, Unavailable
from edge.tokens import Tokens

ISSUER, AUDIENCE = "https://login.example", "branchline"
NOW = int(real_now().timestamp())
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
CLAIMS = {"iss": ISSUER, "aud": AUDIENCE, "sub": "p1", "name": "王芳", "exp": NOW + 600, "nbf": NOW - 5}


class Issuer:
    """An issuer that counts how often it is asked."""

    def __init__(self, *keys):
        self.keys, self.asked, self.out, self.called = list(keys), 0, False, ISSUER

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.out:
            raise httpx.ConnectError("out")
        if request.url.path == "/.well-known/openid-configuration":
            self.asked += 1
            return httpx.Response(200, json={"issuer": self.called, "jwks_uri": f"{ISSUER}/keys"})
        return httpx.Response(200, json={"keys": [key.as_dict(private=False) for key in self.keys]})


class Ticks:
    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def issuer():
    return Issuer(EC, RSA)


@pytest.fixture
def ticks():
    return Ticks()


@pytest.fixture
def tokens(issuer, ticks):
    http = httpx.AsyncClient(transport=httpx.MockTransport(issuer))
    return Tokens(ISSUER, AUDIENCE, http, ticks=ticks)


def signed(key=EC, alg="ES256", kid=None, **changes) -> str:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": kid or key.kid}, claims, key, algorithms=[alg])


@pytest.mark.parametrize("bearer", [signed(), signed(RSA, "RS256"), signed(aud=["other", AUDIENCE])])
def test_a_good_token_tells_who_bears_it(tokens, bearer):
    claims = asyncio.run(tokens.verify(bearer))
    assert (claims.subject, claims.name) == ("p1", "王芳")
    assert claims.expires_at == datetime.fromtimestamp(NOW + 600, UTC)


HEAD, BODY, SIGNATURE = signed().split(".")


def signed_with_the_public_key_as_a_secret() -> str:
    head = urlsafe_b64encode(b'{"alg":"HS256","kid":"rsa"}').rstrip(b"=")
    text = head + b"." + BODY.encode()
    mac = hmac.new(RSA.as_pem(private=False), text, "sha256").digest()
    return (text + b"." + urlsafe_b64encode(mac).rstrip(b"=")).decode()


def part(text: str) -> str:
    return urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


BAD = {
    "header of another shape": f"{part('[]')}.{BODY}.{SIGNATURE}",
    "header without end": f"{part('[' * 9000)}.{BODY}.{SIGNATURE}",
    "key id of another type": part('{"alg":"ES256","kid":["ec"]}') + f".{BODY}.{SIGNATURE}",
    "empty": "",
    "no token at all": "a.b.c",
    "not ascii": "令牌",
    "without signature": f"{HEAD}.{BODY}.",
    "one bit altered": f"{HEAD}.{BODY}.{'A' if SIGNATURE[0] != 'A' else 'B'}{SIGNATURE[1:]}",
    "body altered": f"{HEAD}.{BODY[:-2]}.{SIGNATURE}",
    "alg none": f"eyJhbGciOiJub25lIiwia2lkIjoiZWMifQ.{BODY}.",
    "public key as shared secret": signed_with_the_public_key_as_a_secret(),
    "another algorithm of the same key": signed(RSA, "PS256"),
    "key of the other kind": signed(EC, kid="rsa"),
    "foreign key under a known id": signed(ECKey.generate_key("P-256"), kid="ec"),
    "unknown key id": signed(kid="nobody"),
    "wrong audience": signed(aud="other"),
    "wrong issuer": signed(iss="https://evil.example"),
    "expired": signed(exp=NOW - 60),
    "not yet valid": signed(nbf=NOW + 600),
    "without subject": signed(sub=None),
    "without expiry": signed(exp=None),
    "without audience": signed(aud=None),
    "without issuer": signed(iss=None),
    "expiry beyond all time": signed(exp=10**20),
    "expiry as text": signed(exp="tomorrow"),
}


@pytest.mark.parametrize("bearer", BAD.values(), ids=BAD.keys())
def test_a_bad_token_is_refused(tokens, bearer):
    with pytest.raises(Unauthenticated) as refused:
        asyncio.run(tokens.verify(bearer))
    assert refused.value.status == 401
    assert refused.value.reason.startswith("token.")


def test_a_forged_key_id_does_not_ask_the_issuer_each_time(tokens, issuer, ticks):
    async def run():
        await tokens.verify(signed())
        for _ in range(5):
            with pytest.raises(Unauthenticated):
                await tokens.verify(signed(kid="nobody"))
        assert issuer.asked == 1
        ticks.at = 10.0
        with pytest.raises(Unauthenticated):
            await tokens.verify(signed(kid="nobody"))
        assert issuer.asked == 2

    asyncio.run(run())


def test_a_new_key_is_found_and_a_withdrawn_one_forgotten(tokens, issuer, ticks):
    fresh = ECKey.generate_key("P-256", {"kid": "fresh"})

    async def run():
        await tokens.verify(signed())
        issuer.keys, ticks.at = [fresh], 11.0
        await tokens.verify(signed(fresh))
        with pytest.raises(Unauthenticated):
            await tokens.verify(signed())

    asyncio.run(run())


def test_a_token_that_was_believed_is_refused_once_its_key_is_withdrawn(tokens, issuer, ticks):
    bearer = signed()

    async def run():
        assert await tokens.verify(bearer) == await tokens.verify(bearer)
        issuer.keys, ticks.at = [RSA], 3601.0
        with pytest.raises(Unauthenticated):
            await tokens.verify(bearer)

    asyncio.run(run())


def test_a_token_that_was_believed_is_refused_once_it_expires(issuer):
    at = [real_now()]
    tokens = Tokens(ISSUER, AUDIENCE, httpx.AsyncClient(transport=httpx.MockTransport(issuer)), now=lambda: at[0])
    bearer = signed()

    async def run():
        await tokens.verify(bearer)
        at[0] += timedelta(minutes=11)
        with pytest.raises(Unauthenticated):
            await tokens.verify(bearer)

    asyncio.run(run())


def test_many_at_once_ask_the_issuer_once(tokens, issuer):
    async def run():
        await asyncio.gather(*(tokens.verify(signed()) for _ in range(20)))

    asyncio.run(run())
    assert issuer.asked == 1


def test_an_issuer_that_is_out_is_no_fault_of_the_asker(tokens, issuer, ticks):
    async def run():
        issuer.out = True
        for _ in range(2):
            with pytest.raises(Unavailable):
                await tokens.verify(signed())
        issuer.out, ticks.at = False, 1.0
        await tokens.verify(signed())
        issuer.out, ticks.at = True, 5000.0
        await tokens.verify(signed())  # the keys at hand still serve

    asyncio.run(run())


def test_an_issuer_that_calls_itself_otherwise_is_not_believed(tokens, issuer):
    issuer.called = "https://evil.example"
    with pytest.raises(Unavailable):
        asyncio.run(tokens.verify(signed()))
