"""What was computed of a member and what they wrote beside it: activity, scores, notes, LinkedIn's numbers; and who looked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Select, and_, delete, func, insert, select, update

from openssi.activity.annotations import LinkedInScore, Note
from openssi.store.accounts import new_id
from openssi.store.tables import accounts, activities, daily_scores, imports, kept, looks, notes, official

__all__ = [
    "DayScore",
    "Kept",
    "Progress",
    "ViewEvent",
    "add_look",
    "add_note",
    "count_looks",
    "count_scoring_try",
    "find_kept",
    "looks_of",
    "notes_of",
    "official_of",
    "progress_of",
    "put_official",
    "remove_note",
    "remove_official",
    "remove_scores",
    "replace_scores",
    "scored_otherwise",
    "scores_of",
    "sweep_looks",
]

_BATCH = 5_000
_YEAR = 366 * 86_400
_MOST_TRIES = 2  # starts of the server in which scoring a member by a new model may begin without end


@dataclass(frozen=True, slots=True)
class Kept:
    """A member's activity and import report as bytes, and what pages ask before they open them."""

    account_id: str
    content: bytes
    report: bytes
    version: str
    model: str
    first_day: int
    last_day: int
    industry: str
    tries: int = 0


@dataclass(frozen=True, slots=True)
class DayScore:
    """One member's score of one day in micro-points; None where there was not enough data, or nothing of a pillar was measured."""

    day: int
    index_micro: int | None
    upper_micro: int | None
    brand: int | None
    people: int | None
    insights: int | None
    relationships: int | None
    active: bool

    @property
    def pillars(self) -> tuple[int | None, ...]:
        """The four pillars in the model's order."""
        return self.brand, self.people, self.insights, self.relationships


@dataclass(frozen=True, slots=True)
class Progress:
    """One member of a team over a period: the scores at its two ends, and how many days in it were active.

    `outdated` tells that the days were scored by another model, so that there are no figures until they are computed anew.
    `data_until` is None where there is no data or only the invented sample's, or the member does not share.
    """

    account_id: str
    name: str
    shares: bool
    before: DayScore | None
    after: DayScore | None
    days_active: int
    data_until: int | None
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class ViewEvent:
    """Somebody looked at a member's figures of a period; `viewer` is their name, None if their account is gone.

    `first_day` and `last_day` are None of looks that were noted before periods were.
    """

    viewer: str | None
    what: str
    first_day: int | None
    last_day: int | None
    at: int


def replace_scores(connection: Connection, kept: Kept, days: Iterable[DayScore]) -> None:
    """Keep a member's activity and the score of every day in place of what was there."""
    remove_scores(connection, kept.account_id)
    connection.execute(insert(activities).values({name: getattr(kept, name) for name in Kept.__slots__}))
    rows = [
        {"account_id": kept.account_id, **{name: getattr(day, name) for name in DayScore.__slots__}} for day in days
    ]
    for at in range(0, len(rows), _BATCH):
        connection.execute(insert(daily_scores), rows[at : at + _BATCH])


def remove_scores(connection: Connection, account_id: str) -> None:
    """Take out what was computed of a member."""
    connection.execute(delete(activities).where(activities.c.account_id == account_id))
    connection.execute(delete(daily_scores).where(daily_scores.c.account_id == account_id))


def find_kept(connection: Connection, account_id: str) -> Kept | None:
    """What is kept of a member's activity; None before the first import."""
    row = connection.execute(select(activities).where(activities.c.account_id == account_id)).mappings().first()
    return Kept(**cast("Any", row)) if row else None


def scores_of(connection: Connection, account_id: str, first: int, last: int) -> Sequence[DayScore]:
    """A member's scores from a day to a day, in order."""
    columns = [daily_scores.c[name] for name in DayScore.__slots__]
    found = select(*columns).where(daily_scores.c.account_id == account_id, daily_scores.c.day.between(first, last))
    return [DayScore(*cast("Any", row)) for row in connection.execute(found.order_by(daily_scores.c.day))]


