"""Store members' activity, scores, notes and LinkedIn's scores, and log who viewed them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, select, update

from openssi.activity.annotations import LinkedInScore, Note
from openssi.activity.calendar import DAY_SECONDS
from openssi.store.accounts import new_id
from openssi.store.tables import accounts, activities, daily_scores, imports, notes, official, snapshots, views

__all__ = [
    "DayScore",
    "MemberProgress",
    "StoredActivity",
    "ViewEvent",
    "add_note",
    "average_index",
    "count_scoring_attempt",
    "count_views",
    "delete_linkedin_score",
    "delete_old_views",
    "find_activity",
    "last_days",
    "linkedin_scores_of",
    "notes_of",
    "outdated_accounts",
    "progress_of",
    "put_linkedin_score",
    "record_views",
    "remove_note",
    "remove_scores",
    "replace_scores",
    "scores_of",
    "shared_activities",
    "take_back_scoring_attempt",
    "versions_of",
    "view_log",
]

_BATCH = 5_000
_YEAR = 366 * DAY_SECONDS
_MOST_TRIES = 2  # starts of the server during which scoring a member by a new model may be attempted


@dataclass(frozen=True, slots=True)
class StoredActivity:
    """A member's activity and import report as bytes, with what pages need before they decode them.

    `steps` is a JSON object: by signal, the micro-points that its step would gain; empty if that was never computed.
    """

    account_id: str
    content: bytes
    report: bytes
    version: str
    model: str
    first_day: int
    last_day: int
    industry: str
    tries: int = 0
    steps: str = "{}"


@dataclass(frozen=True, slots=True)
class DayScore:
    """A member's score of one day in micro-points; None without enough data, or if nothing of a pillar was measured.

    `interval` is the half width of the index's interval in whole points; None also if an older version scored the day.
    `covered` is the maximum of all signals that were measured, at least in part; the last four fields are the same for
    each pillar, None if a version before 0011 scored the day.
    """

    day: int
    index_micro: int | None
    upper_micro: int | None
    brand: int | None
    people: int | None
    insights: int | None
    relationships: int | None
    active: bool
    interval: int | None = None
    covered: int | None = None
    brand_covered: int | None = None
    people_covered: int | None = None
    insights_covered: int | None = None
    relationships_covered: int | None = None

    @property
    def covered_pillars(self) -> tuple[int, ...]:
        """What `covered` is for each pillar, in the model's order; empty if it is unknown."""
        values = (self.brand_covered, self.people_covered, self.insights_covered, self.relationships_covered)
        return tuple(value for value in values if value is not None) if None not in values else ()

    @property
    def pillars(self) -> tuple[int | None, ...]:
        """The four pillars, in the model's order."""
        return self.brand, self.people, self.insights, self.relationships


@dataclass(frozen=True, slots=True)
class MemberProgress:
    """One team member over a period.

    Attributes:
        account_id: the member's ID.
        name: the member's name.
        shares: whether the member shares figures with the lead.
        before: the score at the start of the period; None if there is none.
        after: the score at its end; None if there is none.
        days_active: active days in the period.
        data_until: the last day of the data; None if the member does not share, or has no data or only the sample.
        outdated: whether another model scored the days, so that there are no figures until they are rescored.
        steps: as in `StoredActivity`.
    """

    account_id: str
    name: str
    shares: bool
    before: DayScore | None
    after: DayScore | None
    days_active: int
    data_until: int | None
    outdated: bool = False
    steps: str = "{}"


@dataclass(frozen=True, slots=True)
class ViewEvent:
    """One view of a member's figures for a period.

    `viewer` is the viewer's name, None if their account was erased. `first_day` and `last_day` are None in events
    from before version 0002 of the tables.
    """

    viewer: str | None
    what: str
    first_day: int | None
    last_day: int | None
    at: int


