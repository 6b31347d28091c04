"""Test charts of the past: gaps are not zeros, words and tables match the drawing, and user text is never markup."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from openssi.activity.annotations import Annotations, LinkedInScore, Note
from openssi.insight.explain import explain_change, explain_day, largest_moves
from openssi.insight.history import CoverageChange, History, HistoryDay
from openssi.render.html.history import last_days
from openssi.render.html.notebook import explanation_fragment, history_fragment
from openssi.render.svg import Chart, activity_calendar, history_chart, spark, stack_chart, standalone, waterfall
from openssi.render.svg.chart import axis, lines
from openssi.render.svg.history import mark
from tests.models import MODEL_2026_1
from tests.unit.samples import TODAY, activity, once

MICRO = 1_000_000
HOSTILE = 'a"><script>alert(1)</script>&\u202e'


def series(*points: int | None) -> History:
    """Return days up to today with these index values in points, all in the first pillar; None is a day without an index."""
    days = tuple(
        HistoryDay(TODAY - len(points) + 1 + at, None, None, (None,) * 4)
        if value is None
        else HistoryDay(TODAY - len(points) + 1 + at, value * MICRO, (value + 26) * MICRO, (value * MICRO, 0, 0, None))
        for at, value in enumerate(points)
    )
    return History(MODEL_2026_1, days)


def paths(chart: Chart, kind: str) -> list[str]:
    return [str(node.get("d")) for node in root(chart).iter() if node.get("class") == kind]


def root(chart: Chart) -> ET.Element:
    return ET.fromstring(chart.svg)  # noqa: S314 (our own)


def words(chart: Chart) -> list[str]:
    return [node.text or "" for node in root(chart).iter() if node.tag.endswith("text")]


def test_gap_breaks_the_line_instead_of_dropping_to_zero() -> None:
    chart = history_chart(series(10, 12, None, None, 14, 15, 16))
    assert len(paths(chart, "ssi-line")) == 2
    assert len(paths(chart, "ssi-band")) == 2
    zero = next(float(str(node.get("y1"))) for node in root(chart).iter() if node.get("class") == "ssi-rule")
    heights = [float(y) for path in paths(chart, "ssi-line") for _, y in re.findall(r"([\d.]+) ([\d.]+)", path)]
    assert max(heights) < zero


def test_change_of_sources_breaks_the_line_and_has_a_letter() -> None:
    history = replace(series(10, 10, 10, 14, 14), changes=(CoverageChange(TODAY - 1, ("people_searches",), ()),))
    chart = history_chart(history)
    assert len(paths(chart, "ssi-line")) == 2
    assert "a" in words(chart)
    assert chart.summary.endswith(" Sources begin or end on 1 day.")


def test_single_day_is_a_dot() -> None:
    chart = history_chart(series(10))
    assert paths(chart, "ssi-line")[0].endswith("h0")
    assert lines([(0.5, 3.0)]) == "M500.0 3.0h0"


def test_chart_without_an_index_says_so() -> None:
    chart = history_chart(series(None, None))
    assert paths(chart, "ssi-line") == []
    assert "not enough data for a number" in words(chart)
    assert chart.summary == "There was not enough data for a number on any of these days."
    assert [row[1] for row in chart.rows] == ["no number"]


def test_line_shows_its_model_and_last_value() -> None:
    assert {"model 2026.1", "16.0"} <= set(words(history_chart(series(10, 16))))


def test_summary_and_table_match_the_line() -> None:
    chart = history_chart(series(10, 20, 15))
    assert chart.summary == (
        "From 10.0 on 28 Jun 2026 to 15.0 on 30 Jun 2026. Highest 20.0 on 29 Jun 2026, lowest 10.0 on 28 Jun 2026."
    )
    assert chart.headings == ("day", "index", "if all were measured", "brand", "people", "insights", "relationships")
    assert chart.rows == (("30 Jun 2026", "15.0", "41.0", "15.0", "0.0", "0.0", "no number"),)


def test_linkedin_scores_are_a_second_line_and_a_column() -> None:
    official = (LinkedInScore(TODAY - 2, 20 * MICRO, 0, 0, 0), LinkedInScore(TODAY, 25 * MICRO, 0, 0, 0))
    chart = history_chart(series(10, 20, 15).annotated(Annotations(official=official)))
    assert len(paths(chart, "ssi-second")) == 1
    assert len(paths(chart, "ssi-diamond")) == 2
    assert [(row[0], row[-1]) for row in chart.rows] == [("28 Jun 2026", "20.0"), ("30 Jun 2026", "25.0")]


@pytest.mark.parametrize("theirs", [14, 15, 16, 20])
def test_end_labels_do_not_overlap(theirs: int) -> None:
    official = (LinkedInScore(TODAY, theirs * MICRO, 0, 0, 0),)
    chart = history_chart(series(10, 20, 15).annotated(Annotations(official=official)))
    labels = [node for node in root(chart).iter() if node.tag.endswith("text") and node.get("x") == "100%"]
    heights = sorted(float(str(node.get("y"))) for node in labels)
    assert sorted(str(node.text) for node in labels) == sorted(["15.0", f"{theirs}.0", "LinkedIn’s"])
    assert all(below - above >= 12 for above, below in pairwise(heights))  # a line of small text


def test_note_on_the_first_or_last_day_stays_inside_the_chart() -> None:
    notes = (Note(TODAY - 2, "first"), Note(TODAY - 1, "middle"), Note(TODAY, "last"))
    chart = history_chart(series(10, 20, 15).annotated(Annotations(notes)))
    anchors = {node.text: node.get("text-anchor") for node in root(chart).iter() if node.tag.endswith("text")}
    assert [anchors[name] for name in "123"] == ["start", "middle", "end"]


def test_user_text_is_never_markup() -> None:
    model = replace(MODEL_2026_1, id=HOSTILE)
    history = replace(series(10, 12), model=model, notes=(Note(TODAY, HOSTILE),))
    for text in (history_chart(history).svg, standalone(history_chart(history))):
        assert "<script" not in text
        ET.fromstring(text)  # noqa: S314 (our own)


def test_stack_has_an_area_for_each_pillar_with_the_index_on_top() -> None:
    chart = stack_chart(series(10, 12))
    plot = 240 - 16  # pixels for 20 points, from the bottom up
    for pillar in range(1, 5):
        (path,) = paths(chart, f"ssi-pillar-{pillar}")
        upper_then_lower = [float(y) for _, y in re.findall(r"([\d.]+) ([\d.]+)", path)]
        assert upper_then_lower[:2] == [240 - plot * 10 / 20, round(240 - plot * 12 / 20, 1)]
    assert chart.headings == ("day", "Brand", "People", "Insights", "Relationships", "index")
    assert chart.rows == (("30 Jun 2026", "12.0", "0.0", "0.0", "–", "12.0"),)
    assert chart.summary == (
        "From 29 Jun 2026 to 30 Jun 2026: Brand from 10.0 to 12.0, People from 0.0 to 0.0, Insights from 0.0 to 0.0, "
        "Relationships from – to –."
    )


def test_stack_has_a_gap_where_there_is_no_index() -> None:
    assert len(paths(stack_chart(series(10, None, 14, 15)), "ssi-pillar-1")) == 2
    nothing = stack_chart(series(None, None))
    assert paths(nothing, "ssi-pillar-1") == []
    assert "not enough data for a number" in words(nothing)


def test_the_end_of_a_history_has_no_marks_from_before() -> None:
    changes = tuple(CoverageChange(TODAY - ago, ("people_searches",), ()) for ago in (4, 1))
    shown = last_days(replace(series(10, 11, 12, 13, 14, 15), changes=changes), 2)
    assert [day.day for day in shown.days] == [TODAY - 2, TODAY - 1, TODAY]
    assert [change.day for change in shown.changes] == [TODAY - 1]


def test_spark_goes_from_the_lowest_to_the_highest_value() -> None:
    assert 'points="0.0,95.0 50.0,5.0 100.0,50.0"' in spark([10, 20, 15])
    assert spark([10]) == spark([]) == ""


def test_ten_years_stay_a_small_file() -> None:
    assert len(history_chart(series(*(at % 60 for at in range(3_653)))).svg) < 60_000


def test_waterfall_goes_from_the_first_index_to_the_last() -> None:
    rows = {"post_published": [(TODAY - 60, TODAY - 60, 20)], "comment_given": [(TODAY, TODAY, 9000)]}
    chart = waterfall(explain_change(activity(rows), MODEL_2026_1, TODAY - 60, TODAY))
    assert chart.rows[0] == ("1 May 2026", "3.1", "")
    assert chart.rows[-1][:2] == ("30 Jun 2026", "3.1")
    parts = [float(row[1].replace("−", "-")) for row in chart.rows[1:-1]]
    assert sum(parts) == pytest.approx(0)
    bars = [node.get("class") for node in root(chart).iter() if node.tag.endswith("rect")]
    assert sorted(filter(None, bars)) == ["ssi-earned", "ssi-lost"]


def test_smallest_changes_share_one_bar() -> None:
    kinds = [kind for kind in MODEL_2026_1.kind if kind not in {"invitation_accepted", "outreach_answered"}]
    member = activity({kind: [(TODAY, TODAY, 300)] for kind in kinds})
    chart = waterfall(explain_change(member, MODEL_2026_1, TODAY - 1, TODAY))
    assert "All others" in words(chart)
    assert sum(node.tag.endswith("rect") for node in root(chart).iter()) == 9
    assert len(chart.rows) > 11


def test_waterfall_without_changes_has_no_bars() -> None:
    chart = waterfall(explain_change(activity(), MODEL_2026_1, TODAY - 9, TODAY))
    assert not any(node.tag.endswith("rect") for node in root(chart).iter())


def test_calendar_counts_active_days_since_the_data_begins() -> None:
    member = activity(
        {"active_day": [(TODAY, TODAY, 1), (TODAY - 3, TODAY - 3, 1)]}, records=((TODAY - 9, 1), (TODAY, 5))
    )
    chart = activity_calendar(member, TODAY)
    assert chart.summary == "Active on 2 of 10 days, 1 of them at weekends."
    squares = "".join(str(node.get("d")) for node in root(chart).iter() if node.tag.endswith("path"))
    assert squares.count("M") == 10
    assert chart.rows == (("Jun 2026", "2", "6"),)
    assert activity_calendar(activity(once("post_published")), TODAY).summary.startswith("Active on 0 of")


@pytest.mark.parametrize("days", [1, 2, 20, 40, 90, 365, 730, 3_653, 9_000])
def test_axis_has_few_labels_in_order(days: int) -> None:
    drawn = "".join(axis(TODAY - days + 1, TODAY, 100))
    at = [float(x) for x in re.findall(r'<text[^>]* x="([\d.]+)%', drawn)]
    assert 1 <= len(at) <= 6
    assert at == sorted(at)
    assert all(0 <= x <= 100 for x in at)


def test_changes_have_letters_and_notes_have_numbers() -> None:
    assert [mark(0), mark(11), mark(0, letters=True), mark(26, letters=True)] == ["1", "12", "a", "a"]


def test_standalone_file_includes_its_colors() -> None:
    text = standalone(history_chart(series(10, 12)))
    assert text.startswith("<?xml")
    assert "prefers-color-scheme:dark" in text
    assert not re.search(r"url\(|@import|href", text)


def test_a_single_day_is_a_waterfall_from_zero() -> None:
    chart = waterfall(explain_day(activity(once("post_published", 5)), MODEL_2026_1, TODAY))
    assert chart.rows == (("nothing", "0.0", ""), ("Own posts", "+1.2", "counted"), ("30 Jun 2026", "1.2", ""))


def test_notebooks_show_each_chart_with_its_table_and_no_headings() -> None:
    member = activity(once("post_published", 20, ago=200))
    for text in (
        history_fragment(series(10, 12)),
        explanation_fragment(explain_change(member, MODEL_2026_1, TODAY - 199, TODAY)),
        explanation_fragment(explain_day(member, MODEL_2026_1, TODAY - 190)),
        explanation_fragment(largest_moves(member, MODEL_2026_1, TODAY)),
    ):
        assert text.count("<svg class=") == text.count("<table>") > 0
        assert "<h" not in text.replace("<html", "")
