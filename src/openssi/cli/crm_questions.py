"""Ask what only the team can answer about a CRM's export, once, on a terminal; store it in a mapping file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from openssi.errors import UsageError
from openssi.render.escaping import escape_controls
from openssi.sources.crm import Mapping, read_mapping, read_sales, unknown_columns, write_mapping
from openssi.sources.crm.column_labels import find_columns

__all__ = ["ask", "can_ask"]

_MOST_STAGES = 20


def can_ask() -> bool:
    """Return whether a person can see a question and answer it."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def ask(files: Sequence[Path], path: Path | None, time_zone: str) -> Mapping:
    """Return what a mapping file says, with answers for the columns and stages that nothing explains.

    Args:
        files: the CRM's exports.
        path: the mapping file, to which answers are added; None for one next to the first export.
        time_zone: the CRM's.

    Raises:
        InputError: a file cannot be read.
        UsageError: the answers cannot be stored.
    """
    before = mapping = read_mapping(path) if path else Mapping()
    for file in files:
        if labels := unknown_columns(file, mapping):
            mapping = _ask_columns(file, labels, mapping)
    mapping = _ask_stages(read_sales(files, mapping, time_zone=time_zone).open_stages, mapping)
    if mapping != before:
        _store(path or files[0].with_suffix(".toml"), mapping, new=path is None)
    return mapping


def _ask_columns(file: Path, labels: Sequence[str], mapping: Mapping) -> Mapping:
    click.echo(f"The columns of {escape_controls(file.name)} aren't recognized. They are:", err=True)
    for number, label in enumerate(labels, 1):
        click.echo(f"{number:4}  {escape_controls(label)}", err=True)
    columns = dict(mapping.columns)
    columns["seller"] = labels[_number("Which one has the seller", labels, least=1) - 1]
    created = _number("Which one has the day a deal was created (0 if rows aren't deals)", labels)
    if created:
        columns["created"] = labels[created - 1]
        columns |= _ask_end(labels, columns)
        return replace(mapping, columns=columns)
    columns["date"] = labels[_number("Which one has the day or month", labels, least=1) - 1]
    kind = click.prompt(
        "What is each row", type=click.Choice(["meetings", "opportunities", "deals_won", "quota"]), err=True
    )
    count = _number("Which one has the count (0 if each row is one)", labels)
    if count:
        columns["count"] = labels[count - 1]
    return replace(mapping, columns=columns, kind=kind)


def _ask_end(labels: Sequence[str], columns: dict[str, str]) -> dict[str, str]:
    """Ask how a deal ended, unless the labels say so."""
    recognized = find_columns(labels, columns)
    answers: dict[str, str] = {}
    for field, names, question in (
        ("closed", ("closed",), "Which one has the day a deal was closed (0 if none)"),
        ("stage", ("stage", "status", "won"), "Which one has the stage or result of a deal (0 if none)"),
    ):
        if not any(name in recognized for name in names) and (number := _number(question, labels)):
            answers[field] = labels[number - 1]
    return answers


def _number(question: str, labels: Sequence[str], least: int = 0) -> int:
    return click.prompt(question, type=click.IntRange(least, len(labels)), err=True)


def _ask_stages(stages: Sequence[str], mapping: Mapping) -> Mapping:
    """Ask which stages of deals mean won or lost."""
    if not stages or len(stages) > _MOST_STAGES:
        return mapping
    click.echo("Do deals in these stages count as won, lost or open?", err=True)
    answers = {
        stage: click.prompt(
            f"  {escape_controls(stage)}", type=click.Choice(["won", "lost", "open"]), default="open", err=True
        )
        for stage in stages
    }
    won, lost, still_open = (
        (*before, *(stage for stage, answer in answers.items() if answer == name))
        for name, before in (("won", mapping.won), ("lost", mapping.lost), ("open", mapping.open))
    )
    return replace(mapping, won=won, lost=lost, open=still_open)


def _store(path: Path, mapping: Mapping, *, new: bool) -> None:
    if new and path.exists() and not click.confirm(f"{escape_controls(str(path))} exists. Replace it?", err=True):
        return
    try:
        write_mapping(path, mapping)
    except OSError as error:
        raise UsageError(
            "out-unwritable",
            f"Can't write {path}: {error.strerror or error}.",
            hint="Name a file that can be written with --mapping.",
        ) from error
    click.echo(f"Your answers are in {escape_controls(str(path))}. Next time: --mapping {path.name}", err=True)
