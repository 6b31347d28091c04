"""The bars of model 2026.2, and the published table that says what is measured."""

from __future__ import annotations

import pytest

from openssi.model import PUBLISHED
from openssi.redteam import STRATEGIES, SuiteResults, run_suite
from openssi.scoring.rounding import format_signed, to_tenths
from tests.redteam.chosen import ARCHIVES, seller
from tools.redteam_page import PAGE

MODEL = PUBLISHED["2026.2"]
#: Of each pace one; the last was not searched for knots. `ssi model redteam 2026.2` measures all.
CHOSEN = ("nothing", "ordinary", "trainee")


@pytest.mark.parametrize("name", CHOSEN)
def test_strategies_stay_within_the_bar_as_published(name: str) -> None:
    """One test, since it takes some seconds to try all strategies."""
    table = run_suite(MODEL, [seller(name)], STRATEGIES, archives=ARCHIVES)
    assert [(result.strategy.id, result.outcomes[-1].excess) for result in table.over] == []
    assert table.is_fair_to(seller(name)), "thirty honest minutes gain less than four points"
    _check_published(table, name)


def _check_published(table: SuiteResults, name: str) -> None:
    section = PAGE.read_text(encoding="utf-8").split(f"## Model {MODEL.id}\n")[1]
    rows = [[cell.strip(" *\\†") for cell in line.split("|")[1:-1]] for line in section.splitlines() if "|" in line]
    column = rows[0].index(name)
    published = {row[0]: row[column] for row in rows[2:]}
    measured = {result.strategy.id: format_signed(to_tenths(result.outcomes[-1].excess)) for result in table.results}
    assert {strategy: published[strategy] for strategy in measured} == measured


def test_the_published_table_is_of_the_models_as_they_are() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [model.id for model in PUBLISHED.values() if f"Fingerprint `{model.fingerprint}`" not in text] == []
