"""Signed tokens and one-time codes of the development issuer (RFC 7519, RFC 7636)."""

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from branchline.issuer.people import Person

AUDIENCE = "branchline"
# A working day: nobody is thrown out in the middle of it.
TOKEN_TTL_S = 8 * 60 * 60
CODE_TTL_S = 60
ALGORITHM = "ES256"


@dataclass(frozen=True, slots=True)
class Login:
    """What a code stands for: who logged in, and to which client it was promised."""

    person: Person
    client_id: str
    redirect_uri: str
    challenge: str
    nonce: str | None
    expires_at: float


class Mint:
    """Makes tokens with a key of its own, made at start: tokens die with the process."""

    def __init__(self, issuer: str, *, now: Callable[[], float] = time.time) -> None:
        self.issuer, self._now = issuer, now
        self._key = ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
        self._logins: dict[str, Login] = {}

    def key_set(self) -> dict[str, Any]:
        """Return the public key (RFC 7517)."""
        return dict(KeySet([self._key]).as_dict(private=False))

    def access_token(self, person: Person) -> str:
        """Sign a token for the APIs."""
        return self._sign(person, AUDIENCE, {})

    def id_token(self, login: Login) -> str:
        """Sign a token that tells the client who logged in."""
        return self._sign(login.person, login.client_id, {"nonce": login.nonce} if login.nonce else {})

    def promise(self, person: Person, client_id: str, redirect_uri: str, challenge: str, nonce: str | None) -> str:
        """Return a code that its client can change for tokens once."""
        now = self._now()
        self._logins = {code: login for code, login in self._logins.items() if login.expires_at > now}
        code = secrets.token_urlsafe(32)
        self._logins[code] = Login(person, client_id, redirect_uri, challenge, nonce, now + CODE_TTL_S)
        return code

    def redeem(self, code: str, client_id: str, redirect_uri: str, verifier: str) -> Login | None:
        """Take a code back; None unless it is fresh, unused and this client's (RFC 7636, section 4.6)."""
        login = self._logins.pop(code, None)
        if login is None or login.expires_at <= self._now():
            return None
        is_promised = (login.client_id, login.redirect_uri) == (client_id, redirect_uri)
        return login if is_promised and secrets.compare_digest(login.challenge, challenge_of(verifier)) else None

    def _sign(self, person: Person, audience: str, more: dict[str, Any]) -> str:
        now = int(self._now())
        claims = {
            "iss": self.issuer, "sub": person.subject, "aud": audience, "iat": now, "nbf": now,
            "exp": now + TOKEN_TTL_S, "jti": secrets.token_urlsafe(12), "name": person.name, **more,
        }  # fmt: skip
        return jwt.encode({"alg": ALGORITHM, "typ": "JWT", "kid": self._key.kid}, claims, self._key)


def challenge_of(verifier: str) -> str:
    """Derive the S256 challenge of a verifier (RFC 7636, section 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
