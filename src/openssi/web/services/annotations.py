"""What members add to their history: notes on days and LinkedIn's score; checked, then stored."""

from __future__ import annotations

from openssi.activity.annotations import LinkedInScore, Note
from openssi.activity.calendar import long_day
from openssi.errors import DayError, UsageError
from openssi.sources.linkedin_page import read_page, score_from_input
from openssi.store import scores
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.security.access import Actor
from openssi.web.security.names import one_line

__all__ = ["add_note", "delete_linkedin_score", "delete_note", "set_linkedin_score", "set_linkedin_score_from_page"]

_LONGEST = 200  # characters of a note, as in a notes file
_MOST = 1000  # notes per member; a chart has no room for more


def add_note(server: Server, actor: Actor, day: int, text: str) -> tuple[str, Note]:
    """Store a note on a day, on one line; return its ID and the note as stored.

    Raises:
        DayError: the day is in the future.
        UsageError: the note is empty or too long, or there are too many.
    """
    _check_past(server, day)
    cleaned = one_line(text)
    if not 0 < len(cleaned) <= _LONGEST:
        raise UsageError(
            "note-text",
            f"Notes must be 1–{_LONGEST} characters; this one has {len(cleaned)}.",
            unchanged="Nothing was saved.",
        )
    note = Note(day, cleaned)
    with server.database.write() as connection:
        if len(scores.notes_of(connection, actor.id)) >= _MOST:
            raise UsageError("note-text", f"You already have {_MOST} notes.", hint="Remove one first.")
        return scores.add_note(connection, actor.id, note), note


def delete_note(server: Server, actor: Actor, note_id: str) -> None:
    """Remove a note.

    Raises:
        RequestDenied: there is no note with this ID.
    """
    with server.database.write() as connection:
        if not scores.remove_note(connection, actor.id, note_id):
            raise not_found_error()


def set_linkedin_score(
    server: Server,
    actor: Actor,
    day: int,
    pillars: dict[str, object],
    *,
    industry_top: object = None,
    network_top: object = None,
) -> LinkedInScore:
    """Store LinkedIn's score of a day, as typed from its page, in place of any earlier one.

    Raises:
        DayError: the day is in the future.
        UsageError: it can't be LinkedIn's score; the message lists every mistake.
    """
    _check_past(server, day)
    return _store(server, actor, score_from_input(day, pillars, industry_top=industry_top, network_top=network_top))


def set_linkedin_score_from_page(server: Server, actor: Actor, day: int, text: str) -> LinkedInScore:
    """Store LinkedIn's score of a day from its page's data.

    Raises:
        DayError: the day is in the future.
        InputError: the text isn't that page's data.
    """
    _check_past(server, day)
    return _store(server, actor, read_page(text, day))


def _store(server: Server, actor: Actor, score: LinkedInScore) -> LinkedInScore:
    with server.database.write() as connection:
        scores.put_linkedin_score(connection, actor.id, score)
    return score


def delete_linkedin_score(server: Server, actor: Actor, day: int) -> None:
    """Remove LinkedIn's score of a day.

    Raises:
        RequestDenied: none is stored.
    """
    with server.database.write() as connection:
        if not scores.delete_linkedin_score(connection, actor.id, day):
            raise not_found_error()


def _check_past(server: Server, day: int) -> None:
    if day > server.today() + 1:  # somewhere it is already tomorrow
        raise DayError("day-outside", f"{long_day(day)} is in the future.", unchanged="Nothing was saved.")
    if day < 0:
        raise DayError("day-outside", f"{long_day(day)} is before LinkedIn existed.", unchanged="Nothing was saved.")
