"""LinkedIn's member statistics as a source: the file that `ssi sync` writes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from openssi.sources.protocol import JoinedMember, ReadOptions, Source, require_archive

if TYPE_CHECKING:
    from openssi.sources.member_statistics.statistics import MemberStatistics

__all__ = ["MemberStatisticsSource"]

_NAME = "LinkedIn statistics"
_HEADER = b"openssi statistics "


class MemberStatisticsSource(Source["MemberStatistics"]):
    """The statistics that LinkedIn's API gives a registered organization, once a member allows it.

    Few have them, so what reads them is imported only then.
    """

    kind: ClassVar[str] = "statistics"
    noun: ClassVar[str] = "file"
    default_name: ClassVar[str] = _NAME
    endings: ClassVar[tuple[str, ...]] = ()  # `ssi sync` writes it next to the archive

    def recognizes(self, path: Path, name: str) -> bool:
        """Return whether a file begins as `ssi sync` writes them. Never raises."""
        del name
        with suppress(OSError, ValueError):
            if path.is_file():
                with path.open("rb") as file:
                    return file.read(len(_HEADER)) == _HEADER
        return False

    def read(self, path: Path, options: ReadOptions) -> MemberStatistics:
        """Read one file; its days were checked when they were read from LinkedIn.

        Raises:
            SnapshotError: it is damaged.
        """
        del options
        from openssi.sources.member_statistics.statistics import read_file

        return read_file(path)

    def join(self, readings: Sequence[MemberStatistics], joined: JoinedMember, *, time_zone: str) -> JoinedMember:
        """Add the days of statistics to the member of an archive.

        Raises:
            ArchiveError: none of the files is an archive.
        """
        del time_zone  # statistics have days only
        require_archive(joined, _NAME, "a file of LinkedIn's API")
        from openssi.sources.member_statistics.join import join

        return join(readings, joined)