def replace_scores(connection: Connection, stored: StoredActivity, days: Iterable[DayScore]) -> None:
    """Replace a member's activity and the scores of all days."""
    remove_scores(connection, stored.account_id)
    connection.execute(insert(activities).values({name: getattr(stored, name) for name in StoredActivity.__slots__}))
    rows = [
        {"account_id": stored.account_id, **{name: getattr(day, name) for name in DayScore.__slots__}} for day in days
    ]
    for at in range(0, len(rows), _BATCH):
        connection.execute(insert(daily_scores), rows[at : at + _BATCH])


def remove_scores(connection: Connection, account_id: str) -> None:
    """Delete a member's activity and scores."""
    connection.execute(delete(activities).where(activities.c.account_id == account_id))
    connection.execute(delete(daily_scores).where(daily_scores.c.account_id == account_id))


def find_activity(connection: Connection, account_id: str) -> StoredActivity | None:
    """Return a member's activity, or None before the first import."""
    row = connection.execute(select(activities).where(activities.c.account_id == account_id)).mappings().first()
    return StoredActivity(**cast("Any", row)) if row else None


def versions_of(connection: Connection, account_ids: Collection[str]) -> Mapping[str, str]:
    """Return the version of the activity of each account that has one."""
    found = select(activities.c.account_id, activities.c.version).where(activities.c.account_id.in_(account_ids))
    return {str(account_id): str(version) for account_id, version in connection.execute(found)}


def shared_activities(connection: Connection, since: int) -> Sequence[StoredActivity]:
    """Return the activity of everyone on the server who shares, and whose data reach to a day.

    The industry is the one that a member chose, or else that of their profile.
    """
    industry = func.coalesce(accounts.c.industry, activities.c.industry).label("industry")
    columns = [industry if column.name == "industry" else column for column in activities.c]
    found = select(*columns).join(accounts, accounts.c.id == activities.c.account_id)
    chosen = found.where(_visible(activities.c.last_day >= since)).order_by(activities.c.account_id)
    return [StoredActivity(**cast("Any", row)) for row in connection.execute(chosen).mappings()]


def scores_of(connection: Connection, account_id: str, first: int, last: int) -> Sequence[DayScore]:
    """Return a member's scores from a first to a last day, sorted by day."""
    columns = [daily_scores.c[name] for name in DayScore.__slots__]
    query = select(*columns).where(daily_scores.c.account_id == account_id, daily_scores.c.day.between(first, last))
    return [DayScore(*cast("Any", row)) for row in connection.execute(query.order_by(daily_scores.c.day))]


def outdated_accounts(connection: Connection, model: str) -> Sequence[str]:
    """Return the accounts that were scored by a model with another fingerprint, except those given up."""
    outdated = select(activities.c.account_id).where(activities.c.model != model, activities.c.tries < _MOST_TRIES)
    return list(connection.execute(outdated).scalars())


def count_scoring_attempt(connection: Connection, account_id: str) -> None:
    """Count an attempt to score a member by a new model. New scores start at 0."""
    _change_attempts(connection, account_id, 1)


def take_back_scoring_attempt(connection: Connection, account_id: str) -> None:
    """Take back an attempt to score a member, which was cancelled."""
    _change_attempts(connection, account_id, -1)


def _change_attempts(connection: Connection, account_id: str, by: int) -> None:
    change = update(activities).where(activities.c.account_id == account_id)
    connection.execute(change.values(tries=activities.c.tries + by))


def delete_old_views(connection: Connection, now: int) -> None:
    """Delete views that are older than a year."""
    connection.execute(delete(views).where(views.c.at < now - _YEAR))


