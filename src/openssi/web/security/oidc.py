"""Sign in by OpenID Connect: authorization code with PKCE; each request and answer works once."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, cast

from openssi.errors import RequestDenied, UsageError, install_hint
from openssi.store.accounts import hash_secret
from openssi.web.settings import SsoSettings, is_safe_address

__all__ = ["Identity", "SingleSignOn", "SsoRequest"]

_LOG = logging.getLogger("openssi.web")
_MINUTES = 10  # that the provider's page may be open
_MOST_PENDING = 1_000
_SECONDS = 10  # to wait for the provider
_KEYS_FRESH = 3_600  # seconds for which its keys and addresses are used
_LEEWAY = 60  # seconds by which its clock may differ
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512", "EdDSA"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in, as the provider says.

    Attributes:
        subject: a hash of issuer and subject; it never changes.
        login: the e-mail address, or the name that the provider prefers.
        name: the name to show.
        groups: the groups.
    """

    subject: str
    login: str
    name: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class SsoRequest:
    """A sign-in that began in a browser: what its answer must match, and what comes afterwards.

    Attributes:
        browser: a hash of the secret that the browser got in a cookie.
        nonce: the ID token must contain it.
        verifier: proves to the provider that the code comes back to who asked (PKCE).
        callback: the address that the provider leads to.
        path: where to go afterwards.
        unsent: a form to send again afterwards.
        account_id: the account to connect; "" to sign in.
        expires: when the request is no longer valid.
    """

    browser: str
    nonce: str
    verifier: str
    callback: str
    path: str
    unsent: str
    account_id: str
    expires: int