def scored_otherwise(connection: Connection, model: str) -> Sequence[str]:
    """Return the accounts whose days were scored by another model than the one of this fingerprint, but those given up."""
    outdated = select(activities.c.account_id).where(activities.c.model != model, activities.c.tries < _MOST_TRIES)
    return list(connection.execute(outdated).scalars())


def count_scoring_try(connection: Connection, account_id: str, by: int = 1) -> None:
    """Count that scoring a member by a new model begins, or that it does not count. Scores that are replaced begin at 0."""
    change = update(activities).where(activities.c.account_id == account_id)
    connection.execute(change.values(tries=activities.c.tries + by))


def sweep_looks(connection: Connection, now: int) -> None:
    """Let go of looks that are older than a year."""
    connection.execute(delete(looks).where(looks.c.at < now - _YEAR))


def progress_of(
    connection: Connection, team_id: str, first: int, last: int, model: str, *, only: str | None = None
) -> Sequence[Progress]:
    """Everybody of a team, or one of them, over a period from `first` to `last`; figures only of those who share.

    The score before is that of the last day up to `first`, the score after that of the last day up to `last`. The sample is
    nobody's: whoever has it is as without data. Figures are those of one model, told by its fingerprint.
    """
    chosen = accounts.c.team_id == team_id
    if only is not None:
        chosen = and_(chosen, accounts.c.id == only)
    people = connection.execute(select(accounts.c.id, accounts.c.name, accounts.c.shares).where(chosen)).all()
    of_theirs = (
        select(kept.c.import_id)
        .join(imports, imports.c.id == kept.c.import_id)
        .where(imports.c.account_id == accounts.c.id)
    )
    sample = of_theirs.where(imports.c.sample).correlate(accounts).exists()
    theirs = and_(chosen, accounts.c.shares, ~sample)
    scored = select(accounts.c.id).join(activities, activities.c.account_id == accounts.c.id).where(theirs)
    outdated = set(connection.execute(scored.where(activities.c.model != model)).scalars())
    ends = _ends(connection, scored.where(activities.c.model == model), first, last)
    found: list[Progress] = []
    for account_id, name, shares in people:
        before, after, active, until = ends.get(account_id, (None, None, 0, None))
        found.append(Progress(account_id, name, shares, before, after, active, until, account_id in outdated))
    return found


def _ends(
    connection: Connection, whose: Select[tuple[str]], first: int, last: int
) -> dict[str, tuple[DayScore | None, DayScore | None, int, int]]:
    """By account: the scores at both ends of the period, the active days in it, and the last day of the data."""
    day = daily_scores.c.day
    theirs = daily_scores.c.account_id == accounts.c.id
    between = and_(theirs, daily_scores.c.active, day > first, day <= last)

    def latest(*until: Any) -> Any:
        return select(func.max(day)).where(theirs, *until).correlate(accounts).scalar_subquery()

    # A look into the index for each, instead of all rows that there ever were.
    bounds = (
        select(
            accounts.c.id.label("account_id"),
            latest(day <= first).label("before"),
            latest(day <= last).label("after"),
            select(func.count()).where(between).correlate(accounts).scalar_subquery().label("active"),
            latest().label("until"),
        )
        .where(accounts.c.id.in_(whose))
        .subquery()
    )
    columns = [daily_scores.c[name] for name in DayScore.__slots__]
    ends = select(daily_scores.c.account_id, *columns).join(
        bounds, and_(bounds.c.account_id == daily_scores.c.account_id, day.in_([bounds.c.before, bounds.c.after]))
    )
    by_day = {(row.account_id, row.day): DayScore(*cast("Any", row)[1:]) for row in connection.execute(ends)}
    return {
        row.account_id: (
            by_day.get((row.account_id, row.before)),
            by_day.get((row.account_id, row.after)),
            int(row.active),
            row.until,
        )
        for row in connection.execute(select(bounds))
        if row.until is not None
    }


