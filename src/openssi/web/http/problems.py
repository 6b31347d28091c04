"""Every error in one shape: RFC 9457 for programs, a page for people. No internals are shown."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import SplitResult, urlencode, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from openssi.errors import InputError, OpenSSIError, RequestDenied, StoreError, UsageError
from openssi.web.http.templates import render_page
from openssi.web.http.unsent_form import unsent_form
from openssi.web.security.redirects import local_path

__all__ = [
    "Problem",
    "install_error_handlers",
    "log_problem",
    "not_found_error",
    "problem_response",
    "status_of",
    "wants_html",
]

_LOG = logging.getLogger("openssi.web")
_MEDIA_TYPE = "application/problem+json"

_STATUS = {
    "access-denied": HTTPStatus.FORBIDDEN,
    "access-host": HTTPStatus.MISDIRECTED_REQUEST,
    "access-origin": HTTPStatus.FORBIDDEN,
    "access-sign-in": HTTPStatus.UNAUTHORIZED,
    "account-code": HTTPStatus.UNPROCESSABLE_ENTITY,
    "account-sign-in": HTTPStatus.UNPROCESSABLE_ENTITY,
    "import-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "invitation-unknown": HTTPStatus.UNPROCESSABLE_ENTITY,
    "link-unknown": HTTPStatus.NOT_FOUND,
    "not-found": HTTPStatus.NOT_FOUND,
    "request-often": HTTPStatus.TOO_MANY_REQUESTS,
    "import-queue": HTTPStatus.TOO_MANY_REQUESTS,
    "sso-denied": HTTPStatus.FORBIDDEN,
    "sso-failed": HTTPStatus.FORBIDDEN,
    "store-full": HTTPStatus.INSUFFICIENT_STORAGE,
}

#: What to say of errors of the framework; of any other, the status in words.
_DETAILS = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request is too large.",
}

#: Headlines of error pages; any other status gets the default.
_HEADLINES = {
    HTTPStatus.FORBIDDEN: "You can’t do this",
    HTTPStatus.NOT_FOUND: "Page not found",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Too large",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many attempts",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not available right now",
    HTTPStatus.INSUFFICIENT_STORAGE: "The server’s disk is full",
}
_DEFAULT_HEADLINE = "That didn’t work"

#: What is wrong with a field, by the kind of fault, with its limits; of any other, the library's own words.
_FAULTS = {
    "missing": "is missing",
    "int_parsing": "has to be a whole number",
    "int_from_float": "has to be a whole number",
    "float_parsing": "has to be a number",
    "bool_parsing": "has to be yes or no",
    "date_parsing": "has to be a date such as 2026-03-05",
    "date_from_datetime_parsing": "has to be a date such as 2026-03-05",
    "greater_than": "has to be more than {gt}",
    "greater_than_equal": "has to be at least {ge}",
    "less_than": "has to be less than {lt}",
    "less_than_equal": "has to be at most {le}",
    "string_too_short": "has to have at least {min_length} characters",
    "string_too_long": "has to have at most {max_length} characters",
    "literal_error": "has to be {expected}",
    "enum": "has to be {expected}",
}

#: Codes that are logged, since they may be attempts to break in.
_WATCHED = frozenset(
    {
        "access-denied",
        "access-sign-in",
        "account-code",
        "account-sign-in",
        "invitation-unknown",
        "link-unknown",
        "request-often",
    }
)


class Problem(BaseModel):
    """An error in the format of RFC 9457; `code` is stable and documented."""

    type: str = Field(default="about:blank", description="always about:blank; `code` identifies the kind of error")
    title: str = Field(description="the HTTP status in words")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="what happened")
    code: str = Field(description="a stable code from the error reference")
    unchanged: str = Field(default="", description="what was left unchanged")
    hint: str = Field(default="", description="what to do now")
    errors: list[dict[str, str]] = Field(
        default_factory=list[dict[str, str]], description="for an invalid request, each field and what is wrong with it"
    )


def install_error_handlers(app: FastAPI) -> None:
    """Handle every error of an app."""
    app.add_exception_handler(OpenSSIError, cast("Any", _handle_known))
    app.add_exception_handler(RequestValidationError, cast("Any", _handle_invalid))
    app.add_exception_handler(HTTPException, cast("Any", _handle_http))
    app.add_exception_handler(ClientDisconnect, _handle_disconnect)
    app.add_exception_handler(Exception, _handle_unexpected)


def wants_html(request: Request) -> bool:
    """Return whether the client shows the response to a person."""
    programs = ("/api/", "/sales-api/", "/feeds/", "/static/")
    return not request.url.path.startswith(programs) and "text/html" in request.headers.get("accept", "")


def status_of(error: OpenSSIError) -> HTTPStatus:
    """Return the HTTP status of an error."""
    if error.code in _STATUS:
        return _STATUS[error.code]
    if isinstance(error, StoreError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, InputError | UsageError) else HTTPStatus.CONFLICT


def not_found_error() -> RequestDenied:
    """Return the error for an unknown ID; another team's IDs get the same one."""
    return RequestDenied("not-found", "There is nothing at this address.")


