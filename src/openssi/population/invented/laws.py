"""What members are like and what they do, as data: tastes, how often, how much, who answers. All numbers are chosen.

They were set so that the default model scores the network as the published figures say (`openssi.population.published`).
"""

from __future__ import annotations

from dataclasses import dataclass

from openssi.population.invented.chance import Knots

__all__ = [
    "ANSWERS",
    "ARRIVES",
    "AWAY",
    "COMPLETENESS",
    "COWORKERS",
    "DIRECTORS",
    "EARLY",
    "EARLY_DAYS",
    "ECHOES",
    "LATE",
    "MEDIA",
    "OPENING",
    "OWN",
    "PRESENCE",
    "REACH",
    "RECEIVED",
    "SENIOR",
    "SPELL",
    "TASTES",
    "Answered",
    "Done",
    "Echoed",
    "Held",
]

#: What a member is like: a draw for each, equal for the share of members (thousandths) in whom one drive rules it.
#: So every taste is evenly spread, and tastes go together without being the same.
TASTES = {
    "presence": 700,  # how often there
    "quality": 350,  # how careful: profile, invitations, messages
    "network": 550,  # how many know them
    "search": 500,
    "content": 550,
    "talk": 600,
    "seat": 500,  # Sales Navigator for the topmost
    "team": 0,  # how many work at the same place
}

#: Of how many ordinary working days a member is there, in thousandths.
PRESENCE: Knots = ((0, 2), (300, 12), (500, 60), (700, 250), (850, 480), (950, 780), (1000, 980))

#: How likely a member stays away for a whole spell of so many days, in thousandths, by presence.
AWAY: Knots = ((0, 400), (1000, 40))
SPELL = 28

#: How many of a member's connections stand at VP level or above, in thousandths, by quality; and at director level besides.
SENIOR: Knots = ((0, 40), (500, 90), (1000, 220))
DIRECTORS = 120

#: How many of the new connections work where the member works, in thousandths.
COWORKERS = 50

#: Parts of the profile that are filled in, by quality: ten for completeness, two for media.
COMPLETENESS: Knots = ((0, 2), (150, 5), (500, 8), (1000, 11))
MEDIA: Knots = ((0, 0), (400, 0), (401, 1), (750, 1), (751, 2), (1000, 2))


@dataclass(frozen=True, slots=True)
class Done:
    """A kind of activity: on which share of days, by taste, and how much then.

    Attributes:
        kind: the kind.
        taste: what decides how often.
        often: thousandths of the active days (of all days for what is received).
        much: (quantity, thousandths).
    """

    kind: str
    taste: str
    often: Knots
    much: tuple[tuple[int, int], ...] = ((1, 1000),)


#: What a member does, on a day when they are there.
OWN = (
    Done("post_published", "content", ((0, 0), (500, 4), (800, 60), (950, 300), (1000, 750)), ((1, 900), (2, 100))),
    Done("article_published", "content", ((0, 0), (800, 0), (950, 10), (1000, 60))),
    Done("people_search", "search", ((0, 40), (500, 250), (900, 600), (1000, 950)), ((1, 550), (2, 250), (4, 150), (9, 50))),
    Done("advanced_search", "seat", ((0, 0), (930, 0), (950, 200), (1000, 700)), ((1, 500), (2, 300), (4, 200))),
    Done("profile_viewed", "search", ((0, 200), (500, 600), (900, 850), (1000, 980)), ((1, 350), (3, 350), (7, 200), (16, 100))),
    Done("prospect_viewed", "search", ((0, 50), (500, 200), (900, 500), (1000, 900)), ((1, 450), (3, 300), (6, 250))),
    Done("lead_saved", "seat", ((0, 0), (930, 0), (950, 150), (1000, 650)), ((1, 400), (3, 400), (8, 200))),
    Done(
        "comment_given",
        "content",
        ((0, 0), (500, 30), (800, 150), (950, 400), (1000, 900)),
        ((60, 250), (400, 250), (1000, 300), (1700, 150), (3800, 50)),
    ),
    Done("reaction_given", "content", ((0, 100), (500, 300), (900, 600), (1000, 950)), ((1, 500), (2, 250), (5, 200), (12, 50))),
    Done("post_shared", "content", ((0, 0), (600, 15), (900, 120), (1000, 500)), ((1, 900), (2, 100))),
    Done("conversation_kept", "content", ((0, 0), (800, 10), (950, 120), (1000, 500)), ((1, 600), (2, 250), (4, 150))),
    Done("account_followed", "search", ((0, 5), (500, 30), (900, 90), (1000, 250)), ((1, 700), (3, 300))),
    Done("group_joined", "content", ((0, 0), (500, 1), (900, 6), (1000, 20))),
    Done("invitation_sent", "talk", ((0, 20), (500, 180), (900, 450), (1000, 900)), ((1, 450), (2, 250), (4, 200), (9, 100))),
    Done("outreach_sent", "talk", ((0, 30), (500, 200), (900, 450), (1000, 900)), ((1, 550), (2, 250), (4, 150), (8, 50))),
    Done("contact_reached", "talk", ((0, 100), (500, 350), (900, 650), (1000, 950)), ((1, 600), (2, 250), (4, 150))),
)

