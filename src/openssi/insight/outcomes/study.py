"""Whether the index goes with sales in one team: what could be seen, what was seen, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Literal

from openssi.insight.outcomes.between_sellers import BetweenSellers
from openssi.insight.outcomes.effect import Effect, Estimate
from openssi.insight.outcomes.expected_counts import Array
from openssi.insight.outcomes.panel import Panel, Seller
from openssi.insight.outcomes.within_sellers import WithinSellers

__all__ = [
    "LEAST_DOTS",
    "LEAST_MONTHS",
    "LEAST_SELLERS",
    "Falsification",
    "OutcomeResult",
    "Study",
    "Verdict",
    "study",
    "verdict_of",
]

#: Fewer than these, and there is a description without a test.
LEAST_SELLERS = 30
LEAST_MONTHS = 6
#: A check speaks at this level already: better to doubt a real effect than to believe in good months.
_CHECK_LEVEL = 0.25
#: Sellers that a chart shows as dots: with fewer, one could tell who is who.
LEAST_DOTS = 10

#: `cannot_tell`: too little data, or an interval that includes no effect. `good_months`: an effect, but a check that
#: should show none shows one too.
Verdict = Literal["cannot_tell", "goes_with", "goes_against", "good_months"]


@dataclass(frozen=True, slots=True)
class OutcomeResult:
    """One kind of outcome.

    Attributes:
        kind: the outcome.
        total: its sum over all sellers and months.
        detectable_ratio: the ratio for 10 points that could be found four times in five; None if none could.
        within: the same seller's months compared; None without a test.
        between: sellers compared; None without a test.
        p_adjusted: the chance of such data without an effect, corrected for all outcomes tested (Holm).
        estimate: the effect within sellers for a study of several teams; None for few sellers or months.
    """

    kind: str
    total: float
    detectable_ratio: float | None
    within: Effect | None = None
    between: Effect | None = None
    p_adjusted: float | None = None
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Falsification:
    """Two checks that should show no effect, and one (`without_selling`) that should show as much as the whole index.

    Attributes:
        next_month: whether next month's activity "predicts" this month's sales, given the activity until now.
        independent_outcome: an outcome that cannot depend on the index; None if the data has none.
        without_selling: the index without connections, exchanges and answers, which selling itself produces.
    """

    next_month: Effect | None = None
    independent_outcome: Effect | None = None
    without_selling: Effect | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """A team's index and sales compared.

    Attributes:
        sellers: how many sellers have both.
        months: the months compared.
        outcomes: every kind of outcome, the chosen one first.
        falsification: the checks of the chosen one.
        refused: why there is no test; empty if there is one.
        verdict: what can be said.
        dots: mean points and outcomes a month of each seller, without names; empty for few sellers.
        left_out: how many months are not compared, each of one seller, who may have been away or not yet there.
    """

    sellers: int
    months: range
    outcomes: tuple[OutcomeResult, ...]
    falsification: Falsification
    refused: str
    verdict: Verdict
    dots: tuple[tuple[float, float], ...] = ()
    left_out: int = 0


def study(sellers: Sequence[Seller], kinds: Sequence[str], *, independent: str = "") -> Study:
    """Compare the index with sales.

    Args:
        sellers: everyone with both an archive and sales.
        kinds: the outcomes to test, the one that matters most first.
        independent: an outcome that cannot depend on the index, for the second falsification.
    """
    panel = Panel(sellers)
    months = panel.months
    refused = _refusal(len(panel.sellers), len(months))
    if not panel.sellers or not months:
        return Study(
            0,
            months,
            tuple(OutcomeResult(kind, 0.0, None) for kind in kinds),
            Falsification(),
            refused,
            "cannot_tell",
            left_out=panel.left_out,
        )
    results = _corrected([_outcome(panel, kind, tested=not refused) for kind in kinds])
    checks = Falsification() if refused else _falsify(panel, kinds[0], independent)
    return Study(
        len(panel.sellers),
        months,
        results,
        checks,
        refused,
        verdict_of(results[0], checks),
        _dots(panel, kinds[0]),
        panel.left_out,
    )


def _refusal(sellers: int, months: int) -> str:
    if sellers >= LEAST_SELLERS and months >= LEAST_MONTHS:
        return ""
    had = f"{sellers} {'seller' if sellers == 1 else 'sellers'} and {months} {'month' if months == 1 else 'months'}"
    return (
        f"There is no test: {had} have both an index and sales, and it takes at least {LEAST_SELLERS} sellers and "
        f"{LEAST_MONTHS} months to tell anything."
    )


def _outcome(panel: Panel, kind: str, *, tested: bool) -> OutcomeResult:
    counts = panel.counts(kind)
    within = WithinSellers(counts, panel.activity("whole"), panel.exposure)
    total = float(counts.sum())
    detectable = within.detectable_ratio if total else None
    enough = len(panel.sellers) >= LEAST_DOTS and len(panel.months) >= LEAST_MONTHS
    estimate = within.estimate() if enough and total else None
    if not tested or not total:
        return OutcomeResult(kind, total, detectable, estimate=estimate)
    between = _between(panel, counts).effect()
    return OutcomeResult(kind, total, detectable, within.effect(), between, estimate=estimate)


def _between(panel: Panel, counts: Array) -> BetweenSellers:
    exposure = panel.exposure
    points = (panel.activity("whole") * exposure).sum(1) / exposure.sum(1)
    return BetweenSellers(counts.sum(1), points, exposure.sum(1), [seller.stratum for seller in panel.sellers])


def _corrected(results: Sequence[OutcomeResult]) -> tuple[OutcomeResult, ...]:
    """Add the p-values corrected by Holm's method: the smallest times the number of tests, and so on."""
    tested = sorted((result.within.p, at) for at, result in enumerate(results) if result.within is not None)
    adjusted: dict[int, float] = {}
    largest = 0.0
    for rank, (p, at) in enumerate(tested):
        largest = max(largest, min(1.0, p * (len(tested) - rank)))
        adjusted[at] = largest
    return tuple(replace(outcome, p_adjusted=adjusted.get(at)) for at, outcome in enumerate(results))


