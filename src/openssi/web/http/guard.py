"""Guard every request: host and origin checks, sub-path, ID, log line, metrics, ETag and security headers."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import AsyncIterator
from hashlib import sha256
from http import HTTPStatus
from typing import Any, cast

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.middleware.base import RequestResponseEndpoint
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from openssi.web.context import cookie_name, get_server
from openssi.web.http.log import REQUEST
from openssi.web.http.problems import problem_response

__all__ = ["SafeHeaders", "SubPath", "guard"]

_LOG = logging.getLogger("openssi.web")
_QUIET = frozenset({"/healthz", "/readyz"})
_NO_PAGE = "/-"  # a path without a route
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_METHODS = _SAFE | {"POST", "PUT", "PATCH", "DELETE"}
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
_HOST = re.compile(r"([a-zA-Z0-9._-]+|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?")


async def guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Refuse requests for an unknown host or from another site; add an ETag to API responses."""
    began = time.perf_counter()
    request_id = secrets.token_hex(8)
    REQUEST.set(request_id)
    status = HTTPStatus.INTERNAL_SERVER_ERROR.value  # unless a response follows
    try:
        response = _refused(request) or await call_next(request)
        status = response.status_code
    finally:
        _tell(request, status, began)
    response.headers["X-Request-ID"] = request_id
    if request.method == "GET" and response.status_code == HTTPStatus.OK and request.url.path.startswith("/api/"):
        return await _tagged(request, response)
    return response


class SafeHeaders:
    """Set the headers of every response; the outermost layer, so that error responses get them too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        secure = scope["app"].state.server.settings.secure
        fresh = not scope["path"].startswith("/static/")

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), secure=secure, fresh=fresh)
            await send(message)

        await self._app(scope, receive, _shaped(scope, receive, send_safely))


class SubPath:
    """Serve an app below a path: remove the path from requests, and add it to the addresses that responses lead to."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http" or scope["path"] in _QUIET:  # health is asked for without the proxy
            await self._app(scope, receive, send)
        elif scope["path"] == self._path:
            await RedirectResponse(f"{self._path}/", HTTPStatus.PERMANENT_REDIRECT)(scope, receive, send)
        else:
            inside = scope["path"].startswith(f"{self._path}/")
            path = scope["path"].removeprefix(self._path) if inside else _NO_PAGE
            await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, self._leading_here(send))

    def _leading_here(self, send: Send) -> Send:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name in ("location", "hx-redirect"):
                    if headers.get(name, "").startswith("/"):
                        headers[name] = self._path + headers[name]
            await send(message)

        return sent


def _shaped(scope: Scope, receive: Receive, send: Send) -> Send:
    """Replace the framework's plain-text error for a body that is too large with a problem document."""
    dropped = False

    async def sent(message: Message) -> None:
        nonlocal dropped
        if message["type"] == "http.response.start" and message["status"] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            dropped = MutableHeaders(scope=message).get("content-type", "").startswith("text/plain")
            if dropped:
                await _too_large()(scope, receive, send)
        if not dropped:
            await send(message)

    return sent


def _too_large() -> Response:
    words = "The request is too large."
    return problem_response(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words, "request-format", unchanged="Nothing was changed."
    )


def _complete(headers: MutableHeaders, *, secure: bool, fresh: bool) -> None:
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if fresh:
        headers.setdefault("Cache-Control", "no-store")
    if secure:
        headers["Strict-Transport-Security"] = f"max-age={_YEAR}"


async def _tagged(request: Request, response: Response) -> Response:
    """Return the response with an ETag, or 304 if the client already has this content."""
    body = b"".join([chunk async for chunk in cast("AsyncIterator[bytes]", cast("Any", response).body_iterator)])
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {**response.headers, "etag": tag}
    if tag in {
        candidate.strip().removeprefix("W/") for candidate in request.headers.get("if-none-match", "").split(",")
    }:
        remaining = {name: value for name, value in headers.items() if name not in {"content-length", "content-type"}}
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=remaining)
    return Response(body, response.status_code, headers)


def _tell(request: Request, status: int, began: float) -> None:
    """Log the request by its route as written in the code, never by its path, which may contain what somebody typed."""
    route = getattr(request.scope.get("route"), "path", "none")
    quiet = route in _QUIET or request.url.path.startswith("/static/")
    if quiet and status < HTTPStatus.BAD_REQUEST:
        return
    seconds = time.perf_counter() - began
    known = {name: text for name in ("account", "code") if (text := getattr(request.state, name, ""))}
    _LOG.info(
        "request",
        extra={"route": route, "method": _method(request), "status": status, "ms": round(1000 * seconds), **known},
    )
    if metrics := get_server(request).metrics:
        metrics.observe(route, _method(request), status, seconds)


def _method(request: Request) -> str:
    return request.method if request.method in _METHODS else "other"


def _refused(request: Request) -> Response | None:
    settings = get_server(request).settings
    host = request.headers.get("host", "")
    named = _HOST.fullmatch(host)
    if named is None:
        return problem_response(HTTPStatus.FORBIDDEN, "The request has no valid Host header.", "access-host")
    if named[1].casefold() not in settings.hosts:
        # DNS rebinding: another site can make its own name resolve to this machine.
        return problem_response(
            HTTPStatus.MISDIRECTED_REQUEST,
            "This server doesn’t answer under this host name.",
            "access-host",
            hint="If the name is right, restart the server with --allow-host NAME.",
        )
    if request.method not in _SAFE and not _from_here(request, host):
        return problem_response(
            HTTPStatus.FORBIDDEN,
            "The request came from another site.",
            "access-origin",
            unchanged="Nothing was changed.",
        )
    return None


def _from_here(request: Request, host: str) -> bool:
    """Return whether a request is same-origin. Browsers state the origin; without it, a cookie is not accepted."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    if origin is not None:
        scheme, _, origin_host = origin.partition("://")
        return scheme in {"http", "https"} and origin_host.casefold() == host.casefold()
    return cookie_name(get_server(request).settings) not in request.cookies
