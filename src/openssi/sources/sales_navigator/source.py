"""Sales Navigator's reports as a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from openssi.sources.protocol import JoinedMember, ReadOptions, Source, require_archive

if TYPE_CHECKING:
    from openssi.sources.sales_navigator.read import NavigatorReading

__all__ = ["SalesNavigator"]


class SalesNavigator(Source["NavigatorReading"]):
    """The CSV of Sales Navigator's *Usage reporting*, or of its analytics service.

    Few members have one: it is loaded on use.
    """

    kind: ClassVar[str] = "navigator"
    noun: ClassVar[str] = "report"
    default_name: ClassVar[str] = "usage.csv"
    endings: ClassVar[tuple[str, ...]] = (".csv",)

    def recognizes(self, path: Path, name: str) -> bool:
        """Return whether it is a text file with the header of a report, or is called like one."""
        from openssi.sources.sales_navigator.table import is_report

        return is_report(path, name)

    def has_titles(self, path: Path, name: str, labels: Mapping[str, str]) -> bool:
        """Return whether it is a text file with the titles that a user explained."""
        from openssi.sources.sales_navigator.table import is_report

        return is_report(path, name, labels)

    def read(self, path: Path, options: ReadOptions) -> NavigatorReading:
        """Read one person's rows.

        Raises:
            ArchiveError: the operating system refuses to read it.
            InputError: it isn't a report, says no period, or doesn't show whose rows to read.
        """
        from openssi.sources.sales_navigator.read import read_report

        return read_report(path, options)

    def join(self, readings: Sequence[NavigatorReading], joined: JoinedMember, *, time_zone: str) -> JoinedMember:
        """Add reports to the member of an archive.

        Raises:
            ArchiveError: none of the files is an archive.
        """
        from openssi.sources.sales_navigator.join import join

        del time_zone  # a report has days only
        require_archive(joined, readings[0].name, "a Sales Navigator report")
        return join(readings, joined)

    def people(self, path: Path, labels: Mapping[str, str]) -> dict[str, str]:
        """Return the people of a report: how to show each, and the `person` by which to read their rows.

        Raises:
            ArchiveError: the operating system refuses to read it.
            InputError: it isn't a report.
        """
        from openssi.sources.sales_navigator.read import people_in

        return {person.full: person.key for person in people_in(path, labels=labels)}

    def own_rows(self, path: Path, person: str) -> bytes:
        """Return a report with one person's rows.

        Raises:
            InputError: it isn't a report, or nobody or several people are called that.
        """
        from openssi.sources.sales_navigator.team import csv_of_person

        return csv_of_person(path.read_bytes(), path.absolute().name, person)
