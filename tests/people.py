"""Ten invented people with their last year of activity, for advice to be tried on; every habit repeats by the week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.calendar import weekday
from openssi.activity.table import NO_POSITION, daily_rows
from openssi.model import DEFAULT
from tests.unit.samples import ATTRIBUTES, TODAY

__all__ = ["NO_SHARES", "PEOPLE", "Person"]

#: What LinkedIn's smaller, ten-minute export covers.
_SMALL_EXPORT = (
    "connection_made", "senior_connection_made", "decision_maker_met", "coworker_connection_made",
    "invitation_sent", "invitation_accepted", "outreach_sent", "outreach_answered", "contact_reached",
    "account_followed", "profile_completeness",
)  # fmt: skip
#: What no archive covers.
_NOT_IN_ARCHIVES = {
    "engagement_received", "follower_gained", "engagement_on_share", "advanced_search", "profile_viewed",
    "prospect_viewed", "profile_view_received", "lead_saved",
}  # fmt: skip
_ARCHIVE = tuple(name for name in (*DEFAULT.kind, *ATTRIBUTES) if name not in _NOT_IN_ARCHIVES)
_OWN = ("post_published", "comment_given", "reaction_given", "people_search", "post_shared", "outreach_sent")


@dataclass(frozen=True)
class Person:
    """An invented member: how often a week they do what, since when and until when (days before today)."""

    name: str
    habits: Mapping[str, float]
    since: int = 364
    until: int = 0
    network: int = 400
    covered: tuple[str, ...] = _ARCHIVE
    profile: int = 800_000
    open_parts: tuple[str, ...] = ("website",)
    missing: tuple[str, ...] = ()

    def activity(self) -> Activity:
        """Their daily activity, the same each time."""
        random = Random(self.name)
        days = range(TODAY - self.since, TODAY - self.until + 1)
        rows = {kind: _habit(kind, pace, days, random) for kind, pace in self.habits.items()}
        rows = _with_answers(rows)
        active = {row.day for kind in _OWN for row in rows.get(kind, ())}
        rows["active_day"] = tuple(DailyRow(day, day, 1) for day in sorted(active))
        first = days[0] if self.since < 90 else TODAY - 2000
        rows["connection_made"] = daily_rows(
            [(first, first, self.network), *rows.get("connection_made", ())]
            if self.network
            else rows["connection_made"]
        )
        covered = {name for name in self.covered if name not in self.missing}
        return Activity(
            rows={kind: found for kind, found in rows.items() if kind in covered},
            last_day=TODAY,
            attributes={"profile_completeness": ((days[0], self.profile),), "profile_media": ((days[0], 0),)},
            coverage={name: Coverage() for name in covered},
            reasons=dict.fromkeys(self.missing, "Shares.csv is not in the archive"),
            open_parts={"profile_completeness": self.open_parts},
            records=((days[0], 500),),
        )


def _habit(kind: str, pace: float, days: range, random: Random) -> tuple[DailyRow, ...]:
    """Spread a weekly pace over working days, by chance."""
    unit = DEFAULT.kind[kind].unit
    working = [day for day in days if weekday(day) < 5]
    whole, part = divmod(pace / 5, 1)
    counts = ((day, int(whole) + (random.random() < part)) for day in working)
    return tuple(DailyRow(day, day, count * unit) for day, count in counts if count)


def _with_answers(rows: Mapping[str, Iterable[DailyRow]]) -> dict[str, tuple[DailyRow, ...]]:
    """Let every third first message be answered a few days later, and two of three invitations."""
    found = {kind: tuple(some) for kind, some in rows.items()}
    for tried, won, every in (
        ("outreach_sent", "outreach_answered", (0,)),
        ("invitation_sent", "invitation_accepted", (0, 1)),
    ):
        single = [row.day for row in found.get(tried, ()) for _ in range(row.quantity)]
        answered = [(day, day + 3) for at, day in enumerate(single) if at % 3 in every and day + 3 <= TODAY]
        found[won] = daily_rows([(day, known, 1) for day, known in answered])
        if won == "invitation_accepted":
            found["connection_made"] = daily_rows(
                [*found.get("connection_made", ()), *((k, k, 1) for _, k in answered)]
            )
    return found


_SELLER = {
    "post_published": 1, "comment_given": 4, "reaction_given": 15, "people_search": 8, "outreach_sent": 4,
    "invitation_sent": 5, "contact_reached": 6, "decision_maker_met": 0.7, "senior_connection_made": 0.3,
}  # fmt: skip

PEOPLE = (
    Person("seller", _SELLER),
    Person("heavy poster", {"post_published": 9, "comment_given": 25, "reaction_given": 60, "conversation_kept": 12}),
    Person("lurker", {"reaction_given": 2, "people_search": 1}, network=150),
    Person(
        "job seeker",
        {"people_search": 20, "outreach_sent": 10, "comment_given": 2},
        profile=700_000,
        open_parts=(NO_POSITION, "website"),
    ),
    Person("recruiter", {"outreach_sent": 60, "invitation_sent": 40, "people_search": 60, "contact_reached": 20}),
    Person("executive", {"post_published": 0.5, "senior_connection_made": 3, "decision_maker_met": 4, "contact_reached": 5}),
    Person("stopped", _SELLER, until=93),
    Person("30,000 connections", {"reaction_given": 20, "comment_given": 3}, network=30_000),
    Person("joiner", {"post_published": 2, "invitation_sent": 20, "reaction_given": 10}, since=30, network=5),
    Person("ten-minute export", _SELLER, covered=_SMALL_EXPORT),
)  # fmt: skip
NO_SHARES = replace(PEOPLE[2], name="no Shares.csv", missing=("post_published", "conversation_kept"))
