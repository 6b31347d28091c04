"""Assemble the server: database, worker, routes and guards.

A route that is neither public nor names a scope stops the start.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from platform import python_version
from typing import Any, Protocol

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import PlainTextResponse, Response
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from openssi import __version__
from openssi.activity.calendar import DAY_SECONDS
from openssi.files.lock import InstanceLock, lock_instance
from openssi.store import second_factor
from openssi.store.database import Database, open_database
from openssi.store.schema_versions import newest_revision
from openssi.web.context import RequireScope, Server
from openssi.web.http import openapi, problems
from openssi.web.http.guard import SafeHeaders, SubPath, guard
from openssi.web.http.problems import problem_response, status_of
from openssi.web.http.templates import style_sheet
from openssi.web.jobs.delivery_thread import Deliverer
from openssi.web.jobs.linkedin_sync import Syncer
from openssi.web.jobs.send_message import check_installed
from openssi.web.jobs.worker import Worker
from openssi.web.pages import ROUTERS as PAGE_ROUTERS
from openssi.web.rest import ROUTERS as REST_ROUTERS
from openssi.web.security.access import Scope
from openssi.web.security.oidc import SingleSignOn
from openssi.web.services.deliveries import next_message
from openssi.web.services.health import Readiness
from openssi.web.services.industry import check_benchmarks
from openssi.web.services.retention import apply_rules_daily
from openssi.web.settings import Settings, open_key

__all__ = ["PUBLIC", "Operation", "create_app", "operations"]

_LOG = logging.getLogger("openssi.web")
_STATIC = "/static"
_MAX_BODY = 1_000_000  # bytes of any request but an upload
#: Paths that need no sign-in.
PUBLIC = frozenset(
    {
        "/healthz",
        "/readyz",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/second-factor",
        "/sign-out",
        "/sso",
        "/sso/callback",
        "/enter",
        "/join",
        "/join/invitation",
        "/me",
        "/shared",
        "/static/site.css",
        "/feeds/{secret}.{kind}",
    }
)


class _Application(FastAPI):
    """An app with the safe headers even on responses of the framework itself, such as to a body that is too large."""

    def build_middleware_stack(self) -> ASGIApp:
        path = self.state.server.settings.path
        app = SafeHeaders(super().build_middleware_stack())
        return SubPath(app, path) if path else app


def create_app(settings: Settings, *, work: bool = True) -> FastAPI:
    """Create a server. Without `work` it reads no imports, so that another server can use the same database.

    Raises:
        StoreError: the database is unavailable or already has a server.
        UsageError: the database address is invalid, or the package for deliveries is missing.
        InputError: the benchmarks contain no scores, or scores of another model.
    """
    if settings.deliveries is not None:
        check_installed()
    if settings.benchmarks is not None:
        check_benchmarks(settings.benchmarks, settings.model, settings.clock() // DAY_SECONDS)
    staging_lock = lock_instance(settings.staging) if work else None
    database = open_database(settings.address, exclusive=work)
    try:
        key = open_key(settings.folder, database)
    except BaseException:
        database.close()
        raise
    worker = Worker(settings, database, key)
    provider = SingleSignOn(settings.single_sign_on, settings.clock) if settings.single_sign_on else None
    if settings.second_factor:
        with database.write() as connection:
            second_factor.end_sessions_without(connection)
    syncer = Syncer(worker, settings.linkedin)
    server = Server(settings, database, key, worker, syncer, single_sign_on=provider)
    worker.daily = partial(apply_rules_daily, server)
    deliverer = Deliverer(worker, settings.deliveries, partial(next_message, server))
    jobs: tuple[_Job, ...] = (worker, syncer, deliverer)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        _start(database, jobs if work else ())
        yield
        _stop(database, jobs, staging_lock)

    app = _Application(
        title="Open Social Selling Index",
        description="An independent, open index; not affiliated with LinkedIn.",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        max_body_size=_MAX_BODY,
        routes=_routes(),
    )
    app.state.server = server
    app.add_middleware(BaseHTTPMiddleware, dispatch=guard)
    problems.install_error_handlers(app)
    _add_operational_routes(app)
    app.mount(_STATIC, StaticFiles(directory=str(files("openssi.web") / "static")), name="static")
    _check_scopes(app)
    app.openapi = lambda: _document(app)
    return app


@cache
def _routes() -> list[BaseRoute]:
    """Build the pages and the REST API. They are the same for every server, and building them takes a while."""
    router = APIRouter(
        max_body_size=_MAX_BODY,
        responses=openapi.PROBLEMS,
        generate_unique_id_function=lambda route: route.name,
    )
    for pages in PAGE_ROUTERS:
        router.include_router(pages, include_in_schema=False)
    for resources in (*REST_ROUTERS, openapi.ROUTER):
        router.include_router(resources, dependencies=[Depends(openapi.refuse_unknown_parameters)])
    return router.routes


class _Job(Protocol):
    """What runs in the background of a server."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


def _start(database: Database, jobs: Sequence[_Job]) -> None:
    versions = {"version": __version__, "schema": newest_revision(), "python": python_version()}
    _LOG.info("started", extra={**versions, "database": database.kind})
    for job in jobs:
        job.start()


def _stop(database: Database, jobs: Sequence[_Job], staging_lock: InstanceLock | None) -> None:
    _LOG.info("stopping")
    for job in reversed(jobs):
        job.stop()
    database.close()
    if staging_lock:
        staging_lock.release()
    _LOG.info("stopped")


def _add_operational_routes(app: FastAPI) -> None:
    styles = style_sheet()
    readiness = Readiness(app.state.server)

    @app.get("/static/site.css", include_in_schema=False)
    def site_css() -> Response:
        """Return all styles as one file."""
        return Response(styles, media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    @app.get("/healthz", include_in_schema=False)
    def healthz() -> Response:
        """Report that the process responds."""
        return PlainTextResponse("ok\n")

    @app.get("/readyz", include_in_schema=False)
    def readyz() -> Response:
        """Report whether the database reads and writes, the disk accepts an upload and the worker runs."""
        fault = readiness.fault()
        if fault is not None:
            return problem_response(
                status_of(fault), fault.message, fault.code, unchanged=fault.unchanged, hint=fault.hint
            )
        return PlainTextResponse("ok\n")

    _ = site_css, healthz, readyz


@dataclass(frozen=True, slots=True)
class Operation:
    """A method and a path of the server, with the scope it needs; None for a route that names none."""

    method: str
    path: str
    scope: Scope | None
    in_api: bool


def operations(app: FastAPI) -> list[Operation]:
    """List every operation of an app except its static files.

    Raises:
        AssertionError: a route is not one of this package.
    """
    result: list[Operation] = []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, Mount) and context.path == _STATIC:
            continue
        if not isinstance(route, APIRoute) or context.path is None:
            raise AssertionError(f"{context.path} is not a route of this package")
        scope = next(
            (dep.call.scope for dep in route.dependant.dependencies if isinstance(dep.call, RequireScope)), None
        )
        result += [
            Operation(method, context.path, scope, bool(context.include_in_schema))
            for method in sorted(context.methods or ())
        ]
    return result


@cache
def _document(app: FastAPI) -> dict[str, Any]:
    return openapi.build_document(
        app, {(operation.method, operation.path): str(operation.scope) for operation in operations(app)}
    )


def _check_scopes(app: FastAPI) -> None:
    for operation in operations(app):
        if operation.scope is None and operation.path not in PUBLIC:
            raise AssertionError(f"{operation.path} needs a scope, or an entry in PUBLIC")
