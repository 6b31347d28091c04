"""A real identity provider for tests, whose ID tokens can be tampered with, signed with its own key or another."""

from __future__ import annotations

import json
import threading
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import werkzeug.serving
from joserfc import jwt
from joserfc.jwk import RSAKey

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the provider uses a part of Authlib that is about to move
    import flask
    import oidc_provider_mock  # pyright: ignore[reportMissingTypeStubs]
    from oidc_provider_mock import User  # pyright: ignore[reportMissingTypeStubs]

__all__ = ["Provider", "User", "provider"]


@dataclass
class Provider:
    """A running provider.

    Attributes:
        issuer: its address.
        app: its application.
        changes: claims to change in every ID token; None deletes one.
        key: the key to sign changed tokens with; None for its own.
        asked: the query or form of each request, by path.
    """

    issuer: str
    app: Any
    changes: dict[str, object] = field(default_factory=dict[str, object])
    key: RSAKey | None = None
    asked: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    def consent(self, address: str, subject: str) -> dict[str, str]:
        """Let a person sign in at an address of the provider; return the query that the browser comes back with."""
        answer = httpx2.post(address, data={"sub": subject}, follow_redirects=False)
        assert answer.status_code == 302, answer.text
        return {name: value for name, (value, *_) in parse_qs(urlsplit(answer.headers["location"]).query).items()}


@contextmanager
def provider(*users: User) -> Generator[Provider]:
    """Run a provider that knows these users."""
    app = oidc_provider_mock.app(user_claims=users, require_nonce=True)
    running = Provider("", app)
    app.before_request(lambda: _note(running))
    app.after_request(partial(_tampered, running))
    server = werkzeug.serving.make_server("localhost", 0, app, threaded=True)
    running.issuer = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def _note(running: Provider) -> None:
    running.asked[flask.request.path] = {**flask.request.args.to_dict(), **flask.request.form.to_dict()}


def _tampered(running: Provider, response: Any) -> Any:
    """Replace the ID token in an answer by one with changed claims."""
    if flask.request.path != "/oauth2/token" or not (running.changes or running.key):
        return response
    body = json.loads(response.get_data())
    own = RSAKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True))
    claims = {**jwt.decode(body["id_token"], own).claims, **running.changes}
    claims = {name: value for name, value in claims.items() if value is not None}
    key = running.key or own
    body["id_token"] = jwt.encode({"alg": "RS256", "kid": own.kid}, claims, key)
    response.set_data(json.dumps(body))
    return response
