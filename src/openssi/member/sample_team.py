"""An invented team: the invented seller's archive, carried out more or less diligently by different people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from openssi.activity import Activity
from openssi.demo import write_archive
from openssi.demo.seller import seller_of
from openssi.insight.history import history
from openssi.insight.next_steps import next_steps
from openssi.insight.team import DEFAULT_PERIOD, MemberDay, TeamMember, UserReport, user_report
from openssi.member.read import open_member
from openssi.model import DEFAULT, MICRO, Model
from openssi.scoring import score

__all__ = ["LARGEST_TEAM", "SampleTeam", "sample_team"]

LARGEST_TEAM = 50
#: What one of five doesn't do: beginnings of kinds of activity.
_HABITS = ("post", "comment", "outreach", "search", "follow")
_LATE_BY = 5  # days
_LEAST_WITH_ABSENT = 4  # people


@dataclass(frozen=True, slots=True)
class SampleTeam:
    """The report of an invented team, its name, and the IDs of those who share."""

    name: str
    report: UserReport
    shares: frozenset[str]


@lru_cache(maxsize=2)
def sample_team(people: int = 12, model: Model = DEFAULT) -> SampleTeam:
    """Invent a team and report on its last 30 days; the same number of people gives the same team.

    In a team of four or more, one doesn't share, one has uploaded nothing, and the data of one are late.
    """
    with TemporaryDirectory() as folder:
        member = open_member(write_archive(Path(folder)), model=model)
    activity = member.activity
    last = activity.last_day
    first = last - DEFAULT_PERIOD + 1
    members = [_member(at, name, activity, model, first) for at, name in enumerate(_names(people))]
    if people >= _LEAST_WITH_ABSENT:
        members[-2:] = [TeamMember(person.id, person.name, None, None, 0, None) for person in members[-2:]]
    sharing = members[:-1] if people >= _LEAST_WITH_ABSENT else members
    shares = frozenset(person.id for person in sharing)
    return SampleTeam("Sample team", user_report(members, model, first, last), shares)


def _names(people: int) -> Iterator[str]:
    """Yield different names."""
    names: set[str] = set()
    seed = 1
    while len(names) < people:
        seller = seller_of(seed)
        seed += 1
        name = f"{seller.first} {seller.last}"
        if name not in names:
            names.add(name)
            yield name


def _member(at: int, name: str, activity: Activity, model: Model, first: int) -> TeamMember:
    """Invent a person: the first is the seller of the archive, others do less, and each lacks a habit of theirs."""
    own = _thinned(activity, at) if at else activity
    last = activity.last_day - (_LATE_BY if at == 1 else 0)
    now = score(own, model, last)
    active = {row.day for row in own.rows.get("active_day", ()) if first <= row.day <= last}
    steps = next_steps(own, model, now, len(model.signals))
    return TeamMember(
        f"sample-{at}",
        name,
        _day(own, model, first - 1),
        _day(own, model, last),
        len(active),
        last,
        steps={step.signal: step.gain for step in steps if step.until is None},
    )


def _thinned(activity: Activity, at: int) -> Activity:
    """Return the activity of someone who is active on some of the days only; lately more, or less."""
    random = Random(f"openssi-team-{at}")  # noqa: S311 (nothing secret)
    before, lately = random.uniform(0.35, 0.95), random.uniform(0.35, 0.95)
    lacks = _HABITS[at % len(_HABITS)]
    turn = activity.last_day - DEFAULT_PERIOD
    days = {row.day for rows in activity.rows.values() for row in rows}
    active_days = {day for day in sorted(days) if random.random() < (lately if day > turn else before)}
    rows = {
        kind: tuple(row for row in kind_rows if row.day in active_days and not kind.startswith(lacks))
        for kind, kind_rows in activity.rows.items()
    }
    return replace(activity, rows=rows)


def _day(activity: Activity, model: Model, day: int) -> MemberDay:
    day_history = history(activity, model, day, day)
    scored = day_history.days[0]
    unmeasured = (scored.upper_micro or 0) - (scored.index_micro or 0)
    return MemberDay(
        scored.day,
        scored.index_micro,
        scored.upper_micro,
        scored.pillars,
        100 - -(-unmeasured // MICRO),
        interval=day_history.interval(scored),
        covered=scored.covered,
        covered_pillars=scored.covered_pillars,
    )
