"""Shapes that several resources share: days, moments and pages of a list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar

from fastapi import Path, Query, Request, Response
from pydantic import BaseModel, Field, JsonValue

from openssi.activity.calendar import iso

__all__ = ["DATE", "AsOf", "Id", "Limit", "Offset", "Page", "at", "day_of", "paged"]

T = TypeVar("T")

#: What a day in a text looks like, for the document; what is none is told in our own words.
DATE: dict[str, JsonValue] = {"format": "date"}
AsOf = Annotated[
    str | None,
    Query(description="a day, YYYY-MM-DD; by default the last day of the data", max_length=10, json_schema_extra=DATE),
]
Id = Annotated[str, Path(description="the number of the one meant", max_length=64)]
Limit = Annotated[int, Query(ge=1, le=200, description="so many at most")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="so many are passed over")]


class Page(BaseModel, Generic[T]):
    """A part of a list; the header `Link` leads to the next."""

    items: list[T] = Field(description="so much of the list")
    total: int = Field(description="how many there are in all")
    limit: int = Field(description="so many at most")
    offset: int = Field(description="so many were passed over")


def paged(request: Request, response: Response, items: list[T], total: int, limit: int, offset: int) -> Page[T]:
    """A part of a list, with the way to the next."""
    if offset + limit < total:
        response.headers["Link"] = f'<{request.url.path}?limit={limit}&offset={offset + limit}>; rel="next"'
    return Page(items=items, total=total, limit=limit, offset=offset)


def at(moment: int) -> datetime:
    """Seconds since 1970 as a moment in UTC."""
    return datetime.fromtimestamp(moment, UTC)


def day_of(number: int | None) -> str | None:
    """Days since 1970 as YYYY-MM-DD; None stays None."""
    return None if number is None else iso(number)
