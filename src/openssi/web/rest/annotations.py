"""A member's notes and LinkedIn's own scores: `/api/v1/me/notes` and `/api/v1/me/linkedin-scores`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field, JsonValue

from openssi.activity.calendar import to_date
from openssi.activity.days import parse_day
from openssi.render.json.linkedin_score import LinkedInScore, score_as_dict
from openssi.store import scores
from openssi.web.context import Reader, Writer, get_server
from openssi.web.http.json_bodies import JsonRoute
from openssi.web.http.schemas import Day, RequestBody, id_parameter
from openssi.web.http.typed_dicts import Json
from openssi.web.services import annotations as service

__all__ = ["ROUTER", "LinkedInPage", "NewLinkedInScore", "NewNote", "Note"]

ROUTER = APIRouter(prefix="/api/v1/me", tags=["Notes and LinkedIn scores"], route_class=JsonRoute)

ScoreDay = Annotated[Day, Path(description="Day on which LinkedIn showed the score.")]

#: For the document only: the service reports all mistakes in a score at once.
_POINTS: dict[str, JsonValue] = {"minimum": 0, "maximum": 25}
NoteId = Annotated[str, id_parameter("note")]


class NewNote(RequestBody):
    """The note to add."""

    day: Day = Field(description="Day of the note.")
    text: str = Field(max_length=1000, description="Text of the note, 1 to 200 characters.")


class Note(BaseModel):
    """A note on a day."""

    id: str = Field(description="ID of the note.")
    day: date = Field(description="Day of the note.")
    text: str = Field(description="Text of the note.")


class NewLinkedInScore(RequestBody):
    """LinkedIn's own score as its page shows it."""

    brand: float = Field(description="Points of the first pillar, 0 to 25.", json_schema_extra=_POINTS)
    people: float = Field(description="Points of the second pillar, 0 to 25.", json_schema_extra=_POINTS)
    insights: float = Field(description="Points of the third pillar, 0 to 25.", json_schema_extra=_POINTS)
    relationships: float = Field(description="Points of the fourth pillar, 0 to 25.", json_schema_extra=_POINTS)
    industry_top: int | None = Field(default=None, description='Rank in the industry, as in "top N %".')
    network_top: int | None = Field(default=None, description='Rank in the network, as in "top N %".')


class LinkedInPage(RequestBody):
    """The data that LinkedIn's page loads."""

    text: str = Field(
        max_length=100_000, description="The whole response of sales-api/salesApiSsi, from the first brace to the last."
    )


@ROUTER.get("/notes")
def list_notes(request: Request, actor: Reader) -> list[Note]:
    """List your notes.

    In order of their days.
    """
    with get_server(request).database.read() as connection:
        return [
            Note(id=note_id, day=to_date(note.day), text=note.text)
            for note_id, note in scores.notes_of(connection, actor.id)
        ]


@ROUTER.post("/notes", status_code=201)
def add_note(request: Request, actor: Writer, note: NewNote) -> Note:
    """Add a note.

    Notes appear in the history of the index.
    """
    note_id, added = service.add_note(get_server(request), actor, parse_day(note.day), note.text)
    return Note(id=note_id, day=to_date(added.day), text=added.text)


@ROUTER.delete("/notes/{note_id}", status_code=204)
def delete_note(request: Request, actor: Writer, note_id: NoteId) -> None:
    """Delete a note.

    It can't be restored.
    """
    service.delete_note(get_server(request), actor, note_id)


@ROUTER.get("/linkedin-scores")
def list_linkedin_scores(request: Request, actor: Reader) -> list[Json[LinkedInScore]]:
    """List LinkedIn's own scores.

    The scores that you added, in order of their days.
    """
    with get_server(request).database.read() as connection:
        return [score_as_dict(score) for score in scores.linkedin_scores_of(connection, actor.id)]


@ROUTER.put("/linkedin-scores/{day}")
def set_linkedin_score(request: Request, actor: Writer, day: ScoreDay, score: NewLinkedInScore) -> Json[LinkedInScore]:
    """Set LinkedIn's own score of a day.

    Replaces the score of that day if there is one.
    """
    stored = service.set_linkedin_score(
        get_server(request),
        actor,
        parse_day(day),
        score.model_dump(include={"brand", "people", "insights", "relationships"}),
        industry_top=score.industry_top,
        network_top=score.network_top,
    )
    return score_as_dict(stored)


@ROUTER.put("/linkedin-scores/{day}/page")
def set_linkedin_score_from_page(
    request: Request, actor: Writer, day: ScoreDay, page: LinkedInPage
) -> Json[LinkedInScore]:
    """Set LinkedIn's own score from the data of its page.

    Replaces the score of that day if there is one.
    """
    return score_as_dict(service.set_linkedin_score_from_page(get_server(request), actor, parse_day(day), page.text))


@ROUTER.delete("/linkedin-scores/{day}", status_code=204)
def delete_linkedin_score(request: Request, actor: Writer, day: ScoreDay) -> None:
    """Delete LinkedIn's own score of a day.

    It can't be restored.
    """
    service.delete_linkedin_score(get_server(request), actor, parse_day(day))
