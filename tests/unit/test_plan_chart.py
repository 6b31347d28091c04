"""Test the chart of a plan: lines, summary and table show the same values."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from openssi.activity.plan import parse_plan
from openssi.insight.what_if import WhatIf, what_if
from openssi.render.html.notebook import what_if_fragment
from openssi.render.svg import Chart, fan_chart, standalone
from tests.models import MODEL_2026_1
from tests.unit.samples import TODAY, activity, once


def project(*lines: str, weeks: int = 4) -> WhatIf:
    member = activity(once("post_published", 30, ago=5), covered=["post_published", "comment_given"])
    return what_if(member, MODEL_2026_1, parse_plan(lines, MODEL_2026_1), TODAY, weeks)


def drawn(chart: Chart, kind: str) -> list[list[tuple[float, float]]]:
    root = ET.fromstring(chart.svg)  # noqa: S314 (our own)
    paths = [str(node.get("d")) for node in root.iter() if node.get("class") == kind]
    return [[(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)] for path in paths]


def test_each_day_has_a_point_and_the_better_path_is_higher() -> None:
    chart = fan_chart(project("comments_given=5/week"))
    (plan,), (as_now, stopped) = drawn(chart, "ssi-line"), drawn(chart, "ssi-second")
    assert len(plan) == len(as_now) == len(stopped) == 29
    assert plan[0] == as_now[0] == stopped[0]
    assert plan[-1][1] < as_now[-1][1] < stopped[-1][1]
    assert drawn(chart, "ssi-band") == []  # nothing hangs on other people


def test_the_band_reaches_down_to_others_answering_half_as_often() -> None:
    member = activity(once("endorsement_received", 9, ago=5), covered=["endorsement_received"])
    plan = parse_plan(["endorsements_received=2/week"], MODEL_2026_1)
    projection = what_if(member, MODEL_2026_1, plan, TODAY, 4)
    chart = fan_chart(projection)
    (line,) = drawn(chart, "ssi-line")
    (band,) = drawn(chart, "ssi-band")
    assert projection.range.none < projection.range.half < projection.end.index_micro
    assert band[:2] == [line[0], line[-1]]
    assert band[2][1] > line[-1][1]


def test_heights_are_proportional_to_points() -> None:
    projection = project("comments_given=5/week")
    root = ET.fromstring(fan_chart(projection).svg)  # noqa: S314 (our own)
    rules = [float(str(node.get("y1"))) for node in root.iter() if node.get("class") == "ssi-rule"]
    (plan,) = drawn(fan_chart(projection), "ssi-line")
    expected = rules[0] - (rules[0] - rules[1]) * projection.end.index_micro / 10_000_000
    assert abs(plan[-1][1] - expected) < 0.1


def test_chart_without_a_plan_compares_carrying_on_with_stopping() -> None:
    chart = fan_chart(project())
    assert [len(drawn(chart, kind)) for kind in ("ssi-line", "ssi-second", "ssi-band")] == [1, 1, 0]
    assert chart.headings == ("day", "as now", "if you stop")
    assert "with the plan" not in chart.summary


def test_table_has_one_row_per_week() -> None:
    projection = project("comments_given=5/week")
    chart = fan_chart(projection)
    assert len(chart.rows) == 5
    assert chart.rows[0][1] == chart.rows[0][2]
    assert chart.summary.startswith(
        f"{chart.rows[0][1]} today becomes {chart.rows[-1][1]} on 28 Jul 2026 with the plan"
    )


def test_chart_works_as_a_file_and_in_a_notebook() -> None:
    projection = project("comments_given=5/week", weeks=26)
    ET.fromstring(standalone(fan_chart(projection)).partition("\n")[2])  # noqa: S314 (our own)
    assert "As a table" in what_if_fragment(projection)
