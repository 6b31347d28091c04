"""Read the archives and workbooks of one member."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TypedDict

from openssi.activity.calendar import check_zone, to_day
from openssi.errors import UsageError
from openssi.member.member import Member
from openssi.model import DEFAULT, Model, load_model
from openssi.sources.protocol import Progress
from openssi.sources.registry import read_all

__all__ = ["OpenOptions", "Paths", "open_member"]

Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


class OpenOptions(TypedDict, total=False):
    """The options of `openssi.open`, as every shortcut takes them."""

    model: Model | str | PathLike[str]
    time_zone: str
    not_after: date | None
    progress: Progress | None


def open_member(
    paths: Paths,
    *,
    model: Model | str | PathLike[str] = DEFAULT,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> Member:
    """Read one member's LinkedIn data archives (zips or unpacked folders) and analytics workbooks (.xlsx).

    Args:
        paths: an archive, or several archives and workbooks of the same member, in any order.
        model: a model, the ID of a published one, or the path of a TOML file.
        time_zone: where the member's days begin, for example "Europe/Berlin".
        not_after: reject records dated later; pass today's date so that rows from the future are reported as mistakes.
        progress: called with the bytes read so far and the total.

    Raises:
        ArchiveError: an archive cannot be read, or the archives belong to different members.
        ModelError: the model file has mistakes.
        UsageError: no archive was given, or the time zone is unknown.
        WorkbookError: a workbook cannot be read or belongs to another member.
    """
    chosen = model if isinstance(model, Model) else load_model(str(model))
    if time_zone != "UTC":
        check_zone(time_zone)
    latest = None if not_after is None else to_day(not_after)
    activity, report = read_all(_to_paths(paths), time_zone=time_zone, not_after=latest, progress=progress)
    return Member(activity.for_model(chosen), report, chosen, time_zone)


def _to_paths(paths: Paths) -> list[Path]:
    """Return the paths as a list.

    Raises:
        UsageError: there are none, or one is empty, which would mean the current folder.
    """
    several = [paths] if isinstance(paths, str | PathLike) else list(paths)
    if not several or not all(map(str, several)):
        raise UsageError("archive-not-found", "No archive was given.")
    return [Path(path) for path in several]
