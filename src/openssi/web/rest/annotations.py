"""What a member writes beside the data: `/api/v1/me/notes`, `/api/v1/me/official`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import iso
from openssi.member.days import parse_day
from openssi.store import scores
from openssi.web.context import Reader, Writer, get_server
from openssi.web.http.schemas import DATE, Id
from openssi.web.services import annotations as marks

__all__ = ["ROUTER", "NewNote", "NewNumber", "NewPage", "ToldNote", "ToldNumber"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["marks"])

Day = Annotated[str, Path(description="a day, YYYY-MM-DD", max_length=10, json_schema_extra=DATE)]

#: For the document; all mistakes in a number are told at once, in our own words.
_POINTS: dict[str, JsonValue] = {"minimum": 0, "maximum": 25}


class NewNote(BaseModel):
    """A word on a day."""

    model_config = ConfigDict(extra="forbid")

    day: str = Field(max_length=10, description="YYYY-MM-DD", json_schema_extra=DATE)
    text: str = Field(max_length=1000, description="1 to 200 characters")


class ToldNote(BaseModel):
    """A note that is kept."""

    id: str = Field(description="the number of the note")
    day: str = Field(description="YYYY-MM-DD")
    text: str = Field(description="what it says")


class NewNumber(BaseModel):
    """LinkedIn's own number as its page shows it: four pillars of 25, ranks as "top N %"."""

    model_config = ConfigDict(extra="forbid")

    brand: float = Field(description="points of the first pillar, 0 to 25", json_schema_extra=_POINTS)
    people: float = Field(description="points of the second, 0 to 25", json_schema_extra=_POINTS)
    insights: float = Field(description="points of the third, 0 to 25", json_schema_extra=_POINTS)
    relationships: float = Field(description="points of the fourth, 0 to 25", json_schema_extra=_POINTS)
    industry_top: int | None = Field(default=None, description="the rank in the industry, top N %")
    network_top: int | None = Field(default=None, description="the rank in the network, top N %")


class NewPage(BaseModel):
    """The data that LinkedIn's page loads, as they were copied."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=100_000, description="the whole answer of sales-api/salesApiSsi, first brace to last")


class ToldNumber(BaseModel):
    """LinkedIn's own number of a day that is kept, in micro-points."""

    day: str = Field(description="the day, YYYY-MM-DD")
    index_micro: int = Field(description="the sum of the pillars")
    brand: int = Field(description="the first pillar")
    people: int = Field(description="the second")
    insights: int = Field(description="the third")
    relationships: int = Field(description="the fourth")
    industry_top: int | None = Field(description="the rank in the industry, top N %; null if it is not known")
    network_top: int | None = Field(description="the rank in the network, top N %; null if it is not known")


@ROUTER.get("/notes")
def list_notes(request: Request, actor: Reader) -> list[ToldNote]:
    """One's notes, in order of their days."""
    with get_server(request).database.read() as connection:
        return [
            ToldNote(id=number, day=iso(note.day), text=note.text)
            for number, note in scores.notes_of(connection, actor.id)
        ]


@ROUTER.post("/notes", status_code=201)
def add_note(request: Request, actor: Writer, note: NewNote) -> ToldNote:
    """Keep a note on a day."""
    number, held = marks.add_note(get_server(request), actor, parse_day(note.day), note.text)
    return ToldNote(id=number, day=iso(held.day), text=held.text)


@ROUTER.delete("/notes/{note_id}", status_code=204)
def remove_note(request: Request, actor: Writer, note_id: Id) -> None:
    """Take out a note."""
    marks.delete_note(get_server(request), actor, note_id)


@ROUTER.get("/official")
def list_numbers(request: Request, actor: Reader) -> list[ToldNumber]:
    """LinkedIn's own numbers that were written down, in order of their days."""
    with get_server(request).database.read() as connection:
        return [_told(one) for one in scores.official_of(connection, actor.id)]


@ROUTER.put("/official/{day}")
def put_number(request: Request, actor: Writer, day: Day, number: NewNumber) -> ToldNumber:
    """Keep LinkedIn's own number of a day, in place of one that is there."""
    pillars: dict[str, object] = {
        name: getattr(number, name) for name in ("brand", "people", "insights", "relationships")
    }
    kept = marks.set_linkedin_score(
        get_server(request),
        actor,
        parse_day(day),
        pillars,
        industry_top=number.industry_top,
        network_top=number.network_top,
    )
    return _told(kept)


@ROUTER.put("/official/{day}/page")
def put_page(request: Request, actor: Writer, day: Day, page: NewPage) -> ToldNumber:
    """Keep LinkedIn's own number of a day from its page's own data, in place of one that is there."""
    return _told(marks.set_linkedin_score_from_page(get_server(request), actor, parse_day(day), page.text))


@ROUTER.delete("/official/{day}", status_code=204)
def remove_number(request: Request, actor: Writer, day: Day) -> None:
    """Take out LinkedIn's own number of a day."""
    marks.delete_linkedin_score(get_server(request), actor, parse_day(day))


def _told(one: LinkedInScore) -> ToldNumber:
    return ToldNumber(
        day=iso(one.day),
        index_micro=one.index_micro,
        brand=one.brand,
        people=one.people,
        insights=one.insights,
        relationships=one.relationships,
        industry_top=one.industry_top,
        network_top=one.network_top,
    )
