"""What members are like and what they do, as data: tastes, how often, how much, who answers. All numbers are chosen.

They were chosen so that the default model's scores of the network match the published figures
(`openssi.population.published`).
"""

from __future__ import annotations

from dataclasses import dataclass

from openssi.population.synthetic.randomness import Knots

__all__ = [
    "ANSWERS",
    "ARRIVES",
    "AWAY",
    "CATCHING_UP",
    "COMPLETENESS",
    "COWORKERS",
    "DIRECTORS",
    "DRIVEN",
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
    "RULED",
    "SENIOR",
    "SPELL",
    "TASTES",
    "Answered",
    "Done",
    "Echoed",
    "Held",
]

#: Tastes of a member: a draw for each, or the common drive for this fraction of members (thousandths).
#: So every taste is evenly spread, and tastes correlate without being the same.
TASTES = {
    "presence": 160,  # how often they are active
    "quality": 250,  # how careful: profile, invitations, messages
    "network": 300,  # how many connections they have
    "search": 210,
    "content": 300,
    "talk": 300,
    "seat": 300,  # Sales Navigator for the highest
    "team": 0,  # how many work at the same place
}

#: From this rank on (thousandths of all members) are those who sell for a living: the drive rules these thousandths of
#: their tastes.
DRIVEN = 984
RULED = 830

#: On how many ordinary working days a member is active, in thousandths.
PRESENCE: Knots = ((0, 6), (350, 16), (500, 42), (560, 90), (700, 140), (900, 225), (970, 540), (1000, 900))

#: How much more members who are seldom active do on a day, in thousandths of what their tastes say, by presence.
CATCHING_UP: Knots = ((0, 3300), (500, 2750), (700, 1500), (900, 930), (1000, 760))

#: How likely a member is inactive for a whole spell of this many days, in thousandths, by presence.
AWAY: Knots = ((0, 400), (1000, 40))
SPELL = 28

#: How many of a member's connections are VP or above, in thousandths, by quality; and how many more are directors.
SENIOR: Knots = ((0, 50), (500, 130), (1000, 260))
DIRECTORS = 260

#: How many of the new connections work where the member works, in thousandths.
COWORKERS = 50

#: Parts of the profile that are filled in, by quality: ten for completeness, two for media.
COMPLETENESS: Knots = ((0, 2), (120, 6), (330, 9), (1000, 11))
MEDIA: Knots = ((0, 0), (400, 0), (401, 1), (750, 1), (751, 2), (1000, 2))


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


#: What a member does on an active day. Few days exceed the daily limits of the model (`most_a_day`).
OWN = (
    Done(
        "post_published",
        "content",
        ((0, 0), (300, 10), (600, 100), (900, 350), (960, 600), (1000, 1000)),
        ((1, 800), (2, 200)),
    ),
    Done("article_published", "content", ((0, 0), (700, 0), (950, 15), (1000, 60))),
    Done(
        "people_search",
        "search",
        ((0, 50), (300, 150), (500, 330), (800, 500), (950, 700), (1000, 1000)),
        ((3, 200), (6, 200), (10, 550), (30, 50)),
    ),
    Done("advanced_search", "seat", ((0, 0), (820, 0), (850, 120), (1000, 500)), ((3, 400), (8, 400), (20, 200))),
    Done(
        "profile_viewed",
        "search",
        ((0, 40), (300, 110), (500, 240), (800, 430), (950, 650), (1000, 1000)),
        ((15, 250), (50, 350), (110, 250), (240, 150)),
    ),
    Done(
        "prospect_viewed",
        "search",
        ((0, 200), (500, 600), (1000, 950)),
        ((12, 350), (32, 350), (75, 300)),
        "profile_viewed",
    ),
    Done("lead_saved", "seat", ((0, 0), (820, 0), (850, 100), (1000, 450)), ((4, 400), (10, 400), (25, 200))),
    Done(
        "comment_given",
        "content",
        ((0, 0), (300, 30), (600, 150), (900, 370), (960, 600), (1000, 1000)),
        ((60, 150), (400, 150), (1000, 300), (2400, 250), (6000, 120), (9000, 30)),
    ),
    Done(
        "reaction_given",
        "content",
        ((0, 40), (300, 90), (600, 250), (900, 450), (960, 700), (1000, 1000)),
        ((1, 300), (4, 350), (10, 300), (25, 50)),
    ),
    Done(
        "post_shared",
        "content",
        ((0, 0), (400, 12), (700, 110), (900, 270), (960, 540), (1000, 1000)),
        ((1, 600), (2, 400)),
    ),
    Done(
        "conversation_kept",
        "content",
        ((0, 0), (700, 50), (900, 250), (960, 500), (1000, 700)),
        ((1, 400), (2, 300), (3, 270), (6, 30)),
        "comment_given",
    ),
    Done("account_followed", "search", ((0, 8), (500, 64), (900, 180), (1000, 400)), ((1, 400), (2, 550), (6, 50))),
    Done("group_joined", "content", ((0, 0), (500, 1), (900, 6), (1000, 20))),
    Done(
        "invitation_sent",
        "talk",
        ((0, 30), (300, 100), (500, 210), (800, 300), (950, 450), (1000, 900)),
        ((4, 300), (10, 350), (25, 250), (50, 100)),
    ),
    Done(
        "outreach_sent",
        "talk",
        ((0, 40), (300, 120), (500, 240), (800, 320), (950, 450), (1000, 900)),
        ((4, 350), (10, 350), (25, 220), (50, 80)),
    ),
    Done(
        "contact_reached",
        "talk",
        ((0, 40), (300, 110), (500, 240), (800, 430), (950, 600), (1000, 1000)),
        ((2, 300), (4, 350), (9, 250), (18, 100)),
    ),
)

