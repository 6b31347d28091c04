"""LinkedIn's own number, `openssi.official`: add what its page shows; it becomes the second line of the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import iso
from openssi.activity.days import parse_day
from openssi.errors import InputError, UsageError
from openssi.files.user_folders import data_folder
from openssi.member.official_file import change_official, read_official
from openssi.sources.linkedin_page import read_page, score_from_input

if TYPE_CHECKING:
    from openssi.render.json import linkedin_score as _json

__all__ = ["OfficialNumbers", "add", "default_file", "numbers", "paste", "remove"]

Number = str | int | float | Decimal


@dataclass(frozen=True)
class OfficialNumbers:
    """LinkedIn's own numbers of one member, by day. Displays itself in a terminal (`print`) and a notebook."""

    numbers: tuple[LinkedInScore, ...]

    def to_dict(self) -> _json.LinkedInScores:
        """Return the object that `ssi official list --json` prints."""
        from openssi.render.json.linkedin_score import as_dict

        return as_dict(self.numbers)

    def __str__(self) -> str:
        from openssi.render.terminal.linkedin_score import as_text

        return as_text(self.numbers)

    def _repr_html_(self) -> str:
        from openssi.render.html.linkedin_score import as_html

        return as_html(self.numbers)


def default_file() -> Path:
    """Return the file used by default: `openssi/official.json` in the user's data folder.

    Raises:
        UsageError: the user has no such folder.
    """
    return data_folder() / "official.json"


def numbers(file: str | PathLike[str] | None = None) -> OfficialNumbers:
    """Return all numbers added so far.

    Raises:
        InputError: the file cannot be read.
    """
    return OfficialNumbers(read_official(_file(file)))


def add(
    day: date | str,
    *,
    brand: Number,
    people: Number,
    insights: Number,
    relationships: Number,
    industry_top: Number | None = None,
    network_top: Number | None = None,
    file: str | PathLike[str] | None = None,
) -> LinkedInScore:
    """Add the number of a day: four pillars in points as LinkedIn shows them, ranks as "top N %". Replaces that day.

    Raises:
        InputError: the file cannot be read.
        UsageError: the day is not a date, a pillar is not 0 to 25, a rank not 1 to 100, or the file cannot be written.
    """
    pillars: dict[str, object] = {
        "brand": brand,
        "people": people,
        "insights": insights,
        "relationships": relationships,
    }
    return _store(score_from_input(parse_day(day), pillars, industry_top=industry_top, network_top=network_top), file)


def paste(text: str, day: date | str, *, file: str | PathLike[str] | None = None) -> LinkedInScore:
    """Add a number from the JSON that LinkedIn's page loads. Replaces that day.

    Raises:
        InputError: the text is not that data, or the file cannot be read.
        UsageError: the day is not a date, or the file cannot be written.
    """
    return _store(read_page(text, parse_day(day)), file)


def remove(day: date | str, *, file: str | PathLike[str] | None = None) -> LinkedInScore:
    """Remove the number of a day and return it.

    Raises:
        InputError: that day has no number, or the file cannot be read.
        UsageError: the day is not a date, or the file cannot be written.
    """
    requested = parse_day(day)
    stored = {number.day: number for number in read_official(_file(file))}
    if requested not in stored:
        hint = f"There are numbers for {', '.join(map(iso, stored))}." if stored else "No number has been added yet."
        raise InputError(
            "official-day", f"There is no number for {iso(requested)}.", unchanged="Nothing was changed.", hint=hint
        )
    _change(file, lambda numbers: tuple(number for number in numbers if number.day != requested))
    return stored[requested]


def _file(file: str | PathLike[str] | None) -> Path:
    return default_file() if file is None else Path(file)


def _store(number: LinkedInScore, file: str | PathLike[str] | None) -> LinkedInScore:
    _change(file, lambda numbers: (*(other for other in numbers if other.day != number.day), number))
    return number


def _change(
    file: str | PathLike[str] | None, change: Callable[[tuple[LinkedInScore, ...]], tuple[LinkedInScore, ...]]
) -> None:
    path = _file(file)
    try:
        change_official(path, change)
    except OSError as error:
        raise UsageError(
            "out-unwritable",
            f"Can't write {path}: {error.strerror or error}.",
            unchanged="The file is unchanged.",
            hint="Choose another file with --file.",
        ) from error
