"""The comparison of an index with sales as a page with charts, and as one page for a sales lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openssi.activity.report import FileReport
from openssi.insight.outcomes import Effect, Study
from openssi.model import Model
from openssi.render.html.environment import render, typographic
from openssi.render.svg import Chart, RatioRow, dots_chart, ratio_chart
from openssi.render.words.outcomes import (
    OUTCOME_NAMES,
    left_out_in_words,
    need_in_words,
    size_in_words,
    verdict_in_words,
)

__all__ = ["OutcomesView", "outcomes_page", "outcomes_view", "sales_lead_page"]

_NO_TEST = "no test"


@dataclass(frozen=True, slots=True)
class OutcomesView:
    """Words and charts of a comparison; nothing in it is about one seller.

    Attributes:
        outcome: the outcome that matters most, as a person names it.
        size: what so much data could show.
        left_out: how many months are not compared, and why; empty if all are.
        verdict: the answer.
        need: what would change it.
        result: the result and its checks, on one scale; None without a test.
        others: the other outcomes; None if there are none, or without a test.
        dots: sellers as dots; None for few of them.
    """

    outcome: str
    size: str
    left_out: str
    verdict: str
    need: str
    result: Chart | None
    others: Chart | None
    dots: Chart | None


def outcomes_view(study: Study) -> OutcomesView:
    """Put a comparison into words and charts."""
    chosen = study.outcomes[0] if study.outcomes else None
    name = OUTCOME_NAMES.get(chosen.kind, chosen.kind) if chosen else "Sales"
    tested = chosen is not None and not study.refused
    return OutcomesView(
        name,
        typographic(size_in_words(study)),
        typographic(left_out_in_words(study)),
        typographic(verdict_in_words(study)),
        typographic(need_in_words(study)),
        _result(study, name) if tested else None,
        _others(study) if tested and len(study.outcomes) > 1 else None,
        dots_chart(study.dots, name) if study.dots else None,
    )


def outcomes_page(
    study: Study,
    files: Sequence[FileReport],
    without_sales: Sequence[str],
    without_archive: int,
    model: Model,
    open_stages: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> str:
    """Return the report as a page."""
    return render(
        "outcomes.html",
        title="Does the index go with sales?",
        view=outcomes_view(study),
        files=files,
        without_sales=without_sales,
        without_archive=without_archive,
        model=model,
        open_stages=open_stages,
        notes=notes,
    )


def sales_lead_page(study: Study, model: Model) -> str:
    """Return one page for a sales lead, to print."""
    return render(
        "outcomes_one_page.html", title="Does LinkedIn activity sell for us?", view=outcomes_view(study), model=model
    )


def _result(study: Study, name: str) -> Chart:
    chosen, checks = study.outcomes[0], study.falsification
    rows = [
        _row("The same seller’s months", chosen.within, strong=True),
        _row("Check: next month", checks.next_month),
        _row("Check: unrelated outcome", checks.independent_outcome, why="none named"),
        _row("Check: without selling", checks.without_selling),
        _row("Sellers compared", chosen.between),
    ]
    summary = (
        "Ratio for 10 points more of the index: thick for even odds, thin for 95%. The first two checks should "
        "be at 1, the third "
        "should look like the result."
    )
    if chosen.detectable_ratio is not None:
        summary += (
            f" Ratios in the shaded part, under {chosen.detectable_ratio:.2f}, can’t be seen with this much data."
        )
    return ratio_chart(f"{name} and the index", summary, rows, detectable=chosen.detectable_ratio)


def _others(study: Study) -> Chart:
    rows = [_row(OUTCOME_NAMES.get(outcome.kind, outcome.kind), outcome.within) for outcome in study.outcomes]
    summary = f"All {len(rows)} outcomes that were tested. Testing several makes each test stricter (Holm)."
    return ratio_chart("Every outcome, the same seller’s months", summary, rows)


def _row(name: str, effect: Effect | None, *, strong: bool = False, why: str = _NO_TEST) -> RatioRow:
    if effect is None:
        return RatioRow(name, None, why=why, strong=strong)
    return RatioRow(name, effect.ratio, effect.interval_95, effect.interval_50, strong=strong)
