"""Load a member's stored activity and assess a day of it, with caches that an erasure clears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from openssi.activity.annotations import Annotations
from openssi.activity.calendar import to_date
from openssi.activity.codec import activity_from_bytes
from openssi.activity.report import report_from_bytes
from openssi.errors import DayError
from openssi.member import Member
from openssi.member.assessment import Assessment
from openssi.model import DEFAULT
from openssi.store import scores
from openssi.store.scores import StoredActivity
from openssi.web.context import Server
from openssi.web.security.access import Actor

__all__ = [
    "StoredMember",
    "assessment_of",
    "clear_caches",
    "find_member",
    "load_annotations",
    "load_member",
    "register_caches",
    "require_member",
]

#: Clear the caches of other modules.
_CLEAR: list[Callable[[], None]] = []
_MEMBERS, _ASSESSMENTS = 64, 64  # cache sizes


@dataclass(frozen=True, slots=True)
class StoredMember:
    """A member as stored. Two with the same account and version are equal, so that they share cached results."""

    record: StoredActivity

    def __hash__(self) -> int:
        return hash((self.record.account_id, self.record.version))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StoredMember):
            return NotImplemented
        return (self.record.account_id, self.record.version) == (other.record.account_id, other.record.version)


def find_member(server: Server, actor: Actor) -> StoredMember | None:
    """Return the member behind a request; None before their first import."""
    with server.database.read() as connection:
        record = scores.find_activity(connection, actor.id)
    return StoredMember(record) if record else None


def require_member(server: Server, actor: Actor) -> StoredMember:
    """Return the member behind a request.

    Raises:
        DayError: they have no data yet.
    """
    member = find_member(server, actor)
    if member is None:
        raise DayError(
            "day-not-enough", "You haven't uploaded an archive yet.", hint="Upload the zip that LinkedIn sent."
        )
    return member


@lru_cache(maxsize=_MEMBERS)
def load_member(member: StoredMember) -> Member:
    """Return a member with activity and import report decoded."""
    return Member(activity_from_bytes(member.record.content), report_from_bytes(member.record.report), DEFAULT)


@lru_cache(maxsize=_ASSESSMENTS)
def assessment_of(member: StoredMember, day: int | None = None) -> Assessment:
    """Return the assessment of a day, by default the last day of the data.

    Raises:
        DayError: the day is outside the data.
    """
    return load_member(member).score(None if day is None else to_date(day))


def register_caches(*clear: Callable[[], None]) -> None:
    """Register caches to clear when data is erased."""
    _CLEAR.extend(clear)


def clear_caches() -> None:
    """Clear all caches, since data was erased."""
    for clear in (load_member.cache_clear, assessment_of.cache_clear, *_CLEAR):
        clear()


def load_annotations(server: Server, actor: Actor) -> Annotations:
    """Return the member's notes and LinkedIn's scores."""
    with server.database.read() as connection:
        return Annotations(
            tuple(note for _, note in scores.notes_of(connection, actor.id)),
            (),
            scores.linkedin_scores_of(connection, actor.id),
        )
