"""The weekly digest of a member as a message: plain text, ready for Slack or e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from openssi.activity.calendar import long_day, to_date
from openssi.insight.alerts import OLD_AFTER
from openssi.insight.digest import MemberDigest
from openssi.insight.explanation_text import gains_in_words, headline
from openssi.insight.weeks import Week
from openssi.model import MICRO
from openssi.render.words.minutes import minutes_in_words
from openssi.render.words.pillars import measured_micro, percent_earned
from openssi.scoring.rounding import format_tenths, format_whole

__all__ = ["DigestMessage", "day_and_month", "days_in_words", "member_message", "moved_in_words"]

#: Smaller gains aren't praised, nor are fewer active days in a week, nor is a pillar with less of its points.
_PRAISED_TENTHS, _PRAISED_DAYS, _PRAISED_PERCENT = 3, 3, 50
_ASK_FOR_ARCHIVE = (
    "Your data end on {day}. Request a fresh archive: on LinkedIn, Settings › Data privacy › Get a copy of your data."
)


@dataclass(frozen=True, slots=True)
class DigestMessage:
    """A digest in words.

    Attributes:
        subject: one line.
        whose: "Your week", or the name of the team.
        days: the days that it covers.
        changed: what changed.
        act: one thing to do.
        praise: one thing to praise; empty if there is nothing.
        last: the Sunday on which the week ends, days since 1970-01-01.
    """

    subject: str
    whose: str
    days: str
    changed: str
    act: str
    praise: str
    last: int

    @property
    def period(self) -> str:
        """Whose days it covers, and which."""
        return f"{self.whose}, {self.days}"

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Each part with its heading."""
        named = (("What changed", self.changed), ("One thing to do", self.act), ("Well done", self.praise))
        return tuple((heading, text) for heading, text in named if text)

    @property
    def text(self) -> str:
        """The whole message without its subject, as plain text."""
        return "\n\n".join((self.period, *(f"{heading}: {text}" for heading, text in self.parts))) + "\n"

    @property
    def mail(self) -> str:
        """The subject and the text as the fields of a `mailto:` link."""
        return urlencode({"subject": self.subject, "body": self.text}, quote_via=quote)


def member_message(digest: MemberDigest, today: int) -> DigestMessage:
    """Write a member's digest.

    Args:
        digest: the digest.
        today: the day on which it is read, days since 1970-01-01; data older than 30 days are the thing to do.
    """
    index = format_whole(digest.now.index_micro)
    moved = moved_in_words(digest.moved)
    return DigestMessage(
        subject=f"Your week to {day_and_month(digest.last)}: index {index}{f', {moved}' if moved else ''}",
        whose="Your week",
        days=days_in_words(digest.first, digest.last),
        changed=_changed(digest, index, moved),
        act=_act(digest, today),
        praise=_praise(digest),
        last=digest.last,
    )


def moved_in_words(tenths: int | None) -> str:
    """Write a change of the index: "up 1.2"; empty if it is unknown."""
    if tenths is None:
        return ""
    return f"{'up' if tenths > 0 else 'down'} {format_tenths(abs(tenths))}" if tenths else "unchanged"


def days_in_words(first: int, last: int) -> str:
    """Write a period: "22 to 28 June 2026", "29 June to 5 July 2026"."""
    start, end = to_date(first), to_date(last)
    if start.year != end.year:
        return f"{long_day(first)} to {long_day(last)}"
    begin = f"{start.day}" if start.month == end.month else day_and_month(first)
    return f"{begin} to {long_day(last)}"


def day_and_month(day: int) -> str:
    """Write a day without its year: "28 June"."""
    return long_day(day).rsplit(" ", 1)[0]


def _changed(digest: MemberDigest, index: str, moved: str) -> str:
    reading = f"Your index is {index} ± {digest.interval}"
    if digest.change is None:
        return f"{reading}. There is no number from the week before to compare with."
    if not any(bar.tenths for bar in digest.change.bars):
        return f"{reading}, {moved}."
    reasons = headline(digest.change)
    return f"{reading}, {moved}. {reasons[:1].upper()}{reasons[1:]}"


def _act(digest: MemberDigest, today: int) -> str:
    if today - digest.data_until > OLD_AFTER:
        return _ASK_FOR_ARCHIVE.format(day=long_day(digest.data_until))
    step = digest.step
    if step is None:
        return "Keep your pace: no single step would add a tenth of a point right now."
    gain = f"+{format_tenths(step.gain * 10 // MICRO)}"
    when = "at once" if step.until else f"in {step.weeks} weeks"
    time = minutes_in_words(step.minutes) + ("" if step.once else " a week")
    until = f", until {day_and_month(step.until)}" if step.until else ""
    return f"{step.do}{until}: {gain} {when} for {time}."


def _praise(digest: MemberDigest) -> str:
    """Praise what the sentence about the change doesn't name already."""
    if digest.change:
        named = headline(digest.change)
        gains = gains_in_words(digest.change, _PRAISED_TENTHS)
        gain = next((gain for gain in gains if gain.rsplit(" brought ", 1)[0] not in named), None)
        if gain:
            return f"{gain[:1].upper()}{gain[1:]}."
    if digest.weeks[-1].days_active >= _PRAISED_DAYS:
        return _rhythm(digest.weeks)
    measured = (candidate for candidate in digest.now.pillars if measured_micro(candidate))
    strongest = max(measured, key=percent_earned, default=None)
    if strongest is None or percent_earned(strongest) < _PRAISED_PERCENT:
        return ""
    title = next(candidate.title for candidate in digest.model.pillars if candidate.id == strongest.id)
    return f"{title} is your strongest pillar: {percent_earned(strongest)}% of its measured points."


def _rhythm(weeks: Sequence[Week]) -> str:
    """Count active days, and active weeks if all were working weeks that the data cover."""
    days, active = weeks[-1].days_active, sum(week.state == "active" for week in weeks)
    whole = len(weeks) > 1 and all(week.state in {"active", "quiet"} for week in weeks)
    lately = "each" if active == len(weeks) else str(active)
    return f"You were active on {days} days{f', and in {lately} of the last {len(weeks)} weeks' if whole else ''}."
