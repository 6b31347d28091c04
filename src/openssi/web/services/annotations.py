"""What members write beside their data: notes on days, and LinkedIn's own number; checked, then kept."""

from __future__ import annotations

from openssi.activity.annotations import LinkedInScore, Note
from openssi.activity.calendar import iso
from openssi.errors import DayError, UsageError
from openssi.sources.linkedin_page import read_page, typed_number
from openssi.store import scores
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.security.names import one_line
from openssi.web.services.people import not_found

__all__ = ["add_note", "delete_linkedin_score", "delete_note", "set_linkedin_score", "set_linkedin_score_from_page"]

_LONGEST = 200  # characters of a note, as in a file of notes
_MOST = 1000  # notes of one member: a line has no room for more


def add_note(server: Server, actor: Actor, day: int, text: str) -> tuple[str, Note]:
    """Keep a note on a day, on one line; its number and the note as it is held.

    Raises:
        DayError: the day lies in the future.
        UsageError: it says nothing, or too much.
    """
    _check_past(server, day)
    said = one_line(text)
    if not 0 < len(said) <= _LONGEST:
        raise UsageError(
            "note-text", f"A note has 1 to {_LONGEST} characters; this has {len(said)}.", unchanged="Nothing was kept."
        )
    note = Note(day, said)
    with server.database.write() as connection:
        if len(scores.notes_of(connection, actor.id)) >= _MOST:
            raise UsageError("note-text", f"There are {_MOST} notes already.", hint="Take one out first.")
        return scores.add_note(connection, actor.id, note), note


def delete_note(server: Server, actor: Actor, note_id: str) -> None:
    """Take out a note.

    Raises:
        RequestDenied: there is none of that number.
    """
    with server.database.write() as connection:
        if not scores.remove_note(connection, actor.id, note_id):
            raise not_found()


def set_linkedin_score(
    server: Server,
    actor: Actor,
    day: int,
    pillars: dict[str, object],
    *,
    industry_top: object = None,
    network_top: object = None,
) -> LinkedInScore:
    """Keep LinkedIn's own number of a day, as typed off its page, in place of one that is there.

    Raises:
        DayError: the day lies in the future.
        UsageError: it cannot be LinkedIn's number; all mistakes are told at once.
    """
    _check_past(server, day)
    return _keep(server, actor, typed_number(day, pillars, industry_top=industry_top, network_top=network_top))


def set_linkedin_score_from_page(server: Server, actor: Actor, day: int, text: str) -> LinkedInScore:
    """Keep LinkedIn's own number of a day from the data of its page.

    Raises:
        DayError: the day lies in the future.
        InputError: it is not that.
    """
    _check_past(server, day)
    return _keep(server, actor, read_page(text, day))


def _keep(server: Server, actor: Actor, number: LinkedInScore) -> LinkedInScore:
    with server.database.write() as connection:
        scores.put_official(connection, actor.id, number)
    return number


def delete_linkedin_score(server: Server, actor: Actor, day: int) -> None:
    """Take out LinkedIn's own number of a day.

    Raises:
        RequestDenied: none is kept.
    """
    with server.database.write() as connection:
        if not scores.remove_official(connection, actor.id, day):
            raise not_found()


def _check_past(server: Server, day: int) -> None:
    if day > server.today() + 1:  # it is tomorrow somewhere
        raise DayError("day-outside", f"{iso(day)} lies in the future.", unchanged="Nothing was kept.")
    if day < 0:
        raise DayError("day-outside", f"{iso(day)} is before there was a LinkedIn.", unchanged="Nothing was kept.")
