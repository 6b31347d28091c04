"""The cohorts: two sets of parameters, each fitted to the figures of its time (`calibration_targets.py`).

All numbers are chosen. They were chosen so that the scores of the network by model 2026.2 match the published figures.
Nobody is planted at the top: who is keen is keen on more, and that grows evenly with their drive.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from openssi.population.synthetic.parameters import Answered, Cohort, Done, Echoed, OpeningStock
from openssi.population.synthetic.randomness import Knots

__all__ = ["COHORTS", "COHORT_2015", "COHORT_2026"]

COHORT_2026 = Cohort(
    id="2026",
    last_day=date(2026, 6, 30),
    tastes={
        "presence": 90,
        "quality": 60,
        "network": 60,
        "search": 100,
        "content": 100,
        "talk": 70,
        "seat": 60,
        "team": 350,
        "likes": 60,
    },
    rules=((0, 0), (500, 40), (800, 140), (950, 335), (1000, 500)),
    presence=((0, 14), (350, 30), (500, 62), (560, 100), (700, 145), (900, 225), (970, 510), (1000, 900)),
    catching_up=((0, 3300), (500, 2750), (700, 1500), (900, 930), (1000, 760)),
    away=((0, 400), (1000, 40)),
    senior=((0, 32), (500, 138), (1000, 285)),
    directors=200,
    reached=((0, 400), (500, 650), (1000, 900)),
    coworkers=50,
    completeness=((0, 1), (100, 4), (280, 8), (380, 9), (1000, 13)),
    media=((0, 0), (280, 0), (281, 1), (600, 1), (601, 2), (1000, 2)),
    own=(
        Done(
            kind="post_published",
            taste="content",
            often=((0, 0), (300, 10), (600, 100), (900, 350), (960, 600), (1000, 1000)),
            much=((1, 800), (2, 200)),
        ),
        Done(kind="article_published", taste="content", often=((0, 0), (700, 0), (950, 15), (1000, 60))),
        Done(
            kind="people_search",
            taste="search",
            often=((0, 50), (300, 150), (500, 330), (800, 500), (950, 700), (1000, 1000)),
            much=((3, 200), (6, 200), (10, 550), (30, 50)),
        ),
        Done(
            kind="advanced_search",
            taste="seat",
            often=((0, 0), (820, 0), (850, 120), (1000, 500)),
            much=((3, 400), (8, 400), (20, 200)),
        ),
        Done(
            kind="profile_viewed",
            taste="search",
            often=((0, 40), (300, 110), (500, 240), (800, 430), (950, 650), (1000, 1000)),
            much=((15, 250), (50, 350), (110, 250), (240, 150)),
        ),
        Done(
            kind="prospect_viewed",
            taste="search",
            often=((0, 200), (500, 600), (1000, 950)),
            much=((12, 350), (32, 350), (75, 300)),
            within="profile_viewed",
        ),
        Done(
            kind="lead_saved",
            taste="seat",
            often=((0, 0), (820, 0), (850, 100), (1000, 450)),
            much=((4, 400), (10, 400), (25, 200)),
        ),
        Done(
            kind="comment_given",
            taste="content",
            often=((0, 0), (300, 30), (600, 150), (900, 370), (960, 600), (1000, 1000)),
            much=((60, 150), (400, 150), (1000, 300), (2400, 250), (6000, 120), (9000, 30)),
        ),
        Done(
            kind="reaction_given",
            taste="likes",
            often=((0, 40), (300, 90), (600, 250), (900, 450), (960, 700), (1000, 1000)),
            much=((1, 300), (4, 350), (10, 300), (25, 50)),
        ),
        Done(
            kind="post_shared",
            taste="likes",
            often=((0, 0), (400, 12), (700, 110), (900, 270), (960, 540), (1000, 1000)),
            much=((1, 600), (2, 400)),
        ),
        Done(
            kind="conversation_kept",
            taste="content",
            often=((0, 0), (700, 55), (900, 300), (960, 580), (1000, 780)),
            much=((1, 400), (2, 300), (3, 270), (6, 30)),
            within="comment_given",
        ),
        Done(
            kind="account_followed",
            taste="search",
            often=((0, 8), (500, 64), (900, 180), (1000, 400)),
            much=((1, 400), (2, 550), (6, 50)),
        ),
        Done(kind="group_joined", taste="content", often=((0, 0), (500, 1), (900, 6), (1000, 20))),
        Done(
            kind="invitation_sent",
            taste="talk",
            often=((0, 180), (300, 340), (500, 480), (800, 580), (950, 680), (1000, 950)),
            much=((1, 250), (4, 400), (10, 250), (30, 100)),
        ),
        Done(
            kind="outreach_sent",
            taste="talk",
            often=((0, 180), (300, 340), (500, 480), (800, 580), (950, 680), (1000, 950)),
            much=((1, 250), (4, 400), (10, 250), (30, 100)),
        ),
        Done(
            kind="contact_reached",
            taste="talk",
            often=((0, 400), (300, 590), (500, 720), (800, 860), (950, 940), (1000, 1000)),
            much=((2, 300), (4, 350), (9, 250), (18, 100)),
        ),
    ),
    received=(
        Done(
            kind="profile_view_received",
            taste="network",
            often=((0, 3), (500, 26), (800, 70), (900, 120), (1000, 480)),
            much=((25, 400), (70, 350), (180, 250)),
        ),
        Done(
            kind="follower_gained",
            taste="content",
            often=((0, 0), (500, 5), (900, 32), (1000, 300)),
            much=((28, 500), (84, 300), (250, 200)),
        ),
        Done(
            kind="endorsement_received",
            taste="network",
            often=((0, 0), (500, 3), (1000, 20)),
            much=((1, 700), (4, 300)),
        ),
        Done(kind="recommendation_received", taste="quality", often=((0, 0), (500, 0), (1000, 3))),
        Done(
            kind="connection_made",
            taste="network",
            often=((0, 6), (500, 26), (900, 60), (1000, 220)),
            much=((3, 400), (8, 350), (19, 250)),
        ),
    ),
    answers=(
        Answered(attempt="invitation_sent", success="invitation_accepted", rate=((0, 160), (500, 600), (1000, 960))),
        Answered(attempt="outreach_sent", success="outreach_answered", rate=((0, 60), (500, 380), (1000, 840))),
    ),
    echoes=(
        Echoed(
            of="post_published",
            kind="engagement_received",
            audience=((0, 30), (500, 330), (900, 1200), (990, 3400), (1000, 6500)),
        ),
        Echoed(
            of="post_shared",
            kind="engagement_on_share",
            audience=((0, 0), (500, 6), (900, 40), (990, 200), (1000, 800)),
        ),
    ),
    opening=(
        OpeningStock(
            kind="connection_made",
            taste="network",
            many=((0, 5), (200, 55), (220, 700), (330, 2150), (900, 4500), (990, 9000), (1000, 25000)),
        ),
        OpeningStock(
            kind="coworker_connection_made", taste="team", many=((0, 3), (120, 20), (450, 50), (900, 150), (1000, 400))
        ),
        OpeningStock(
            kind="endorsement_received", taste="network", many=((0, 2), (180, 24), (420, 99), (800, 220), (1000, 320))
        ),
        OpeningStock(
            kind="recommendation_received", taste="quality", many=((0, 0), (60, 1), (320, 6), (900, 15), (1000, 25))
        ),
        OpeningStock(kind="group_joined", taste="content", many=((0, 0), (400, 1), (800, 4), (1000, 20))),
    ),
)


def _with(done: tuple[Done, ...], often: dict[str, Knots]) -> tuple[Done, ...]:
    return tuple(replace(rule, often=often[rule.kind]) if rule.kind in often else rule for rule in done)


def _with_stocks(stocks: tuple[OpeningStock, ...], many: dict[str, Knots]) -> tuple[OpeningStock, ...]:
    return tuple(replace(rule, many=many[rule.kind]) if rule.kind in many else rule for rule in stocks)


# The customers of LinkedIn's sales tools in 2015: half of them hardly use it, and the year before they used it less.
COHORT_2015 = replace(
    COHORT_2026,
    id="2015",
    last_day=date(2015, 8, 31),
    tastes={
        "presence": 450,
        "quality": 450,
        "network": 450,
        "search": 450,
        "content": 450,
        "talk": 450,
        "seat": 200,
        "team": 450,
        "likes": 200,
    },
    rules=((0, 0), (1000, 0)),
    presence=((0, 1), (500, 5), (550, 290), (700, 395), (900, 490), (970, 600), (1000, 850)),
    senior=((0, 8), (450, 55), (600, 180), (1000, 280)),
    completeness=((0, 0), (250, 2), (470, 4), (600, 9), (1000, 11)),
    echoes=(
        Echoed(
            of="post_published",
            kind="engagement_received",
            audience=((0, 20), (500, 300), (900, 900), (990, 2200), (1000, 4500)),
        ),
        Echoed(
            of="post_shared",
            kind="engagement_on_share",
            audience=((0, 0), (500, 6), (900, 40), (990, 200), (1000, 800)),
        ),
    ),
    own=_with(
        COHORT_2026.own,
        {
            "post_published": ((0, 0), (400, 10), (520, 140), (900, 250), (1000, 600)),
            "comment_given": ((0, 0), (400, 20), (520, 210), (900, 290), (1000, 700)),
        },
    ),
    opening=_with_stocks(
        COHORT_2026.opening,
        {
            "connection_made": ((0, 5), (350, 30), (500, 100), (620, 500), (900, 1500), (970, 3000), (1000, 15000)),
            "coworker_connection_made": ((0, 0), (300, 4), (700, 40), (1000, 200)),
            "endorsement_received": ((0, 0), (400, 3), (560, 50), (900, 140), (1000, 250)),
            "recommendation_received": ((0, 0), (480, 1), (650, 5), (1000, 18)),
            "group_joined": ((0, 0), (480, 1), (700, 5), (1000, 20)),
        },
    ),
    growth=500,
)

COHORTS = {cohort.id: cohort for cohort in (COHORT_2015, COHORT_2026)}
