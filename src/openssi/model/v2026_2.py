"""Define the second published model, `2026.2`: 27 signals in four pillars. What isn't named here is as in `2026.1`.

What changed, and why (`docs/decisions/0017-model-2026-2.md`):

- A day has a curve of its own: the second and third of a day earn less (`Kind.credits`), and a curve is nearly full at
  a modest pace. A clicker has little to gain, an honest beginner most.
- A copy counts nothing for 90 days. An exchange is an answer of the member's in words of their own, once a person.
  One-click phrases begin and answer nothing; greetings, praise and what machines write under any post earn nothing.
- A senior connection counts a quarter when it is made, a new decision maker a tenth, and both in full once they have
  written and the member has answered.
- Rates start from a stated base rate and earn as much as they are known.

LinkedIn's order (2014) ranks activities by how well they predict success. The weights follow it loosely: over its 18
activities with a rank correlation of .21 (`2026.1`: .28), without the coworkers of .40 (.31). Not followed, so that
shortcuts gain little: connection requests (first; people who accept everybody are found in a minute), searches
(sixth; a search is a click), endorsements (eighth; they are swapped), comments (ninth, and the highest weight; each
takes thought). Nor are coworkers (third; nearly everybody has them, so they distinguish no one, and they are gone) and
profile completeness (fourteenth; the published mean of the pillar needs it).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from openssi.model import v2026_1
from openssi.model.definition import (
    MICRO,
    WINDOW,
    Band,
    Credit,
    Curve,
    Fading,
    Kind,
    MeasuredSet,
    Model,
    Pillar,
    Rate,
    Signal,
    Step,
    Stock,
)

__all__ = ["MODEL"]

#: What a single one earns on an otherwise empty day.
ONE = 1000
_BEFORE = v2026_1.MODEL


def _a_week(*knots: tuple[float, int], because: str, unit: int = ONE) -> Curve:
    """Return a curve for weekly paces, of credits unless `unit` is 1: (times a week, percent of the maximum)."""
    points = tuple((round(585 * pace * unit), percent * 10_000) for pace, percent in knots)
    return Curve(((0, 0), *points), f"chosen; {because}")


def _in_all(*knots: tuple[int, int], because: str, unit: int = 1) -> Curve:
    """Return a curve for totals, or for millionths of a rate: (value, percent of the maximum)."""
    return Curve(((0, 0), *((value * unit, percent * 10_000) for value, percent in knots)), f"chosen; {because}")


_IN_FULL_ONCE_ANSWERED = "A part counts at once, the rest once the member has answered them."


def _credits(kind: str, of: str, *earned: Credit, about: str = "") -> Kind:
    """Return a kind of credits that reads like the kind of activity that it is named after."""
    named = _BEFORE.kind[of]
    about = f"{named.about} {about}".rstrip()
    return Kind(kind, named.one, named.many, about, unit=ONE, from_others=named.from_others, credits=earned)


def _days_of(kind: str, of: str) -> Kind:
    """Return the kind of credits that says how well a rate is known."""
    named = _BEFORE.kind[of]
    about = f"{named.many.capitalize()} as evidence: a single batch says little, whatever its size."
    return Kind(kind, f"{named.one} by day", f"{named.many} by day", about, unit=ONE, credits=(Credit(of, _EVIDENCE),))


#: Attempts that say how well a rate is known: a single batch says little, whatever its size.
_EVIDENCE = ((1, 1000), (3, 1500))

#: The end of the provenance of knots that `tools/knot_search.py` chose.
_SEARCHED = "set so that neither clicks nor copies gain much over the same minutes of honest work"

_DROPPED = {"coworker_connection_made"}
_ON_A_CURVE = {
    "post_published",
    "comment_given",
    "conversation_kept",
    "people_search",
    "reaction_given",
    "post_shared",
    "account_followed",
}

KINDS = (
    *(
        replace(kind, most_a_day=None) if kind.id in _ON_A_CURVE else kind
        for kind in _BEFORE.kinds
        if kind.id not in _DROPPED
    ),
    Kind(
        "senior_reached",
        "senior connection in conversation",
        "senior connections in conversation",
        "A connection at VP level or above, once the member has answered them.",
        from_others=True,
    ),
    Kind(
        "decision_maker_reached",
        "decision maker in conversation",
        "decision makers in conversation",
        "A connection at director level or above, once the member has answered them.",
        from_others=True,
    ),
    _credits("post_credit", "post_published", Credit("post_published", ((1, 1000), (2, 1900)))),
    _credits("search_credit", "people_search", Credit("people_search", ((1, 1000), (3, 2000)))),
    _credits(
        "comment_credit",
        "comment_given",
        Credit("comment_given", ((1000, 1000), (2000, 1500), (4000, 2000))),
    ),
    _credits("reply_credit", "conversation_kept", Credit("conversation_kept", ((1, 1000), (2, 1400)))),
    Kind(
        "light_credit",
        "reaction or repost",
        "reactions and reposts",
        "A reaction, or a repost.",
        unit=ONE,
        credits=(Credit("reaction_given", ((1, 1000), (4, 2000))), Credit("post_shared", ((1, 1000),))),
    ),
    _credits("follow_credit", "account_followed", Credit("account_followed", ((1, 1000), (3, 2000)))),
    _credits(
        "senior_credit",
        "senior_connection_made",
        Credit("senior_connection_made", each=250),
        Credit("senior_reached", each=750),
        about=_IN_FULL_ONCE_ANSWERED,
    ),
    _credits(
        "decision_maker_credit",
        "decision_maker_met",
        Credit("decision_maker_met", each=100),
        Credit("decision_maker_reached", each=900),
        about=_IN_FULL_ONCE_ANSWERED,
    ),
    _credits("exchange_credit", "contact_reached", Credit("contact_reached", ((3, 3000), (10, 5000)))),
    _days_of("invitation_evidence", "invitation_sent"),
    _days_of("outreach_evidence", "outreach_sent"),
)


def _rate(successes: str, attempts: str, evidence: str, base: int, cap: int) -> Rate:
    """Return a rate with a prior of 18 fresh attempts, half known after ten fresh credits."""
    return Rate(successes, attempts, 18 * WINDOW, base, cap, evidence, 10 * WINDOW * ONE)


def _as_before(signal: str, maximum: int | None = None, **changes: Any) -> Signal:
    """Return a signal of 2026.1 with another maximum and other changes."""
    before = _BEFORE.signals[signal]
    return replace(before, maximum=before.maximum if maximum is None else maximum, **changes)


BRAND = Pillar(
    "brand",
    _BEFORE.pillars[0].title,
    (
        _as_before("profile_completeness"),
        _as_before("profile_media"),
        _as_before(
            "endorsements_received",
            1,
            curve=_in_all((10, 60), (50, 80), (99, 100), because='the cap is where LinkedIn\'s own page stops ("99+")'),
        ),
        _as_before("recommendations_received", 3),
        _as_before(
            "posts_published",
            7,
            measure=Fading("post_credit"),
            curve=_a_week(
                (0.9, 88), (1.05, 100), because=f"a post a week is a seller's pace, and more adds nothing; {_SEARCHED}"
            ),
        ),
        _as_before("articles_published", 1),
        _as_before("engagement_received"),
        _as_before("followers_gained", 1),
    ),
)

PEOPLE = Pillar(
    "people",
    _BEFORE.pillars[1].title,
    (
        _as_before(
            "people_searches",
            2,
            measure=Fading("search_credit"),
            curve=_a_week((2, 45), (7, 100), because=f"a search is a click; {_SEARCHED}"),
        ),
        _as_before("advanced_searches"),
        _as_before("profiles_viewed"),
        _as_before("prospects_viewed"),
        _as_before(
            "viewed_by",
            4,
            curve=_a_week(
                (30, 40),
                (100, 75),
                (250, 100),
                unit=1,
                because="views come in bursts, so each step asks for a multiple and no day moves the index much",
            ),
        ),
        _as_before("leads_saved"),
        _as_before(
            "decision_makers_met",
            4,
            measure=Fading("decision_maker_credit"),
            curve=_a_week(
                (1, 45),
                (3, 85),
                (5, 100),
                because="one decision maker in conversation each working day is the most that earns",
            ),
            step=Step(
                "Invite two people at director level a week and talk with one (assumed: one accepts and answers)",
                30,
                (
                    ("decision_maker_met", 1),
                    ("decision_maker_reached", 1),
                    ("connection_made", 1),
                    ("invitation_sent", 2),
                    ("invitation_accepted", 1),
                ),
            ),
        ),
        _as_before(
            "active_days",
            curve=Curve(
                ((0, 0), (585 * 4, 940_000), (585 * 5, MICRO)),
                "chosen; five days a week earn all, so that nobody is asked to work at weekends",
            ),
        ),
    ),
)

INSIGHTS = Pillar(
    "insights",
    _BEFORE.pillars[2].title,
    (
        _as_before(
            "comments_given",
            9,
            measure=Fading("comment_credit"),
            curve=_a_week(
                (2, 67), (3, 100), because=f"three comments a week that say something are a habit; {_SEARCHED}"
            ),
        ),
        Signal(
            "light_engagement",
            "Reactions and reposts",
            "LinkedIn ranked engagement given ninth as a sign of success, and counts likes, comments and reshares as "
            "one; a click weighs little.",
            Fading("light_credit"),
            1,
            _a_week((2.5, 55), (5, 100), because=f"clicks: a point for all of them; {_SEARCHED}"),
            "Reactions.csv, and Shares.csv or InstantReposts.csv",
            "You show what you find worth reading.",
            "You seldom react to what you read.",
            Step("React to five posts a week that are worth it", 10, (("reaction_given", 5),)),
        ),
        _as_before(
            "conversations_kept",
            6,
            measure=Fading("reply_credit"),
            curve=_a_week(
                (0.5, 40),
                (1.2, 92),
                (2, 100),
                because=f"it takes a post of one's own, and somebody who comments; {_SEARCHED}",
            ),
        ),
        _as_before("engagement_on_shares", 7),
        _as_before(
            "accounts_followed",
            1,
            measure=Fading("follow_credit"),
            curve=_a_week((1, 80), (2, 100), because="following is a click"),
        ),
        _as_before("groups_joined", 1),
    ),
)

RELATIONSHIPS = Pillar(
    "relationships",
    _BEFORE.pillars[3].title,
    (
        _as_before(
            "connections",
            7,
            curve=_in_all(
                (100, 45), (500, 60), (2000, 100), because=f"a few hundred invitations add little; {_SEARCHED}"
            ),
        ),
        _as_before(
            "senior_connections",
            7,
            measure=Stock("senior_credit"),
            curve=_in_all(
                (10, 40),
                (50, 80),
                (150, 100),
                unit=ONE,
                because="about a tenth of the knots of all connections, as in a seller's network",
            ),
            step=Step(
                "Ask for one introduction a week to somebody at VP level or above, and talk with them (assumed: "
                "they answer)",
                30,
                (
                    ("senior_connection_made", 1),
                    ("senior_reached", 1),
                    ("decision_maker_met", 1),
                    ("decision_maker_reached", 1),
                    ("connection_made", 1),
                ),
            ),
        ),
        _as_before(
            "invitation_acceptance",
            2,
            measure=_rate("invitation_accepted", "invitation_sent", "invitation_evidence", 400_000, 500_000),
            curve=_in_all((350_000, 100), because="three attempts a week at the usual rate earn most"),
        ),
        _as_before(
            "outreach_response",
            3,
            measure=_rate("outreach_answered", "outreach_sent", "outreach_evidence", 200_000, 250_000),
            curve=_in_all((200_000, 100), because="three attempts a week at the usual rate earn most"),
        ),
        _as_before(
            "contacts_reached",
            6,
            measure=Fading("exchange_credit"),
            curve=_a_week(
                (2, 43), (5, 82), (6.5, 100), because=f"different people, so lower than in 2026.1; {_SEARCHED}"
            ),
        ),
    ),
)

PILLARS = (BRAND, PEOPLE, INSIGHTS, RELATIONSHIPS)

#: Computed by `tools/band_edges.py`.
_EDGES = "at the percentiles of the invented network at which the whole index is 30 and 70"

MODEL = Model(
    id="2026.2",
    kinds=KINDS,
    pillars=PILLARS,
    bands=_BEFORE.bands,
    readers=2,
    sets=(
        MeasuredSet(
            "archive",
            "an archive",
            v2026_1.signals_in(PILLARS, v2026_1.WORKBOOK, v2026_1.NAVIGATOR),
            (Band("starting", 0), Band("building", 27), Band("leading", 54)),
            _EDGES,
        ),
        MeasuredSet(
            "workbook",
            "an archive and a workbook",
            v2026_1.signals_in(PILLARS, v2026_1.NAVIGATOR),
            (Band("starting", 0), Band("building", 27), Band("leading", 62)),
            _EDGES,
        ),
    ),
)
