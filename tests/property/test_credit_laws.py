"""Laws of credits, whatever was done: more never lowers, yesterday stays, nothing falls off a cliff, one day moves little."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openssi.activity import Action, Activity, Coverage, DailyRow, ReaderCounts, daily_rows
from openssi.activity.credits import credited_actions
from openssi.model import MICRO, PUBLISHED, WINDOW, Attribute, Credit
from openssi.scoring import daily_scores, score
from openssi.scoring.measures import fading

MODEL = PUBLISHED["2026.2"]
DAY = 20_000
CURVES = [Credit("x", ((1000, 1000), (2000, 1500), (4000, 2000))), Credit("x", ((1000, 1000), (2000, 1400)))]


@st.composite
def actions(draw: st.DrawFn, slots: int = 2, chains: int = 3, late: int = 3, least: int = 1) -> Action:
    """An action of the last 95 days, with one of so many slots or none, and one of so many chains or none.

    It may become known so many days late. Its quantity is from `least` to 1,200.
    """
    day = DAY - draw(st.integers(0, 95))
    slot = draw(st.none() | st.integers(1, slots)) if slots else None
    chain = draw(st.none() | st.integers(1, chains)) if chains else None
    known_day = day + draw(st.sampled_from([0, 0, 0, late]))
    return Action(day, known_day, draw(st.integers(least, 1200)), slot, chain)


#: Actions that share the curve of a day, of which the newest of a chain counts: exchanges with people, which are equal.
#: Those that share a curve on different days.
EXCHANGES, SLOTS = actions(slots=0, late=0, least=1200), actions(chains=0)


def connected(some: list[Action], day: int) -> list[Action]:
    """The same exchanges, if the person of chain 1 became a connection on a day: none with them count before."""
    return [action._replace(known_day=max(action.known_day, day)) if action.chain == 1 else action for action in some]


def once_a_day(some: list[Action]) -> list[Action]:
    """The actions without a second exchange with a person on a day, as the reader of archives counts them."""
    first = {(action.day, action.chain): action for action in reversed(some)}
    return [action for action in some if action.chain is None or first[action.day, action.chain] is action]


def credits_of(some: list[Action], credit: Credit) -> tuple[DailyRow, ...]:
    return daily_rows(credited_actions(some, credit))


@given(st.data(), st.sampled_from([EXCHANGES, SLOTS]), st.sampled_from(CURVES))
def test_a_newer_action_never_lowers_a_fading_sum(
    data: st.DataObject, kind: st.SearchStrategy[Action], credit: Credit
) -> None:
    some = connected(data.draw(st.lists(kind, max_size=12)), data.draw(st.integers(DAY - 95, DAY)))
    newest = data.draw(kind)._replace(day=DAY, known_day=DAY)
    before, after = (credits_of(once_a_day(done), credit) for done in (some, [*some, newest]))
    assert all(fading(before, day) <= fading(after, day) for day in range(DAY - 1, DAY + WINDOW + 1))


def lost_to_older(some: list[Action], added: Action, credit: Credit) -> int:
    """The most that a fading sum loses if an older archive adds an action."""
    some = [action._replace(known_day=action.day) for action in some]
    before = credits_of(once_a_day(some), credit)
    after = credits_of(once_a_day([*some, added._replace(known_day=added.day)]), credit)
    return max(fading(before, day) - fading(after, day) for day in range(DAY, DAY + WINDOW + 1))


@given(st.lists(SLOTS, max_size=9), SLOTS, st.sampled_from(CURVES))
def test_what_an_older_archive_adds_never_lowers_a_fading_sum(
    some: list[Action], added: Action, credit: Credit
) -> None:
    assert lost_to_older(some, added, credit) <= 0


@given(st.lists(EXCHANGES, max_size=9), EXCHANGES, st.sampled_from(CURVES))
def test_an_exchange_from_an_older_archive_costs_less_than_one(
    some: list[Action], added: Action, credit: Credit
) -> None:
    """Where exchanges share a day, one that turns out to be a repetition can cost a part of another."""
    assert lost_to_older(some, added, credit) < WINDOW * credit.earned(1200)


@given(st.lists(actions(), max_size=12), st.integers(0, 95), st.sampled_from(CURVES))
def test_a_day_scores_only_what_was_known_on_it(some: list[Action], ago: int, credit: Credit) -> None:
    day = DAY - ago
    known = [action for action in some if action.known_day <= day]
    assert fading(credits_of(some, credit), day) == fading(credits_of(known, credit), day)


@given(st.lists(actions(), max_size=12), st.sampled_from(CURVES))
def test_no_day_has_less_than_nothing_and_no_slot_more_than_its_curve(some: list[Action], credit: Credit) -> None:
    rows = credits_of(some, credit)
    for day in {row.day for row in rows}:
        of_day = [row for row in rows if row.day == day]
        for known in {row.known_day for row in of_day}:
            assert sum(row.quantity for row in of_day if row.known_day <= known) >= 0
    slots = {(action.slot, action.day if action.slot is None else 0) for action in some}
    assert sum(row.quantity for row in rows) <= len(slots) * credit.knots[-1][1]


@st.composite
def real_actions(draw: st.DrawFn) -> list[Action]:
    """Actions as the reader of archives makes them: comments, replies under own posts, or exchanges."""
    shape = draw(st.sampled_from(["comments", "replies", "exchanges"]))
    drawn = draw(st.lists(st.tuples(st.integers(0, 130), st.integers(1, 4), st.integers(301, 1000)), max_size=30))
    late = draw(st.integers(DAY - 130, DAY))  # the day on which the person of chain 1 became a connection
    found: list[Action] = []
    for ago, chain, quantity in drawn:
        day = DAY - ago
        if shape == "comments":
            found.append(Action(day, day, quantity, chain=chain))
        elif shape == "replies":
            found.append(Action(day, day, 1000, slot=day // 7, chain=chain))
        else:
            found.append(Action(day, max(day, late if chain == 1 else 0), 1000, chain=chain))
    return sorted(found, key=lambda action: (action.day, action.known_day))


@given(real_actions(), st.sampled_from(CURVES))
def test_actions_of_a_day_earn_the_same_one_by_one(some: list[Action], credit: Credit) -> None:
    assert credits_of(some, credit) == daily_rows(one_by_one(some, credit))


def one_by_one(some: list[Action], credit: Credit) -> list[tuple[int, int, int]]:
    """Return the credits of actions and the differences, with everything worked out again after each action."""
    earned, counted = [0] * len(some), [0] * len(some)
    events: list[tuple[int, int, int]] = []
    order = sorted(range(len(some)), key=lambda at: (some[at].known_day, some[at].day, at))
    for step, new in enumerate(order, start=1):
        known = order[:step]
        first = {some[at].chain: at for at in sorted(known, key=lambda at: (-some[at].day, -at))}
        slot = [at for at in known if (some[at].slot or some[at].day) == (some[new].slot or some[new].day)]
        slot.sort(key=lambda at: (first[some[at].chain] != at, -some[at].day))
        before = list(earned)
        room: dict[int | None, int] = {}  # quantity of each chain in the slot
        got: dict[int | None, int] = {}
        for at in slot:
            chain, total = some[at].chain, sum(room.values())
            more = max(0, some[at].quantity - room.get(chain, 0))
            got[chain] = got.get(chain, 0) + credit.earned(total + more) - credit.earned(total)
            room[chain] = room.get(chain, 0) + more
            earned[at] = got[chain]
        for changed in (at for at in slot if earned[at] != before[at]):
            copies = sorted((at for at in known if some[at].chain == some[changed].chain), key=lambda at: some[at].day)
            for at in copies:
                if some[at].day > some[changed].day - WINDOW:
                    later = max((earned[one] for one in copies[copies.index(at) + 1 :]), default=0)
                    difference = max(0, earned[at] - later) - counted[at]
                    counted[at] += difference
                    events.append((some[at].day, some[new].known_day, difference))
    return events


def member(rows: dict[str, list[tuple[int, int, int]]]) -> Activity:
    kinds = {kind: daily_rows(some) for kind, some in rows.items()}
    attributes = {s.measure.name for s in MODEL.signals.values() if isinstance(s.measure, Attribute)}
    coverage = {name: Coverage() for name in (*MODEL.kind, *attributes)}
    return Activity(kinds, DAY, coverage=coverage, records=((DAY - 400, 20),)).for_model(MODEL)


def on(day: int, **quantities: int) -> dict[str, list[tuple[int, int, int]]]:
    return {kind: [(day, day, quantity)] for kind, quantity in quantities.items()}


#: What one person can do in a day with the help of others, far beyond any honest one.
EVERYTHING = {
    "post_published": 5,
    "article_published": 1,
    "conversation_kept": 20,
    "comment_given": 30_000,
    "reaction_given": 100,
    "post_shared": 20,
    "account_followed": 20,
    "people_search": 100,
    "active_day": 1,
}
BATCH = {"invitation_sent": 20, "invitation_accepted": 10, "connection_made": 10, "outreach_sent": 20} | {
    "outreach_answered": 6,
    "contact_reached": 6,
    "senior_connection_made": 1,
    "senior_reached": 1,
    "decision_maker_met": 2,
    "decision_maker_reached": 1,
}


def gain(before: dict[str, list[tuple[int, int, int]]], done: dict[str, int]) -> int:
    added = {kind: [*before.get(kind, ()), *rows] for kind, rows in on(DAY, **done).items()}
    after = score(member({**before, **added}), MODEL, DAY)
    return after.index_micro - score(member(before), MODEL, DAY).index_micro


ORDINARY = {
    kind: [(DAY - ago, DAY - ago, quantity) for ago in range(3, 200, 7)]
    for kind, quantity in {
        "comment_given": 1600,
        "people_search": 3,
        "reaction_given": 8,
        "active_day": 1,
        "invitation_sent": 3,
        "invitation_accepted": 1,
        "outreach_sent": 3,
        "outreach_answered": 1,
    }.items()
} | {"connection_made": [(DAY - 300, DAY - 300, 300)]}


@pytest.mark.parametrize("before", [{}, ORDINARY], ids=["from nothing", "ordinary"])
def test_one_day_moves_the_index_little(before: dict[str, list[tuple[int, int, int]]]) -> None:
    assert gain(before, BATCH) <= 5 * MICRO
    assert gain(before, EVERYTHING | BATCH) <= 10 * MICRO


def test_nothing_falls_off_a_cliff() -> None:
    """A batch of everything on one day fades without losing more than a tenth of any signal's peak in a day."""
    days = list(daily_scores(member(on(DAY, **EVERYTHING, **BATCH)), MODEL, DAY, DAY + WINDOW + 1))
    for name in MODEL.signals:
        points = [day.signals[name].micro for day in days]
        assert max(a - b for a, b in pairwise(points)) <= max(points) / 10 + 1, name


