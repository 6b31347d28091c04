"""A score as a page shows it: every number and sentence is made here, templates only place them."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.activity.calendar import iso, long_day
from openssi.insight import Assessment, NextStep
from openssi.insight.next_steps import WEEKS
from openssi.model import MICRO, WINDOW, Band
from openssi.render.html.missing import MissingSource, measured_in_part, missing_sources, not_applicable
from openssi.render.html.signals import PillarView, pillar_view
from openssi.render.html.sources import SkippedFiles, SourceView, skipped_files, source_view, total_counts
from openssi.render.svg import Chart, gauge, network_chart
from openssi.render.words.credibility import CREDIBILITY_INTRO, CREDIBILITY_TITLE, credibility_in_words
from openssi.render.words.partial import growth_in_words, how_to_complete
from openssi.render.words.pillars import weakest_pillar
from openssi.render.words.score import coverage_in_words, verdict_in_words
from openssi.scoring.rounding import format_short, format_tenths, format_whole

__all__ = ["ScoreView", "StepView", "score_view"]


@dataclass(frozen=True, slots=True)
class StepView:
    """One next step: what to do, for how many points and when, in how much time, and why."""

    do: str
    gain: str
    when: str
    time: str
    minutes: int
    once: bool
    because: str
    signal: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """All that a page says about a score, in its order; without enough data, what needs a number is empty."""

    enough: bool
    as_of: str
    as_of_iso: str
    model_id: str
    based_on: str
    fingerprint: str
    gauge: str
    index: str
    interval: str
    partial: str
    network: Chart | None
    growth: str
    band: str
    ahead: str
    verdict: str
    coverage: str
    open: str
    bands: str
    days: tuple[int, int]
    records: tuple[int, int]
    points: tuple[int, int]
    pillars: tuple[PillarView, ...]
    steps: tuple[StepView, ...]
    missing: tuple[MissingSource, ...]
    not_applicable: tuple[str, ...]
    in_part: tuple[str, ...]
    credibility: tuple[str, ...]
    sources: tuple[SourceView, ...]
    totals: tuple[int, ...]
    skipped: tuple[SkippedFiles, ...]
    notes: tuple[str, ...]
    window: int
    weeks: int = WEEKS
    credibility_title: str = CREDIBILITY_TITLE
    credibility_intro: str = CREDIBILITY_INTRO


def score_view(assessment: Assessment) -> ScoreView:
    """Put an assessment into words. Points come from `score.shown` alone, so that the parts add up."""
    score, model = assessment.score, assessment.model
    enough, part = bool(score.enough), assessment.partial
    weakest = weakest_pillar(score.pillars) if enough else None
    return ScoreView(
        enough=enough,
        as_of=long_day(score.as_of),
        as_of_iso=iso(score.as_of),
        model_id=score.model_id,
        based_on=model.based_on,
        fingerprint=score.fingerprint,
        gauge=_gauge(assessment),
        index=format_whole(score.index_micro) if enough else "",
        interval=f"± {assessment.interval}" if enough else "",
        partial=how_to_complete(part) if part else "",
        network=network_chart(part.network) if part and part.network else None,
        growth=growth_in_words(part.network) if part and part.network else "",
        band=score.band.capitalize() if enough and not part else "",
        ahead=_ahead(assessment) if enough and not part else "",
        verdict=verdict_in_words(assessment),
        coverage=coverage_in_words(score) if enough else "",
        open=format_short(score.shown.open),
        bands=_bands(assessment),
        days=(score.enough.days, score.enough.days_needed),
        records=(score.enough.records, score.enough.records_needed),
        points=(score.enough.points, score.enough.points_needed),
        pillars=tuple(
            pillar_view(assessment, *pair, weakest) for pair in zip(model.pillars, score.pillars, strict=True)
        ),
        steps=tuple(_step(assessment, step) for step in assessment.next_steps) if enough else (),
        missing=missing_sources(assessment),
        not_applicable=not_applicable(assessment),
        in_part=measured_in_part(assessment) if enough else (),
        credibility=credibility_in_words(assessment.credibility) if enough and not assessment.partial else (),
        sources=tuple(map(source_view, assessment.sources)),
        totals=total_counts(assessment.sources),
        skipped=skipped_files(assessment.skipped),
        notes=assessment.notes,
        window=WINDOW,
    )


def _gauge(assessment: Assessment) -> str:
    score = assessment.score
    shown = score.shown
    return gauge(shown.index if score.enough else None, shown.upper, _all_bands(assessment), assessment.interval)


def _ahead(assessment: Assessment) -> str:
    """Say how far the next band is, and how much was measured."""
    score = assessment.score
    index = int(format_whole(score.index_micro))
    following = next((band for band in _all_bands(assessment) if band.start > index), None)
    away = following.start - index if following else 0
    words = f"{away} {'point' if away == 1 else 'points'} to {following.id.capitalize()}. " if following else ""
    whole = sum(pillar.maximum for pillar in score.pillars)
    return f"{words}{format_short(10 * whole - score.shown.open)} of {whole} measured."


def _all_bands(assessment: Assessment) -> tuple[Band, ...]:
    model, measured = assessment.model, assessment.score.measured
    bands, leader = model.bands_for(measured), model.leader_for(measured)
    return (*bands, Band("thought leader", leader)) if leader else tuple(bands)


def _bands(assessment: Assessment) -> str:
    model, measured = assessment.model, assessment.score.measured
    bands = [f"{band.id} from {band.start}" for band in model.bands_for(measured)]
    leader = model.leader_for(measured)
    return ", ".join([*bands, *([f"industry thought leader from {leader}"] if leader else [])])


def _step(assessment: Assessment, step: NextStep) -> StepView:
    return StepView(
        do=step.do,
        gain=format_tenths(step.gain * 10 // MICRO),
        when="when they answer" if step.until else f"in {WEEKS} weeks",
        time=f"{step.minutes} minutes, once" if step.once else f"{step.minutes} minutes a week",
        minutes=step.minutes,
        once=step.once,
        because=step.because,
        signal=assessment.model.signals[step.signal].title,
    )
