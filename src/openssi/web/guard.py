"""Guards every request: the host it names, the site it comes from, and the headers of every answer."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator
from hashlib import sha256
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.middleware.base import RequestResponseEndpoint
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from openssi.web.problems import problem
from openssi.web.server import cookie_name, server_of

__all__ = ["SafeHeaders", "guard"]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # not no-referrer: browsers would hide the origin of our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_YEAR = 31_536_000
_LOG = logging.getLogger("openssi.web")
_METHODS = _SAFE | {"POST", "PUT", "PATCH", "DELETE"}
#: What is asked for so often that a line each time would hide the rest.
_QUIET = frozenset({"/healthz", "/readyz", "/static", "/static/site.css"})


async def guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
import logging
import time
from collections.abc import AsyncIterator
from hashlib import sha256


def _refused(request: Request) -> Response | None:
    settings = server_of(request).settings
    host = request.headers.get("host", "")
    if _name(host) not in settings.hosts:
        # A page of another site that had its name point to this machine would come under that name.
        return problem(
            HTTPStatus.MISDIRECTED_REQUEST,
            "This server is not known under the name that the request gives.",
            "access-host",
            hint="Start it with --allow-host NAME for each name under which it is reached.",
        )
    if request.method not in _SAFE and not _from_here(request, host):
        return problem(
            HTTPStatus.FORBIDDEN, "The request comes from a page of another site.", "access-origin", kept="Nothing was changed."
        )
    return None


def _name(host: str) -> str:
    return host.rsplit(":", 1)[0].casefold() if not host.endswith("]") else host.casefold()


def _from_here(request: Request, host: str) -> bool:
    """Browsers tell where a request comes from. One that tells nothing is no browser, or must not rely on a cookie."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.casefold() == host.casefold()
    return cookie_name(server_of(request).settings) not in request.cookies
