"""Puts a server together: database, worker, routes, guards. A route that names no right and is not public stops the start."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.routing import Mount
from starlette.types import ASGIApp

from openssi.files.lock import lock_instance
from openssi.model import DEFAULT
from openssi.store.database import open_database
from openssi.web.context import RequireScope, Server
from openssi.web.http import openapi, problems
from openssi.web.http.guard import SafeHeaders, guard
from openssi.web.http.problems import Problem, problem, status_of
from openssi.web.http.templates import style_sheet
from openssi.web.jobs.worker import Worker
from openssi.web.pages import ROUTERS as PAGE_ROUTERS
from openssi.web.rest import ROUTERS as REST_ROUTERS
from openssi.web.security.access import Scope
from openssi.web.services.health import Readiness
from openssi.web.services.peers import check_benchmarks
from openssi.web.settings import Settings, read_key

__all__ = ["PUBLIC", "Operation", "create_app", "operations"]

_FILES = "/static"
_BODY = 1_000_000  # bytes of a request that is no upload
#: What needs nobody to be signed in.
PUBLIC = frozenset(
    {
        "/healthz",
        "/readyz",
        "/sign-in",
        "/sign-out",
        "/enter",
        "/join",
        "/me",
        "/static/site.css",
        "/feeds/{secret}.{kind}",
    }
)
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words}
    for status, words in {
        400: "The body is no JSON, or the request no HTTP.",
        401: "Nobody is signed in.",
        403: "Not allowed.",
        404: "Nothing there, or nothing that one may see.",
        409: "It does not fit what is there.",
        413: "Too large.",
        421: "Unknown host.",
        422: "The request is at fault.",
        429: "Too often.",
        503: "The database cannot be used now.",
        507: "The disk is full.",
    }.items()
}


class _Application(FastAPI):
    """Its answers have safe headers even where the framework answers before any of our code: a body too large, a fault."""

    def build_middleware_stack(self) -> ASGIApp:
        return SafeHeaders(super().build_middleware_stack())


def create_app(settings: Settings, *, work: bool = True) -> FastAPI:
    """A server; without `work`, imports wait, and another server may work on the same database.

    Raises:
        StoreError: the database cannot be used, or has a server.
        UsageError: its address names none.
        InputError: the benchmarks hold no scores, or those of another model.
    """
    if settings.benchmarks is not None:
        check_benchmarks(settings.benchmarks, DEFAULT)
    key = read_key(settings.folder)
    staging_lock = lock_instance(settings.staging) if work else None
    database = open_database(settings.address, exclusive=work)
    worker = Worker(settings, database, key)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncGenerator[None]:
        if work:
            worker.start()
        yield
        worker.stop()
        database.close()
        if staging_lock:
            staging_lock.release()

    app = _Application(
        title="Open Social Selling Index",
        description="An independent, open index; not affiliated with LinkedIn.",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        max_body_size=_BODY,
        responses=_PROBLEMS,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.server = Server(settings, database, key, worker)
    app.add_middleware(BaseHTTPMiddleware, dispatch=guard)
    problems.install(app)
    for router in PAGE_ROUTERS:
        app.include_router(router, include_in_schema=False)
    for router in (*REST_ROUTERS, openapi.ROUTER):
        app.include_router(router)
    _add_operation(app)
    app.mount(_FILES, StaticFiles(directory=str(files("openssi.web") / "static")), name="static")
    _check_rights(app)
    app.openapi = lambda: _document(app)
    return app


def _add_operation(app: FastAPI) -> None:
    style = style_sheet()
    ready = Readiness(app.state.server)

    @app.get("/static/site.css", include_in_schema=False)
    def site_css() -> Response:
        """All styles as one file."""
        return Response(style, media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    @app.get("/healthz", include_in_schema=False)
    def healthz() -> Response:
        """The process answers."""
        return PlainTextResponse("ok\n")

    @app.get("/readyz", include_in_schema=False)
    def readyz() -> Response:
        """The database really reads and writes, the disk takes an upload, and somebody reads it."""
        fault = ready.fault()
        if fault is not None:
            return problem(status_of(fault), fault.message, fault.code, unchanged=fault.unchanged, hint=fault.hint)
        return PlainTextResponse("ok\n")

    _ = site_css, healthz, readyz


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked of the server: a method and a path, and the right that it needs; None if it names none."""

    method: str
    path: str
    scope: Scope | None
    in_api: bool


def operations(app: FastAPI) -> list[Operation]:
    """Everything that can be asked of an app but its files, those of included routers too.

    Raises:
        AssertionError: something is there that is no route of ours.
    """
    found: list[Operation] = []
    for one in iter_route_contexts(app.routes):
        route = one.original_route
        if isinstance(route, Mount) and one.path == _FILES:
            continue
        if not isinstance(route, APIRoute) or one.path is None:
            raise AssertionError(f"{one.path} is no route of ours")
        scope = next(
            (dep.call.scope for dep in route.dependant.dependencies if isinstance(dep.call, RequireScope)), None
        )
        found += [
            Operation(method, one.path, scope, bool(one.include_in_schema)) for method in sorted(one.methods or ())
        ]
    return found


@cache
def _document(app: FastAPI) -> dict[str, Any]:
    return openapi.describe(app, {(one.method, one.path): str(one.scope) for one in operations(app)})


def _check_rights(app: FastAPI) -> None:
    for one in operations(app):
        if one.scope is None and one.path not in PUBLIC:
            raise AssertionError(f"{one.path} names no right and is not public")
