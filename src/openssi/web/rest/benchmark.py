"""Benchmarks of this server to share, for its admins: `/api/v1/benchmark`."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from openssi.population.benchmark_file import parse_epsilon
from openssi.web.context import SiteAdmin, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import RequestBody
from openssi.web.services import benchmark_release as service

__all__ = ["ROUTER", "BenchmarkFile", "BenchmarkRequest", "BenchmarkSource"]

ROUTER = APIRouter(prefix="/api/v1/benchmark", tags=["Benchmarks"], route_class=JsonRoute)


class BenchmarkRequest(RequestBody):
    """How to make a benchmark file."""

    who: Annotated[str, Field(min_length=1, max_length=200, description="Who makes the file, as others see it.")]
    epsilon: float | None = Field(
        default=None, gt=0, le=10, description="Privacy loss of each person, above 0, at most 10. Null adds no noise."
    )


class BenchmarkSource(BaseModel):
    """Where the counts come from."""

    who: str = Field(description="Who made the file.")
    as_of: str = Field(description="Day of the newest data.")
    people: int = Field(description="How many people were counted; with noise, about so many.")
    epsilon: str = Field(description="Privacy loss, as a fraction. Empty without noise.")


class BenchmarkFile(BaseModel):
    """A benchmark file, as `ssi benchmark export` writes it."""

    format: str = Field(description="Format of the file.")
    model: str = Field(description="ID of the model that scored.")
    fingerprint: str = Field(description="Fingerprint of the model.")
    measured: str = Field(description="Measured set that is counted.")
    width: int = Field(description="Points of a bin.")
    sources: list[BenchmarkSource] = Field(description="Where the counts come from.")
    industries: dict[str, dict[str, list[int]]] = Field(
        description="By industry, how many people are in each bin of the index and of each pillar."
    )


@ROUTER.post("")
def make_benchmark(request: Request, _: SiteAdmin, wanted: BenchmarkRequest) -> BenchmarkFile:
    """Get this quarter's benchmark file.

    Counts everyone who shares, by industry; industries of fewer than 30 people are left out. The first request of a
    quarter makes the file, and later ones get the same, whatever they ask for.
    """
    server = get_server(request)
    epsilon = parse_epsilon(str(wanted.epsilon)) if wanted.epsilon else None
    found = service.release_benchmark(server.settings, server.database, wanted.who, epsilon)
    content: dict[str, Any] = json.loads(found.to_json())
    return BenchmarkFile(**content)
