"""A team's report in sentences: for its page, its weekly digest, and the reminder to those whose data are late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openssi.activity.calendar import long_day
from openssi.insight.signal_evidence import in_sentence
from openssi.insight.team import Row, UserReport, earned_percent
from openssi.model import Pillar
from openssi.render.escaping import escape_controls
from openssi.render.words.digest import DigestMessage, day_and_month, days_in_words, moved_in_words
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE
from openssi.scoring.rounding import format_short, format_tenths

__all__ = [
    "Name",
    "Phrase",
    "headline",
    "praise",
    "reminder",
    "short_title",
    "step_for_team",
    "team_message",
    "whole_points",
    "work_on",
]


class Name(str):
    """A person's name within a phrase: untrusted text, which a page isolates from the words around it."""

    __slots__ = ()
    is_name = True


#: A sentence in parts, so that each name can be set apart.
Phrase = tuple[str, ...]

#: How many of those whose data are late are named; one more is named rather than counted.
_MOST_NAMED = 3
_NOBODY_ACTIVE = "Nobody was active in this period."
_NOT_COMPARED = "Nobody’s index can be compared with the start of the period yet."


def whole_points(tenths: int) -> int:
    """Round tenths of a point, positive or negative, to whole points."""
    return (abs(tenths) + 5) // 10 * (1 if tenths > 0 else -1)


def short_title(pillar: Pillar) -> str:
    """Return a pillar's name in one word, for narrow columns: its ID is one."""
    return pillar.id[:1].upper() + pillar.id[1:]


def headline(report: UserReport, *, named: bool = True) -> Phrase:
    """Say who rose: "7 of 10 rose, Ivo Ng and Hana Mori most; 2 slipped."; or without names, "7 of 10 rose; 2
    slipped.".
    """
    compared = [row for row in report.everyone if row.active and row.comparable]
    changes = [whole_points(row.change or 0) for row in compared]
    if not changes:
        return (_NOT_COMPARED if report.totals.active else _NOBODY_ACTIVE,)
    rose, fell = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    slipped = f"; {fell} slipped." if fell else "."
    if not rose:
        return (f"Nobody rose by a point or more{slipped}",)
    if not named:
        return (f"{rose} of {len(changes)} rose{slipped}",)
    best = _list([row.name for row in report.most_improved if whole_points(row.change or 0) > 0])
    if rose <= len(report.most_improved):
        return (f"{rose} of {len(changes)} rose: ", *best, slipped)
    return (f"{rose} of {len(changes)} rose, ", *best, f" most{slipped}")


def _list(names: Sequence[str]) -> Phrase:
    """Join names: "Ada, Bea and Cy"."""
    parts: list[str] = []
    for at, name in enumerate(names):
        parts += [Name(name), " and " if at == len(names) - 2 else ", "]
    return tuple(parts[:-1])


def work_on(report: UserReport) -> tuple[Pillar, str] | None:
    """Return the pillar to work on, and why; None if nobody was active, or what was measured is unknown."""
    if report.averages.people >= LEAST_FOR_AVERAGE:
        return _least_earned(report)
    weakest = Counter(
        min(_known(row), key=lambda item: item[1])[0] for row in report.everyone if row.active and _known(row)
    )
    if not weakest:
        return None
    together = earned_percent(report.everyone)
    at = max(weakest, key=lambda item: (weakest[item], -(together[item] or 0)))
    return report.model.pillars[at], f"the weakest pillar of {weakest[at]} of {weakest.total()} people"


def _least_earned(report: UserReport) -> tuple[Pillar, str] | None:
    known = [(percent, at) for at, percent in enumerate(report.averages.earned_percent) if percent is not None]
    if not known:
        return None
    percent, at = min(known)
    return report.model.pillars[at], f"{percent}% of its measured points, the least of the four pillars"


def _known(row: Row) -> list[tuple[int, int]]:
    return [(at, percent) for at, percent in enumerate(row.earned_percent) if percent is not None]


def step_for_team(report: UserReport) -> tuple[str, str] | None:
    """Return the step that would raise most people, or in a small team the one for its weakest pillar."""
    if report.step is None:
        return _step_of_pillar(report)
    team_step = report.model.signals[report.step.signal].step
    points = format_short(5 * report.step.halves)
    return team_step and (
        team_step.do,
        f"would raise more than half of the team, by about {points} {'point' if points == '1' else 'points'}",
    )


