"""The comparison of an index with sales, in words that claim no more than the data."""

from __future__ import annotations

from math import log

from openssi.activity.calendar import MONTHS
from openssi.insight.outcomes import Effect, OutcomeResult, Study
from openssi.insight.outcomes.months import Month

__all__ = [
    "LINKEDIN_CLAIMS",
    "OUTCOME_NAMES",
    "checks_in_words",
    "effect_in_words",
    "left_out_in_words",
    "month_in_words",
    "need_in_words",
    "size_in_words",
    "times_needed",
    "verdict_in_words",
]

#: What LinkedIn's own claim of 45 percent more opportunities for its leaders comes to for 10 points.
LINKEDIN_CLAIMS = 1.08
_ABSURD = 4  # a ratio that nobody would believe
_ONLY_A_TRIAL = "Only a trial (ssi trial) can say what causes what."

OUTCOME_NAMES = {
    "opportunities": "Opportunities created",
    "deals_won": "Deals won",
    "meetings": "Meetings held",
    "quota": "Quota attainment",
    "amount_won": "Won revenue",
}


def month_in_words(month: Month) -> str:
    """Write a month: "Mar 2026"."""
    return f"{MONTHS[month % 12]} {month // 12}"


def size_in_words(study: Study) -> str:
    """Say what this many sellers and months could show, before any result."""
    chosen = study.outcomes[0] if study.outcomes else None
    people = f"{study.sellers} {'seller' if study.sellers == 1 else 'sellers'}"
    if not study.months or chosen is None:
        return f"{people}; their archives and the sales have no month in common."
    months = f"{len(study.months)} {'month' if len(study.months) == 1 else 'months'}"
    span = f"{people}, {months} ({month_in_words(study.months[0])} to {month_in_words(study.months[-1])})"
    if chosen.detectable_ratio is None or chosen.detectable_ratio > _ABSURD:
        return (
            f"{span}: too few to see even a ratio of {_ABSURD} for 10 points of the index. LinkedIn claims about "
            f"{LINKEDIN_CLAIMS}."
        )
    return (
        f"{span}: you could see a ratio of {chosen.detectable_ratio:.2f} or more for 10 points of the index. "
        f"LinkedIn claims about {LINKEDIN_CLAIMS}."
    )


def left_out_in_words(study: Study) -> str:
    """Say how many months of sellers are not compared, and why; empty if all are."""
    if not study.left_out:
        return ""
    months = "1 month of a seller is" if study.left_out == 1 else f"{study.left_out:,} months of sellers are"
    return (
        f"{months} not compared, since the seller may have been away or not hired yet: the archive has nothing for two "
        "weeks, or the CRM has nothing until then. Working days in the export say who was there."
    )


def times_needed(study: Study) -> float | None:
    """Return how many times as much data would show the ratio that LinkedIn claims; None if that is unknown."""
    detectable = study.outcomes[0].detectable_ratio if study.outcomes else None
    return None if detectable is None else (log(detectable) / log(LINKEDIN_CLAIMS)) ** 2


def need_in_words(study: Study) -> str:
    """Say what would change the answer."""
    times = times_needed(study)
    if times is None or study.refused:
        return "More sellers, more months, or an outcome that happens more often, such as meetings."
    if times <= 1:
        return f"Your data is enough to see the {LINKEDIN_CLAIMS} that LinkedIn claims. {_ONLY_A_TRIAL}"
    many = f"About {times:.1f}" if times < 10 else f"About {times:,.0f}" if times < 100 else "More than 100"
    return (
        f"{many} times as much data would show the {LINKEDIN_CLAIMS} that LinkedIn claims: more sellers, more "
        "months, or "
        f"an outcome that happens more often, such as meetings. {_ONLY_A_TRIAL}"
    )


def effect_in_words(effect: Effect | None) -> str:
    """Say a ratio with both intervals."""
    if effect is None:
        return "not compared"
    (low_95, high_95), (low_50, high_50) = effect.interval_95, effect.interval_50
    return f"{effect.ratio:.2f}  ({low_50:.2f} to {high_50:.2f} even odds, {low_95:.2f} to {high_95:.2f} at 95%)"


def checks_in_words(study: Study) -> tuple[tuple[str, str, str], ...]:
    """Return each check: what it compares, what it should show, and what it shows."""
    checks = study.falsification
    independent = (
        "no such outcome was named (--independent)"
        if checks.independent_outcome is None
        else effect_in_words(checks.independent_outcome)
    )
    return (
        ("Next month's activity, this month's sales", "should be near 1", effect_in_words(checks.next_month)),
        ("An outcome that can't depend on it", "should be near 1", independent),
        ("The index without what selling produces", "should be as large", effect_in_words(checks.without_selling)),
    )


def verdict_in_words(study: Study) -> str:
    """Say the answer in a sentence or two."""
    if study.refused:
        return study.refused
    chosen = study.outcomes[0]
    name = OUTCOME_NAMES.get(chosen.kind, chosen.kind).lower()
    if study.verdict == "cannot_tell" and chosen.within and chosen.within.interval_95[1] < LINKEDIN_CLAIMS:
        return (
            f"The index doesn't go with {name} as LinkedIn claims: 10 points more went with at most "
            f"{chosen.within.interval_95[1]:.2f} times as many, and {LINKEDIN_CLAIMS} is ruled out."
        )
    if study.verdict == "cannot_tell":
        return (
            f"Your data can't tell whether the index goes with {name}. That is the usual answer for a team of this "
            "size."
        )
    if study.verdict == "good_months":
        return (
            f"Months after more activity had {_more_or_fewer(chosen)} {name}, but a check that should show nothing "
            "does too. It may just be months that are good for other reasons."
        )
    change = round(abs(chosen.within.ratio - 1) * 100) if chosen.within else 0
    return (
        f"After months with 10 points more activity, the same seller had about {change}% {_more_or_fewer(chosen)} "
        f"{name}. That goes together; it doesn't say that one causes the other. Only a trial could."
    )


def _more_or_fewer(result: OutcomeResult) -> str:
    """Say which way an outcome goes with the index."""
    if result.within is None or result.within.ratio > 1:
        return "more"
    return "less" if result.kind in {"quota", "amount_won"} else "fewer"
