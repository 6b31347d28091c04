"""The text of an explanation: a sentence for the whole, a name for each cause, and the evidence."""

from __future__ import annotations

from openssi.activity.calendar import iso
from openssi.insight.evidence import format_count
from openssi.insight.explain import Bar, Evidence, Explanation, Reason
from openssi.model import Model
from openssi.scoring.attribution import Cause
from openssi.scoring.rounding import format_signed, format_tenths

__all__ = ["causes", "evidence_in_words", "sentence", "title"]

# Each cause in a few words, shown next to a signal's title.
_CAUSES: dict[Cause, str] = {
    "new_activity": "new activity",
    "faded": "faded",
    "left_window": "left the 90 days",
    "answered": "answered or not",
    "profile": "profile changed",
    "coverage": "what the sources tell of",
    "model": "another model",
    "counted": "counted",
}

# Causes that a sentence groups, by the name it uses.
_GROUPS: dict[str, tuple[Cause, ...]] = {
    "older activity fading out": ("faded", "left_window"),
    "new activity": ("new_activity",),
    "answers to messages and invitations": ("answered",),
    "changes of the profile": ("profile",),
    "what the sources tell of": ("coverage",),
    "another model": ("model",),
}
_MAX_GROUPS = 3  # in one sentence


def sentence(explained: Explanation) -> str:
    """Return the change in one sentence: "74.0 to 69.0: 4.1 of the 5.0 points are older activity fading out"."""
    before, after = explained.before.shown.index, explained.after.shown.index
    total = after - before
    ends = f"{format_tenths(before)} to {format_tenths(after)}" if total else f"{format_tenths(before)} on both days"
    groups = _grouped(explained)
    if not groups:
        return (
            f"{ends}: {'what changed is too little to show' if explained.reasons else 'nothing that counts changed'}."
        )
    largest, words = groups[0]
    if total and abs(largest) <= abs(total) and (largest > 0) == (total > 0):
        share = "all of the" if largest == total else f"{format_tenths(abs(largest))} of the"
        return f"{ends}: {share} {format_tenths(abs(total))} points are {words}."
    parts = [
        f"{words} {'gave' if shown > 0 else 'took'} {format_tenths(abs(shown))}"
        for shown, words in groups[:_MAX_GROUPS]
    ]
    return f"{ends}: {', '.join(parts)}."


def _grouped(explained: Explanation) -> list[tuple[int, str]]:
    """Return tenths of a point by group of causes, the largest first."""
    by_cause = [(one.cause, shown) for bar in explained.bars for one, shown in zip(bar.reasons, bar.shown, strict=True)]
    groups = ((sum(shown for cause, shown in by_cause if cause in causes), words) for words, causes in _GROUPS.items())
    return sorted((group for group in groups if group[0]), key=lambda group: -abs(group[0]))


def title(model: Model, bar: Bar) -> str:
    """Return the signal's title, or its ID if the model does not have it."""
    signal = model.signals.get(bar.signal)
    return bar.signal if signal is None else signal.title


def causes(bar: Bar) -> str:
    """Return the causes of a bar with their points, "−2.0 faded, +0.8 new activity"; a single cause without points."""
    if len(bar.reasons) == 1:
        return _CAUSES[bar.main.cause]
    return ", ".join(
        f"{format_signed(shown)} {_CAUSES[one.cause]}"
        for one, shown in zip(bar.reasons, bar.shown, strict=True)
        if shown
    )


def evidence_in_words(model: Model, reason: Reason) -> str:
    """Describe the activity behind a reason: "12 posts on 9 days, 2026-02-01 to 2026-04-20"."""
    return "; ".join(_of_kind(model, evidence) for evidence in reason.evidence)


def _of_kind(model: Model, evidence: Evidence) -> str:
    kind = model.kind[evidence.kind]
    count = format_count(evidence.quantity, kind.unit)
    what = f"{count} {kind.one if count == '1' else kind.many}"
    first, last = evidence.days[0][0], evidence.days[-1][0]
    if first == last:
        return f"{what} on {iso(first)}"
    days = "" if kind.id == "active_day" else f" on {len(evidence.days):,} days"
    return f"{what}{days}, {iso(first)} to {iso(last)}"
