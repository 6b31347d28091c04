"""How an answer says that its figures are the invented sample's: by one header, whatever its object."""

from __future__ import annotations

from fastapi import Depends, Request, Response

from openssi.store import imports
from openssi.web.context import Reader, get_server

__all__ = ["SAMPLE_HEADER"]


def _mark(request: Request, response: Response, actor: Reader) -> None:
    with get_server(request).database.read() as connection:
        if imports.find_sample(connection, actor.id) is not None:
            response.headers["Sample"] = "true"


#: What every route that tells a member's own figures depends on.
SAMPLE_HEADER = Depends(_mark)
