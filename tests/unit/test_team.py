"""The user report of a team, on a few people worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openssi.errors import UsageError
from openssi.insight.team import Averages, MemberDay, Order, TeamMember, UserReport, user_report
from openssi.model import DEFAULT

FIRST, LAST = 20_600, 20_629  # 30 days
P = 1_000_000


def day(on: int, *pillars: int | None, measurable: int = 80) -> MemberDay:
    index = sum(micro or 0 for micro in pillars)
    return MemberDay(on, index, index + (100 - measurable) * P, pillars, measurable, covered=measurable)


def member(
    name: str, index: int | None, before: int | None = None, *, active: int = 5, until: int = LAST, alike: bool = True
) -> TeamMember:
    """Points in one pillar of four; the id is the name."""
    after = None if index is None else day(until, index * P, 0, 0, 0)
    then = None if before is None else day(FIRST - 1, before * P, 0, 0, 0, measurable=80 if alike else 70)
    return TeamMember(name, name, then, after, active, None if index is None else until)


def report(*members: TeamMember, ranking: bool = False) -> UserReport:
    return user_report(members, DEFAULT, FIRST, LAST, ranking=ranking)


def names(found: UserReport) -> list[str]:
    return [row.name for row in found.rows]


def test_shown_tenths_add_up_and_the_change_is_their_difference() -> None:
    before = day(FIRST - 1, 10_049_999, 2 * P, 0, 0)  # 12.049999 is shown as 12.0
    after = day(LAST, 12_340_000, 5_340_000, 340_000, 330_000)  # 18.35 as 18.4
    (row,) = report(TeamMember("a", "Ada", before, after, 9, LAST)).rows
    assert (row.index_micro, row.index, row.upper) == (18_350_000, 184, 384)
    assert row.pillars == (
        124,
        54,
        3,
        3,
    )  # 12.3, 5.3, 0.3 and 0.3 leave two tenths: for the first of the largest remainders
    assert (row.change, row.change_micro) == (64, 6_300_001)
    assert (row.state, row.day, row.band, row.days_active, row.measurable, row.data_until) == (
        "current",
        LAST,
        "starting",
        9,
        80,
        LAST,
    )
    assert row.comparable
    assert row.rank is None


def test_an_unmeasured_pillar_has_no_figure() -> None:
    (row,) = report(TeamMember("a", "Ada", None, day(LAST, 10 * P, None, 5 * P, 0), 1, LAST)).rows
    assert row.pillars == (100, None, 50, 0)
    assert row.change is None
    assert not row.comparable


def test_a_member_without_data_has_no_figures() -> None:
    found = report(member("Ada", None, active=7), member("Bob", 40))
    row = found.rows[0]
    assert (row.name, row.state) == ("Ada", "no_data")
    assert (row.day, row.index, row.pillars, row.change, row.band, row.days_active, row.measurable, row.data_until) == (
        (None, None, (), None, "", None, None, None)
    )
    assert found.totals.days_active == 5


def test_later_data_and_other_models_have_their_own_states() -> None:
    later = TeamMember("a", "Ada", None, None, 0, LAST + 9)
    found = report(later, TeamMember("b", "Bob", None, None, 0, None, outdated=True))
    assert [(row.state, row.index, row.days_active, row.data_until) for row in found.rows] == [
        ("later", None, None, LAST + 9),
        ("outdated", None, None, None),
    ]
    assert (found.totals.states["later"], found.totals.states["outdated"], found.totals.active) == (1, 1, 0)


def test_with_too_little_data_there_is_no_index() -> None:
    short = MemberDay(LAST, None, None, (None, None, None, None), 80)
    (row,) = (found := report(TeamMember("a", "Ada", None, short, 3, LAST))).rows
    assert (row.state, row.index, row.measurable, row.days_active, row.data_until) == (
        "not_enough",
        None,
        None,
        3,
        LAST,
    )
    assert (sum(found.totals.bands.values()), found.totals.active) == (0, 0)


def test_data_ending_before_the_period_keeps_its_last_index() -> None:
    (row,) = (found := report(member("Ada", 50, 40, until=FIRST - 1))).rows
    assert (row.state, row.day, row.index, row.change, row.days_active) == ("ended", FIRST - 1, 500, None, None)
    assert not row.active
    assert (sum(found.totals.bands.values()), found.totals.active, found.totals.days_active) == (1, 0, 0)
    assert report(member("Ada", 50, 40, until=FIRST)).rows[0].state == "current"


def test_totals_cover_everyone() -> None:
    short = TeamMember("s", "Sam", None, MemberDay(LAST, None, None, (None,) * 4, 80), 2, LAST)
    found = report(
        member("Ada", 29), member("Bob", 30, until=FIRST - 1), member("Cy", 70, active=0), member("Di", None), short
    )
    totals = found.totals
    assert totals.members == 5
    assert totals.states == {"current": 2, "ended": 1, "not_enough": 1, "later": 0, "outdated": 0, "no_data": 1}
    assert totals.bands == {"starting": 1, "building": 1, "leading": 1}
    assert (totals.active, totals.days_active) == (1, 7)


def ten(**changed: TeamMember) -> list[TeamMember]:
    """Ten people with 20 to 29 points, one point more than before each."""
    people = {f"m{at}": member(f"m{at}", 20 + at, 19 + at) for at in range(10)}
    return list((people | changed).values())


def test_averages_need_ten_active_people() -> None:
    found = report(
        *ten(), member("idle", 90, 10, active=0), member("gone", 80, 70, until=FIRST - 1), member("new", None)
    )
    assert found.averages == Averages(10, 24_500_000, (24_500_000, 0, 0, 0), 10, 1_000_000)
    assert (found.averages.index, found.averages.pillars, found.averages.change) == (245, (245, 0, 0, 0), 10)
    assert found.withheld == ("Percentiles need 30 active people (10 now).",)
    nine = report(*ten(m9=member("m9", 29, 28, active=0)))
    assert nine.averages == Averages(9, None, None, 9, None)
    assert (nine.averages.index, nine.averages.pillars, nine.averages.change) == (None, None, None)
    assert nine.withheld[0] == "No averages, no order by figures: 9 people were active in the period; it takes 10."


def test_average_changes_compare_days_of_equal_coverage() -> None:
    found = report(*ten(m9=member("m9", 29, 9, alike=False)))
    assert (found.averages.index, found.averages.compared, found.averages.change) == (245, 9, None)
    assert found.withheld[0] == "No average change: 9 people were measured alike on both days; it takes 10."


def test_averages_are_rounded_down_and_their_pillars_add_up() -> None:
    people = [
        TeamMember(str(at), str(at), None, day(LAST, 333_333 + (at == 0), 333_333, 333_333, 0), 1, LAST)
        for at in range(10)
    ]
    averages = report(*people).averages
    assert (averages.index_micro, averages.pillars_micro) == (999_999, (333_333, 333_333, 333_333, 0))
    assert (averages.index, averages.pillars) == (10, (4, 3, 3, 0))


def test_thresholds_of_the_best_need_thirty_people() -> None:
    people = [member(f"m{at:02}", 1 + at) for at in range(30)]  # 1 to 30 points
    assert report(*people).benchmarks == {50: 160, 25: 240, 10: 280}  # ranks 15, 7 and 3
    assert report(*people).withheld == ("No average change: 0 people were measured alike on both days; it takes 10.",)
    assert report(*people[1:]).benchmarks == {}


def test_most_improved_are_the_three_with_the_largest_gain_of_their_own() -> None:
    found = report(
        member("Ada", 30, 28),
        member("Bob", 40, 41),
        member("Cy", 50, 20, alike=False),  # a new source
        member("Di", 33, 30),
        member("Ed", 20, 18),
        member("Flo", 25, 24),
        member("Gil", 60, 10, active=0),
        member("Hal", 60, 10, until=FIRST - 1),
    )
    assert [row.name for row in found.most_improved] == ["Di", "Ada", "Ed"]
    assert report(member("Bob", 40, 41)).most_improved == ()


def test_names_sort_without_case_and_accents() -> None:
    found = report(member("Zoë", 1), member("émile", 2), member("Eva", 3), member("adam", 4))
    assert names(found) == ["adam", "émile", "Eva", "Zoë"]
    assert names(found.arranged(name="ZOE")) == ["Zoë"]
    assert names(found.arranged(name="É")) == ["émile", "Eva", "Zoë"]


def test_no_order_shows_a_last_rank() -> None:
    people = [
        member("Ada", 70, 75),
        member("Bob", 10, 30),
        member("Cy", 40, 38),
        member("Di", 50, 45),
        member("Ed", None),
    ]
    more = [member(f"m{at}", 20 + at, 20 + at) for at in range(6)]
    found = report(*people, *more, ranking=True)
    assert names(found)[:5] == ["Ada", "Bob", "Cy", "Di", "Ed"]
    assert names(found.arranged("progress"))[:5] == ["Di", "Cy", "Ada", "Bob", "Ed"]
    assert names(found.arranged("index"))[:7] == ["Ada", "Di", "Cy", "m5", "m4", "Bob", "Ed"]


@pytest.mark.parametrize("order", ["progress", "index", "active", "coverage"])
def test_with_fewer_than_ten_active_nothing_reveals_who_is_last(order: Order) -> None:
    days = [
        (day(FIRST - 1, 0, 0, 0, 0, measurable=70 + at), day(LAST, at * P, 0, 0, 0, measurable=70 + at))
        for at in range(10)
    ]
    people = [TeamMember(f"m{at}", f"m{at}", before, after, 1 + at, LAST) for at, (before, after) in enumerate(days)]
    few, enough = report(*people[1:], ranking=True), report(*people, ranking=True)
    assert few.arranged(order) == few
    assert few.order == "name"
    assert {row.rank for row in few.rows} == {None}
    assert (enough.arranged(order).order, names(enough.arranged(order))[0]) == (order, "m9")


def test_ranks_are_shown_in_the_upper_half_of_a_team_that_opted_in() -> None:
    people = [*ten(m8=member("m8", 29)), member("idle", 99, active=0)]
    found = report(*people, ranking=True)
    assert {row.name: row.rank for row in found.rows if row.rank} == {"m9": 1, "m8": 1, "m7": 3, "m6": 4, "m5": 5}
    assert names(found.arranged("index"))[:6] == ["m8", "m9", "m7", "m6", "m5", "idle"]
    assert {row.rank for row in report(*people).rows} == {None}


def test_sorting_by_days_active_and_by_coverage() -> None:
    most = TeamMember("Zoe", "Zoe", None, day(LAST, P, 0, 0, 0, measurable=95), 3, LAST)
    more = [member(f"m{at}", 20, active=8 - at) for at in range(6)]
    ada, bob, cy = member("Ada", 70, active=2), member("Bob", 10, active=9), member("Cy", 40, active=20)
    found = report(ada, bob, cy, member("Ed", None), most, *more)
    assert names(found.arranged("active"))[:5] == ["Cy", "Bob", "m0", "m1", "m2"]
    assert names(found.arranged("active"))[5:] == ["Ada", "Ed", "m3", "m4", "m5", "Zoe"]
    assert names(found.arranged("coverage")) == ["Zoe", "Ada", "Bob", "Cy", "m0", "m1", "m2", "m3", "m4", "m5", "Ed"]


def test_sorting_by_data_puts_the_newest_first() -> None:
    found = report(
        member("Ada", 1, until=LAST - 3), member("Bob", None), member("Cy", 2, until=FIRST - 9), member("Di", 3)
    )
    assert names(found.arranged("data")) == ["Di", "Ada", "Cy", "Bob"]


def test_filters_keep_totals_and_averages_and_can_be_undone() -> None:
    found = report(*ten(m0=member("m0", 75)))
    some = found.arranged("progress", band="leading")
    assert names(some) == ["m0"]
    assert (some.totals, some.averages, some.most_improved) == (found.totals, found.averages, found.most_improved)
    assert names(some.arranged(name="M3")) == ["m3"]


@pytest.mark.parametrize(
    ("order", "band", "code"),
    [("index", "", "team-order"), ("name", "best", "team-band"), ("progress", "=1+1", "team-band")],
)
def test_invalid_sorting_and_filters_are_rejected(order: Order, band: str, code: str) -> None:
    with pytest.raises(UsageError) as error:
        report(member("Ada", 1)).arranged(order, band=band)
    assert error.value.code == code


def test_a_period_is_one_week_to_two_years_long() -> None:
    assert user_report([], DEFAULT, LAST - 6, LAST).rows == ()
    assert user_report([], DEFAULT, LAST - 730, LAST).totals.members == 0
    for first, code in ((LAST - 731, "team-period"), (LAST - 5, "team-period"), (LAST + 1, "day-order")):
        with pytest.raises(UsageError) as error:
            user_report([], DEFAULT, first, LAST)
        assert error.value.code == code


def test_members_differ_beyond_chance_by_the_root_of_both_intervals() -> None:
    """Intervals of 3, 5 and 9: 5 is the one in the middle, and the root of 25 + 25 is 7."""
    widths = (9, 3, 5, None)
    days = [replace(day(LAST, 50 * P, 0, 0, 0), interval=width) for width in widths]
    people = [TeamMember(str(at), "Ada", None, one, 5, LAST) for at, one in enumerate(days)]
    assert user_report(people, DEFAULT, FIRST, LAST).beyond_chance == (5, 7)
    assert user_report(people[3:], DEFAULT, FIRST, LAST).beyond_chance is None


def measured(name: str, index: int, kind: str) -> TeamMember:
    """A member whose files are those of a measured set."""
    chosen = next(one for one in DEFAULT.sets if one.id == kind)
    points = tuple(sum(one.maximum for one in pillar.signals if one.id in chosen.signals) for pillar in DEFAULT.pillars)
    after = replace(day(LAST, index * P, 0, 0, 0, measurable=sum(points)), covered_pillars=points)
    return TeamMember(name, name, None, after, 5, LAST)


def test_the_band_of_a_member_is_that_of_the_files() -> None:
    start = {one.id: {band.id: band.start for band in one.bands}["leading"] for one in DEFAULT.sets}
    assert start["archive"] < start["workbook"]
    rows = report(*(measured(kind, start["archive"], kind) for kind in start)).rows
    assert {row.id: row.band for row in rows} == {"archive": "leading", "workbook": "building"}


def test_an_average_over_different_files_says_so() -> None:
    alike = [measured(f"Member {at}", 40, "archive") for at in range(11)]
    assert report(*alike).cautions == ()
    (caution,) = report(*alike, measured("Zoe", 60, "workbook")).cautions
    assert "(an archive: 11; an archive and a workbook: 1)" in caution
    assert report(*alike[:8], measured("Zoe", 60, "workbook")).cautions == ()  # too few for an average
