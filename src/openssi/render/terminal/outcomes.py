"""Show how an index goes with sales on the terminal: what could be seen, what was, what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from openssi.activity.report import FileReport
from openssi.insight.outcomes import OutcomeResult, Study
from openssi.render.escaping import escape_controls
from openssi.render.terminal.layout import indented
from openssi.render.words.outcomes import (
    OUTCOME_NAMES,
    checks_in_words,
    effect_in_words,
    left_out_in_words,
    need_in_words,
    size_in_words,
    verdict_in_words,
)

__all__ = ["screen"]


def screen(
    study: Study,
    files: Sequence[FileReport],
    without_sales: Sequence[str],
    without_archive: int,
    open_stages: Sequence[str],
    notes: Sequence[str],
) -> RenderableType:
    """Show all that the data can tell, and nothing about a single seller."""
    lines: list[RenderableType] = [
        Text("Does the index go with sales?", "bold underline"),
        Text(size_in_words(study)),
        *([Text(left_out_in_words(study), "dim")] if study.left_out else []),
        Text(),
        Text(verdict_in_words(study), "bold"),
        Text(),
    ]
    if not study.refused:
        lines += [Text("Ratio for 10 points more of the index", "bold")]
        for result in study.outcomes:
            lines += _result(result)
        lines += [Text(), Text("Checks", "bold")]
        for compared, should, shown in checks_in_words(study):
            lines += [Text.assemble(compared, (f", {should}", "dim")), indented(shown, 3)]
        lines.append(Text())
    lines += [Text("What would change the answer", "bold"), Text(need_in_words(study)), Text()]
    lines += _accounting(files, without_sales, without_archive, open_stages)
    lines += [Text(escape_controls(note)) for note in notes]
    lines.append(Text("Not a prediction for any one seller. Don't use it for decisions about pay or jobs.", "dim"))
    return Group(*lines)


def _result(result: OutcomeResult) -> Iterator[RenderableType]:
    yield Text.assemble(OUTCOME_NAMES.get(result.kind, result.kind), (f"  {result.total:,.0f} in all", "dim"))
    yield indented(f"the same seller's months: {effect_in_words(result.within)}", 3)
    yield indented(f"sellers compared, a description: {effect_in_words(result.between)}", 3)


def _accounting(
    files: Sequence[FileReport], without_sales: Sequence[str], without_archive: int, open_stages: Sequence[str]
) -> Iterator[RenderableType]:
    yield Text("What was read", "bold")
    for file in files:
        yield Text(
            f"{escape_controls(file.file)}: {file.records:,} rows, {file.imported:,} imported, {file.duplicate:,} "
            "duplicate, "
            f"{file.rejected:,} rejected"
        )
        for reason, count in file.reasons:
            yield indented(f"{count:,} rejected: {escape_controls(reason)}", 3)
    if open_stages:
        listed = escape_controls(", ".join(open_stages[:12]))
        yield Text(
            f"Counted as open deals: {listed}. "
            'If one of them means won, say so in a mapping file: [stages] won = ["…"].'
        )
    for name in without_sales:
        yield Text(f"{escape_controls(name)} belongs to no seller of the export and was left out.")
    if without_archive:
        yield Text(
            f"{without_archive:,} {'seller' if without_archive == 1 else 'sellers'} of the export without an archive.",
            "dim",
        )
