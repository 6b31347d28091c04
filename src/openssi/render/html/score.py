"""What a page says, in words and ready to print: numbers and sentences are made here, templates only place them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openssi.activity.calendar import iso, to_date
from openssi.activity.report import FileReport, SkippedFile
from openssi.insight import Assessment, NextPoint, NextStep, describe_evidence, next_point
from openssi.insight.next_steps import WEEKS
from openssi.model import MICRO, WINDOW, Band, Pillar, Signal
from openssi.render.svg import gauge, pillar_bar
from openssi.scoring import PillarScore, Score, SignalScore
from openssi.scoring.rounding import format_tenths

__all__ = [
    "Bringer",
    "FileGroup",
    "PillarView",
    "SignalView",
    "SourceView",
    "StepView",
    "View",
    "view",
]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST_NAME = 160
_LISTED = 50
_SIGNAL_WIDTH = 200
_WEEKS = {4: "four"}.get(WEEKS, str(WEEKS))


@dataclass(frozen=True, slots=True)
class SignalView:
    """One signal; `state` is good, low or open (not measured), `points` None where no number may be shown."""

    title: str
    state: str
    words: str
    counted: str
    points: str | None
    maximum: int
    bar: str
    to_do: str
    why: str
    provenance: str
    brought_by: str


@dataclass(frozen=True, slots=True)
class PillarView:
    """One pillar and its signals, in the model's order; `points` None where no number may be shown."""

    title: str
    points: str | None
    maximum: int
    unmeasured: int
    bar: str
    signals: tuple[SignalView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One next step: what to do, for how many points and when, in which time, and why."""

    do: str
    gain: str
    when: str
    time: str
    because: str
    signal: str


@dataclass(frozen=True, slots=True)
class Bringer:
    """What would bring signals that were not measured: a file or an export, its points, and why each is missing."""

    name: str
    points: int
    signals: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """One file that was read, and what else there is to say of it."""

    source: FileReport
    file: str
    first: str
    last: str
    reasons: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def has_remarks(self) -> bool:
        """Whether there is anything beside the counts."""
        return bool(self.reasons or self.source.notes)


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that were not opened for the same reason."""

    why: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that a page says, in its order."""

    enough: bool
    as_of: str
    as_of_iso: str
    model_id: str
    based_on: str
    fingerprint: str
    gauge: str
    index: str
    band: str
    verdict: str
    span: str
    bands: str
    days: tuple[int, int]
    records: tuple[int, int]
    pillars: tuple[PillarView, ...]
    steps: tuple[StepView, ...]
    missing: tuple[Bringer, ...]
    not_applicable: tuple[str, ...]
    sources: tuple[SourceView, ...]
    totals: tuple[int, int, int, int, int]
    skipped: tuple[FileGroup, ...]
    notes: tuple[str, ...]
    window: int


def view(assessment: Assessment) -> View:
    """All that a page says of an assessment. Points come from `score.shown` alone, so that the parts add up."""
    score, model = assessment.score, assessment.model
    enough = bool(score.enough)
    sources = assessment.sources
    return View(
        enough=enough,
        as_of=_day(to_date(score.as_of)),
        as_of_iso=iso(score.as_of),
        model_id=score.model_id,
        based_on=model.based_on,
        fingerprint=score.fingerprint,
        gauge=_gauge(assessment),
        index=format_tenths(score.shown.index) if enough else "",
        band=score.band if enough else "",
        verdict=_verdict(score),
        span=_span(score) if enough else "",
        bands=_bands(assessment),
        days=(score.enough.days, score.enough.days_needed),
        records=(score.enough.records, score.enough.records_needed),
        pillars=tuple(_pillar(assessment, *pair) for pair in zip(model.pillars, score.pillars, strict=True)),
        steps=tuple(_step(assessment, step) for step in assessment.next_steps) if enough else (),
        missing=_missing(assessment),
        not_applicable=_not_applicable(assessment),
        sources=tuple(_source(source) for source in sources),
        totals=(
            sum(s.records for s in sources),
            sum(s.imported for s in sources),
            sum(s.duplicate for s in sources),
            sum(s.rejected for s in sources),
            sum(s.repaired for s in sources),
        ),
        skipped=_skipped(assessment.skipped),
        notes=assessment.notes,
        window=WINDOW,
    )


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _gauge(assessment: Assessment) -> str:
    score, model = assessment.score, assessment.model
    marks = (*model.bands, Band("thought leader", model.thought_leader))
    return gauge(score.shown.index if score.enough else None, score.shown.upper, marks)


def _verdict(score: Score) -> str:
    if score.enough:
        return f"{format_tenths(score.shown.index)} of 100: {score.band}"
    had = score.enough
    return f"Not enough yet: {had.days:,} of {had.days_needed} days, {had.records:,} of {had.records_needed} records"


def _span(score: Score) -> str:
    shown, whole = score.shown, sum(pillar.maximum for pillar in score.pillars)
    if score.measurable == whole:
        return f"All {whole} points could be measured."
    span = f"{format_tenths(shown.index)} to {format_tenths(shown.upper)}"
    return f"{span} if all could be measured; {score.measurable} of {whole} points could."


def _bands(assessment: Assessment) -> str:
    model = assessment.model
    names = [f"{band.id} from {band.start}" for band in model.bands]
    return f"{', '.join(names)}; {model.thought_leader} marks an industry thought leader"


def _pillar(assessment: Assessment, pillar: Pillar, scored: PillarScore) -> PillarView:
    tenths = assessment.score.shown.pillars[pillar.id]
    signals = tuple(_signal(assessment, *pair) for pair in zip(pillar.signals, scored.signals, strict=True))
    enough = bool(assessment.score.enough)
    return PillarView(
        title=pillar.title,
        points=format_tenths(tenths) if enough and scored.unmeasured < scored.maximum else None,
        maximum=scored.maximum,
        unmeasured=scored.unmeasured,
        bar=pillar_bar(tenths, scored.unmeasured, scored.maximum) if enough else "",
        signals=signals,
    )


def _signal(assessment: Assessment, signal: Signal, scored: SignalScore) -> SignalView:
    enough, measured = bool(assessment.score.enough), scored.status == "measured"
    tenths = assessment.score.shown.signals[signal.id]
    state = "open" if not measured else "good" if 2 * scored.micro >= scored.maximum * MICRO else "low"
    unmeasured = 0 if measured else scored.maximum
    return SignalView(
        title=signal.title,
        state=state,
        words=_words(signal, scored, state) if enough or not measured else "",
        counted=describe_evidence(assessment.activity, assessment.model, signal, assessment.score.as_of)
        if measured
        else "",
        points=format_tenths(tenths) if enough and measured else None,
        maximum=scored.maximum,
        bar=pillar_bar(tenths, unmeasured, scored.maximum, width=_SIGNAL_WIDTH) if enough else "",
        to_do=_to_do(assessment, signal, scored) if enough and measured else "",
        why=signal.why,
        provenance=signal.curve.provenance,
        brought_by=signal.brought_by if scored.status == "not_measured" else "",
    )


def _words(signal: Signal, scored: SignalScore, state: str) -> str:
    if scored.status == "not_applicable":
        return f"Does not apply: {scored.reason}."
    if scored.status == "not_measured":
        return f"Not measured: {scored.reason}." if scored.reason != f"needs {signal.brought_by}" else "Not measured."
    return signal.good if state == "good" else signal.low


def _to_do(assessment: Assessment, signal: Signal, scored: SignalScore) -> str:
    if scored.micro >= signal.maximum * MICRO:
        return "All points earned"
    found = next_point(assessment.activity, assessment.model, signal, scored, assessment.score.as_of)
    return "" if found is None else _of_next(found)


def _of_next(found: NextPoint) -> str:
    return f"Next point: {found}" if found.micro == MICRO else f"Full points: {found}"


def _step(assessment: Assessment, step: NextStep) -> StepView:
    return StepView(
        do=step.do,
        gain=format_tenths(step.gain * 10 // MICRO),
        when="once it is done" if step.once else f"after {_WEEKS} weeks",
        time=f"{step.minutes} minutes, once" if step.once else f"{step.minutes} minutes a week",
        because=step.because,
        signal=assessment.model.signals[step.signal].title,
    )


def _missing(assessment: Assessment) -> tuple[Bringer, ...]:
    groups: dict[str, list[tuple[Signal, SignalScore]]] = {}
    for signal in assessment.model.signals.values():
        scored = assessment.score.signals[signal.id]
        if scored.status == "not_measured":
            groups.setdefault(signal.brought_by, []).append((signal, scored))
    found = [_bringer(name, pairs) for name, pairs in groups.items()]
    return tuple(sorted(found, key=lambda group: -group.points))


def _bringer(name: str, pairs: list[tuple[Signal, SignalScore]]) -> Bringer:
    reasons = dict.fromkeys(scored.reason for _, scored in pairs if scored.reason != f"needs {name}")
    return Bringer(
        name=_capital(name) if name else "No export so far",
        points=sum(scored.maximum for _, scored in pairs),
        signals=tuple(signal.title for signal, _ in pairs),
        reasons=tuple(map(_capital, reasons)),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _not_applicable(assessment: Assessment) -> tuple[str, ...]:
    scores, signals = assessment.score.signals, assessment.model.signals
    return tuple(f"{signals[s.id].title}: {s.reason}" for s in scores.values() if s.status == "not_applicable")


def _source(source: FileReport) -> SourceView:
    return SourceView(
        source=source,
        file=_short(source.file),
        first="–" if source.first is None else iso(source.first),
        last="–" if source.last is None else iso(source.last),
        reasons=tuple(f"{count:,} rejected: {reason}" for reason, count in source.reasons),
        lines=tuple(f"line {one.line:,}: {one.reason}" for one in source.rejections[:_LISTED]),
    )


def _skipped(skipped: Iterable[SkippedFile]) -> tuple[FileGroup, ...]:
    groups: dict[str, list[str]] = {}
    for one in skipped:
        groups.setdefault(one.reason, []).append(_short(one.file))
    return tuple(FileGroup(reason, tuple(files)) for reason, files in groups.items())


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
