"""Ten ways to game the index: none gains more than 3 points over an honest week that takes as many minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

import pytest

from openssi.activity import Activity, Coverage, DailyRow, daily_rows
from openssi.model import MICRO, dose
from openssi.scoring import score
from openssi.sources.text import substance
from tests.models import MODEL_2026_1
from tests.unit.samples import EVERYTHING, TODAY

#: What was done: `(kind, days from today, quantity)`; today is the last day before the week.
Actions = Iterable[tuple[str, int, int]]

OF_OTHERS = {"endorsement_received", "connection_made", "invitation_accepted"}
WEEK = range(1, 8)
WORKING = (1, 2, 3, 6, 7)  # today is a Tuesday
MOST = 3 * MICRO


def rows(actions: Sequence[tuple[str, int, int]]) -> dict[str, tuple[DailyRow, ...]]:
    """Daily rows of actions, with the days active."""
    events: dict[str, list[tuple[int, int, int]]] = {}
    for kind, day, quantity in actions:
        events.setdefault(kind, []).append((TODAY + day, TODAY + day, quantity))
    active = {TODAY + day for kind, day, _ in actions if kind not in OF_OTHERS}
    found = {kind: daily_rows(some) for kind, some in events.items()}
    return found | {"active_day": daily_rows((day, day, 1) for day in active)}


def ordinary() -> list[tuple[str, int, int]]:
    """A seller with a modest rhythm: half a post, two comments, four searches, eight reactions, three invitations a week."""
    actions: list[tuple[str, int, int]] = []
    for week in range(18):
        monday = -7 * week - 1
        actions += [
            ("comment_given", monday, 800),
            ("comment_given", monday - 2, 800),
            ("conversation_kept", monday - 2, 1),
        ]
        actions += [("reaction_given", monday - day, 2) for day in range(4)]
        actions += [("people_search", monday - day, 2) for day in (0, 3)]
        actions += [("invitation_sent", monday, 3), ("invitation_accepted", monday, 2), ("connection_made", monday, 2)]
        actions += [("outreach_sent", monday, 3), ("outreach_answered", monday, 1), ("contact_reached", monday, 2)]
        if week % 2:
            actions += [
                ("post_published", monday, 1),
                ("post_shared", monday - 3, 1),
                ("account_followed", monday - 3, 1),
            ]
    before = {
        "connection_made": 300,
        "senior_connection_made": 20,
        "coworker_connection_made": 8,
        "endorsement_received": 12,
    }
    return [*actions, *((kind, -400, count) for kind, count in before.items())]


def index(actions: Actions) -> int:
    """The index at the end of the week."""
    member = Activity(
        rows=rows([*ordinary(), *actions]),
        last_day=TODAY,
        attributes={"profile_completeness": ((0, 700_000),), "profile_media": ((0, 0),)},
        coverage={name: Coverage() for name in EVERYTHING},
        records=((TODAY - 400, 20),),
    )
    return score(member.for_model(MODEL_2026_1), MODEL_2026_1, TODAY + 7).index_micro


def honest(minutes: Fraction) -> list[tuple[str, int, int]]:
    """A week of the model's own steps, one comment, one share at a time, until the minutes are over, each on the next working day."""
    actions: list[tuple[str, int, int]] = []
    for turn in range(200):
        signal = MODEL_2026_1.signals[ROTA[turn % len(ROTA)]]
        assert signal.step is not None
        each = dose(MODEL_2026_1, signal.step)
        if Fraction(signal.step.minutes, each) > minutes:
            break
        minutes -= Fraction(signal.step.minutes, each)
        done = turn // len(ROTA)
        actions += [
            (kind, WORKING[turn % 5], quantity * (done + 1) // each - quantity * done // each)
            for kind, quantity in signal.step.adds
        ]
    return actions


ROTA = ("comments_given", "people_searches", "posts_shared", "conversations_kept", "reactions_given", "posts_published", "invitation_acceptance", "outreach_response")  # fmt: skip

THANKS = substance("Thanks for sharing!")
SECONDS = Fraction(1, 60)


def thanks_in_a_day() -> tuple[Fraction, Actions]:
    """200 comments "Thanks for sharing!" in a day, a quarter of a minute each."""
    return 200 * 15 * SECONDS, [("comment_given", 1, THANKS)] * 200


def thanks_all_week() -> tuple[Fraction, Actions]:
    """50 such comments on each day of the week."""
    return 350 * 15 * SECONDS, [("comment_given", day, THANKS) for day in WEEK for _ in range(50)]


def mass_invitations() -> tuple[Fraction, Actions]:
    """300 invitations without a reason, ten seconds each; one in twenty is accepted."""
    return 300 * 10 * SECONDS, [("invitation_sent", 1, 300), ("invitation_accepted", 1, 15), ("connection_made", 1, 15)]


def open_networkers() -> tuple[Fraction, Actions]:
    """300 invitations to people who accept everybody: nine in ten do."""
    return 300 * 10 * SECONDS, [
        ("invitation_sent", 1, 300),
        ("invitation_accepted", 1, 270),
        ("connection_made", 1, 270),
    ]


def post_spam() -> tuple[Fraction, Actions]:
    """50 copied posts in a day, half a minute each."""
    return 50 * 30 * SECONDS, [("post_published", 1, 1)] * 50


def repost_spam() -> tuple[Fraction, Actions]:
    """60 reposts in a day, five seconds each."""
    return 60 * 5 * SECONDS, [("post_shared", 1, 1)] * 60


def self_reply_ring() -> tuple[Fraction, Actions]:
    """40 replies of two words under own posts on each day of the week, ten seconds each."""
    replies = [
        (kind, day, quantity)
        for day in WEEK
        for kind, quantity in (("conversation_kept", 40), ("comment_given", 40 * THANKS))
    ]
    return 280 * 10 * SECONDS, replies


def search_spam() -> tuple[Fraction, Actions]:
    """300 searches in a day, three seconds each."""
    return 300 * 3 * SECONDS, [("people_search", 1, 300)]


def reaction_spam() -> tuple[Fraction, Actions]:
    """500 reactions in a day, two seconds each, and 100 companies followed."""
    return 600 * 2 * SECONDS, [("reaction_given", 1, 500), ("account_followed", 1, 100)]


def mass_messages() -> tuple[Fraction, Actions]:
    """200 copied first messages, ten seconds each; one in fifty is answered."""
    return 200 * 10 * SECONDS, [("outreach_sent", 1, 200), ("outreach_answered", 1, 4), ("contact_reached", 1, 4)]


def endorsement_ring() -> tuple[Fraction, Actions]:
    """40 endorsements exchanged among strangers, a quarter of a minute each."""
    return 40 * 15 * SECONDS, [("endorsement_received", 1, 40)]


def burst_of_everything() -> tuple[Fraction, Actions]:
    """All that can be clicked, in one day."""
    clicked = {
        "post_published": 40,
        "post_shared": 40,
        "people_search": 200,
        "reaction_given": 300,
        "account_followed": 50,
        "conversation_kept": 40,
    }
    seconds = 40 * 30 + 40 * 5 + 200 * 3 + 300 * 2 + 50 * 2 + 40 * 10
    return seconds * SECONDS, [(kind, 1, count) for kind, count in clicked.items()]


STRATEGIES: tuple[Callable[[], tuple[Fraction, Actions]], ...] = (
    thanks_in_a_day,
    thanks_all_week,
    mass_invitations,
    open_networkers,
    post_spam,
    repost_spam,
    self_reply_ring,
    search_spam,
    reaction_spam,
    mass_messages,
    endorsement_ring,
    burst_of_everything,
)


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda strategy: strategy.__name__)
def test_gaming_gains_little_over_an_honest_week(strategy: Callable[[], tuple[Fraction, Actions]]) -> None:
    minutes, actions = strategy()
    assert index(actions) - index(honest(minutes)) <= MOST


def test_the_honest_week_is_worth_more_the_longer_it_is() -> None:
    points = [index(honest(Fraction(minutes))) for minutes in (0, 30, 60, 120, 240)]
    assert points == sorted(set(points))
