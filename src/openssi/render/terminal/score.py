"""A score on the terminal: the index first, then the reasons; readable when narrow, piped, or without color."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import long_day
from openssi.insight import Assessment, describe_evidence, next_point
from openssi.insight.next_steps import WEEKS
from openssi.model import MICRO
from openssi.render.escaping import escape_controls
from openssi.render.terminal import peers, sources
from openssi.render.terminal.layout import (
    INDEPENDENT,
    NARROW,
    WIDE,
    bullet,
    data_table,
    fingerprint,
    indented,
    plain_text,
)
from openssi.render.terminal.next_steps import steps_with_reasons
from openssi.render.terminal.partial import network_screen
from openssi.render.words.credibility import CREDIBILITY_INTRO, CREDIBILITY_TITLE, credibility_in_words
from openssi.render.words.partial import how_to_complete, points_told
from openssi.render.words.score import coverage_in_words, index_in_words
from openssi.scoring import PillarScore, SignalScore
from openssi.scoring.rounding import format_short, format_tenths, to_tenths

__all__ = ["as_text", "screen"]

_PILLAR_STYLE = {"brand": "cyan", "people": "magenta", "insights": "yellow", "relationships": "green"}


def as_text(assessment: Assessment) -> str:
    """Return the screen as plain text."""
    return plain_text(lambda console: screen(assessment, console))


def screen(assessment: Assessment, console: Console) -> RenderableType:
    """Show all that a seller needs, in the order in which they ask."""
    score = assessment.score
    parts: list[RenderableType] = [_headline(assessment, console)]
    part = assessment.partial
    if part and part.network:
        parts.append(network_screen(part.network, console))
    if score.enough:
        parts += [] if part else [_pillars(assessment, console)]
        parts += [Group(*steps_with_reasons(assessment.next_steps, WEEKS))] if assessment.next_steps else []
    if assessment.standings:
        parts.append(peers.screen(assessment.standings, score.index_micro, console))
    parts += [_signals(assessment, pillar, console) for pillar in score.pillars]
    parts.append(_unmeasured(assessment))
    asked = credibility_in_words(assessment.credibility) if score.enough and not part else ()
    parts += [_credibility(asked)] if asked else []
    parts += [sources.screen(assessment, console), Group(*_notes(assessment))]
    spaced = Group(parts[0], *(line for part in parts[1:] for line in (Text(), part)))
    return Padding(spaced, (1, 1, 0, 1), expand=False) if console.width >= WIDE else spaced


def _headline(assessment: Assessment, console: Console) -> RenderableType:
    score = assessment.score
    model = Text(f"as of {long_day(score.as_of)} · {fingerprint(assessment.model)}", "dim")
    if not score.enough:
        return Group(
            Text("Social Selling Index  not enough data yet", "bold"),
            Text(f"{score.enough.in_words}: too little for a number. What was counted is listed below."),
            *([Text(how_to_complete(assessment.partial))] if assessment.partial else []),
            model,
        )
    if assessment.partial:
        told = Text(f"Social Selling Index  {points_told(assessment.partial, score)}", "bold")
        return Group(told, Text(how_to_complete(assessment.partial)), model)
    shown = score.shown
    title = Text.assemble(
        (f"Social Selling Index  {index_in_words(score, assessment.interval)}", "bold"),
        " of 100  ",
        (score.band, "bold"),
    )
    bar = _bar(shown.index, shown.open, 1000, min(console.width, WIDE) - 2, "bold")
    return Group(title, bar, Text(coverage_in_words(score)), model)


def _bar(earned: int, unknown: int, maximum: int, width: int, style: str) -> Text:
    """What is earned, what is still open, what was not measured."""
    full = (earned * width + maximum // 2) // maximum
    hatched = min(width - full, (unknown * width + maximum // 2) // maximum)
    return Text.assemble(("█" * full, style), ("·" * (width - full - hatched), "dim"), ("▒" * hatched, "dim"))


def _pillars(assessment: Assessment, console: Console) -> RenderableType:
    narrow = console.width < NARROW
    width = max(10, min(50, console.width - (12 if narrow else 50)))
    table = Table.grid(padding=(0, 2))
    lines: list[RenderableType] = []
    for definition, pillar in zip(assessment.model.pillars, assessment.score.pillars, strict=True):
        tenths = assessment.score.shown.pillars[pillar.id]
        style = _PILLAR_STYLE.get(pillar.id, "bold")
        bar = _bar(tenths, to_tenths(pillar.open_micro), 10 * pillar.maximum, width, style)
        figure = Text(f"{format_tenths(tenths)} of {pillar.maximum}", "bold")
        if narrow:
            lines += [Text(definition.title), Text.assemble(bar, " ", figure)]
        else:
            table.add_row(definition.title, bar, figure)
    legend = Text("█ earned  · still open  ▒ not measured", "dim")
    return Group(*lines, legend) if narrow else Group(table, legend)


def _signals(assessment: Assessment, pillar: PillarScore, console: Console) -> RenderableType:
    definition = next(one for one in assessment.model.pillars if one.id == pillar.id)
    enough = bool(assessment.score.enough)
    title = Text(definition.title, f"bold {_PILLAR_STYLE.get(pillar.id, '')}".strip())
    if enough:
        title.append(f"  {format_tenths(assessment.score.shown.pillars[pillar.id])} of {pillar.maximum}")
    rows = [_signal(assessment, signal, enough=enough) for signal in pillar.signals if signal.counts]
    if not rows and console.width >= NARROW:
        return Group(title, Text("nothing measured", "dim"))
    if console.width < NARROW:
        return Group(title, *_signal_lines(rows))
    table = data_table()
    table.add_column("signal", width=25, overflow="fold")
    table.add_column("points" if enough else "", justify="right", width=8 if enough else 1)
    table.add_column("counted", width=20 if console.width < WIDE else 30, overflow="fold")
    table.add_column("next point" if enough else "", overflow="fold")
    for name, figure, counted, following in rows:
        table.add_row(name, Text(figure, "bold"), counted, Text(following, "dim"))
    return Group(title, table)


def _signal_lines(rows: Sequence[tuple[str, str, str, str]]) -> Iterator[RenderableType]:
    for name, figure, counted, following in rows:
        yield Text.assemble(name, "  ", (figure, "bold"))
        yield indented(f"{counted}; {following}" if following else counted, 3)


def _signal(assessment: Assessment, scored: SignalScore, *, enough: bool) -> tuple[str, str, str, str]:
    """The title of a signal, its points, what was counted, and what the next point takes."""
    activity, model, day = assessment.activity, assessment.model, assessment.score.as_of
    signal = model.signals[scored.id]
    counted = describe_evidence(activity, model, signal, day, brief=True)
    if not enough:
        return signal.title, "", counted, ""
    points = f"{format_tenths(assessment.score.shown.signals[scored.id])} of {scored.maximum}"
    if scored.status == "partly_measured":
        return signal.title, f"at least {points}", counted, ""
    following = next_point(activity, model, signal, scored, day)
    if following is None:
        return signal.title, points, counted, "all earned" if scored.micro >= signal.maximum * MICRO else ""
    part = "" if following.micro == MICRO else f" (+{format_tenths(max(1, following.micro * 10 // MICRO))})"
    return signal.title, points, counted, f"{following}{part}"


def _unmeasured(assessment: Assessment) -> RenderableType:
    """What was not measured, or only in part, grouped by reason."""
    if not assessment.score.open_micro:
        return Text("Everything was measured.", "dim")
    none = [one for one in assessment.score.signals.values() if not one.counts]
    in_part = [one for one in assessment.score.signals.values() if one.status == "partly_measured"]
    parts = (
        ("Not measured (points they could add)", none),
        ("Measured in part (points that could still be missing)", in_part),
    )
    return Group(*(line for title, some in parts if some for line in _by_reason(assessment, title, some)))


def _by_reason(assessment: Assessment, title: str, some: Sequence[SignalScore]) -> Iterator[Text]:
    by_reason: dict[str, list[str]] = {}
    for scored in some:
        points = format_short(to_tenths(scored.open_micro))
        by_reason.setdefault(scored.reason, []).append(f"{assessment.model.signals[scored.id].title} ({points})")
    yield Text(title, "bold underline")
    for reason, titles in by_reason.items():
        yield Text.assemble(f"{', '.join(titles)}: ", (escape_controls(reason), "dim"))


def _credibility(asked: Sequence[str]) -> RenderableType:
    title = Text.assemble((CREDIBILITY_TITLE, "bold"), (f"  {CREDIBILITY_INTRO}", "dim"))
    return Group(title, *(bullet(Text(line)) for line in asked))


def _notes(assessment: Assessment) -> Iterator[Text]:
    yield from (Text(escape_controls(note), "bold") for note in assessment.notes)
    leader = assessment.model.leader_for(assessment.score.measured)
    if leader and assessment.score.enough and assessment.score.index_micro >= leader * MICRO:
        yield Text(f"From {leader} on, you count as an industry thought leader.")
    yield Text(INDEPENDENT, "dim")
