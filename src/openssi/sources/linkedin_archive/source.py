"""LinkedIn's data archive as a source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from openssi.sources.container import entry_names, is_folder
from openssi.sources.linkedin_archive.archive import Archive
from openssi.sources.linkedin_archive.catalogue import role_of
from openssi.sources.linkedin_archive.join import Restorable, join
from openssi.sources.linkedin_archive.read import read_archive
from openssi.sources.protocol import JoinedMember, ReadOptions, Source

__all__ = ["LinkedInArchive"]


class LinkedInArchive(Source[Archive]):
    """The zip of "Get a copy of your data", its unpacked folder, or single files.

    JoinedMember first: other sources add to it.
    """

    kind: ClassVar[str] = "archive"
    noun: ClassVar[str] = "archive"
    default_name: ClassVar[str] = "archive.zip"
    endings: ClassVar[tuple[str, ...]] = (".zip", ".csv")

    def recognizes(self, path: Path, name: str) -> bool:
        """Return whether it is a folder, a zip with a file of LinkedIn's, or one of these files alone."""
        return is_folder(path) or any(role_of(entry).role for entry in entry_names(path, name))

    def read(self, path: Path, options: ReadOptions) -> Archive:
        """Read one archive.

        Raises:
            ArchiveError: it cannot be read as an archive.
        """
        return read_archive(path, options)

    def join(self, readings: Sequence[Restorable], joined: JoinedMember, *, time_zone: str) -> JoinedMember:
        """Merge archives of one member; records in several of them count once.

        Raises:
            ArchiveError: they belong to different members.
        """
        del joined
        return join(readings, time_zone)
