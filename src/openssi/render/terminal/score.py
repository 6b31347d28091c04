"""A score on the terminal: the index at a glance, then the reasons; readable when narrow, piped, or without colour."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openssi.activity.calendar import iso, to_date
from openssi.activity.report import FileReport
from openssi.insight import Assessment, SignalExplanation, describe_evidence, next_point
from openssi.model import MICRO, Attribute, Fading, Model, Rate
from openssi.render.escaping import escape_controls
from openssi.render.terminal.model import knot_in_words
from openssi.render.terminal.peers import screen as peers_screen
from openssi.scoring import PillarScore, SignalScore

__all__ = ["as_text", "explanation", "plain_text", "screen"]

_NARROW = 72  # columns below which tables become lines
_WIDE = 100  # columns beyond which nothing gets clearer
_PILLAR_STYLE = {"brand": "cyan", "people": "magenta", "insights": "yellow", "relationships": "green"}
_DAYS_SHOWN = 20


def as_text(assessment: Assessment) -> str:
    """The screen as plain text, 100 columns wide."""
    return plain_text(lambda console: screen(assessment, console))


def plain_text(screen_on: Callable[[Console], RenderableType]) -> str:
    """Any screen as plain text, 100 columns wide."""
    console = Console(
        file=io.StringIO(), width=_WIDE, color_system=None, legacy_windows=False, markup=False, emoji=False
    )
    console.print(screen_on(console))
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines())


def screen(assessment: Assessment, console: Console) -> RenderableType:
    """Everything that a seller needs, in the order in which they ask."""
    score = assessment.score
    parts: list[RenderableType] = [_headline(assessment, console), Text()]
    if score.enough:
        parts += [_pillars(assessment, console), Text()]
        parts += [_next_steps(assessment), Text()] if assessment.next_steps else []
    if assessment.standings:
        parts += [peers_screen(assessment.standings, score.index_micro, console), Text()]
    for pillar in score.pillars:
        parts += [_signals(assessment, pillar, console), Text()]
    parts += [_unmeasured(assessment), Text()]
    parts += [_sources(assessment, console)]
    parts += [Text(), *_notes(assessment)]
    return (
        Padding(Group(*parts), (1, 1, 0, 1), expand=console.width < _WIDE) if console.width >= _WIDE else Group(*parts)
    )


def _date(day: int) -> str:
    date = to_date(day)
    return f"{date.day} {date:%B %Y}"


def _headline(assessment: Assessment, console: Console) -> RenderableType:
    score = assessment.score
    model = Text(f"as of {_date(score.as_of)} · model {score.model_id} ({score.fingerprint})", "dim")
    if not score.enough:
        enough = score.enough
        return Group(
            Text.assemble(("Social Selling Index  ", "bold"), ("not enough yet", "bold")),
            Text(
                f"{min(enough.days, enough.days_needed)} of {enough.days_needed} days of data and "
                f"{min(enough.records, enough.records_needed)} of {enough.records_needed} dated records: "
                "too little for a number. What was counted stands below."
            ),
            model,
        )
    shown = score.shown
    low, high = shown.index / 10, shown.upper / 10
    title = Text.assemble(("Social Selling Index  ", "bold"), (f"{low:.1f}", "bold"), " of 100  ", (score.band, "bold"))
    span = f"{low:.1f} to {high:.1f} if all could be measured; {score.measurable} of 100 points could"
    bar = _bar(shown.index, shown.upper - shown.index, 1000, min(console.width, _WIDE) - 2, "bold")
    return Group(title, bar, Text(span), model)


def _bar(earned: int, unknown: int, maximum: int, width: int, style: str) -> Text:
    """What is earned, what is open, what could not be measured."""
    full = (earned * width + maximum // 2) // maximum
    hatched = min(width - full, (unknown * width + maximum // 2) // maximum)
    return Text.assemble(("█" * full, style), ("·" * (width - full - hatched), "dim"), ("▒" * hatched, "dim"))


def _pillars(assessment: Assessment, console: Console) -> RenderableType:
    shown = assessment.score.shown
    titles = {pillar.id: pillar.title for pillar in assessment.model.pillars}
    narrow = console.width < _NARROW
    width = max(10, min(50, console.width - (12 if narrow else 50)))
    table = Table.grid(padding=(0, 2))
    lines: list[RenderableType] = []
    for pillar in assessment.score.pillars:
        points = shown.pillars[pillar.id]
        style = _PILLAR_STYLE.get(pillar.id, "bold")
        bar = _bar(points, 10 * pillar.unmeasured, 10 * pillar.maximum, width, style)
        figure = Text(f"{points / 10:.1f} of {pillar.maximum}", "bold")
        if narrow:
            lines += [Text(titles[pillar.id]), Text.assemble(bar, " ", figure)]
        else:
            table.add_row(titles[pillar.id], bar, figure)
    legend = Text.assemble(("█ earned  · open  ▒ could not be measured", "dim"))
    return Group(*lines, legend) if narrow else Group(table, legend)


def _next_steps(assessment: Assessment) -> RenderableType:
    lines: list[RenderableType] = [
        Text.assemble(("Best next steps", "bold underline"), ("  gain after four weeks, against not doing it", "dim"))
    ]
    for at, step in enumerate(assessment.next_steps, 1):
        minutes = f"{step.minutes} minutes once" if step.once else f"{step.minutes} minutes a week"
        gain = step.gain * 10 // MICRO / 10
        head = Text.assemble(f"{at}. {step.do}: ", (f"+{gain:.1f}", "bold green"))
        lines += [head, Padding(Text(f"{minutes}; {escape_controls(step.because)}", "dim"), (0, 0, 0, 3))]
    return Group(*lines)


def _signals(assessment: Assessment, pillar: PillarScore, console: Console) -> RenderableType:
    definition = next(p for p in assessment.model.pillars if p.id == pillar.id)
    enough = bool(assessment.score.enough)
    title = Text(definition.title, f"bold {_PILLAR_STYLE.get(pillar.id, '')}".strip())
    if enough:
        title.append(f"  {assessment.score.shown.pillars[pillar.id] / 10:.1f} of {pillar.maximum}")
    measured = [signal for signal in pillar.signals if signal.status == "measured"]
    rows = [_signal(assessment, signal, enough=enough) for signal in measured]
    if console.width < _NARROW:
        lines: list[RenderableType] = [title]
        for name, figure, what, following in rows:
            lines += [Text.assemble(name, "  ", (figure, "bold"))]
            lines += [Padding(Text(f"{what}; {following}" if following else what, "dim"), (0, 0, 0, 3))]
        return Group(*lines)
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=bool(rows), header_style="dim", pad_edge=False)
    table.add_column("signal", width=25, overflow="fold")
    table.add_column("points" if enough else "", justify="right", width=8 if enough else 1)
    table.add_column("counted", width=20 if console.width < _WIDE else 30, overflow="fold")
    table.add_column("next point" if enough else "", overflow="fold")
    for name, figure, what, following in rows:
        table.add_row(name, Text(figure, "bold"), what, Text(following, "dim"))
    return Group(title, table) if rows else Group(title, Text("none of its signals could be measured", "dim"))


def _signal(assessment: Assessment, scored: SignalScore, *, enough: bool) -> tuple[str, str, str, str]:
    activity, model, day = assessment.activity, assessment.model, assessment.score.as_of
    signal = model.signals[scored.id]
    what = describe_evidence(activity, model, signal, day, brief=True)
    if not enough:
        return signal.title, "", what, ""
    following = next_point(activity, model, signal, scored, day)
    points = f"{assessment.score.shown.signals[scored.id] / 10:.1f} of {scored.maximum}"
    if following is None:
        return signal.title, points, what, "all earned" if scored.micro >= signal.maximum * MICRO else ""
    part = "" if following.micro == MICRO else f" (+{max(1, following.micro * 10 // MICRO) / 10:.1f})"
    return signal.title, points, what, f"{following}{part}"


def _unmeasured(assessment: Assessment) -> RenderableType:
    """What was not measured, grouped by what would bring it."""
    missing: dict[str, list[str]] = {}
    for scored in assessment.score.signals.values():
        if scored.status != "measured":
            signal = assessment.model.signals[scored.id]
            missing.setdefault(scored.reason, []).append(f"{signal.title} ({signal.maximum})")
    if not missing:
        return Text("Everything could be measured.", "dim")
    lines: list[RenderableType] = [Text("Not measured (points at most)", "bold underline")]
    lines += [
        Text.assemble((f"{', '.join(titles)}: ", ""), (escape_controls(reason), "dim"))
        for reason, titles in missing.items()
    ]
    return Group(*lines)


def _sources(assessment: Assessment, console: Console) -> RenderableType:
    title = Text("What was read", "bold underline")
    if console.width < _NARROW:
        lines = (_source_line(source) for source in assessment.sources)
        return Group(title, *lines, *_remarks(assessment.sources), *_skipped(assessment))
    wide = console.width > _WIDE + 20
    table = Table(box=None, padding=(0, 2 if wide else 1, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("file", overflow="fold")
    short, long = (
        ("records", "imported", "dup.", "rej.", "rep."),
        ("records", "imported", "duplicate", "rejected", "repaired"),
    )
    for heading in long if wide else short:
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("first", no_wrap=True)
    table.add_column("last", no_wrap=True)
    for source in assessment.sources:
        figures = (source.records, source.imported, source.duplicate, source.rejected, source.repaired)
        table.add_row(
            escape_controls(source.file), *(f"{figure:,}" if figure else "·" for figure in figures), *_span(source)
        )
    return Group(title, table, *_remarks(assessment.sources), *_skipped(assessment))


def _span(source: FileReport) -> tuple[str, str]:
    return ("" if source.first is None else iso(source.first)), ("" if source.last is None else iso(source.last))


def _source_line(source: FileReport) -> Text:
    first, last = _span(source)
    figures = (
        f": {source.records:,} records, {source.imported:,} imported, {source.duplicate:,} duplicate, "
        f"{source.rejected:,} rejected, {source.repaired:,} repaired"
    )
    return Text.assemble(escape_controls(source.file), (f"{figures}, {first} to {last}" if first else figures, "dim"))


def _remarks(sources: Iterable[FileReport]) -> list[Text]:
    lines: list[Text] = []
    for source in sources:
        name = escape_controls(source.file)
        for reason, count in source.reasons:
            first = next((one.line for one in source.rejections if one.reason == reason), None)
            where = f" (first in line {first})" if first else ""
            lines.append(Text(f"{name}: {count:,} rejected, {escape_controls(reason)}{where}", "dim"))
        lines += [Text(f"{name}: {escape_controls(note)}", "dim") for note in source.notes]
    return lines


def _skipped(assessment: Assessment) -> list[Text]:
    by_reason: dict[str, list[str]] = {}
    for skipped in assessment.skipped:
        by_reason.setdefault(skipped.reason, []).append(escape_controls(skipped.file))
    return [Text(f"Not opened, {reason}: {_few(files)}", "dim") for reason, files in by_reason.items()]


def _few(names: list[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _notes(assessment: Assessment) -> list[Text]:
    score = assessment.score
    lines = [Text(escape_controls(note), "bold") for note in assessment.notes]
    if score.enough and score.index_micro >= assessment.model.thought_leader * MICRO:
        lines.append(Text(f"{assessment.model.thought_leader} and over marks an industry thought leader."))
    lines.append(Text("An independent, open formula, not LinkedIn's number. Nothing left this machine.", "dim"))
    return lines


def explanation(explained: SignalExplanation, model: Model) -> RenderableType:
    """One signal taken apart: why it counts, the counted days, the curve and its provenance."""
    signal, scored = explained.signal, explained.scored
    head = Text.assemble((signal.title, "bold"), f"  {signal.id}")
    lines: list[RenderableType] = [head, Text(signal.why), Text(_measure_in_words(explained, model)), Text()]
    if scored.value is None:
        lines.append(Text(f"Not measured: {escape_controls(scored.reason)}."))
    else:
        lines.append(
            Text(
                f"value {scored.value:,} on {iso(explained.as_of)}: {scored.micro / MICRO:.6f} of {scored.maximum} points"
            )
        )
        lines += [Text(), *_counted_days(explained, model)]
    lines += [
        Text(),
        Text("The curve", "bold underline"),
        _curve(explained, model),
        Text(f"Provenance: {signal.curve.provenance}", "dim"),
    ]
    return Group(*lines)


def _measure_in_words(explained: SignalExplanation, model: Model) -> str:
    match explained.signal.measure:
        case Fading(kind):
            most = model.kind[kind].most_a_day
            limit = f" At most {most // model.kind[kind].unit} of a day count." if most else ""
            fades = "Each counts in full on its day and fades evenly to nothing in 90 days."
            return f"Measured: {model.kind[kind].about} {fades}{limit}"
        case Rate(successes, attempts, prior):
            return (
                f"Measured: {model.kind[successes].many} of {model.kind[attempts].many}, each fading in 90 days; "
                f"shrunk towards nothing as if {prior // 90} more fresh ones had failed."
            )
        case Attribute(name):
            return f"Measured: {name.replace('_', ' ')} as exported, in millionths."
        case stock:
            return f"Measured: {model.kind[stock.kind].about} All that were ever made count, without fading."


def _counted_days(explained: SignalExplanation, model: Model) -> list[RenderableType]:
    if not explained.days:
        return [Text("No day counts.", "dim")]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("day", no_wrap=True)
    table.add_column("what")
    for heading in ("quantity", "weight", "adds"):
        table.add_column(heading, justify="right")
    for day in explained.days[:_DAYS_SHOWN]:
        known = f" (known {iso(day.known_day)})" if day.known_day != day.day else ""
        table.add_row(
            iso(day.day), model.kind[day.kind].many + known, f"{day.quantity:,}", str(day.weight), f"{day.adds:,}"
        )
    rest = explained.days[_DAYS_SHOWN:]
    more = [Text(f"and {len(rest):,} earlier days, which add {sum(day.adds for day in rest):,}", "dim")] if rest else []
    return [Text("The counted days", "bold underline"), table, *more]


def _curve(explained: SignalExplanation, model: Model) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    measure = explained.signal.measure
    table.add_column("value", justify="right")
    if isinstance(measure, Fading):
        table.add_column("at a steady pace of", justify="right")
    table.add_column("earns", justify="right")
    for value, share in explained.signal.curve.knots:
        pace = (
            [knot_in_words(explained.signal, model, (value, share)).partition(":")[0]]
            if isinstance(measure, Fading)
            else []
        )
        table.add_row(f"{value:,}", *pace, f"{explained.signal.maximum * share / MICRO:.2f} points")
    return table
