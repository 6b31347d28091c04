"""LinkedIn's own number beside ours: add what its page shows, day by day, and see it as the second line of the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from os import PathLike
from pathlib import Path

from openssi.activity.annotations import LinkedInScore
from openssi.activity.calendar import iso
from openssi.errors import InputError, UsageError
from openssi.files.user_folders import data_folder
from openssi.member.linkedin_score_file import change_official, read_official
from openssi.member.member import given_day
from openssi.sources.linkedin_page import read_page, typed_number

__all__ = ["OfficialNumbers", "add", "default_file", "numbers", "paste", "remove"]

Number = str | int | float | Decimal


@dataclass(frozen=True)
class OfficialNumbers:
    """LinkedIn's own numbers of one member, in order of their days; shows itself in a terminal (`print`) and in a notebook."""

    numbers: tuple[LinkedInScore, ...]

    def to_dict(self) -> dict[str, object]:
        """The object that `ssi official list --json` prints."""
        from openssi.render.json.linkedin_score import as_dict

        return as_dict(self.numbers)

    def __str__(self) -> str:
        from openssi.render.terminal.linkedin_score import as_text

        return as_text(self.numbers)

    def _repr_html_(self) -> str:
        from openssi.render.html.linkedin_score import as_html

        return as_html(self.numbers)


def default_file() -> Path:
    """Where the numbers are kept unless another file is named: `openssi/official.json` in the user's data folder.

    Raises:
        UsageError: the operating system knows no folder of the user's.
    """
    return data_folder() / "official.json"


def numbers(file: str | PathLike[str] | None = None) -> OfficialNumbers:
    """All numbers that were added.

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
    """Add a number typed off LinkedIn's page: four pillars in points as shown, ranks as "top N %". A day added again is replaced.

    Raises:
        InputError: the file cannot be read.
        UsageError: the day is no day, a pillar is not 0 to 25, a rank not 1 to 100, or the file cannot be written.
    """
    pillars: dict[str, object] = {
        "brand": brand,
        "people": people,
        "insights": insights,
        "relationships": relationships,
    }
    return _keep(typed_number(given_day(day), pillars, industry_top=industry_top, network_top=network_top), file)


def paste(text: str, day: date | str, *, file: str | PathLike[str] | None = None) -> LinkedInScore:
    """Add a number from the page's own data, the JSON that it loads. A day added again is replaced.

    Raises:
        InputError: the text is not that data, or the file cannot be read.
        UsageError: the day is no day, or the file cannot be written.
    """
    return _keep(read_page(text, given_day(day)), file)


def remove(day: date | str, *, file: str | PathLike[str] | None = None) -> LinkedInScore:
    """Take out the number of a day, and tell which one it was.

    Raises:
        InputError: there is no number of that day, or the file cannot be read.
        UsageError: the day is no day, or the file cannot be written.
    """
    wanted = given_day(day)
    kept = read_official(_file(file))
    found = next((one for one in kept if one.day == wanted), None)
    if found is None:
        days = (
            f"The numbers kept are of {', '.join(iso(one.day) for one in kept)}."
            if kept
            else "No number is kept at all."
        )
        raise InputError(
            "official-day", f"No number of {iso(wanted)} is kept.", unchanged="Nothing was changed.", hint=days
        )
    _change(file, lambda numbers: tuple(one for one in numbers if one.day != wanted))
    return found


def _file(file: str | PathLike[str] | None) -> Path:
    return default_file() if file is None else Path(file)


def _keep(number: LinkedInScore, file: str | PathLike[str] | None) -> LinkedInScore:
    _change(file, lambda numbers: (*(one for one in numbers if one.day != number.day), number))
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
            f"{path} cannot be written: {error.strerror or error}.",
            unchanged="What was there is untouched.",
            hint="Name another file with --file.",
        ) from error