def notes_of(connection: Connection, account_id: str) -> Sequence[tuple[str, Note]]:
    """A member's notes with their numbers, in order of their days."""
    found = select(notes).where(notes.c.account_id == account_id).order_by(notes.c.day, notes.c.id)
    return [(row.id, Note(row.day, row.text)) for row in connection.execute(found)]


def add_note(connection: Connection, account_id: str, note: Note) -> str:
    """Keep a note; its number."""
    number = new_id()
    connection.execute(insert(notes).values(id=number, account_id=account_id, day=note.day, text=note.text))
    return number


def remove_note(connection: Connection, account_id: str, note_id: str) -> bool:
    """Take out a note; whether there was one."""
    return connection.execute(delete(notes).where(notes.c.account_id == account_id, notes.c.id == note_id)).rowcount > 0


def official_of(connection: Connection, account_id: str) -> tuple[LinkedInScore, ...]:
    """LinkedIn's own numbers of a member, in order of their days."""
    columns = [column for column in official.c if column.name != "account_id"]
    found = select(*columns).where(official.c.account_id == account_id).order_by(official.c.day)
    return tuple(LinkedInScore(**cast("Any", row)) for row in connection.execute(found).mappings())


def put_official(connection: Connection, account_id: str, number: LinkedInScore) -> None:
    """Keep LinkedIn's own number of a day, in place of one that is there."""
    remove_official(connection, account_id, number.day)
    connection.execute(
        insert(official).values(
            account_id=account_id, **{name: getattr(number, name) for name in LinkedInScore.__slots__}
        )
    )


def remove_official(connection: Connection, account_id: str, day: int) -> bool:
    """Take out LinkedIn's own number of a day; whether there was one."""
    return (
        connection.execute(delete(official).where(official.c.account_id == account_id, official.c.day == day)).rowcount
        > 0
    )


def add_look(
    connection: Connection,
    account_ids: Iterable[str],
    viewer_id: str,
    what: str,
    period: tuple[int, int],
    now: int,
    within: int = 0,
) -> None:
    """Note that somebody looked at members' figures; one look a viewer, way and period within so many seconds is enough.

    Of accounts that were erased meanwhile nothing is noted.
    """
    first, last = period
    alike = and_(
        looks.c.viewer_id == viewer_id, looks.c.what == what, looks.c.first_day == first, looks.c.last_day == last
    )
    noted = select(looks.c.account_id).where(alike, looks.c.at > now - within)
    seen = select(accounts.c.id).where(accounts.c.id.in_(set(account_ids)), accounts.c.id.not_in(noted))
    viewer = connection.execute(select(accounts.c.id).where(accounts.c.id == viewer_id)).scalar()
    same = {"viewer_id": viewer, "what": what, "first_day": first, "last_day": last, "at": now}
    rows = [{"id": new_id(), "account_id": one, **same} for one in connection.execute(seen).scalars()]
    if rows:
        connection.execute(insert(looks), rows)


def count_looks(connection: Connection, account_id: str) -> int:
    """How often somebody looked at a member's figures."""
    return connection.execute(
        select(func.count()).select_from(looks).where(looks.c.account_id == account_id)
    ).scalar_one()


def looks_of(connection: Connection, account_id: str, limit: int = 100, offset: int = 0) -> Sequence[ViewEvent]:
    """Who looked at a member's figures, the latest first."""
    found = (
        select(accounts.c.name, *(looks.c[name] for name in ViewEvent.__slots__ if name != "viewer"))
        .select_from(looks.outerjoin(accounts, looks.c.viewer_id == accounts.c.id))
        .where(looks.c.account_id == account_id)
        .order_by(looks.c.at.desc(), looks.c.id)
    )
    return [ViewEvent(*row) for row in connection.execute(found.limit(limit).offset(offset))]
