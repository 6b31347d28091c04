"""What several commands share: options, reading a member with a progress bar, the model and the clock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypedDict, TypeVar

import click

from openssi.errors import UsageError
from openssi.render.escaping import escape_controls

if TYPE_CHECKING:
    from openssi.member import Member
    from openssi.model import Model

__all__ = [
    "ARCHIVES",
    "AS_OF",
    "FIRST",
    "HOW_TO_READ",
    "JSON",
    "LAST",
    "MODEL",
    "NEVER",
    "NOTES",
    "NO_OFFICIAL",
    "OFFICIAL",
    "PLAN_START",
    "WEEKS",
    "ZONE",
    "HowToRead",
    "ProgressBar",
    "chosen_model",
    "day_option",
    "how_to_read",
    "official_file",
    "read_member",
    "tomorrow",
]

Command = TypeVar("Command", bound=Callable[..., object])


def _to_date(_: click.Context, __: click.Parameter, text: str | None) -> date | None:
    """Check a day before the archive is read.

    Raises:
        UsageError: the text is not a date.
    """
    if text is None:
        return None
    from openssi.activity.calendar import to_date
    from openssi.activity.days import parse_day

    return to_date(parse_day(text))


def _remember(context: click.Context, parameter: click.Parameter, value: str | bool | None) -> None:
    """Store an option that only reading needs, so that no command has to pass it on."""
    context.meta[f"openssi.{parameter.name}"] = value or ""


def day_option(*names: str, help: str) -> Callable[[Command], Command]:  # noqa: A002 (click calls it so)
    """Return an option for a day, YYYY-MM-DD."""
    return click.option(*names, metavar="DATE", callback=_to_date, help=help)


_ARCHIVES = click.argument(
    "archives", nargs=-1, required=True, type=click.Path(), metavar="ARCHIVE... [ANALYTICS.xlsx]"
)
_NAVIGATOR_USER = click.option(
    "--navigator-user",
    metavar="NAME",
    expose_value=False,
    callback=_remember,
    help="Your name, e-mail address or seat ID in the Sales Navigator report.",
)
_NAVIGATOR_LABELS = click.option(
    "--navigator-labels",
    metavar="FILE",
    expose_value=False,
    callback=_remember,
    help="What the columns of your Sales Navigator report are called (TOML).",
)


_SAME_MEMBER = click.option(
    "--same-member",
    is_flag=True,
    expose_value=False,
    callback=_remember,
    help="All archives are yours, although you changed your name or address on LinkedIn.",
)


def HOW_TO_READ(command: Command) -> Command:  # noqa: N802 (a decorator like the others)
    """Add the options that say how to read archives and reports; `how_to_read` returns them."""
    return _SAME_MEMBER(_NAVIGATOR_USER(_NAVIGATOR_LABELS(command)))


def ARCHIVES(command: Command) -> Command:  # noqa: N802 (a decorator like the others)
    """Add the archives, and the options that say how to read them; `read_member` picks those up."""
    return _ARCHIVES(HOW_TO_READ(command))


class HowToRead(TypedDict):
    """What the user said about their archives and reports, as `open_member` takes it."""

    navigator_user: str
    navigator_labels: str | None
    same_member: bool


def how_to_read() -> HowToRead:
    """Return the values of the options of `HOW_TO_READ`."""
    meta = click.get_current_context().meta
    return {
        "navigator_user": meta.get("openssi.navigator_user", ""),
        "navigator_labels": meta.get("openssi.navigator_labels") or None,
        "same_member": bool(meta.get("openssi.same_member")),
    }


AS_OF = day_option("--as-of", help="The day to score, YYYY-MM-DD. Default: the last day of the archive.")
PLAN_START = day_option("--as-of", help="The day to plan from, YYYY-MM-DD. Default: the last day of the archive.")
FIRST = day_option("--from", "first", help="The first day, YYYY-MM-DD.")
LAST = day_option("--to", "last", help="The last day. Default: the last day of the archive.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
WEEKS = click.option("--weeks", default=8, show_default=True, metavar="N", help="How many weeks ahead, 1 to 26.")
ZONE = click.option(
    "--time-zone",
    metavar="ZONE",
    default="UTC",
    show_default=True,
    help="Your time zone, for example Europe/Berlin. It decides which days count as active.",
)
MODEL = click.option(
    "--model", "model_name", metavar="ID|FILE", help="A published model or your own TOML file. Default: 2026.2."
)
NOTES = click.option(
    "--notes",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Notes to show with the line, one per line: 2026-03-02 new role.",
)
OFFICIAL = click.option(
    "--official",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="LinkedIn's own numbers, shown as a second line. Default: those added with ssi official.",
)
NEVER = click.option(
    "--never",
    multiple=True,
    metavar="KIND",
    help="You have never done this (posts, articles, searches, …), so its missing file means none. Repeatable.",
)
NO_OFFICIAL = click.option("--no-official", is_flag=True, help="Leave out LinkedIn's own numbers.")


def read_member(
    archives: Iterable[str],
    *,
    time_zone: str = "UTC",
    model_name: str | None = None,
    earlier_model: Model | None = None,
    never: Iterable[str] = (),
    recent_only: bool = False,
) -> Member:
    """Read archives and workbooks while a progress bar shows how far it is.

    Args:
        archives: paths of one member's files.
        time_zone: where the member's days begin.
        model_name: the model that scores; the default if None.
        earlier_model: another model that will score too.
        never: what the member has never done.
        recent_only: whether only the last four weeks will be scored.
    """
    from openssi.member import open_member

    model, archives = chosen_model(model_name), list(archives)
    how = how_to_read()
    how["navigator_user"] = how["navigator_user"] or _ask_navigator_user(archives, how["navigator_labels"])
    with ProgressBar() as bar:
        member = open_member(
            archives,
            time_zone=time_zone,
            model=model,
            earlier_model=earlier_model,
            not_after=tomorrow(),
            progress=bar.show,
            recent_only=recent_only,
            **how,
        )
    return member.assume_never(*never) if never else member


def _ask_navigator_user(archives: Iterable[str], labels: str | None) -> str:
    """Ask who the user is in a report about several people; "" if there is none, or nobody to ask.

    Raises:
        ModelError: the file of labels has mistakes.
    """
    if not sys.stdin or not sys.stdin.isatty():
        return ""
    from openssi.member.read import navigator_people

    people = navigator_people(archives, labels)
    if len(people) < 2:
        return ""
    click.echo("The Sales Navigator report has these people:", err=True)
    for number, person in enumerate(people, 1):
        click.echo(f"{number:4}  {escape_controls(person)}", err=True)
    chosen = click.prompt("Which one are you", type=click.IntRange(1, len(people)), err=True)
    return list(people.values())[chosen - 1]


def official_file(path: Path | None, *, none: bool) -> Path | None:
    """Return the file with LinkedIn's own numbers: the one given, or the default one if it exists.

    Raises:
        UsageError: the file given does not exist.
    """
    if none:
        return None
    if path is not None:
        if not path.is_file():
            raise UsageError("official-file", f"{path} doesn't exist.")
        return path
    from openssi.member.official import default_file

    try:
        default = default_file()
    except UsageError:
        return None
    return default if default.is_file() else None


def chosen_model(name: str | None) -> Model:
    """Return the model that --model names, or the default."""
    from openssi.model import DEFAULT, load_model

    return load_model(name) if name else DEFAULT


def tomorrow() -> date:
    """Return the latest date a genuine record can have, anywhere on Earth."""
    return datetime.now(UTC).date() + timedelta(days=1)


class ProgressBar:
    """A progress bar on standard error, shown once work has taken a second; silent unless that is a terminal.

    Args:
        unit: the name of a million units.
        digits: decimals of a million.
        lines: whether to print a line every half a minute if it isn't a terminal, for logs of long jobs.
    """

    _WIDTH = 24
    _LINE = 70  # columns to clear
    _LINE_SECONDS = 30

    def __init__(self, unit: str = "MB", digits: int = 0, *, lines: bool = False) -> None:
        self._unit, self._digits, self._lines = unit, digits, lines

    def __enter__(self) -> Self:
        self._shown = False
        self._visible = sys.stderr is not None and sys.stderr.isatty()  # pyright: ignore[reportUnnecessaryComparison]
        self._lines = self._lines and sys.stderr is not None and not self._visible  # pyright: ignore[reportUnnecessaryComparison]
        self._began = datetime.now(UTC)
        self._next_line = self._LINE_SECONDS
        return self

    def show(self, done: int, total: int) -> None:
        """Show how many units of the total are done: bytes, rows."""
        elapsed = (datetime.now(UTC) - self._began).total_seconds()
        if elapsed < 1 or not done:
            return
        if self._visible:
            self._shown = True
            filled = done * self._WIDTH // max(1, total)
            bar = f"[{'#' * filled}{'.' * (self._WIDTH - filled)}]"
            sys.stderr.write(f"\r{f'{bar} {self._progress(done, total, elapsed)}':<{self._LINE}}")
            sys.stderr.flush()
        elif self._lines and elapsed >= self._next_line:
            self._next_line = elapsed + self._LINE_SECONDS
            sys.stderr.write(f"{self._progress(done, total, elapsed)}\n")
            sys.stderr.flush()

    def _progress(self, done: int, total: int, elapsed: float) -> str:
        done_text, total_text, rate = (f"{count / 1e6:.{self._digits}f}" for count in (done, total, done / elapsed))
        seconds = elapsed * (total - done) / done
        return f"{done_text} of {total_text} {self._unit}, {rate} {self._unit}/s, {seconds:.0f} s left"

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * self._LINE + "\r")
            sys.stderr.flush()
