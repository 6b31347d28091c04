"""Types that several resources share: IDs, days, moments, pages of a list, request bodies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Path, Query, Request, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from openssi.activity.calendar import to_date
from openssi.activity.days import parse_day

__all__ = [
    "AsOf",
    "Day",
    "From",
    "Limit",
    "Offset",
    "Page",
    "RequestBody",
    "To",
    "binary",
    "date_of",
    "id_parameter",
    "moment",
    "paged",
]

T = TypeVar("T")
_LONGEST_DAY = 20  # characters of a wrong day that an error message repeats


def _validate_day(value: object) -> object:
    """Parse a day; anything else than YYYY-MM-DD is our own `day-format` error instead of pydantic's."""
    return to_date(parse_day(value[:_LONGEST_DAY])) if isinstance(value, str) else value


#: A calendar day, YYYY-MM-DD.
Day = Annotated[date, BeforeValidator(_validate_day)]

AsOf = Annotated[Day | None, Query(description="Day to score. Defaults to the last day of the data.")]
From = Annotated[Day | None, Query(alias="from", description="First day of the period.")]
To = Annotated[
    Day | None, Query(alias="to", description="Last day of the period. Defaults to the last day of the data.")
]
Limit = Annotated[int, Query(ge=1, le=200, description="Maximum number of items to return.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Number of items to skip.")]


class RequestBody(BaseModel):
    """The JSON body of a request. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T] = Field(description="Items of this page.")
    total: int = Field(description="Number of items on all pages.")
    limit: int = Field(description="Maximum number of items on a page.")
    offset: int = Field(description="Number of items before this page.")


PageT = TypeVar("PageT", bound=Page[Any])


def paged(
    page: type[PageT], request: Request, response: Response, items: list[Any], total: int, limit: int, offset: int
) -> PageT:
    """Return one page of a list and link to the next one."""
    if offset + limit < total:
        response.headers["Link"] = f'<{request.url.path}?limit={limit}&offset={offset + limit}>; rel="next"'
    return page(items=items, total=total, limit=limit, offset=offset)


def id_parameter(what: str) -> Any:
    """Describe an ID in the path of a route."""
    return Path(description=f"ID of the {what}.", max_length=64)


def binary(media_type: str) -> dict[int | str, dict[str, Any]]:
    """Describe a file as the response of a route."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    return {200: {"description": "The file.", "content": content}}


def moment(seconds: int) -> datetime:
    """Convert seconds since 1970 to a moment in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def date_of(number: int | None) -> date | None:
    """Convert days since 1970 to a date; None stays None."""
    return None if number is None else to_date(number)
