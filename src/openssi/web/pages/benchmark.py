"""Benchmarks of this server to share: an admin downloads this quarter's file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from openssi.population.benchmark_file import parse_epsilon
from openssi.population.benchmark_release import quarter_of
from openssi.web.context import SiteAdmin, get_server
from openssi.web.services import benchmark_release as service

__all__ = ["ROUTER"]

ROUTER = APIRouter()

_Text = Annotated[str, Form(max_length=200)]


@ROUTER.post("/teams/benchmark")
def download(request: Request, _: SiteAdmin, who: _Text, epsilon: _Text = "") -> Response:
    """Download this quarter's benchmark file; the first download of a quarter makes it."""
    server = get_server(request)
    loss = parse_epsilon(epsilon) if epsilon.strip() else None
    found = service.release_benchmark(server.settings, server.database, who, loss)
    name = f"benchmark-{quarter_of(server.now())}.json"
    return Response(
        found.to_json(),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
