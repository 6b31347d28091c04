"""A score on the terminal: the index first, then the reasons; readable when narrow, piped, or without color.

The screen fits 40 lines of 80 columns; every signal and every file are on further screens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import long_day
from openssi.insight import Assessment, describe_evidence, next_point
from openssi.insight.explain import recent_change
from openssi.insight.explanation_text import headline
from openssi.insight.next_steps import WEEKS
from openssi.model import MICRO, Pillar
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
from openssi.render.terminal.network import network_screen
from openssi.render.terminal.next_steps import fading, questions, steps_in_brief
from openssi.render.words.credibility import CREDIBILITY_INTRO, CREDIBILITY_TITLE, credibility_in_words
from openssi.render.words.partial import how_to_complete, no_index_yet, points_told
from openssi.render.words.pillars import measured_micro, percent_earned, weakest_pillar
from openssi.render.words.score import coverage_in_words, index_in_words
from openssi.scoring import PillarScore, SignalScore
from openssi.scoring.rounding import format_short, format_tenths, to_tenths

__all__ = ["as_text", "screen"]

_PILLAR_STYLE = {"brand": "cyan", "people": "magenta", "insights": "yellow", "relationships": "green"}
_MOST_LINES = 40  # of the first screen
_MOST_ROWS = 4  # of what fades; of what there is to win, one more
_COMMANDS = "all signals: --signals · files: --sources"
_QUESTIONS = "One signal: --explain NAME · a plan: ssi coach · why: ssi explain · ssi history"


def as_text(assessment: Assessment) -> str:
    """Return the screen as plain text, with every signal and every file."""
    return plain_text(lambda console: screen(assessment, console, signals=True, files=True))


def screen(assessment: Assessment, console: Console, *, signals: bool = False, files: bool = False) -> RenderableType:
    """Show what a seller asks first, in that order; then every signal, and every file if asked for."""
    shown = _screen(assessment, console, _MOST_ROWS, signals=signals, files=files)
    if signals or files or console.width < NARROW:
        return shown
    for rows in range(_MOST_ROWS - 1, 1, -1):  # long texts leave room for fewer rows
        if len(console.render_lines(shown, pad=False)) <= _MOST_LINES:
            break
        shown = _screen(assessment, console, rows, signals=False, files=False)
    return shown


def _screen(assessment: Assessment, console: Console, rows: int, *, signals: bool, files: bool) -> RenderableType:
    """Return the screen with this many rows of what fades and of what there is to win."""
    score, part = assessment.score, assessment.partial
    parts: list[RenderableType] = [_headline(assessment, console)]
    if part and part.network:
        parts.insert(len(parts) if score.enough else 0, network_screen(part.network, console))
    if score.enough:
        parts += [] if part else [_pillars(assessment, console)]
        parts += [steps_in_brief(assessment.next_steps, WEEKS, console)] if assessment.next_steps else []
        fades = fading(assessment.fades, assessment.model, score.as_of, console, rows)
        parts += [Group(*fades)] if assessment.fades else []
    if assessment.peer_ranks:
        parts.append(peers.screen(assessment.peer_ranks, score.index_micro, console))
    if signals or not (score.enough or (part and part.network)):
        parts += [*(_signals(assessment, pillar, console) for pillar in score.pillars), _unmeasured(assessment)]
    elif score.enough:
        parts.append(Group(*_most_to_win(assessment, console, rows + 1)))
    credibility = credibility_in_words(assessment.credibility) if signals and score.enough and not part else ()
    parts += [_credibility(credibility)] if credibility else []
    if files:
        parts.append(sources.screen(assessment, console))
    parts.append(Group(*_notes(assessment)))
    spaced = Group(parts[0], *(line for block in parts[1:] for line in (Text(), block)))
    return Padding(spaced, (1, 1, 0, 1), expand=False) if console.width >= WIDE else spaced


def _headline(assessment: Assessment, console: Console) -> RenderableType:
    score = assessment.score
    day = f"as of {long_day(score.as_of)}"
    part = assessment.partial
    if not score.enough and part and part.network:
        return Group(Text(f"{no_index_yet(part, score)}.", "bold"), Text(how_to_complete(part)), Text(day, "dim"))
    if not score.enough:
        return Group(
            Text("Social Selling Index  not enough data yet", "bold"),
            Text(f"{score.enough.in_words}: too little for a number. What was counted is listed below."),
            *([Text(how_to_complete(part))] if part else []),
            Text(day, "dim"),
        )
    if part:
        heading = Text(f"Social Selling Index  {points_told(part, score)}", "bold")
        return Group(heading, Text(how_to_complete(part)), Text(day, "dim"))
    shown = score.shown
    title = Text.assemble(
        (f"Social Selling Index  {index_in_words(score, assessment.interval)}", "bold"),
        " of 100  ",
        (score.band, "bold"),
        (f"  {day}", "dim"),
    )
    bar = _bar(shown.index, shown.open, 1000, min(console.width, WIDE) - 2, "bold")
    return Group(title, bar, *_change(assessment), Text(coverage_in_words(score)))


def _change(assessment: Assessment) -> Iterator[Text]:
    """Say how the index moved in four weeks, and by which action."""
    change = recent_change(assessment.activity, assessment.model, assessment.score.as_of)
    if change is None:
        return
    tenths = change.after.shown.index - change.before.shown.index
    if tenths:
        arrow, style = ("▲", "green") if tenths > 0 else ("▼", "yellow")
        moved = f" {format_tenths(abs(tenths))} in four weeks"
        yield Text.assemble((arrow, style), f"{moved}: {escape_controls(headline(change))}")


def _bar(earned: int, unknown: int, maximum: int, width: int, style: str) -> Text:
    """Return what is earned, what is still open, what was not measured."""
    full = (earned * width + maximum // 2) // maximum
    hatched = min(width - full, (unknown * width + maximum // 2) // maximum)
    return Text.assemble(("█" * full, style), ("·" * (width - full - hatched), "dim"), ("▒" * hatched, "dim"))


def _pillars(assessment: Assessment, console: Console) -> RenderableType:
    narrow = console.width < NARROW
    width = max(10, min(40, console.width - (22 if narrow else 58)))
    table = Table.grid(padding=(0, 2))
    lines: list[RenderableType] = []
    weakest = weakest_pillar(assessment.score.pillars)
    for definition, pillar in zip(assessment.model.pillars, assessment.score.pillars, strict=True):
        tenths = assessment.score.shown.pillars[pillar.id]
        style = _PILLAR_STYLE.get(pillar.id, "bold")
        bar = _bar(tenths, to_tenths(pillar.open_micro), 10 * pillar.maximum, width, style)
        measured = measured_micro(pillar)
        figure = f"{format_tenths(tenths)} of {format_short(to_tenths(measured))}"
        percentage = f"{percent_earned(pillar)}%" if measured else ""
        mark = " ◂" if pillar is weakest else ""
        if narrow:
            lines += [Text(f"{definition.title}{mark}"), Text.assemble(bar, " ", (f"{figure}  {percentage}", "bold"))]
        else:
            table.add_row(
                _short(definition, mark), bar, Text(figure, "bold", justify="right"), Text(percentage, justify="right")
            )
    legend = Text("█ earned  · still open  ▒ not measured  ◂ weakest; percent of measured points", "dim")
    return Group(*lines, legend) if narrow else Group(table, legend)


def _short(pillar: Pillar, mark: str) -> Text:
    return Text.assemble(pillar.title, (mark, "bold"))


def _most_to_win(assessment: Assessment, console: Console, rows: int) -> Iterator[RenderableType]:
    """Show the measured signals with the most points still open, and how to see the rest."""
    score = assessment.score
    counted = [scored for scored in score.signals.values() if scored.counts and scored.micro < scored.maximum * MICRO]
    counted.sort(key=lambda scored: scored.micro - scored.maximum * MICRO)
    if counted:
        yield Text.assemble(("Most points to win", "bold underline"), ("  and what was counted", "dim"))
        table = data_table(header=False)
        for scored in counted[:rows]:
            signal = assessment.model.signals[scored.id]
            evidence = describe_evidence(assessment.activity, assessment.model, signal, score.as_of, brief=True)
            points = f"{format_tenths(score.shown.signals[scored.id])} of {scored.maximum}"
            if console.width < NARROW:
                yield Text(f"{signal.title}: {points}; {evidence}")
            else:
                bar = _bar(score.shown.signals[scored.id], 0, 10 * scored.maximum, 14, "bold")
                table.add_row(signal.title, bar, Text(points, justify="right"), Text(evidence, "dim"))
        if console.width >= NARROW:
            yield table
    unmeasured = sum(not scored.counts for scored in score.signals.values())
    if unmeasured:
        yield Text(f"Not measured: {unmeasured} {'signal' if unmeasured == 1 else 'signals'} · {_COMMANDS}", "dim")
    else:
        yield Text(_COMMANDS[:1].upper() + _COMMANDS[1:], "dim")


def _signals(assessment: Assessment, pillar: PillarScore, console: Console) -> RenderableType:
    definition = next(candidate for candidate in assessment.model.pillars if candidate.id == pillar.id)
    enough = bool(assessment.score.enough)
    title = Text(definition.title, f"bold {_PILLAR_STYLE.get(pillar.id, '')}".strip())
    if enough:
        title.append(f"  {format_tenths(assessment.score.shown.pillars[pillar.id])} of {pillar.maximum}")
    measured = [signal for signal in pillar.signals if signal.counts]
    rows = [_signal(assessment, signal, enough=enough) for signal in measured]
    if not rows and console.width >= NARROW:
        return Group(title, Text("nothing measured", "dim"))
    if console.width < NARROW:
        return Group(title, *_signal_lines(rows))
    table = data_table()
    table.add_column("signal", width=26, overflow="fold")
    table.add_column("points" if enough else "", justify="right", width=8 if enough else 1)
    table.add_column("counted", width=20 if console.width < WIDE else 30, overflow="fold")
    table.add_column("next point" if enough else "", overflow="fold")
    for signal, (name, figure, counted, following) in zip(measured, rows, strict=True):
        named = Text.assemble(name, (f"\n{signal.id}", "dim"))
        table.add_row(named, Text(figure, "bold"), counted, Text(following, "dim"))
    return Group(title, table)


def _signal_lines(rows: Sequence[tuple[str, str, str, str]]) -> Iterator[RenderableType]:
    for name, figure, counted, following in rows:
        yield Text.assemble(name, "  ", (figure, "bold"))
        yield indented(f"{counted}; {following}" if following else counted, 3)


def _signal(assessment: Assessment, scored: SignalScore, *, enough: bool) -> tuple[str, str, str, str]:
    """Return the title of a signal, its points, what was counted, and what the next point takes."""
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
    """Return what was not measured, or only in part, grouped by reason."""
    if not assessment.score.open_micro:
        return Text("Everything was measured.", "dim")
    none = [signal for signal in assessment.score.signals.values() if not signal.counts]
    in_part = [
        signal
        for signal in assessment.score.signals.values()
        if signal.status == "partly_measured" and signal.open_micro
    ]
    parts = (
        ("Not measured (points they could add)", none),
        ("Measured in part (points that could still be missing)", in_part),
    )
    return Group(*(line for title, signals in parts if signals for line in _by_reason(assessment, title, signals)))


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


def _notes(assessment: Assessment) -> Iterator[RenderableType]:
    yield from (Text(escape_controls(note), "bold") for note in assessment.notes)
    yield from questions(assessment.if_never[:1])
    leader = assessment.model.leader_for(assessment.score.measured)
    if leader and assessment.score.enough and assessment.score.index_micro >= leader * MICRO:
        yield Text(f"From {leader} on, you count as an industry thought leader.")
    if assessment.score.enough:
        yield Text(_QUESTIONS, "dim")
    elif assessment.partial and assessment.partial.network:
        yield Text(_COMMANDS[:1].upper() + _COMMANDS[1:], "dim")
    yield Text(f"{fingerprint(assessment.model)}. {INDEPENDENT}", "dim")
