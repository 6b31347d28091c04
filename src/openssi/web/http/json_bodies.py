"""Limit what JSON bodies can cost: by their number of values, and large ones by their sender and number."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from openssi.errors import RequestDenied
from openssi.web.context import RequireScope

__all__ = ["JsonRoute"]

#: Values in a body. A value takes up to 1 kB of memory, such as a field that doesn't exist with its error message.
_MOST_VALUES = 20_000
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_LARGE = BoundedSemaphore(2)  # bodies of routes that accept more than usual


class _LimitedRequest(Request):
    """A request whose JSON is parsed only if it has few enough values."""

    async def json(self) -> Any:
        """Return the body as Python objects.

        Raises:
            HTTPException: it has too many values.
        """
        without_strings = _STRINGS.sub(b"", await self.body())
        if sum(without_strings.count(begin) for begin in (b",", b"[", b"{")) > _MOST_VALUES:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return await super().json()


class JsonRoute(APIRoute):
    """A route of the REST API. If it accepts larger bodies than usual, they are read only for callers it admits."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the function that answers requests."""
        handle = super().get_route_handler()

        async def limited(request: Request) -> Response:
            request = _LimitedRequest(request.scope, request.receive)
            if self.body_field is None or self.max_body_size is None:
                return await handle(request)
            return await self._handle_large(handle, request)

        return limited

    async def _handle_large(
        self, handle: Callable[[Request], Coroutine[Any, Any, Response]], request: Request
    ) -> Response:
        for dependency in self.dependant.dependencies:
            if isinstance(dependency.call, RequireScope):
                await run_in_threadpool(dependency.call, request)
        if not _LARGE.acquire(blocking=False):
            raise RequestDenied(
                "request-often", "The server is reading other large files.", hint="Wait a minute and try again."
            )
        try:
            return await handle(request)
        finally:
            _LARGE.release()
