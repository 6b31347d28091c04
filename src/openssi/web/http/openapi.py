"""The OpenAPI 3.1 document: what every operation needs and answers, with one shape for every fault."""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi

from openssi.web.context import Reader, cookie_name
from openssi.web.security.access import TOKEN_SCOPES

__all__ = ["ROUTER", "describe"]

ROUTER = APIRouter()

_FAULT = 400
_END = re.compile(r"[.:;] |\n")
_TAG = {
    "description": "Names this content; sent back as If-None-Match, it is answered with 304 if nothing changed.",
    "schema": {"type": "string"},
}
_ABOUT = (
    "Everything that the pages do. Sign in with a token (`Authorization: Bearer ssi_…`, made under Account) or a browser's "
    "session. `x-openssi-scope` is the right that an operation needs; what a token cannot have takes a browser's session. "
    "Every fault is a problem of RFC 9457 with a stable `code`. Answers carry an ETag; lists have `limit` and `offset` and a "
    "`Link` to the next part. Figures of the invented sample come with the header `Sample: true`. "
    "An independent, open index; not affiliated with LinkedIn."
)


@ROUTER.get("/api/v1/openapi.json", include_in_schema=False)
def document(request: Request, _: Reader) -> dict[str, Any]:
    """The document itself."""
    return request.app.openapi()


def describe(app: FastAPI, rights: dict[tuple[str, str], str]) -> dict[str, Any]:
    """The document of an app; `rights` tells by method and path which right is needed."""
    found = get_openapi(title=app.title, version=app.version, description=_ABOUT, routes=app.routes, tags=None)
    found["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": cookie_name(app.state.server.settings)},
    }
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            scope = rights[method.upper(), path]
            operation["x-openssi-scope"] = scope
            operation["security"] = [{"session": []}] if scope not in TOKEN_SCOPES else [{"token": []}, {"session": []}]
            operation["summary"] = _END.split(operation["description"])[0].removesuffix(".")
            if method == "get" and path.startswith("/api/"):
                operation["responses"]["200"]["headers"] = {"ETag": _TAG}
                operation["responses"]["304"] = {"description": "The answer is the one that If-None-Match names."}
            for status, response in operation["responses"].items():
                if status.isdigit() and int(status) >= _FAULT and "content" in response:
                    response["content"] = {"application/problem+json": response["content"]["application/json"]}
    return found