def progress_of(
    connection: Connection, team_id: str, first: int, last: int, model: str, *, only: str | None = None
) -> Sequence[MemberProgress]:
    """Return every member of a team, or only one, over a period from `first` to `last`; figures only if they share.

    `before` is the score of the last day up to `first`, `after` that of the last day up to `last`. A member with the
    sample counts as one without data. Figures are of the model with the fingerprint `model` only.
    """
    chosen = accounts.c.team_id == team_id
    if only is not None:
        chosen = and_(chosen, accounts.c.id == only)
    members = connection.execute(select(accounts.c.id, accounts.c.name, accounts.c.shares).where(chosen)).all()
    scored = select(accounts.c.id).join(activities, activities.c.account_id == accounts.c.id).where(_visible(chosen))
    outdated = set(connection.execute(scored.where(activities.c.model != model)).scalars())
    scored = scored.where(activities.c.model == model)
    ends = _ends(connection, scored, first, last)
    steps = dict(cast("Any", connection.execute(scored.add_columns(activities.c.steps)).all()))
    progress: list[MemberProgress] = []
    for account_id, name, shares in members:
        before, after, active, until = ends.get(account_id, (None, None, 0, None))
        progress.append(
            MemberProgress(
                account_id,
                name,
                shares,
                before,
                after,
                active,
                until,
                account_id in outdated,
                steps.get(account_id, "{}"),
            )
        )
    return progress


def _visible(chosen: ColumnElement[bool]) -> ColumnElement[bool]:
    """Narrow a choice of accounts to those who share data of their own: the sample is for its owner only."""
    imported = (
        select(snapshots.c.import_id)
        .join(imports, imports.c.id == snapshots.c.import_id)
        .where(imports.c.account_id == accounts.c.id)
    )
    has_sample = imported.where(imports.c.sample).correlate(accounts).exists()
    return and_(chosen, accounts.c.shares, ~has_sample)


def last_days(connection: Connection, team_id: str) -> Sequence[int]:
    """Return the last day of the data of each team member who shares data of their own, oldest first."""
    query = select(activities.c.last_day).join(accounts, accounts.c.id == activities.c.account_id)
    return sorted(connection.execute(query.where(_visible(accounts.c.team_id == team_id))).scalars())


def average_index(
    connection: Connection, account_ids: Collection[str], days: Collection[int]
) -> Sequence[tuple[int, int, int]]:
    """Return on each day that has any the number of these members with an index, and its sum in micro-points."""
    index = daily_scores.c.index_micro
    query = select(daily_scores.c.day, func.count(), func.sum(index)).where(
        daily_scores.c.account_id.in_(account_ids), daily_scores.c.day.in_(days), index.is_not(None)
    )
    return [
        (day, count, int(total))
        for day, count, total in connection.execute(query.group_by(daily_scores.c.day).order_by(daily_scores.c.day))
    ]


