"""The `Sample: true` header of responses with figures of the invented sample."""

from __future__ import annotations

from fastapi import Depends, Request, Response

from openssi.store import imports
from openssi.web.context import Reader, get_server

__all__ = ["SAMPLE_HEADER"]


def _add_header(request: Request, response: Response, actor: Reader) -> None:
    with get_server(request).database.read() as connection:
        if imports.find_sample(connection, actor.id) is not None:
            response.headers["Sample"] = "true"


#: A dependency of every REST route that returns a member's own figures.
SAMPLE_HEADER = Depends(_add_header)
