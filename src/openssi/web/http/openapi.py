"""The OpenAPI 3.1 document: scope, parameters and responses of every operation, and the errors described once."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi

from openssi.web.context import Reader, RequireScope, cookie_name
from openssi.web.http.problems import Problem
from openssi.web.security.access import TOKEN_SCOPES, Scope

__all__ = ["PROBLEMS", "ROUTER", "build_document", "refuse_unknown_parameters"]

ROUTER = APIRouter()

#: The errors that every operation can return.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description}
    for status, description in {
        400: "The request isn't valid HTTP, or its body isn't valid JSON.",
        401: "You aren't signed in.",
        403: "Your role or token doesn't allow this.",
        404: "Not found, or not visible to you.",
        409: "The request conflicts with the current state.",
        413: "The request is too large.",
        421: "The server doesn't answer under this host name.",
        422: "A parameter or a field is invalid.",
        429: "Too many requests. Wait for the seconds in `Retry-After`.",
        503: "The database isn't available right now.",
        507: "The server's disk is full.",
    }.items()
}
_PROBLEM_TYPE = "application/problem+json"
_ETAG = {
    "description": "Identifies this content. Send it as `If-None-Match` to get 304 while the content is unchanged.",
    "schema": {"type": "string"},
}
_ABOUT = """
Everything that the pages do, over HTTP and JSON.

**Authentication.** Send a token with every request: `Authorization: Bearer ssi_…`. Create tokens on the Account page.
Each operation needs one scope, shown as `x-openssi-scope`. Operations with a scope that tokens can't have need a
browser session.

**Errors.** Every error is a problem document (RFC 9457) with a stable `code`.

**Lists.** Long lists take `limit` and `offset`. The `Link` header leads to the next page.

**Caching.** Send the `ETag` of a response as `If-None-Match` to get 304 while nothing has changed.

**Days, moments, points.** Days are YYYY-MM-DD. Moments are RFC 3339 in UTC, such as `2026-06-30T08:15:00Z`. Numbers
called `micro` or `…_micro` are whole micro-points: 1,000,000 are one point.

**Sample data.** Responses with figures of the built-in sample carry the header `Sample: true`.

openssi is an independent, open index and not affiliated with LinkedIn.
""".strip()
_TAGS = {
    "Profile and index": "Your account, your index, and what it is made of.",
    "Imports": "Uploaded archives and analytics workbooks.",
    "Notes and LinkedIn scores": "What you add to your data: notes on days, and LinkedIn's own scores.",
    "Access": (
        "Tokens, sessions and the password of your account, links for people without one, and who viewed your figures."
    ),
    "Alerts": "Alerts, the weekly review, their feed, and where they are delivered.",
    "Your data": "What is stored about you: see it, export it, erase it.",
    "Team": "Members and invitations of your team.",
    "Teams of the server": "All teams, for admins.",
    "Team report": "The user report of your team, and what its leads see of you.",
    "Weekly digest": "What a week brought, for you and for your team.",
    "Benchmarks": "A benchmark of this server's members, to share.",
    "LinkedIn format": "Your index for tools that read LinkedIn's own page data.",
}


@ROUTER.get("/api/v1/openapi.json", include_in_schema=False)
def get_document(request: Request, _: Reader) -> dict[str, Any]:
    """Return the OpenAPI document."""
    return request.app.openapi()


def build_document(app: FastAPI, scopes: dict[tuple[str, str], str]) -> dict[str, Any]:
    """Return the OpenAPI document of an app; `scopes` gives the scope of each method and path."""
    tags = [{"name": name, "description": description} for name, description in _TAGS.items()]
    document = get_openapi(title=app.title, version=app.version, description=_ABOUT, routes=app.routes, tags=tags)
    document["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": cookie_name(app.state.server.settings)},
    }
    document["components"]["responses"] = {
        _problem_name(status): {
            "description": problem["description"],
            "content": {_PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, problem in PROBLEMS.items()
    }
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(operation, method, path, scopes[method.upper(), path])
    return document


def _complete(operation: dict[str, Any], method: str, path: str, scope: str) -> None:
    """Add what FastAPI doesn't know to an operation."""
    summary, _, description = operation["description"].partition("\n\n")
    operation["summary"], operation["description"] = summary.removesuffix("."), description.replace("\n", " ")
    operation["x-openssi-scope"] = scope
    operation["security"] = [{"session": []}] if scope not in TOKEN_SCOPES else [{"token": []}, {"session": []}]
    for parameter in operation.get("parameters", ()):
        parameter["schema"] = _without_null(parameter["schema"])
    responses = operation["responses"]
    if method == "get" and path.startswith("/api/"):
        responses["200"]["headers"] = {"ETag": _ETAG}
        responses["304"] = {"description": "Unchanged since the response that `If-None-Match` names."}
    for status in PROBLEMS:
        responses[str(status)] = {"$ref": f"#/components/responses/{_problem_name(status)}"}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter without null: a parameter is left out instead."""
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    if not options:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return rest | (options[0] if len(options) == 1 else {"anyOf": options})


def _problem_name(status: int | str) -> str:
    return f"Problem{status}"


def refuse_unknown_parameters(request: Request) -> None:
    """Refuse query parameters that the document doesn't list for the operation.

    Raises:
        RequestDenied: the user isn't allowed to use the operation.
        RequestValidationError: there are unknown parameters.
    """
    if not request.query_params:
        return
    operation = _operation_of(request.app, request.method, request.scope["route"].path)
    known = {parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "query"}
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        RequireScope(Scope(operation.get("x-openssi-scope", Scope.ME_READ)))(request)  # 401 and 403 come first
        raise RequestValidationError(
            [{"type": "extra_forbidden", "loc": ("query", name), "msg": "Unknown parameter"} for name in unknown]
        )


def _operation_of(app: FastAPI, method: str, path: str) -> dict[str, Any]:
    """Return an operation of the document; empty for the document's own route."""
    return app.openapi()["paths"].get(path, {}).get(method.lower(), {})
