"""All sources, and the one way to read them: recognize each file, read it, join the readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openssi.activity import Activity
from openssi.activity.report import ImportReport
from openssi.progress import Progress
from openssi.sources.keys import clear_key_caches
from openssi.sources.linkedin_archive.source import LinkedInArchive
from openssi.sources.linkedin_workbook.source import LinkedInWorkbook
from openssi.sources.member_statistics.source import MemberStatisticsSource
from openssi.sources.post_analytics.source import PostAnalytics
from openssi.sources.protocol import ALL_TEXT_READERS, JoinedMember, Reading, ReadOptions, Source
from openssi.sources.sales_navigator.source import SalesNavigator
from openssi.sources.text import clear_text_caches

__all__ = ["ENDINGS", "SOURCES", "clear_caches", "join", "read", "read_all", "recognize", "source_of"]

#: Every source, in the order in which they are joined. Adding one is a folder and a line here.
SOURCES: tuple[Source[Any], ...] = (
    LinkedInArchive(),
    MemberStatisticsSource(),
    LinkedInWorkbook(),
    PostAnalytics(),
    SalesNavigator(),
)
#: The endings of all sources' files.
ENDINGS = tuple(dict.fromkeys(ending for source in SOURCES for ending in source.endings))


def recognize(path: Path, name: str = "", labels: Mapping[str, str] | None = None) -> Source[Any]:
    """Return the source that reads a file or folder.

    What no source recognizes goes to the archive, whose reader explains best what is wrong with it.

    Args:
        path: the file or folder.
        name: what it is called, if its file has another name.
        labels: what the folded titles of a report's columns mean, if the user said so.
    """
    name = name or path.name
    if source := next((source for source in SOURCES if source.recognizes(path, name)), None):
        return source
    with_titles = (source for source in SOURCES if labels and source.has_titles(path, name, labels))
    return next(with_titles, SOURCES[0])


def source_of(kind: str) -> Source[Any]:
    """Return the source of a kind. Raises KeyError if there is none."""
    return {source.kind: source for source in SOURCES}[kind]


def read(path: Path, options: ReadOptions) -> Reading:
    """Read one file or folder, whatever it is. Names stay cached until `clear_caches`."""
    reading: Reading = recognize(path, options.name, options.labels).read(path, options)
    return reading


def join(readings: Sequence[Reading], *, time_zone: str = "UTC") -> JoinedMember:
    """Join everything read of one member to their activity and a report.

    Raises:
        ArchiveError: they belong to different members, or one needs an archive and there is none.
        WorkbookError: a workbook is another member's.
    """
    joined = JoinedMember(Activity({}, 0), ImportReport())
    for source in SOURCES:
        of_kind = [reading for reading in readings if reading.kind == source.kind]
        if of_kind:
            joined = source.join(of_kind, joined, time_zone=time_zone)
    return joined


def read_all(
    paths: Sequence[Path],
    *,
    time_zone: str = "UTC",
    not_after: int | None = None,
    progress: Progress | None = None,
    person: str = "",
    labels: Mapping[str, str] | None = None,
    text_readers: frozenset[int] = ALL_TEXT_READERS,
    same_member: bool = False,
    recent_only: bool = False,
) -> JoinedMember:
    """Read everything that one member has, in any order, and join it. A path given twice is read once.

    Args:
        paths: zips, unpacked folders, workbooks, reports.
        time_zone: the zone whose calendar days are the member's days active.
        not_after: a day; records dated later are rejected.
        progress: receives the bytes read so far and in all, of one file or folder after the other.
        person: whose rows to read of a report about several people.
        labels: what the folded titles of a report's columns mean; None for LinkedIn's documented ones.
        text_readers: the versions of the text readers to run: those of the models that will score.
        same_member: whether the member said that all archives are theirs, although name or address differ.
        recent_only: whether only the last four weeks will be scored, so that old texts need not be read.

    Raises:
        ArchiveError: one of them cannot be read, or they belong to different members.
        InputError: a report cannot be read.
        WorkbookError: a workbook cannot be read, or is another member's.
    """
    files = list(dict.fromkeys(paths))
    options = ReadOptions(
        alone=len(files) == 1,
        not_after=not_after,
        progress=progress,
        person=person,
        labels=labels or {},
        text_readers=text_readers,
        confirmed=same_member,
        recent_only=recent_only,
    )
    try:
        return join([read(file, options) for file in files], time_zone=time_zone)
    finally:
        clear_caches()


def clear_caches() -> None:
    """Clear the names, addresses and texts that were cached while reading."""
    clear_key_caches()
    clear_text_caches()