def _falsify(panel: Panel, kind: str, independent: str) -> Falsification:
    counts, index, exposure = panel.counts(kind), panel.activity("whole"), panel.exposure
    followed = panel.followed()
    with_next = exposure * followed
    return Falsification(
        # Without trends it would miss what moves activity and sales slowly.
        next_month=WithinSellers(
            counts * followed, panel.next_month(), with_next, (index,), with_trends=False
        ).effect(),
        independent_outcome=WithinSellers(panel.counts(independent), index, exposure).effect() if independent else None,
        without_selling=WithinSellers(counts, panel.activity("without_selling"), exposure).effect(),
    )


def verdict_of(result: OutcomeResult, checks: Falsification) -> Verdict:
    """Return what a result can say, given the checks that should show no effect."""
    effect = result.within
    if effect is None or result.p_adjusted is None or result.p_adjusted > 0.05 or _includes_none(effect):
        return "cannot_tell"
    speaks = (_speaks(check, effect) for check in (checks.next_month, checks.independent_outcome))
    if any(speaks) or not _is_as_loud(checks.without_selling, effect):
        return "good_months"
    return "goes_with" if effect.ratio > 1 else "goes_against"


def _includes_none(effect: Effect) -> bool:
    return effect.interval_95[0] <= 1 <= effect.interval_95[1]


def _speaks(check: Effect | None, effect: Effect) -> bool:
    """Return whether a check that should show nothing shows something."""
    return check is not None and (check.p < _CHECK_LEVEL or _is_as_loud(check, effect))


def _is_as_loud(check: Effect | None, effect: Effect) -> bool:
    """Return whether a check points the same way as the effect, at least half as strongly."""
    return check is not None and log(check.ratio) / log(effect.ratio) >= 0.5


def _dots(panel: Panel, kind: str) -> tuple[tuple[float, float], ...]:
    if len(panel.sellers) < LEAST_DOTS:
        return ()
    exposure = panel.exposure
    points = (panel.activity("whole") * exposure).sum(1) / exposure.sum(1)
    rates = panel.counts(kind).sum(1) / (exposure > 0).sum(1)
    return tuple(sorted((round(float(x), 1), round(float(y), 2)) for x, y in zip(points, rates, strict=True)))
