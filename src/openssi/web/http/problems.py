"""Every fault as one shape: RFC 9457 for programs, a page for people. Nothing of the inside is told."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from openssi.errors import InputError, OpenSSIError, StoreError, UsageError

__all__ = ["Problem", "install", "log_problem", "problem", "status_of", "wants_html"]

_LOG = logging.getLogger("openssi.web")
_KIND = "application/problem+json"

_STATUS = {
    "access-denied": HTTPStatus.FORBIDDEN,
    "access-host": HTTPStatus.MISDIRECTED_REQUEST,
    "access-origin": HTTPStatus.FORBIDDEN,
    "access-sign-in": HTTPStatus.UNAUTHORIZED,
    "account-sign-in": HTTPStatus.UNPROCESSABLE_ENTITY,
    "import-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "invitation-unknown": HTTPStatus.UNPROCESSABLE_ENTITY,
    "not-found": HTTPStatus.NOT_FOUND,
    "request-often": HTTPStatus.TOO_MANY_REQUESTS,
    "store-full": HTTPStatus.INSUFFICIENT_STORAGE,
}


#: What is logged, since it may be somebody who tries.
_WATCHED = frozenset({"access-denied", "access-sign-in", "account-sign-in", "invitation-unknown", "request-often"})


class Problem(BaseModel):
    """A fault, as RFC 9457 has it; `code` is stable and documented."""

    type: str = Field(default="about:blank", description="always about:blank: `code` tells the kind")
    title: str = Field(description="the status in words")
    status: int = Field(description="the status of the answer")
    detail: str = Field(description="what happened")
    code: str = Field(description="a stable code, listed in the reference of errors")
    unchanged: str = Field(default="", description="what stayed as it was")
    hint: str = Field(default="", description="what to do now")
    errors: list[dict[str, str]] = Field(
        default_factory=list[dict[str, str]], description="of a request that is at fault, each field and what is wrong"
    )


def install(app: FastAPI) -> None:
    """Let every fault of an app end in the one shape."""
    app.add_exception_handler(OpenSSIError, cast("Any", _ours))
    app.add_exception_handler(RequestValidationError, cast("Any", _request))
    app.add_exception_handler(HTTPException, cast("Any", _http))
    app.add_exception_handler(Exception, _unforeseen)


def wants_html(request: Request) -> bool:
    """Whether a person reads the answer."""
    return not request.url.path.startswith(
        ("/api/", "/sales-api/", "/feeds/", "/static/")
    ) and "text/html" in request.headers.get("accept", "")


def status_of(error: OpenSSIError) -> HTTPStatus:
    """The HTTP status of a fault."""
    if error.code in _STATUS:
        return _STATUS[error.code]
    if isinstance(error, StoreError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, InputError | UsageError) else HTTPStatus.CONFLICT


def problem(
    status: HTTPStatus,
    detail: str,
    code: str,
    *,
    unchanged: str = "",
    hint: str = "",
    errors: list[dict[str, str]] | None = None,
) -> Response:
    """A fault for a program."""
    told = Problem(
        title=status.phrase,
        status=status,
        detail=detail,
        code=code,
        unchanged=unchanged,
        hint=hint,
        errors=errors or [],
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = "60"
    return JSONResponse(told.model_dump(), status, headers, _KIND)


def log_problem(request: Request, error: OpenSSIError) -> HTTPStatus:
    """Log a fault of ours that the log is to have; its status."""
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("store fault", extra={"code": error.code})
    elif error.code in _WATCHED:
        route = getattr(
            request.scope.get("route"), "path", ""
        )  # as it is written in the program: nothing of what was sent
        _LOG.warning("refused", extra={"code": error.code, "route": route, "method": request.method})
    return status


def _ours(request: Request, error: OpenSSIError) -> Response:
    status = log_problem(request, error)
    if wants_html(request):
        if status == HTTPStatus.UNAUTHORIZED:
            return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
        return _page(request, status, error.message, error.code, error.unchanged, error.hint)
    return problem(status, error.message, error.code, unchanged=error.unchanged, hint=error.hint)


def _request(request: Request, error: RequestValidationError) -> Response:
    found = [
        {
            "field": ".".join(str(part) for part in one["loc"] if part not in {"body", "query", "path"}),
            "fault": str(one["msg"]),
        }
        for one in error.errors()
    ]
    words = "; ".join(f"{one['field']}: {one['fault']}" for one in found[:5])
    if wants_html(request):
        return _page(
            request, HTTPStatus.UNPROCESSABLE_ENTITY, f"The request cannot be read: {words}.", "request-format"
        )
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, f"The request cannot be read: {words}.", "request-format", errors=found
    )


def _http(request: Request, error: HTTPException) -> Response:
    status = HTTPStatus(error.status_code)
    code = "not-found" if status == HTTPStatus.NOT_FOUND else "request-format"
    words = "There is nothing at this address." if code == "not-found" else f"{status.phrase}."
    if wants_html(request):
        return _page(request, status, words, code)
    answer = problem(status, words, code)
    answer.headers.update(error.headers or {})
    return answer


def _unforeseen(request: Request, error: Exception) -> Response:
    number = secrets.token_hex(4)
    _LOG.error("unforeseen", exc_info=error, extra={"number": number})
    words = f"Something went wrong that should not. The server's log has it under {number}."
    if wants_html(request):
        return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, words, "server-fault")
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, words, "server-fault")


def _page(request: Request, status: HTTPStatus, words: str, code: str, unchanged: str = "", hint: str = "") -> Response:
    from openssi.web.http.templates import page

    return page(request, "problem.html", status=status, words=words, code=code, unchanged=unchanged, hint=hint)
