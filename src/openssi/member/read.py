"""Read the archives and workbooks of one member."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TypedDict

from openssi.activity.calendar import check_zone, to_day
from openssi.errors import InputError, UsageError
from openssi.member.member import Member
from openssi.model import DEFAULT, Model, load_model
from openssi.progress import Progress
from openssi.sources.portability.domains import is_synced_file
from openssi.sources.protocol import JoinedMember, ReadOptions
from openssi.sources.registry import read_all, recognize
from openssi.sources.sales_navigator.labels import LABELS, read_labels

__all__ = ["OpenOptions", "Paths", "navigator_people", "open_member"]

Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


class OpenOptions(TypedDict, total=False):
    """The options of `openssi.open`, as every shortcut takes them."""

    model: Model | str | PathLike[str]
    time_zone: str
    not_after: date | None
    progress: Progress | None
    navigator_user: str
    same_member: bool
    navigator_labels: str | PathLike[str] | None


def open_member(
    paths: Paths,
    *,
    model: Model | str | PathLike[str] = DEFAULT,
    earlier_model: Model | str | PathLike[str] | None = None,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
    navigator_user: str = "",
    same_member: bool = False,
    navigator_labels: str | PathLike[str] | None = None,
    recent_only: bool = False,
) -> Member:
    """Read one member's LinkedIn data archives (zips or unpacked folders), analytics (.xlsx) and Sales Navigator
    reports (.csv).

    Args:
        paths: an archive, or several archives and workbooks of the same member, in any order.
        model: a model, the ID of a published one, or the path of a TOML file.
        earlier_model: another one, which `explain` will be given.
        time_zone: where the member's days begin, for example "Europe/Berlin".
        not_after: reject records dated later; pass today's date so that rows from the future are reported as mistakes.
        progress: called with the bytes read so far and the total.
        same_member: whether all archives are the member's, although their name or public address changed.
        navigator_user: who the member is in a Sales Navigator report about several people: a name, e-mail address or
            seat.
        navigator_labels: a TOML file that says what the report's columns are called.
        recent_only: whether only the last four weeks will be scored; old texts are then not read.

    Raises:
        ArchiveError: an archive cannot be read, or the archives belong to different members.
        InputError: a report cannot be read.
        ModelError: the file of the model or of the labels has mistakes.
        UsageError: no archive was given, or the time zone is unknown.
        WorkbookError: a workbook cannot be read or belongs to another member.
    """
    chosen = _to_model(model)
    models = [chosen] if earlier_model is None else [chosen, _to_model(earlier_model)]
    if time_zone != "UTC":
        check_zone(time_zone)
    latest = None if not_after is None else to_day(not_after)
    labels = read_labels(Path(navigator_labels)) if navigator_labels else None
    options = ReadOptions(
        not_after=latest,
        progress=progress,
        person=navigator_user,
        labels=labels or {},
        text_readers=frozenset(definition.readers for definition in models),
        confirmed=same_member,
        recent_only=recent_only,
    )
    activity, report = _read_files(_to_paths(paths), options, time_zone)
    return Member(activity.for_model(chosen), report, chosen, time_zone)


def _to_model(model: Model | str | PathLike[str]) -> Model:
    return model if isinstance(model, Model) else load_model(str(model))


def _read_files(files: Sequence[Path], options: ReadOptions, time_zone: str) -> JoinedMember:
    """Read everything that one member has. What `ssi sync` wrote has pseudonyms, so all else is read with the same key.

    Raises:
        UsageError: there are several files of `ssi sync`.
    """
    how = {name: getattr(options, name) for name in ("not_after", "progress", "person", "labels")}
    files = list(dict.fromkeys(files))
    synced = [file for file in files if is_synced_file(file)]
    if not synced:
        return read_all(
            files,
            time_zone=time_zone,
            text_readers=options.text_readers,
            same_member=options.confirmed,
            recent_only=options.recent_only,
            **how,
        )
    if len(synced) > 1:
        raise UsageError(
            "linkedin-files",
            "Files of several ssi sync connections can't be scored together: each uses its own pseudonyms.",
            hint="Use one of them.",
        )
    from openssi.snapshots.registry import merge_snapshots, read_snapshot  # only few have such a file
    from openssi.snapshots.synced import read_synced

    data, key = read_synced(synced[0])
    others = [read_snapshot(file, key, confirmed=options.confirmed, **how) for file in files if file not in synced]
    return merge_snapshots([data, *others], time_zone=time_zone)


def navigator_people(paths: Iterable[str], navigator_labels: str | None = None) -> dict[str, str]:
    """Return the people in all Sales Navigator reports among the paths: how to show each, and how reading names them.

    Raises:
        ModelError: the file of labels has mistakes.
    """
    labels = read_labels(Path(navigator_labels)) if navigator_labels else LABELS
    people: dict[str, str] = {}
    for path in map(Path, paths):
        with suppress(InputError):  # reading it will say what is wrong
            people |= recognize(path, labels=labels).people(path, labels)
    return people


def _to_paths(paths: Paths) -> list[Path]:
    """Return the paths as a list.

    Raises:
        UsageError: there are none, or one is empty, which would mean the current folder.
    """
    several = [paths] if isinstance(paths, str | PathLike) else list(paths)
    if not several or not all(map(str, several)):
        raise UsageError("archive-not-found", "No archive was given.")
    return [Path(path) for path in several]