def _step_of_pillar(report: UserReport) -> tuple[str, str] | None:
    weakest = work_on(report)
    if weakest is None:
        return None
    steps = [(signal.maximum, signal.step.do) for signal in weakest[0].signals if signal.step]
    if not steps:
        return None
    maximum, do = max(steps)
    return do, f"worth most in this pillar, up to {maximum} points"


def praise(report: UserReport) -> Phrase | None:
    """Name the member who improved most, or else the one who was active on most days; None if nobody was active."""
    if report.most_improved and whole_points(report.most_improved[0].change or 0) > 0:
        best = report.most_improved[0]
        return Name(best.name), f", up {whole_points(best.change or 0)}{_mostly_in(report, best)}"
    active = [row for row in report.everyone if row.active]
    if not active:
        return None
    busiest = max(active, key=lambda row: row.days_active or 0)
    days = busiest.days_active or 0
    return Name(busiest.name), f", active on {days} {'day' if days == 1 else 'days'}"


def _mostly_in(report: UserReport, row: Row) -> str:
    """Name the pillar that rose most, if that is a point or more: ", 4 of it in relationships"."""
    pairs = [(change, at) for at, change in enumerate(row.pillar_changes)]
    if not pairs:
        return ""
    change, at = max(pairs)
    points = whole_points(change)
    if points < 1:
        return ""
    return f", {min(points, whole_points(row.change or 0))} of it in {in_sentence(report.model.pillars[at].title)}"


def reminder(last: int, address: str) -> str:
    """Return a text that asks for a fresh archive.

    Args:
        last: the day that the data should reach, days since 1970-01-01.
        address: where to upload it.
    """
    return (
        f"Hi! Our team report goes to {long_day(last)}, and your LinkedIn data don’t yet. Requesting an archive "
        "takes a "
        "minute: on LinkedIn, Settings › Data privacy › Get a copy of your data, the larger archive. When LinkedIn’s "
        f"e-mail arrives, drop the zip here: {address}\nThank you!"
    )


def team_message(report: UserReport, name: str, sharing: Sequence[Row], *, named: bool = True) -> DigestMessage:
    """Write the weekly digest of a team for its lead.

    Args:
        report: the report of the week.
        name: the team's name.
        sharing: the rows of the members who share.
        named: whether members are named; without names, nobody is praised.
    """
    plain = escape_controls(name)
    well = praise(report) if named else None
    reach = sum(row.data_until is not None and row.data_until >= report.last for row in sharing)
    return DigestMessage(
        subject=f"{plain}, {days_in_words(report.first, report.last)}{_moved(report)}",
        whose=plain,
        days=days_in_words(report.first, report.last),
        changed=(
            f"{_text(headline(report, named=named))} Data of {reach} of {len(sharing)} reach "
            f"{day_and_month(report.last)}."
        ),
        act=_to_do(report, sharing, named=named),
        praise=f"{_text(well)}." if well else "",
        last=report.last,
    )


def _to_do(report: UserReport, sharing: Sequence[Row], *, named: bool) -> str:
    on, todo = work_on(report), step_for_team(report)
    parts = [f"{todo[0]}: {todo[1]}."] if todo else []
    parts += [f"Work on {in_sentence(on[0].title)}: {on[1]}."] if on else []
    return " ".join(parts) or _ask_for_data(report, sharing, named=named)


def _ask_for_data(report: UserReport, sharing: Sequence[Row], *, named: bool) -> str:
    """Ask those for a fresh archive whose data don't reach the end of the period."""
    late = [row.name for row in sharing if row.data_until is None or row.data_until < report.last]
    if not late:
        return "Agree on one small thing that everyone does on LinkedIn next week."
    if len(late) == len(sharing):
        return "Ask everyone for a fresh archive."
    if not named:
        people = "one person" if len(late) == 1 else f"{len(late)} people"
        return f"Ask {people} for a fresh archive: their data end too early."
    others = len(late) - _MOST_NAMED
    names = [*late[:_MOST_NAMED], f"{others} others"] if others > 1 else late
    return f"Ask {_text(_list(names))} for a fresh archive."


def _moved(report: UserReport) -> str:
    averages = report.averages
    if averages.index is None:
        return ""
    moved = moved_in_words(averages.change)
    return f": average index {format_tenths(averages.index)}{f', {moved}' if moved else ''}"


def _text(phrase: Phrase) -> str:
    return escape_controls("".join(phrase))
