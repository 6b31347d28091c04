"""`ssi outcomes --json`: a team's index and sales compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from openssi.activity.calendar import iso
from openssi.activity.report import FileReport
from openssi.insight import outcomes as insight
from openssi.model import Model
from openssi.render.json.contract import Day, Doc, ModelRef, Pair
from openssi.render.words.outcomes import times_needed

__all__ = [
    "Comparison",
    "Effect",
    "Falsification",
    "OutcomeResult",
    "Outcomes",
    "SalesFile",
    "as_dict",
    "comparison",
    "effect_as_dict",
    "file_as_dict",
]


class Effect(TypedDict):
    """How an outcome goes with the index."""

    ratio: Annotated[float, Doc("Ratio of the outcome for 10 points more of the index: 1.08 is 8% more.")]
    interval_95: Annotated[Pair[float], Doc("Ratios that a test at 5% doesn't reject.")]
    interval_50: Annotated[Pair[float], Doc("Ratios that a test at 50% doesn't reject.")]


class Falsification(TypedDict):
    """Checks that should show no effect, and one that should show as much as the whole index."""

    next_month: Annotated[
        Effect | None,
        Doc("Next month's activity and this month's sales, given the activity until now. Should be near 1."),
    ]
    independent_outcome: Annotated[
        Effect | None, Doc("An outcome that can't depend on the index. Should be near 1. Null if none was named.")
    ]
    without_selling: Annotated[
        Effect | None,
        Doc(
            "The index without connections, exchanges and answers, which selling itself produces. Should be like "
            "`within`."
        ),
    ]


class OutcomeResult(TypedDict):
    """One kind of outcome."""

    kind: Annotated[str, Doc("Outcome: opportunities, deals_won, meetings, quota or amount_won.")]
    total: Annotated[float, Doc("Sum over all sellers and months.")]
    detectable_ratio: Annotated[
        float | None, Doc("Smallest ratio for 10 points that is found four times in five. Null if none is.")
    ]
    within: Annotated[Effect | None, Doc("Each seller's months compared. Null without a test.")]
    between: Annotated[Effect | None, Doc("Sellers compared. Null without a test.")]
    p_adjusted: Annotated[
        float | None,
        Doc(
            "Probability of such data without an effect, corrected for all outcomes tested (Holm). Null without a test."
        ),
    ]


class SalesFile(TypedDict):
    """An export of the CRM, and what became of its rows."""

    file: Annotated[str, Doc("Name of the file.")]
    records: Annotated[int, Doc("Rows: imported + duplicate + rejected.")]
    imported: Annotated[int, Doc("Rows that were counted.")]
    duplicate: Annotated[int, Doc("Rows of a deal that was counted already.")]
    rejected: Annotated[int, Doc("Rows that were left out.")]
    reasons: Annotated[dict[str, int], Doc("Number of rows left out for each reason.")]
    first: Annotated[Day | None, Doc("First day of an outcome. Null if there is none.")]
    last: Annotated[Day | None, Doc("Last day of an outcome. Null if there is none.")]


class Comparison(TypedDict):
    """Whether the index goes with sales."""

    model: Annotated[ModelRef, Doc("Model that scored every month.")]
    sellers: Annotated[int, Doc("Sellers with both an index and sales.")]
    months: Annotated[int, Doc("Months compared.")]
    first_month: Annotated[str | None, Doc("First month compared, as YYYY-MM.")]
    last_month: Annotated[str | None, Doc("Last month compared, as YYYY-MM.")]
    left_out: Annotated[
        int, Doc("Months that are not compared, each of one seller, who may have been away or not yet hired.")
    ]
    outcome: Annotated[str, Doc("The outcome that the figures are about.")]
    detectable_ratio: Annotated[
        float | None,
        Doc("Smallest ratio for 10 points that data of this size finds four times in five. Null if none is."),
    ]
    times_needed: Annotated[
        float | None,
        Doc("How many times as much data would show LinkedIn's claim of 1.08 four times in five. Null if unknown."),
    ]
    refused: Annotated[str | None, Doc("Why there is no test, as a sentence. Null if there is one.")]
    within: Annotated[
        Effect | None, Doc("Each seller's months compared with the same seller's others. Null when refused.")
    ]
    between: Annotated[Effect | None, Doc("Sellers compared with each other. Null when refused.")]
    falsification: Annotated[Falsification, Doc("Checks of the result.")]
    verdict: Annotated[
        insight.Verdict,
        Doc(
            "`cannot_tell`: the data can't tell. `goes_with`, `goes_against`: sales are higher, or lower, after "
            "months of more "
            "activity. `good_months`: it may just be months that are good for other reasons."
        ),
    ]
    outcomes: Annotated[list[OutcomeResult], Doc("Every outcome in the exports, the chosen one first.")]
    dots: Annotated[
        list[Pair[float]],
        Doc("Mean points and outcomes a month of each seller, without names. Empty for fewer than 10."),
    ]


class Outcomes(Comparison):
    """Whether the index goes with sales, and what was read."""

    without_sales: Annotated[list[str], Doc("Archives whose owner has no sales in the exports.")]
    without_archive: Annotated[int, Doc("Sellers in the exports without an archive.")]
    currency: Annotated[str, Doc("Currency of amounts. Empty if none were read, or the export names none.")]
    accounting: Annotated[list[SalesFile], Doc("What became of every row of the exports.")]
    open_stages: Annotated[
        list[str], Doc("Stages whose deals count as open, since nothing says that they were won or lost.")
    ]
    notes: Annotated[list[str], Doc("What the exports lack, as sentences.")]


def as_dict(
    study: insight.Study,
    files: Sequence[FileReport],
    without_sales: Sequence[str],
    without_archive: int,
    model: Model,
    currency: str,
    open_stages: Sequence[str],
    notes: Sequence[str],
) -> Outcomes:
    """Return the object of `ssi outcomes --json`."""
    return {
        **comparison(study, model),
        "without_sales": list(without_sales),
        "without_archive": without_archive,
        "currency": currency,
        "accounting": [file_as_dict(file) for file in files],
        "open_stages": list(open_stages),
        "notes": list(notes),
    }


def comparison(study: insight.Study, model: Model) -> Comparison:
    """Return what was compared, without what was read."""
    chosen = study.outcomes[0] if study.outcomes else None
    checks = study.falsification
    return {
        "model": {"id": model.id, "fingerprint": model.fingerprint},
        "sellers": study.sellers,
        "months": len(study.months),
        "first_month": insight.month_text(study.months[0]) if study.months else None,
        "last_month": insight.month_text(study.months[-1]) if study.months else None,
        "left_out": study.left_out,
        "outcome": chosen.kind if chosen else "",
        "detectable_ratio": _rounded(chosen.detectable_ratio) if chosen else None,
        "times_needed": _rounded(times_needed(study)),
        "refused": study.refused or None,
        "within": effect_as_dict(chosen.within) if chosen else None,
        "between": effect_as_dict(chosen.between) if chosen else None,
        "falsification": {
            "next_month": effect_as_dict(checks.next_month),
            "independent_outcome": effect_as_dict(checks.independent_outcome),
            "without_selling": effect_as_dict(checks.without_selling),
        },
        "verdict": study.verdict,
        "outcomes": [_outcome(outcome) for outcome in study.outcomes],
        "dots": [[x, y] for x, y in study.dots],
    }


def _outcome(result: insight.OutcomeResult) -> OutcomeResult:
    return {
        "kind": result.kind,
        "total": round(result.total, 2),
        "detectable_ratio": _rounded(result.detectable_ratio),
        "within": effect_as_dict(result.within),
        "between": effect_as_dict(result.between),
        "p_adjusted": _rounded(result.p_adjusted),
    }


def effect_as_dict(effect: insight.Effect | None) -> Effect | None:
    """Return an effect with rounded ratios; None for none."""
    if effect is None:
        return None
    low_95, high_95 = effect.interval_95
    low_50, high_50 = effect.interval_50
    return {
        "ratio": round(effect.ratio, 4),
        "interval_95": [round(low_95, 4), round(high_95, 4)],
        "interval_50": [round(low_50, 4), round(high_50, 4)],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def file_as_dict(report: FileReport) -> SalesFile:
    """Return what became of the rows of an export."""
    return {
        "file": report.file,
        "records": report.records,
        "imported": report.imported,
        "duplicate": report.duplicate,
        "rejected": report.rejected,
        "reasons": dict(report.reasons),
        "first": None if report.first is None else iso(report.first),
        "last": None if report.last is None else iso(report.last),
    }
