"""Sales Navigator's reports as a source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from openssi.sources.protocol import Joined, ReadOptions, require_archive
from openssi.sources.sales_navigator.join import join
from openssi.sources.sales_navigator.read import NavigatorReading, read_report
from openssi.sources.sales_navigator.table import is_report

__all__ = ["SalesNavigator"]


class SalesNavigator:
    """The CSV of Sales Navigator's *Usage reporting*, or of its analytics service."""

    kind: ClassVar[str] = "navigator"
    default_name: ClassVar[str] = "usage.csv"

    def recognizes(self, path: Path, name: str) -> bool:
        """Return whether it is a text file with the header of a report, or is called like one."""
        return is_report(path, name)

    def read(self, path: Path, options: ReadOptions) -> NavigatorReading:
        """Read one person's rows.

        Raises:
            ArchiveError: the operating system refuses to read it.
            InputError: it isn't a report, says no period, or doesn't show whose rows to read.
        """
        return read_report(path, options)

    def join(self, readings: Sequence[NavigatorReading], joined: Joined, *, time_zone: str) -> Joined:
        """Add reports to the member of an archive.

        Raises:
            ArchiveError: there is no archive.
        """
        del time_zone  # a report has days only
        require_archive(joined, readings[0].name, "a Sales Navigator report")
        return join(readings, joined)