def _ends(
    connection: Connection, whose: Select[tuple[str]], first: int, last: int
) -> dict[str, tuple[DayScore | None, DayScore | None, int, int]]:
    """Return by account the scores at both ends of the period, its active days, and the last day of the data."""
    day = daily_scores.c.day
    theirs = daily_scores.c.account_id == accounts.c.id
    between = and_(theirs, daily_scores.c.active, day > first, day <= last)

    def latest(*until: Any) -> Any:
        return select(func.max(day)).where(theirs, *until).correlate(accounts).scalar_subquery()

    # One lookup in the index per account instead of a scan of all its days.
    bounds = (
        select(
            accounts.c.id.label("account_id"),
            latest(day <= first).label("before"),
            latest(day <= last).label("after"),
            select(func.count()).where(between).correlate(accounts).scalar_subquery().label("active"),
            latest().label("until"),
        )
        .where(accounts.c.id.in_(whose))
        .cte()
        .prefix_with("MATERIALIZED")  # otherwise SQLite counts again for every column that is read
    )
    at_first, at_last = daily_scores.alias(), daily_scores.alias()
    found = select(bounds, *(at[name] for at in (at_first.c, at_last.c) for name in DayScore.__slots__)).where(
        bounds.c.until.is_not(None)
    )
    for at, end in ((at_first, bounds.c.before), (at_last, bounds.c.after)):
        found = found.outerjoin(at, and_(at.c.account_id == bounds.c.account_id, at.c.day == end))
    return {
        account_id: (_score(score[: len(score) // 2]), _score(score[len(score) // 2 :]), active, until)
        for account_id, _, _, active, until, *score in connection.execute(found)
    }


def _score(values: Sequence[Any]) -> DayScore | None:
    return None if values[0] is None else DayScore(*values)


def notes_of(connection: Connection, account_id: str) -> Sequence[tuple[str, Note]]:
    """Return a member's notes with their IDs, sorted by day."""
    query = select(notes).where(notes.c.account_id == account_id).order_by(notes.c.day, notes.c.id)
    return [(row.id, Note(row.day, row.text)) for row in connection.execute(query)]


def add_note(connection: Connection, account_id: str, note: Note) -> str:
    """Store a note. Return its ID."""
    note_id = new_id()
    connection.execute(insert(notes).values(id=note_id, account_id=account_id, day=note.day, text=note.text))
    return note_id


def remove_note(connection: Connection, account_id: str, note_id: str) -> bool:
    """Delete a note. Return whether there was one."""
    return connection.execute(delete(notes).where(notes.c.account_id == account_id, notes.c.id == note_id)).rowcount > 0


def linkedin_scores_of(connection: Connection, account_id: str) -> tuple[LinkedInScore, ...]:
    """Return LinkedIn's scores of a member, sorted by day."""
    columns = [column for column in official.c if column.name != "account_id"]
    query = select(*columns).where(official.c.account_id == account_id).order_by(official.c.day)
    return tuple(LinkedInScore(**cast("Any", row)) for row in connection.execute(query).mappings())


def put_linkedin_score(connection: Connection, account_id: str, number: LinkedInScore) -> None:
    """Store LinkedIn's score of a day; it replaces an earlier one of that day."""
    delete_linkedin_score(connection, account_id, number.day)
    connection.execute(
        insert(official).values(
            account_id=account_id, **{name: getattr(number, name) for name in LinkedInScore.__slots__}
        )
    )


def delete_linkedin_score(connection: Connection, account_id: str, day: int) -> bool:
    """Delete LinkedIn's score of a day. Return whether there was one."""
    return (
        connection.execute(delete(official).where(official.c.account_id == account_id, official.c.day == day)).rowcount
        > 0
    )


def record_views(
    connection: Connection,
    account_ids: Iterable[str],
    viewer_id: str | None,
    what: str,
    period: tuple[int, int],
    now: int,
    within: int = 0,
) -> None:
    """Log that a viewer saw members' figures for a period, unless the same was logged within that many seconds.

    Accounts that were erased meanwhile are skipped. Without `viewer_id`, it was someone with a link.
    """
    first, last = period
    same_view = and_(
        views.c.viewer_id == viewer_id, views.c.what == what, views.c.first_day == first, views.c.last_day == last
    )
    logged = select(views.c.account_id).where(same_view, views.c.at > now - within)
    viewed = select(accounts.c.id).where(accounts.c.id.in_(set(account_ids)), accounts.c.id.not_in(logged))
    viewer = connection.execute(select(accounts.c.id).where(accounts.c.id == viewer_id)).scalar()
    event = {"viewer_id": viewer, "what": what, "first_day": first, "last_day": last, "at": now}
    rows = [{"id": new_id(), "account_id": account_id, **event} for account_id in connection.execute(viewed).scalars()]
    if rows:
        connection.execute(insert(views), rows)


def count_views(connection: Connection, account_id: str) -> int:
    """Return how many views of a member's figures are logged."""
    return connection.execute(
        select(func.count()).select_from(views).where(views.c.account_id == account_id)
    ).scalar_one()


def view_log(connection: Connection, account_id: str, limit: int = 100, offset: int = 0) -> Sequence[ViewEvent]:
    """Return the logged views of a member's figures, newest first."""
    query = (
        select(accounts.c.name, *(views.c[name] for name in ViewEvent.__slots__ if name != "viewer"))
        .select_from(views.outerjoin(accounts, views.c.viewer_id == accounts.c.id))
        .where(views.c.account_id == account_id)
        .order_by(views.c.at.desc(), views.c.id)
    )
    return [ViewEvent(*row) for row in connection.execute(query.limit(limit).offset(offset))]
