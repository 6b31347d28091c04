"""Advice for ten people: within the minutes asked, nothing impossible, and gains that hold when it is carried out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from openssi.activity import Activity, DailyRow
from openssi.activity.calendar import weekday
from openssi.activity.plan import step_rows
from openssi.insight.coach import Advice, advise
from openssi.insight.never_done import never_done
from openssi.model import MICRO, PUBLISHED, Model, efforts
from openssi.render.words.next_steps import if_never_in_words
from openssi.scoring import score
from tests.people import NO_SHARES, PEOPLE, Person
from tests.unit.samples import TODAY

WEEKS = 8
LAST = TODAY + 7 * WEEKS
CASES = [
    pytest.param(person, model, id=f"{person.name}, {model.id}") for person in PEOPLE for model in PUBLISHED.values()
]


@pytest.mark.parametrize(("person", "model"), CASES)
def test_a_plan_is_short_possible_and_keeps_its_promise(person: Person, model: Model) -> None:
    """One test, since a plan takes a second."""
    advice = advise(person.activity().for_model(model), model, TODAY, WEEKS, efforts(model))
    _check_minutes(advice)
    _check_nothing_impossible_is_asked(advice, person, model)
    _check_gains_hold(advice, person, model)
    if person.name == "stopped":
        _check_steps_to_restart(advice)


def _check_minutes(advice: Advice) -> None:
    assert sum(line.minutes for line in advice.plan) == advice.minutes_a_week <= 60
    assert advice.minutes == 60
    assert advice.end_micro >= advice.as_now_micro >= advice.stopped_micro


def _check_nothing_impossible_is_asked(advice: Advice, person: Person, model: Model) -> None:
    asked = {line.item.signal for line in advice.plan} | {step.signal for step in advice.steps}
    counts = {line.item.signal: line.item.count for line in advice.plan}
    if not {"post_published", "post_shared"} & set(person.habits):
        assert "conversations_kept" not in asked
    if "description of your present position" not in person.open_parts:
        assert counts.get("profile_completeness", 0) <= 1  # the website alone
    if not {"senior_connection_made", "decision_maker_met"} & set(person.habits) and person.network >= 50:
        assert asked.isdisjoint({"senior_connections", "decision_makers_met"})
    if person.name == "job seeker":
        assert "coworker_connections" not in asked
    actions = [kind for step in advice.steps for kind, _ in getattr(model.signals[step.signal].step, "adds", ())]
    assert len(actions) == len(set(actions))


def _check_gains_hold(advice: Advice, person: Person, model: Model) -> None:
    """Habits go on as they were, day by day, and the plan's week is done as it says: within half a point of the promise."""
    raw = person.activity()
    lived = _lived(raw, {})
    carried_out = replace(_lived(raw, _actions(advice, model)), attributes=_filled_in(raw, advice, model))
    as_now, with_plan = (score(one.for_model(model), model, LAST).index_micro for one in (lived, carried_out))
    promised = advice.end_micro - advice.as_now_micro
    assert abs(with_plan - as_now - promised) <= MICRO // 2, (with_plan - as_now) / MICRO - promised / MICRO


def _lived(activity: Activity, more: dict[str, list[DailyRow]]) -> Activity:
    """The coming weeks: the last thirteen, or the four of someone new, again on the same weekdays, and more."""
    weeks = 13 if activity.first_day <= TODAY - 91 else 4
    rows = {kind: list(found) for kind, found in activity.rows.items()}
    for kind, found in activity.rows.items():
        for later in range(7 * weeks, LAST - TODAY + 7 * weeks, 7 * weeks):
            again = (DailyRow(row.day + later, row.known_day + later, row.quantity) for row in found)
            rows[kind] += [row for row in again if TODAY < row.day <= LAST and TODAY - 7 * weeks < row.day - later]
    for kind, added in more.items():
        rows.setdefault(kind, []).extend(added)
    return replace(activity, rows={kind: _merged(kind, found) for kind, found in rows.items()})


def _filled_in(activity: Activity, advice: Advice, model: Model) -> dict[str, tuple[tuple[int, int], ...]]:
    """The profile with the parts that the plan fills in."""
    attributes = dict(activity.attributes)
    for line in advice.plan:
        for name, part in getattr(model.signals[line.item.signal].step, "adds", ()):
            if name in attributes:
                attributes[name] = (*attributes[name], (TODAY + 1, attributes[name][-1][1] + line.item.count * part))
    return attributes


def _merged(kind: str, rows: Iterable[DailyRow]) -> tuple[DailyRow, ...]:
    totals: dict[tuple[int, int], int] = {}
    for row in rows:
        totals[row.day, row.known_day] = totals.get((row.day, row.known_day), 0) + row.quantity
    return tuple(DailyRow(*days, 1 if kind == "active_day" else count) for days, count in sorted(totals.items()))


def _actions(advice: Advice, model: Model) -> dict[str, list[DailyRow]]:
    """The plan's actions on their days, each of which is active."""
    done: dict[str, list[int]] = {}
    for day in range(TODAY + 1, LAST + 1):
        for planned in advice.week:
            if planned.weekday == weekday(day):
                for signal, count in planned.actions:
                    done.setdefault(signal, []).extend([day] * count)
    active = {day for days in done.values() for day in days}
    for line in advice.plan:
        if line.item.once:
            done[line.item.signal] = [TODAY + 1] * line.item.count
    rows: dict[str, list[DailyRow]] = {"active_day": [DailyRow(day, day, 1) for day in sorted(active)]}
    for signal, days in done.items():
        step = model.signals[signal].step
        assert step is not None
        if step.adds[0][0] in model.kind:
            for kind, some in step_rows(model, step, days).items():
                rows.setdefault(kind, []).extend(some)
    return rows


def _check_steps_to_restart(advice: Advice) -> None:
    assert advice.as_now_micro == advice.stopped_micro
    assert "None counted in the last 90 days." in advice.steps[0].because


def test_a_missing_file_is_asked_about_in_a_complete_archive_only() -> None:
    model = PUBLISHED["2026.1"]
    member = NO_SHARES.activity().for_model(model)
    (offer, *_) = never_done(member, model, score(member, model, TODAY))
    assert (offer.kind, offer.reason, offer.step.signal) == (
        "posts",
        "Shares.csv is not in the archive",
        "posts_published",
    )
    assert if_never_in_words(offer).startswith("Shares.csv is not in the archive. If you have no posts, you could gain")
    messages = replace(offer, reason="messages.csv is not in the archive")
    assert if_never_in_words(messages).startswith("messages.csv is not in the archive. If")
    small = PEOPLE[-1].activity().for_model(model)
    assert never_done(small, model, score(small, model, TODAY)) == ()