def problem_response(
    status: HTTPStatus,
    detail: str,
    code: str,
    *,
    unchanged: str = "",
    hint: str = "",
    errors: list[dict[str, str]] | None = None,
) -> Response:
    """Return an error as a response for programs."""
    content = Problem(
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
    return JSONResponse(content.model_dump(), status, headers, _MEDIA_TYPE)


def log_problem(request: Request, error: OpenSSIError) -> HTTPStatus:
    """Log an error if it is one to watch, and name it in the log line of its request; return its status."""
    status = status_of(error)
    request.state.code = error.code
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("store fault", extra={"code": error.code})
    elif error.code in _WATCHED:
        # The route as written in the code, never the path: that may contain what somebody typed.
        route = getattr(request.scope.get("route"), "path", "")
        _LOG.warning("refused", extra={"code": error.code, "route": route, "method": request.method})
    return status


async def _handle_known(request: Request, error: OpenSSIError) -> Response:
    status = log_problem(request, error)
    if status == HTTPStatus.UNAUTHORIZED:
        if request.headers.get("hx-request") == "true":  # a part of a page: the whole page has to go
            answer = problem_response(status, error.message, error.code, unchanged=error.unchanged, hint=error.hint)
            answer.headers["HX-Redirect"] = _sign_in_path(_own_page(request, "hx-current-url"))
            return answer
        if wants_html(request):
            return await _ask_to_sign_in(request)
    if wants_html(request):
        if error.code == "day-not-enough" and request.method == "GET" and request.url.path != "/":
            return RedirectResponse("/", HTTPStatus.SEE_OTHER)  # where the start page says what is missing
        texts = error.message, error.code, error.unchanged, error.hint
        return await run_in_threadpool(_page, request, status, *texts, await _typed(request))
    return problem_response(status, error.message, error.code, unchanged=error.unchanged, hint=error.hint)


async def _ask_to_sign_in(request: Request) -> Response:
    """Redirect to sign-in and back again; show the sign-in page at once if a form has to be sent afterwards."""
    if request.method == "GET":
        return RedirectResponse(_sign_in_path(request.url), HTTPStatus.SEE_OTHER)
    form = await unsent_form(request)
    if form is None:
        return RedirectResponse(_sign_in_path(_own_page(request, "referer")), HTTPStatus.SEE_OTHER)
    return await run_in_threadpool(
        render_page,
        request,
        "sign_in.html",
        status=HTTPStatus.UNAUTHORIZED,
        local=not request.app.state.server.has_admin(),
        provider=provider.settings.name if (provider := request.app.state.server.single_sign_on) else "",
        next="/",
        login="",
        unsent=form.to_text(),
        fault=None,
    )


def _own_page(request: Request, header: str) -> SplitResult:
    """Return the page that a header names, as this server's routes name it."""
    page = urlsplit(request.headers.get(header, ""))
    return page._replace(path=page.path.removeprefix(request.app.state.server.settings.path))


def _sign_in_path(page: URL | SplitResult) -> str:
    """Return the address of the sign-in page, which leads back to a page of this server."""
    path = local_path(page.path + (f"?{page.query}" if page.query else ""))
    return "/sign-in" if path == "/" else f"/sign-in?{urlencode({'next': path})}"


async def _handle_invalid(request: Request, error: RequestValidationError) -> Response:
    # On the event loop: errors that wait for a thread would take memory, up to 1 kB each.
    errors = [_fault(entry) for entry in error.errors()]
    sentences = [f"{entry['field'].replace('_', ' ')} {entry['fault']}" for entry in errors[:5]]
    detail = " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences)
    status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "request-format"
    request.state.code = code
    if wants_html(request):
        return _page(request, status, detail, code, typed=await _typed(request))
    return problem_response(status, detail, code, errors=errors)


def _fault(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the field of a validation error, and what is wrong with it."""
    field = ".".join(str(part) for part in entry["loc"] if part not in {"body", "query", "path"})
    words = _FAULTS.get(entry["type"])
    return {"field": field or "request", "fault": words.format(**entry.get("ctx", {})) if words else str(entry["msg"])}


async def _typed(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the fields of the form that was sent, by what to call them, so that nothing typed is lost."""
    form = await unsent_form(request)
    return tuple((name.replace("_", " "), value) for name, value in form.fields if value) if form else ()


def _handle_http(request: Request, error: HTTPException) -> Response:
    status = HTTPStatus(error.status_code)
    code = "not-found" if status == HTTPStatus.NOT_FOUND else "request-format"
    request.state.code = code
    detail = _DETAILS.get(status, f"{status.phrase}.")
    if wants_html(request):
        return _page(request, status, detail, code)
    response = problem_response(status, detail, code)
    response.headers.update(error.headers or {})
    return response


async def _handle_disconnect(request: Request, _: Exception) -> Response:
    """Answer nobody: the caller hung up before the request was complete."""
    request.state.code = "request-format"
    return Response(status_code=HTTPStatus.BAD_REQUEST)


def _handle_unexpected(request: Request, error: Exception) -> Response:
    reference = secrets.token_hex(4)
    request.state.code = "server-fault"
    _LOG.error("unforeseen", exc_info=error, extra={"number": reference})
    detail = f"An unexpected error occurred. It’s in the server’s log under {reference}."
    if wants_html(request):
        return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail, "server-fault")
    return problem_response(HTTPStatus.INTERNAL_SERVER_ERROR, detail, "server-fault")


def _page(
    request: Request,
    status: HTTPStatus,
    detail: str,
    code: str,
    unchanged: str = "",
    hint: str = "",
    typed: Sequence[tuple[str, str]] = (),
) -> Response:
    """Return an error as a page, with the way back to the form that was sent, and what was typed there."""
    headline = _HEADLINES.get(status, _DEFAULT_HEADLINE)
    page = _own_page(request, "referer")
    back = local_path(page.path + (f"?{page.query}" if page.query else "")) if request.method == "POST" else "/"
    return render_page(
        request,
        "problem.html",
        getattr(request.state, "actor", None),
        status=status,
        back=back,
        typed=typed,
        headline=headline,
        detail=detail,
        code=code,
        unchanged=unchanged,
        hint=hint,
    )