#: What others do, on any day.
RECEIVED = (
    Done("profile_view_received", "network", ((0, 10), (500, 70), (900, 300), (1000, 800)), ((1, 700), (3, 200), (10, 100))),
    Done("follower_gained", "content", ((0, 0), (500, 10), (900, 90), (1000, 500)), ((1, 650), (3, 250), (15, 100))),
    Done("endorsement_received", "network", ((0, 0), (500, 3), (1000, 20)), ((1, 700), (4, 300))),
    Done("recommendation_received", "quality", ((0, 0), (500, 0), (1000, 3))),
    Done("connection_made", "network", ((0, 2), (500, 15), (900, 60), (1000, 300)), ((1, 850), (2, 150))),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """An attempt that is answered or not, at once or as late as a month after.

    Attributes:
        attempt: the kind of the attempt.
        success: the kind of the answer.
        rate: thousandths of the attempts that are answered, by quality.
    """

    attempt: str
    success: str
    rate: Knots


#: Which attempts are answered: so many percent of the answers in the first days, the others until the thirtieth.
EARLY = 70
EARLY_DAYS = 3
LATE: Knots = ((0, 3), (500, 6), (800, 13), (1000, 31))
ANSWERS = (
    Answered("invitation_sent", "invitation_accepted", ((0, 350), (500, 600), (1000, 900))),
    Answered("outreach_sent", "outreach_answered", ((0, 180), (500, 400), (1000, 700))),
)


@dataclass(frozen=True, slots=True)
class Echoed:
    """What is published draws engagement on its day and after.

    Attributes:
        of: the kind published.
        kind: the kind of the echo.
        audience: engagements that one draws, by network, in all.
    """

    of: str
    kind: str
    audience: Knots


#: How engagement arrives: (days after, percent of all); and what becomes of a post, in percent of its audience.
ARRIVES = ((0, 60), (1, 30), (3, 10))
REACH = ((40, 600), (100, 250), (250, 120), (1200, 30))

#: What is engaged with.
ECHOES = (
    Echoed("post_published", "engagement_received", ((0, 1), (500, 12), (900, 70), (990, 300), (1000, 1500))),
    Echoed("post_shared", "engagement_on_share", ((0, 0), (500, 5), (900, 30), (990, 120), (1000, 600))),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A stock that is there when the days begin: how many by taste."""

    kind: str
    taste: str
    many: Knots


#: What members hold when the days begin. Seniors and coworkers are among the connections.
OPENING = (
    Held("connection_made", "network", ((0, 15), (250, 200), (500, 500), (900, 2500), (990, 8000), (1000, 25000))),
    Held("coworker_connection_made", "team", ((0, 0), (250, 8), (500, 22), (900, 90), (1000, 400))),
    Held("endorsement_received", "network", ((0, 0), (200, 8), (500, 35), (900, 99), (1000, 250))),
    Held("recommendation_received", "quality", ((0, 0), (300, 1), (600, 3), (900, 7), (1000, 25))),
    Held("group_joined", "content", ((0, 0), (400, 1), (800, 4), (1000, 20))),
)