#: What others do, on any day.
RECEIVED = (
    Done(
        "profile_view_received",
        "network",
        ((0, 5), (500, 30), (900, 90), (1000, 400)),
        ((25, 400), (70, 350), (180, 250)),
    ),
    Done("follower_gained", "content", ((0, 0), (500, 5), (900, 32), (1000, 300)), ((28, 500), (84, 300), (250, 200))),
    Done("endorsement_received", "network", ((0, 0), (500, 3), (1000, 20)), ((1, 700), (4, 300))),
    Done("recommendation_received", "quality", ((0, 0), (500, 0), (1000, 3))),
    Done("connection_made", "network", ((0, 2), (500, 14), (900, 45), (1000, 220)), ((3, 400), (8, 350), (19, 250))),
)


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


#: Which attempts are answered: this percentage of the answers in the first days, the others until the thirtieth.
EARLY = 80
EARLY_DAYS = 3
LATE: Knots = ((0, 3), (500, 6), (800, 13), (1000, 31))
ANSWERS = (
    Answered("invitation_sent", "invitation_accepted", ((0, 420), (500, 720), (1000, 930))),
    Answered("outreach_sent", "outreach_answered", ((0, 220), (500, 500), (1000, 780))),
)


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


#: How engagement arrives: (days after, percent of all); and what a post gets, in percent of its audience.
ARRIVES = ((0, 65), (2, 35))
REACH = ((40, 600), (100, 250), (250, 120), (1200, 30))

#: What gets engagement.
ECHOES = (
    Echoed("post_published", "engagement_received", ((0, 15), (500, 220), (900, 900), (990, 3000), (1000, 6000))),
    Echoed("post_shared", "engagement_on_share", ((0, 0), (500, 6), (900, 40), (990, 200), (1000, 800))),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A stock at the start: how many, by taste."""

    kind: str
    taste: str
    many: Knots


#: What members have at the start. Seniors and coworkers are among the connections.
OPENING = (
    Held("connection_made", "network", ((0, 30), (200, 330), (500, 900), (900, 2500), (990, 8000), (1000, 25000))),
    Held("coworker_connection_made", "team", ((0, 3), (120, 20), (450, 50), (900, 150), (1000, 400))),
    Held("endorsement_received", "network", ((0, 4), (100, 22), (500, 90), (900, 190), (1000, 300))),
    Held("recommendation_received", "quality", ((0, 0), (80, 1), (450, 6), (900, 14), (1000, 25))),
    Held("group_joined", "content", ((0, 0), (400, 1), (800, 4), (1000, 20))),
)
