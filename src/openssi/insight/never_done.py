"""What a member may never have done: a missing file doesn't prove it, so the steps come with their assumption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from openssi.activity import Activity, Coverage
from openssi.errors import UsageError
from openssi.insight.feasible_steps import feasible_efforts
from openssi.insight.next_steps import WEEKS, NextStep, try_step
from openssi.insight.plan_gain import PlanGains
from openssi.model import Fading, Kind, Model, Signal, Stock, efforts
from openssi.scoring import Score
from openssi.scoring.rounding import TENTH

__all__ = ["NeverDone", "assume_never", "never_done"]

_MOST = 2  # questions at a time
_MISSING = "not in the archive"  # as the sources say why a kind is not covered


@dataclass(frozen=True, slots=True)
class NeverDone:
    """A step that helps if the member has never done something of its kind.

    Attributes:
        kind: what, in the plural ("posts"), as `--never` takes it.
        reason: which file is missing ("Shares.csv is not in the archive").
        step: the step, tried out as if nothing of the kind had ever been done.
    """

    kind: str
    reason: str
    step: NextStep


def never_done(activity: Activity, model: Model, now: Score, weeks: int = WEEKS) -> tuple[NeverDone, ...]:
    """Return steps of signals whose file is missing from an otherwise complete archive, largest gain first."""
    if not now.enough or not _is_complete(model, now):
        return ()
    offers = [offer for signal in model.signals.values() if (offer := _if_never(activity, model, signal, now, weeks))]
    offers.sort(key=lambda offer: (-offer.step.gain, offer.kind))
    return tuple(offers[:_MOST])


def _is_complete(model: Model, now: Score) -> bool:
    """Return whether most of what a member does alone is measured; otherwise the archive is the smaller one."""
    counted = [
        now.signals[signal.id].counts
        for signal in model.signals.values()
        if isinstance(signal.measure, Fading) and _own_kind(model, signal)
    ]
    return 2 * sum(counted) >= len(counted)


def _own_kind(model: Model, signal: Signal) -> Kind | None:
    """Return the kind of activity that a signal's step adds, if a member does it alone."""
    if signal.step is None or not isinstance(signal.measure, Fading | Stock):
        return None
    kind = model.kind[signal.step.adds[0][0]]
    return None if kind.from_others else kind


def _if_never(activity: Activity, model: Model, signal: Signal, now: Score, weeks: int) -> NeverDone | None:
    kind = _own_kind(model, signal)
    if kind is None or kind.id in activity.coverage or now.signals[signal.id].status != "not_measured":
        return None
    reason = activity.reasons.get(kind.id, "")
    if _MISSING not in reason:
        return None
    assumed = assume_never(activity, model, [kind.many])
    effort = feasible_efforts(assumed, model, efforts(model), now.as_of).get(signal.id)
    outlook = PlanGains(assumed, model, (), now.as_of, weeks)
    step = try_step(assumed, model, now, outlook, signal.id, effort) if effort else None
    return NeverDone(kind.many, reason, step) if step and step.gain >= TENTH else None


def assume_never(activity: Activity, model: Model, names: Iterable[str]) -> Activity:
    """Return the activity as if the member had never done some kinds: they are measured, and nothing counts.

    Args:
        activity: the member's daily activity, prepared for the model.
        model: the model.
        names: kinds, as their plural ("posts") or their ID.

    Raises:
        UsageError: the model has no such kind, or the data have something of it.
    """
    coverage = dict(activity.coverage)
    for name in names:
        kind = _kind_named(model, name)
        if activity.rows.get(kind.id):
            raise UsageError(
                "never-done",
                f"Your data contains {kind.many}, so it can't be said that you never did this.",
                hint="Leave out --never.",
            )
        coverage[kind.id] = Coverage()
    earned = (kind for kind in model.kinds if kind.credits and all(credit.kind in coverage for credit in kind.credits))
    coverage = {**{kind.id: Coverage() for kind in earned}, **coverage}
    return replace(activity, coverage=coverage)


def _kind_named(model: Model, name: str) -> Kind:
    key = name.strip().casefold()
    match = next((kind for kind in _own_kinds(model) if key in {kind.id, kind.one, kind.many}), None)
    if match is None:
        kinds = dict.fromkeys(kind.many for kind in _own_kinds(model))
        raise UsageError(
            "never-done", f"{name!r} isn't a kind of activity that --never accepts.", hint=f"Use {', '.join(kinds)}."
        )
    return match


def _own_kinds(model: Model) -> Iterator[Kind]:
    return (kind for signal in model.signals.values() if (kind := _own_kind(model, signal)))
