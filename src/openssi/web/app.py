"""Puts a server together: database, worker, routes, guards. A route that names no right and is not public stops the start."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.middleware.base import BaseHTTPMiddleware

from openssi.store.alone import hold_file
from openssi.store.database import open_database
from openssi.web import problems
from openssi.web.guard import guard
from openssi.web.page import style_sheet
from openssi.web.pages import home, sign, uploads
from openssi.web.problems import Problem, problem
from openssi.web.rest import me
from openssi.web.server import Needs, Server, server_of
from openssi.web.settings import Settings, read_key
from openssi.web.uploads import probe_disk
from openssi.web.worker import Worker

__all__ = ["PUBLIC", "create_app", "scope_of"]

_BODY = 1_000_000  # bytes of a request that is no upload
#: What needs nobody to be signed in.
PUBLIC = frozenset({"/healthz", "/readyz", "/sign-in", "/sign-out", "/enter", "/join", "/static/site.css"})
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words}
    for status, words in {
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


def create_app(settings: Settings, *, work: bool = True) -> FastAPI:
    """A server; without `work`, imports wait, and another server may work on the same database.

    Raises:
        StoreError: the database cannot be used, or has a server.
        UsageFault: its address names none.
    """
    key = read_key(settings.folder)
    release = hold_file(settings.staging) if work else None
    database = open_database(settings.address, alone=work)
    worker = Worker(settings, database, key)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncGenerator[None]:
        if work:
            worker.start()
        yield
        worker.stop()
        database.close()
        if release:
            release()

    app = FastAPI(
        title="Open Social Selling Index",
        description="An independent, open index; not affiliated with LinkedIn.",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        max_body_size=_BODY,
        responses=_PROBLEMS,
    )
    app.state.server = Server(settings, database, key, worker)
    app.add_middleware(BaseHTTPMiddleware, dispatch=guard)
    problems.install(app)
    for router in (home.ROUTER, sign.ROUTER, uploads.ROUTER):
        app.include_router(router, include_in_schema=False)
    app.include_router(me.ROUTER)
    _add_operation(app)
    app.mount("/static", StaticFiles(directory=str(files("openssi.web") / "static")), name="static")
    _check_rights(app)
    return app


def _add_operation(app: FastAPI) -> None:
    style = style_sheet()

    @app.get("/static/site.css", include_in_schema=False)
    def site_css() -> Response:
        """All styles as one file."""
        return Response(style, media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    @app.get("/healthz", include_in_schema=False)
    def healthz() -> Response:
        """The process answers."""
        return PlainTextResponse("ok\n")

    @app.get("/readyz", include_in_schema=False)
    def readyz(request: Request) -> Response:
        """The database really reads and writes, the disk takes an upload, and somebody reads it."""
        server = server_of(request)
        server.slow_down("ready")
        server.database.probe()
        probe_disk(server)
        if not server.worker.alive:
            return problem(
                HTTPStatus.SERVICE_UNAVAILABLE, "Nothing reads uploads any more.", "server-fault", hint="Start it again."
            )
        return PlainTextResponse("ok\n")

    _ = site_css, healthz, readyz


def scope_of(route: APIRoute) -> str | None:
    """The right that a route needs; None if it names none."""
    return next((str(one.call.scope) for one in route.dependant.dependencies if isinstance(one.call, Needs)), None)


def _check_rights(app: FastAPI) -> None:
    for route in app.routes:
        if isinstance(route, APIRoute) and scope_of(route) is None and route.path not in PUBLIC:
            raise AssertionError(f"{route.path} names no right and is not public")
