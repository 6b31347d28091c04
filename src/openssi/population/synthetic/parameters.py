"""What members are like and do, as data: the types of a cohort's parameters, and what cohorts share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openssi.population.synthetic.randomness import Knots

__all__ = [
    "ARRIVES",
    "EARLY",
    "EARLY_DAYS",
    "LATE",
    "REACH",
    "SPELL",
    "Answered",
    "Cohort",
    "Done",
    "Echoed",
    "OpeningStock",
]

#: Members are away for whole spells of this many days.
SPELL = 28

#: Which attempts are answered: this percentage of the answers in the first days, the others until the thirtieth.
EARLY = 80
EARLY_DAYS = 3
LATE: Knots = ((0, 3), (500, 6), (800, 13), (1000, 31))

#: How engagement arrives: (days after, percent of all); and what a post gets, in percent of its audience.
ARRIVES = ((0, 65), (2, 35))
REACH = ((20, 650), (80, 230), (300, 90), (1800, 30))


@dataclass(frozen=True, slots=True)
class Done:
    """A kind of activity: on what fraction of days, by taste, and how much.

    Attributes:
        kind: the kind.
        taste: the taste that decides how often.
        often: thousandths of the active days (of all days for what is received).
        much: (quantity, thousandths).
        within: an earlier kind in the list that contains this one: it happens only with that kind, never more often.
    """

    kind: str
    taste: str
    often: Knots
    much: tuple[tuple[int, int], ...] = ((1, 1000),)
    within: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """An attempt that is answered or not, at once or up to a month later.

    Attributes:
        attempt: the kind of the attempt.
        success: the kind of the answer.
        rate: thousandths of the attempts that are answered, by quality.
    """

    attempt: str
    success: str
    rate: Knots


@dataclass(frozen=True, slots=True)
class Echoed:
    """Published content that gets engagement on its day and after.

    Attributes:
        of: the kind published.
        kind: the kind of the echo.
        audience: the total engagement that one gets, by network.
    """

    of: str
    kind: str
    audience: Knots


@dataclass(frozen=True, slots=True)
class OpeningStock:
    """A stock at the start: how many, by taste."""

    kind: str
    taste: str
    many: Knots


@dataclass(frozen=True, slots=True)
class Cohort:
    """The members of one time.

    Attributes:
        id: its name, a year.
        last_day: the last day of its activity unless another is asked for; fixed, so that a seed always means the same
            network.
        tastes: tastes of a member: a draw for each, or the common drive for this fraction of members (thousandths). So
            every taste is evenly spread, and tastes correlate without being the same.
        rules: how much more often the drive rules a taste (thousandths), by the rank of the drive: who is keen is keen
            on more.
        presence: on how many ordinary working days a member is active, in thousandths.
        catching_up: how much more members who are seldom active do on a day, in thousandths of what their tastes say,
            by presence.
        away: how likely a member is inactive for a whole spell, in thousandths, by presence.
        senior: how many of a member's connections are VP or above, in thousandths, by quality.
        directors: how many more are directors.
        reached: with how many of the new ones at director level and above both write, in thousandths, by taste for
            talk.
        coworkers: how many of the new connections work where the member works, in thousandths.
        completeness: parts of the profile that are filled in, of ten, by quality; `media` likewise of two.
        own: what a member does on an active day. Few days exceed the daily limits of the model (`most_a_day`).
        received: what others do, on any day.
        answers: which attempts are answered.
        echoes: what gets engagement.
        opening: what members have at the start. Seniors and coworkers are among the connections.
        growth: how much busier all days are a year later, in thousandths.
    """

    id: str
    last_day: date
    tastes: Mapping[str, int]
    rules: Knots
    presence: Knots
    catching_up: Knots
    away: Knots
    senior: Knots
    directors: int
    reached: Knots
    coworkers: int
    completeness: Knots
    media: Knots
    own: tuple[Done, ...]
    received: tuple[Done, ...]
    answers: tuple[Answered, ...]
    echoes: tuple[Echoed, ...]
    opening: tuple[OpeningStock, ...]
    growth: int = 0
