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
from openssi.insight.never_done import assume_never
from openssi.member import Member
from openssi.member.assessment import Assessment
from openssi.model import model_of
from openssi.store import scores
from openssi.store.scores import StoredActivity
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.services.answers import never_done_by

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
    """A member as stored, and the kinds that they said they have never done.

    Two with the same account, version and answers are equal, so that they share cached results.
    """

    record: StoredActivity
    never: tuple[str, ...] = ()

    @property
    def _key(self) -> tuple[object, ...]:
        return self.record.account_id, self.record.version, self.never

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StoredMember):
            return NotImplemented
        return self._key == other._key


def find_member(server: Server, actor: Actor) -> StoredMember | None:
    """Return the member behind a request; None before their first import."""
    with server.database.read() as connection:
        record = scores.find_activity(connection, actor.id)
    return StoredMember(record, never_done_by(actor.account)) if record else None


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
    """Return a member with activity and import report decoded, and the model that scored them."""
    model, activity = model_of(member.record.model), activity_from_bytes(member.record.content)
    never = [kind for kind in member.never if kind not in activity.coverage and not activity.rows.get(kind)]
    return Member(assume_never(activity, model, never), report_from_bytes(member.record.report), model)


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
