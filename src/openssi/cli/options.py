"""What several commands share: their options, the model and the clock, and the bar that shows how far reading is."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from openssi.errors import UsageError

if TYPE_CHECKING:
    from openssi.model import Model

__all__ = [
    "ARCHIVES",
    "AS_OF",
    "MODEL",
    "NOTES",
    "NO_OFFICIAL",
    "OFFICIAL",
    "ZONE",
    "Bar",
    "chosen_model",
    "official_file",
    "tomorrow",
]

ARCHIVES = click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE... [ANALYTICS.xlsx]")
AS_OF = click.option(
    "--as-of", metavar="DATE", help="The day to score (YYYY-MM-DD); by default the archive's own last day."
)
ZONE = click.option(
    "--time-zone",
    metavar="Z",
    default="UTC",
    show_default=True,
    help="Where your days begin, as in Europe/Berlin; for the days active.",
)
MODEL = click.option(
    "--model",
    "model_name",
    metavar="ID|FILE",
    help="A published model or a TOML file of your own; by default the newest.",
)

NOTES = click.option(
    "--notes",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Notes to stand beside the line, one a line: 2026-03-02 new role.",
)
OFFICIAL = click.option(
    "--official",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="LinkedIn's own numbers for the second line; by default those that `ssi official` keeps.",
)
NO_OFFICIAL = click.option("--no-official", is_flag=True, help="Leave LinkedIn's own numbers out.")


def official_file(named: Path | None, *, none: bool) -> Path | None:
    """The file with LinkedIn's own numbers: the one named, or the default one if it is there."""
    if none:
        return None
    if named is not None:
        if not named.is_file():
            raise UsageError("official-file", f"There is no file {named}.")
        return named
    from openssi.member.linkedin_score import default_file

    try:
        path = default_file()
    except UsageError:
        return None
    return path if path.is_file() else None


def chosen_model(name: str | None) -> Model:
    """The model that --model names; the default without."""
    from openssi.model import DEFAULT, load_model

    return load_model(name) if name else DEFAULT


def tomorrow() -> date:
    """No honest record is dated later, wherever on Earth the clock stands."""
    return datetime.now(UTC).date() + timedelta(days=1)


class Bar:
    """A progress bar on a terminal's standard error, once work takes long enough to be noticed; silent when piped.

    Args:
        unit: what a million of what is counted is called.
        digits: decimals of a million.
    """

    def __init__(self, unit: str = "MB", digits: int = 0) -> None:
        self._unit, self._digits = unit, digits

    def __enter__(self) -> Self:
        self._shown = False
        self._visible = sys.stderr is not None and sys.stderr.isatty()  # pyright: ignore[reportUnnecessaryComparison] (it is None when closed)
        self._began = datetime.now(UTC)
        return self

    def show(self, done: int, total: int) -> None:
        """Tell how much of all is done: bytes, rows."""
        elapsed = (datetime.now(UTC) - self._began).total_seconds()
        if not self._visible or elapsed < 1 or not done:
            return
        self._shown = True
        width = 24
        filled = done * width // max(1, total)
        left = elapsed * (total - done) / done
        bar = f"[{'#' * filled}{'.' * (width - filled)}]"
        so_far, in_all, rate = (f"{count / 1e6:.{self._digits}f}" for count in (done, total, done / elapsed))
        line = f"{bar} {so_far} of {in_all} {self._unit}, {rate} {self._unit}/s, {left:.0f} s left"
        sys.stderr.write(f"\r{line:<70}")
        sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * 70 + "\r")
            sys.stderr.flush()
