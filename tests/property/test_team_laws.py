"""Laws of the user report and of alerts for any team and history."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.activity.calendar import to_day
from openssi.insight.alerts import alerts
from openssi.insight.history import HistoryDay
from openssi.insight.team import MemberDay, Order, TeamMember, UserReport, user_report
from openssi.model import DEFAULT, MICRO

FIRST, LAST = 20_600, 20_629
MANY = settings(max_examples=50)

pillars = st.tuples(*[st.none() | st.integers(0, 25 * MICRO)] * 4)


@st.composite
def days(draw: st.DrawFn, first: int, last: int) -> MemberDay:
    day, found = draw(st.integers(first, last)), draw(pillars)
    if draw(st.booleans()) and draw(st.booleans()):
        return MemberDay(day, None, None, (None,) * 4, 80)
    index, measurable = sum(micro or 0 for micro in found), draw(st.sampled_from([80, 80, 80, 95]))
    return MemberDay(day, index, index + (100 - measurable) * MICRO, found, measurable, covered=measurable)


@st.composite
def teams(draw: st.DrawFn, most: int = 36) -> list[TeamMember]:
    found: list[TeamMember] = []
    for number in range(draw(st.integers(0, most))):
        after = draw(st.none() | days(FIRST - 40, LAST))
        before = draw(st.none() | days(FIRST - 1, FIRST - 1)) if after else None
        name = draw(st.text(max_size=6))
        found.append(
            TeamMember(f"{number}", name, before, after, draw(st.integers(0, 30)) if after else 0, after and after.day)
        )
    return found


@MANY
@given(teams(most=12))
def test_shown_figures_add_up(team: list[TeamMember]) -> None:
    members = {member.id: member for member in team}
    report = user_report(team, DEFAULT, FIRST, LAST)
    for row in report.rows:
        if row.index is None:
            assert (row.pillars, row.change) == ((), None)
            continue
        assert sum(tenths or 0 for tenths in row.pillars) == row.index
        before = members[row.id].before
        if row.change is not None and before is not None:
            (then,) = user_report([TeamMember("", "", None, before, 0, before.day)], DEFAULT, FIRST, LAST).rows
            assert then.index is not None
            assert row.change == row.index - then.index
    if report.averages.pillars is not None:
        assert sum(report.averages.pillars) == report.averages.index


orders = st.sampled_from(["name", "progress", "index", "active", "coverage", "data"])
bands = st.sampled_from(["", *(band.id for band in DEFAULT.bands)])


@MANY
@given(teams(), orders, bands, st.text(max_size=2))
def test_sorting_and_filtering_keep_totals_and_members(
    team: list[TeamMember], order: Order, band: str, name: str
) -> None:
    report = user_report(team, DEFAULT, FIRST, LAST, ranking=True)
    some = report.arranged(order, band=band, name=name)
    assert (some.totals, some.averages, some.benchmarks, some.most_improved, some.withheld) == (
        (report.totals, report.averages, report.benchmarks, report.most_improved, report.withheld)
    )
    assert set(some.rows) <= set(report.rows)
    assert set(report.arranged(order).rows) == set(report.rows)
    assert len(report.rows) == len(team) == report.totals.members == sum(report.totals.states.values())
    assert sum(report.totals.bands.values()) == report.totals.states["current"] + report.totals.states["ended"]
    assert some.arranged() == report


@MANY
@given(teams())
def test_averages_are_of_ten_or_more_active_members(team: list[TeamMember]) -> None:
    report = user_report(team, DEFAULT, FIRST, LAST)
    active = [row for row in report.rows if row.active]
    assert report.averages.people == len(active)
    if len(active) < 10:
        assert (report.averages.index, report.averages.pillars, report.averages.change) == (None, None, None)
    else:
        assert report.averages.index_micro == sum(row.index_micro or 0 for row in active) // len(active)
    if len(active) < 30:
        assert report.benchmarks == {}
    ids = {row.id for row in active}
    without = user_report([member for member in team if member.id in ids], DEFAULT, FIRST, LAST)
    assert (without.averages, without.benchmarks) == (report.averages, report.benchmarks)


def order_of(report: UserReport) -> list[str]:
    return [row.id for row in report.rows]


@MANY
@given(teams())
def test_ranks_in_the_lower_half_cannot_be_inferred(team: list[TeamMember]) -> None:
    """Those who are not first come by name, however far behind they are."""
    report = user_report(team, DEFAULT, FIRST, LAST, ranking=True)
    active = sorted((row.index_micro or 0 for row in report.rows if row.active), reverse=True)
    ranked = [row for row in report.rows if row.rank is not None]
    assert all(2 * (row.rank or 0) <= len(active) for row in ranked)
    assert ranked == [] or len(active) >= 10
    by_name = order_of(report)
    upper = {
        row.id
        for row in report.rows
        if row.active and 2 * (1 + sum(one > (row.index_micro or 0) for one in active)) <= len(active)
    }
    improved = {row.id for row in report.rows if row.progress}
    busy = sorted((row.days_active or 0 for row in report.rows if row.active), reverse=True)
    often = {
        row.id
        for row in report.rows
        if row.active and 2 * (1 + sum(one > (row.days_active or 0) for one in busy)) <= len(busy)
    }
    firsts: dict[Order, set[str]] = {"index": upper, "progress": improved, "active": often}
    if len(active) < 10:
        assert {tuple(order_of(report.arranged(order))) for order in (*firsts, "coverage")} == {tuple(by_name)}
        return
    for order, first in firsts.items():
        told = order_of(report.arranged(order))
        assert set(told[: len(first)]) == first
        assert told[len(first) :] == [one for one in by_name if one not in first]
    best = [row.index_micro or 0 for row in report.arranged("index").rows[: len(upper)]]
    assert best == active[: len(upper)]


@st.composite
def histories(draw: st.DrawFn) -> list[HistoryDay]:
    found: list[HistoryDay] = []
    for day in range(draw(st.integers(1, 60))):
        micro = draw(st.none() | st.integers(40 * MICRO, 50 * MICRO))
        upper = None if micro is None else micro + draw(st.sampled_from([20, 20, 30])) * MICRO
        found.append(HistoryDay(FIRST + day, micro, upper, (micro, 0, 0, 0)))
    return found


@MANY
@given(
    histories(),
    st.integers(0, 60),
    st.none() | st.integers(41 * MICRO, 49 * MICRO),
    st.none() | st.integers(FIRST, FIRST + 60),
)
def test_more_history_neither_changes_nor_repeats_alerts(
    days: list[HistoryDay], cut: int, target: int | None, since: int | None
) -> None:
    last = days[-1].day
    whole, part = (alerts(some, last, last, target, since) for some in (days, days[:cut]))
    assert set(part) <= set(whole)
    assert len({alert.id for alert in whole}) == len(whole)
    assert alerts(days, FIRST + cut, FIRST + cut - 1, target, since) == part  # as if it were that day


@MANY
@given(histories())
def test_drops_do_not_overlap_and_none_is_missed(days: list[HistoryDay]) -> None:
    drops = [alert for alert in alerts(days, days[-1].day, days[-1].day) if alert.kind == "drop"]
    told = {alert.day for alert in drops}
    shown = {day.day: day.shown[0] for day in days}
    for day, index in shown.items():
        high = max((before for on, before in shown.items() if day - 7 <= on < day and before is not None), default=0)
        if index is not None and high - index >= 30:
            assert any(day - 13 <= alert <= day for alert in told)
    weeks = [
        [to_day(datetime.strptime(day, "%d %B %Y").date()) for day in re.findall(r"\d+ [A-Z][a-z]+ \d{4}", alert.text)]  # noqa: DTZ007 (a day has no time zone)
        for alert in drops
    ]
    for (since, until), (next_since, next_until) in pairwise(weeks):
        assert until - since <= 7
        assert next_since >= max(until, since + 7)
        assert next_until > next_since