@dataclass
class SingleSignOn:
    """The connection to one provider. Pending requests are in memory only: after a restart people start again."""

    settings: SsoSettings
    clock: Callable[[], int]
    _pending: dict[str, SsoRequest] = field(default_factory=dict[str, SsoRequest])
    _provider: dict[str, Any] = field(default_factory=dict[str, Any])
    _keys: Any = None
    _fetched: int = 0
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        try:
            import authlib.integrations.httpx_client as _  # pyright: ignore[reportMissingTypeStubs]  # noqa: F401
        except ImportError as error:
            raise UsageError(
                "sso-settings", "The library for single sign-on is not installed.", hint=install_hint("web", "sso")
            ) from error

    def start(self, callback: str, path: str, unsent: str = "", account_id: str = "") -> tuple[str, str]:
        """Begin a sign-in. Return the provider's address to go to, and the secret for the browser's cookie.

        Raises:
            RequestDenied: the provider can't be reached.
        """
        self._refresh()
        state, browser, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(4))
        with self._client(callback) as client:
            address, _ = client.create_authorization_url(
                self._provider["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        expires = self.clock() + _MINUTES * 60
        request = SsoRequest(hash_secret(browser), nonce, verifier, callback, path, unsent, account_id, expires)
        with self._lock:
            for old in list(self._pending)[: max(0, len(self._pending) - _MOST_PENDING + 1)]:
                del self._pending[old]
            self._pending[hash_secret(state)] = request
        return address, browser

    def finish(self, state: str, code: str, browser: str) -> tuple[Identity, SsoRequest]:
        """Finish a sign-in from what the provider sent along; each answer works once.

        Raises:
            RequestDenied: the answer is not one to a request of this browser, or the provider or its token is invalid.
        """
        with self._lock:
            request = self._pending.pop(hash_secret(state), None)
        if request is None or request.expires < self.clock() or hash_secret(browser) != request.browser or not code:
            raise _failed("state", "This sign-in was not started here, has expired or was used already.")
        self._refresh()
        token = self._exchange(request, code)
        claims = self._claims(token, request.nonce)
        return self._identity(claims, token, request), request

    def _refresh(self) -> None:
        """Fetch the provider's addresses and keys, unless they are fresh."""
        if self._provider and 0 <= self.clock() - self._fetched < _KEYS_FRESH:
            return
        description = self._get(f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        if description.get("issuer") != self.settings.issuer:
            raise _failed(
                "issuer", "The identity provider calls itself by another name than in this server's settings."
            )
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if not all(is_safe_address(str(description.get(name, ""))) for name in needed):
            raise _failed("discovery", "The identity provider's description is incomplete or unsafe.")
        self._provider, self._fetched = description, self.clock()
        self._fetch_keys()

    def _fetch_keys(self) -> None:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        try:
            self._keys = KeySet.import_key_set(cast("Any", self._get(self._provider["jwks_uri"])))
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise _failed("keys", "The identity provider's keys can't be read.") from error

    def _get(self, address: str) -> dict[str, Any]:
        import httpx2

        try:
            answer = httpx2.get(address, timeout=_SECONDS, follow_redirects=False)
            answer.raise_for_status()
            content = answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise _unreachable() from error
        if not isinstance(content, dict):
            raise _unreachable()
        return cast("dict[str, Any]", content)

    def _client(self, callback: str) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client  # pyright: ignore[reportMissingTypeStubs]

        client: Any = OAuth2Client
        public = not self.settings.client_secret
        scope = f"openid email profile {'groups' if 'groups' in self._provider.get('scopes_supported', []) else ''}"
        return client(
            self.settings.client_id,
            self.settings.client_secret or None,
            token_endpoint_auth_method="none" if public else self._auth_method(),
            scope=scope.strip(),
            redirect_uri=callback,
            code_challenge_method="S256",
            timeout=_SECONDS,
        )

    def _auth_method(self) -> str:
        offered = self._provider.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"

    def _exchange(self, request: SsoRequest, code: str) -> dict[str, Any]:
        import httpx2
        from authlib.common.errors import AuthlibBaseError  # pyright: ignore[reportMissingTypeStubs]

        try:
            with self._client(request.callback) as client:
                return dict(
                    client.fetch_token(self._provider["token_endpoint"], code=code, code_verifier=request.verifier)
                )
        except AuthlibBaseError as error:
            raise _failed("code", "The identity provider didn't accept this sign-in.") from error
        except (httpx2.HTTPError, ValueError) as error:
            raise _unreachable() from error

    def _claims(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """Return the claims of the ID token once its signature, issuer, audience, time and nonce are verified."""
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError, JoseError

        text = str(token.get("id_token", ""))
        try:
            try:
                decoded = jwt.decode(text, self._keys, algorithms=_ALGORITHMS)
            except (InvalidKeyIdError, ValueError):
                self._fetch_keys()  # it has changed its keys
                decoded = jwt.decode(text, self._keys, algorithms=_ALGORITHMS)
            self._validate(decoded, token, nonce)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            cause = getattr(error, "claim", None) or type(error).__name__
            raise _failed(str(cause), "The identity provider's answer is not valid.") from error
        return decoded.claims

    def _validate(self, decoded: Any, token: Mapping[str, Any], nonce: str) -> None:
        from authlib.oidc.core import CodeIDToken  # pyright: ignore[reportMissingTypeStubs]

        verified: Any = CodeIDToken
        expected = {
            "iss": {"essential": True, "value": self.settings.issuer},
            "aud": {"essential": True, "value": self.settings.client_id},
            "nonce": {"essential": True, "value": nonce},
        }
        params = {"nonce": nonce, "client_id": self.settings.client_id, "access_token": token.get("access_token", "")}
        verified(decoded.claims, decoded.header, expected, params).validate(now=self.clock(), leeway=_LEEWAY)

    def _identity(self, claims: Mapping[str, Any], token: Mapping[str, Any], request: SsoRequest) -> Identity:
        """Return the identity in a token; what it lacks is asked for at the provider's user info."""
        known = dict(claims)
        if not known.get("email") and self._provider.get("userinfo_endpoint"):
            info = self._user_info(token, request)
            if info.get("sub") != claims["sub"]:
                raise _failed("sub", "The identity provider's answer is not valid.")
            known = {**info, **known}
        mail, subject = str(known.get("email") or ""), f"{self.settings.issuer}\n{claims['sub']}"
        domain = mail.rpartition("@")[2].casefold()
        if self.settings.domains and (domain not in self.settings.domains or known.get("email_verified") is False):
            raise RequestDenied(
                "sso-denied",
                "This server is for other e-mail addresses than yours.",
                hint="Sign in with your work account, or ask the person who runs this server.",
            )
        login = mail or str(known.get("preferred_username") or "")
        return Identity(
            hash_secret(subject), login, str(known.get("name") or login), _groups(known.get(self.settings.groups_claim))
        )

    def _user_info(self, token: Mapping[str, Any], request: SsoRequest) -> dict[str, Any]:
        import httpx2

        address = str(self._provider["userinfo_endpoint"])
        if not is_safe_address(address):
            raise _failed("discovery", "The identity provider's description is incomplete or unsafe.")
        try:
            with self._client(request.callback) as client:
                client.token = dict(token)
                answer = client.get(address)
                answer.raise_for_status()
                return dict(answer.json())
        except (httpx2.HTTPError, ValueError, TypeError) as error:
            raise _unreachable() from error


def _groups(claim: object) -> frozenset[str]:
    """Return the groups in a claim, which is a list or, from some providers, one name."""
    if isinstance(claim, list):
        return frozenset(map(str, cast("list[object]", claim)))
    return frozenset({claim} if isinstance(claim, str) else ())


def _failed(cause: str, words: str) -> RequestDenied:
    _LOG.warning("single sign-on failed", extra={"cause": cause})
    return RequestDenied(
        "sso-failed", words, unchanged="You are not signed in.", hint="Go to the sign-in page and try again."
    )


def _unreachable() -> RequestDenied:
    return _failed("unreachable", "The identity provider can't be reached or doesn't answer as it should.")
