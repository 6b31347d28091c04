"""Published means of LinkedIn's index: the figures add up, and are shown for LinkedIn's number only."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from click.testing import CliRunner

from openssi.cli.official import official
from openssi.insight.published_figures import PUBLISHED_FIGURES
from openssi.member.official import add


def test_published_pillars_add_up_to_their_index() -> None:
    """As they were shown: a hundredth may be lost by rounding."""
    sums = [(sum(map(Decimal, one.pillars)), Decimal(one.index)) for one in PUBLISHED_FIGURES if one.pillars]
    assert sums == [(Decimal("51.1"), Decimal("51.1")), (Decimal("34.41"), Decimal("34.41"))]


def test_the_newest_number_is_shown_next_to_dated_figures(tmp_path: Path) -> None:
    file = tmp_path / "official.json"
    run = CliRunner()
    shown = run.invoke(official, ["compare", "--file", str(file)]).output
    assert shown.startswith("No LinkedIn score yet.")
    assert "2015-08     28.2  sales professionals. LinkedIn, slides of Sales Connect" in shown
    assert max(map(len, shown.splitlines()[1:])) <= 90
    for day, brand in (("2026-05-01", 10), ("2026-04-01", 20)):
        add(day, brand=brand, people=5, insights=5, relationships=5, file=file)
    found = json.loads(run.invoke(official, ["compare", "--file", str(file), "--json"]).output)
    assert (found["latest"]["day"], found["latest"]["shown"]) == ("2026-05-01", 25)
    assert [one["day"] for one in found["published"]] == sorted(one["day"] for one in found["published"])