def test_a_failed_attempt_costs_a_tenth_of_a_point_at_most() -> None:
    for kind in ("invitation_sent", "outreach_sent"):
        for count in range(1, 30, 4):
            tried = {kind: [(DAY - ago, DAY - ago, count) for ago in range(0, 80, 7)]}
            won = {{"invitation_sent": "invitation_accepted", "outreach_sent": "outreach_answered"}[kind]: tried[kind]}
            assert gain({**tried, **won}, {kind: 1}) >= -MICRO // 10


def test_activity_prepared_for_one_model_can_be_prepared_for_another() -> None:
    raw = replace(member(ORDINARY), rows={kind: daily_rows(some) for kind, some in ORDINARY.items()}, model="")
    raw = replace(raw, counted={2: ReaderCounts({}, lower_bounds={"connection_made": "in part"})}, lower_bounds={})
    first, second = raw.for_model(PUBLISHED["2026.1"]), raw.for_model(MODEL)
    assert second.for_model(PUBLISHED["2026.1"]).rows == first.rows
    assert first.for_model(MODEL).rows == second.rows
    assert second.for_model(PUBLISHED["2026.1"]).lower_bounds == {}
    assert first.for_model(MODEL).for_model(MODEL).lower_bounds == {"connection_made": "in part"}
