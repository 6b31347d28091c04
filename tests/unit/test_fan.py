"""The fan of a plan: both lines where their values lie, the same in words and as a table."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from openssi.activity.plan import parse_plan
from openssi.insight.what_if import WhatIf, what_if
from openssi.model import DEFAULT
from openssi.render.html.notebook import what_if_fragment
from openssi.render.svg import Chart, fan_chart, standalone
from tests.unit.making import TODAY, activity, once


def ask(*lines: str, weeks: int = 4) -> WhatIf:
    member = activity(once("post_published", 30, ago=5), covered=["post_published", "comment_given"])
    return what_if(member, DEFAULT, parse_plan(lines, DEFAULT), TODAY, weeks)


def drawn(chart: Chart, kind: str) -> list[list[tuple[float, float]]]:
    root = ET.fromstring(chart.svg)  # noqa: S314 (our own)
    paths = [str(node.get("d")) for node in root.iter() if node.get("class") == kind]
    return [[(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)] for path in paths]


def test_each_day_has_its_point_and_the_better_path_lies_higher() -> None:
    found = ask("comments_given=5/week")
    chart = fan_chart(found)
    (plan,), (without,) = drawn(chart, "ssi-line"), drawn(chart, "ssi-second")
    assert len(plan) == len(without) == 29
    assert plan[0] == without[0]
    assert plan[-1][1] < without[-1][1]
    (band,) = drawn(chart, "ssi-band")
    assert band == [*plan, *reversed(without)]


def test_heights_are_in_proportion() -> None:
    """Between the rules of 0 and of 10 points."""
    found = ask("comments_given=5/week")
    root = ET.fromstring(fan_chart(found).svg)  # noqa: S314 (our own)
    rules = [float(str(node.get("y1"))) for node in root.iter() if node.get("class") == "ssi-rule"]
    (plan,) = drawn(fan_chart(found), "ssi-line")
    expected = rules[0] - (rules[0] - rules[1]) * found.end.index_micro / 10_000_000
    assert abs(plan[-1][1] - expected) < 0.1


def test_without_a_plan_there_is_one_line() -> None:
    chart = fan_chart(ask())
    assert drawn(chart, "ssi-line") == drawn(chart, "ssi-band") == []
    assert chart.headings == ("day", "without")
    assert "with the plan" not in chart.summary


def test_the_table_says_the_same_week_by_week() -> None:
    found = ask("comments_given=5/week")
    chart = fan_chart(found)
    assert len(chart.rows) == 5
    assert chart.rows[0][1] == chart.rows[0][2]
    assert chart.summary.startswith(
        f"{chart.rows[0][1]} today becomes {chart.rows[-1][1]} on 28 Jul 2026 with the plan"
    )


def test_it_is_a_file_and_a_piece_of_a_notebook() -> None:
    found = ask("comments_given=5/week", weeks=26)
    ET.fromstring(standalone(fan_chart(found)).partition("\n")[2])  # noqa: S314 (our own)
    assert "As a table" in what_if_fragment(found)
