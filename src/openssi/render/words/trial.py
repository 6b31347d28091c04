"""A trial in words. Only here may a sentence say "because": chance decided who got the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openssi.render.words.outcomes import OUTCOME_NAMES

if TYPE_CHECKING:
    from openssi.insight.outcomes.trial_plan import TrialPlan, TrialResult

__all__ = ["plan_in_words", "result_in_words"]


def plan_in_words(plan: TrialPlan) -> str:
    """Say who gets the plan when, and what to do before the start."""
    now = [volunteer.seller for volunteer in plan.volunteers if volunteer.now]
    later = [volunteer.seller for volunteer in plan.volunteers if not volunteer.now]
    return "\n".join(
        (
            f"Weekly plan (ssi coach) from {plan.start}: {', '.join(now)}",
            f"Weekly plan after {plan.end}: {', '.join(later)}",
            f"Compared: {_name(plan)} of all of them, whether or not they follow the plan.",
            f"Send this to somebody before {plan.start}, as proof that nothing was changed later: {plan.fingerprint}",
        )
    )


def result_in_words(result: TrialResult) -> str:
    """Say what the trial showed."""
    plan, effect = result.plan, result.effect
    now = sum(volunteer.now for volunteer in plan.volunteers)
    with_plan, without = result.totals
    lines = [_sizes(now, with_plan, len(plan.volunteers) - now, without, plan), _answer(result)]
    if effect is not None:
        (low, high), (low_50, high_50) = effect.interval_95, effect.interval_50
        lines.append(
            f"Ratio {effect.ratio:.2f} ({low_50:.2f} to {high_50:.2f} even odds, {low:.2f} to {high:.2f} at 95%). "
            "Every volunteer counts, whether or not they followed the plan."
        )
    if result.detectable_ratio is not None:
        lines.append(f"A trial of this size finds a ratio of {result.detectable_ratio:.2f} four times in five.")
    if result.without_rows:
        listed = ", ".join(result.without_rows[:8])
        lines.append(
            f"Not in the export, so counted as none: {listed}. If the CRM writes a name differently, say so in a "
            "mapping file: "
            '[sellers] "Ada Stone" = "Stone, Ada".'
        )
    proof = f"Drawn on {plan.drawn_at}; fingerprint {plan.fingerprint}."
    return "\n".join([*lines, f"{proof} Compare it with the one that was sent before the start."])


def _sizes(now: int, with_plan: float, later: int, without: float, plan: TrialPlan) -> str:
    return (
        f"{_name(plan).capitalize()} from {plan.start} to {plan.end}: {with_plan:,.0f} by {now} sellers with the plan, "
        f"{without:,.0f} by {later} without it."
    )


def _answer(result: TrialResult) -> str:
    name = _name(result.plan)
    if result.effect is None:
        return f"One half had no {name}, so there is nothing to compare."
    if not result.caused:
        return f"The trial can't tell whether the plan changes {name}."
    change = round(abs(result.effect.ratio - 1) * 100)
    return f"Sellers had about {change}% {'more' if result.effect.ratio > 1 else 'less'} {name} because of the plan."


def _name(plan: TrialPlan) -> str:
    return OUTCOME_NAMES.get(plan.outcome, plan.outcome).lower()
