"""Bearer tokens of an OpenID Connect issuer (RFC 7519, RFC 8725)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from chassis.clock import monotonic, real_now
from chassis.refusals import Unauthenticated, Unavailable

# Asymmetric only: a shared secret or `none` would let a reader of public keys sign.
ALGORITHMS = ("ES256", "RS256")
# A forged key id must not make us ask the issuer at every request.
REFETCH_S = 10.0
# An issuer that was out is asked again sooner: nobody can come in meanwhile.
RETRY_S = 1.0
# A key that the issuer withdrew is forgotten after this time.
KEEP_S = 3600.0
# Clocks of two hosts differ a little.
LEEWAY_S = 10
# The people of a large firm, each with the token of the day; a signature costs more than the rest of the check.
VERIFIED_MAX = 4096


@dataclass(frozen=True)
class Claims:
    """Who bears the token."""

    subject: str
    name: str | None
    expires_at: datetime


class Tokens:
    """The verifier of one issuer's tokens, which keeps the issuer's keys."""

    def __init__(
        self,
        issuer_url: str,
        audience: str,
        http: httpx.AsyncClient,
        *,
        ticks: Callable[[], float] = monotonic,
        now: Callable[[], datetime] = real_now,
    ) -> None:
        self._issuer = issuer_url
        self._http = http
        self._ticks, self._now = ticks, now
        self._keys: dict[str | None, Key] = {}
        self._verified: dict[str, Claims] = {}
        self._asked_at: float | None = None
        self._failed = False
        self._one_at_a_time = asyncio.Lock()
        self._registry = jwt.JWTClaimsRegistry(
            now=lambda: int(now().timestamp()),
            leeway=LEEWAY_S,
            iss={"essential": True, "value": issuer_url},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
        )

    async def verify(self, bearer: str) -> Claims:
        """Tell who bears a token, or refuse; a good one is believed until it expires or the keys are fetched."""
        known = self._verified.get(bearer)
        if known is None or known.expires_at <= self._now() or self._is_due(known=True):
            known = await self._checked(bearer)
            if len(self._verified) >= VERIFIED_MAX:
                self._verified.clear()
            self._verified[bearer] = known
        return known

    async def _checked(self, bearer: str) -> Claims:
        """Check a token; the reason of a refusal goes to the log alone."""
        try:
            header = jws.extract_compact(bearer.encode()).headers()
            key = await self._key(header.get("kid"))
            claims = jwt.decode(bearer, key, algorithms=list(ALGORITHMS)).claims
            self._registry.validate(claims)
            # An expiry beyond the calendar overflows, which is no time either.
            expires_at = datetime.fromtimestamp(claims["exp"], UTC)
        except (JoseError, ValueError, TypeError, AttributeError, ArithmeticError, OSError, RecursionError) as error:
            raise Unauthenticated(_reason(error)) from error
        name = claims.get("name")
        return Claims(claims["sub"], name if isinstance(name, str) else None, expires_at)

    async def _key(self, kid: object) -> Key:
        if not isinstance(kid, str):
            raise Unauthenticated("token.no_kid")
        async with self._one_at_a_time:
            if self._is_due(known=kid in self._keys):
                await self._fetch()
        if kid in self._keys:
            return self._keys[kid]
        raise Unavailable if self._failed else Unauthenticated("token.unknown_kid")

    def _is_due(self, *, known: bool) -> bool:
        if self._asked_at is None:
            return True
        age = self._ticks() - self._asked_at
        if self._failed:
            return age >= RETRY_S
        return age >= (KEEP_S if known else REFETCH_S)

    async def _fetch(self) -> None:
        self._asked_at = self._ticks()
        try:
            keys = KeySet.import_key_set(await self._get(await self._keys_url()))
        except (httpx.HTTPError, httpx.InvalidURL, JoseError, ValueError, LookupError, TypeError):
            self._failed = True
            return
        self._keys = {key.kid: key for key in keys}
        self._verified.clear()
        self._failed = False

    async def _keys_url(self) -> str:
        found = await self._get(self._issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found["issuer"] != self._issuer:
            raise ValueError("the issuer calls itself otherwise")
        return str(found["jwks_uri"])

    async def _get(self, url: str) -> Any:
        answer = await self._http.get(url)
        return answer.raise_for_status().json()


def _reason(error: Exception) -> str:
    return f"token.{getattr(error, 'error', 'malformed')}"
