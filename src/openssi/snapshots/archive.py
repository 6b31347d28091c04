"""Snapshots of archives: facts with pseudonyms instead of names, and no text. `docs/snapshots.md` lists every field."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import IO, ClassVar, cast

from openssi.activity.report import ImportReport, SkippedFile
from openssi.files.packed_json import pack, reporting_damage, unpack
from openssi.snapshots.erasure import facts_about_people, known_as
from openssi.snapshots.file_snapshot import FileSnapshot
from openssi.snapshots.pseudonyms import Pseudonymizer
from openssi.sources.container import Entry
from openssi.sources.keys import clear_key_caches, is_profile, name_key, profile_key
from openssi.sources.linkedin_archive.archive import IDENTITIES, Archive
from openssi.sources.linkedin_archive.facts import Message
from openssi.sources.linkedin_archive.join import remove_duplicates_and_report
from openssi.sources.linkedin_archive.read import read_archive
from openssi.sources.protocol import ReadOptions
from openssi.sources.registry import clear_caches

__all__ = ["ArchiveSnapshot", "person_tokens"]

_WHAT, _VERSION = "archive", 1


@dataclass(frozen=True, slots=True)
class ArchiveSnapshot:
    """What may be stored of one archive of a member.

    Attributes:
        name: the name of its file or folder.
        digest: a keyed hash of the content of every file that was read, in hex. It does not depend on the
            archive's name, its packing or the order of its files.
        exported: the day in its name; 0 if there is none.
        size: bytes of all files in it.
        files: the files that were read.
        left_out: the files that were skipped.
        identities: the version of the rules that identified its records.
        registered: the token of the day on which the account was registered; "" if it isn't known.
        confirmed: whether the member said that it is theirs, although name or address differ.
        parts: maps the token of a name with commas to the tokens of the parts between them.
    """

    name: str
    digest: str
    exported: int
    size: int
    files: tuple[FileSnapshot, ...]
    left_out: tuple[SkippedFile, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    identities: int = IDENTITIES
    registered: str = ""
    confirmed: bool = False
    kind: ClassVar[str] = "archive"

    @property
    def report(self) -> ImportReport:
        """What happened to every record of this archive alone."""
        return remove_duplicates_and_report(self.restored())

    def restored(self) -> Archive:
        """Return the archive as if it had just been read."""
        return Archive(
            self.name,
            self.exported,
            self.size,
            [file.restored() for file in self.files],
            list(self.left_out),
            self.identities,
            registered=self.registered,
            confirmed=self.confirmed,
        )

    def renamed(self, name: str) -> ArchiveSnapshot:
        """Return a copy under another name; the old name is nowhere in it."""
        files = tuple([replace(file, report=replace(file.report, archive=name)) for file in self.files])
        return replace(
            self, name=name, files=files, left_out=tuple([replace(skipped, archive=name) for skipped in self.left_out])
        )

    def without_person(self, tokens: Collection[str]) -> tuple[ArchiveSnapshot, int]:
        """Return a copy without any fact about a person, and how many facts were removed.

        Removes the connection, the invitations and every message of the conversations that the person takes part in.
        Ignores the member's own tokens: nobody is their own contact.
        """
        doomed = facts_about_people([fact for file in self.files for fact in file.facts], tokens, dict(self.parts))
        if not doomed:
            return self, 0
        files = tuple([file.without(doomed) for file in self.files])
        removed = sum(map(_count, self.files)) - sum(map(_count, files))
        return replace(self, files=files, parts=_used(self.parts, files)), removed

    def known_as(self, tokens: Collection[str]) -> frozenset[str]:
        """Return the tokens of a person together with all others that the archive has of the same person.

        These are the address for a name, the name for an address, and their conversations. Such a list still
        works after a change of name and after the account was closed.
        """
        return known_as([fact for file in self.files for fact in file.facts], tokens, dict(self.parts))

    @classmethod
    def read(
        cls, path: Path, key: bytes, options: ReadOptions | None = None, forgotten: Collection[str] = ()
    ) -> ArchiveSnapshot:
        """Read an archive into the snapshot that may be stored.

        Args:
            path: a zip or an unpacked folder.
            key: 16 to 64 secret bytes, the same for all archives that are ever merged.
            options: how to read it; the key replaces their identity.
            forgotten: tokens of erased people (`person_tokens`); their records are rejected.

        Raises:
            ArchiveError: it cannot be read as an archive.
        """
        pseudonymizer = Pseudonymizer(key)
        digest = _Digest(pseudonymizer)
        how = (options or ReadOptions())._replace(identity=pseudonymizer.identity, watch=digest.watch)
        try:
            read = read_archive(path, how)
            for file in read.files:
                file.facts = pseudonymizer.apply(file.facts)
        finally:
            clear_caches()
        files = tuple(map(FileSnapshot.of, read.files))
        whole = cls(
            read.name,
            digest.hex(),
            read.exported,
            read.size,
            files,
            tuple(read.skipped),
            tuple(sorted(pseudonymizer.parts.items())),
            registered=pseudonymizer.token("registered", read.registered),
            confirmed=how.confirmed,
        )
        return whole.without_person(forgotten)[0]

    def to_bytes(self) -> bytes:
        """Serialize for `from_bytes`. Equal snapshots give equal bytes."""
        return pack(
            _WHAT,
            _VERSION,
            {
                "name": self.name,
                "digest": self.digest,
                "exported": self.exported,
                "size": self.size,
                "files": [file.to_plain() for file in self.files],
                "left_out": [[out.file, out.archive, out.reason] for out in self.left_out],
                "parts": self.parts,
                "identities": self.identities,
                "registered": self.registered,
                "confirmed": self.confirmed,
            },
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> ArchiveSnapshot:
        """Deserialize a snapshot.

        Raises:
            SnapshotError: the bytes are damaged or of another version.
        """
        content = unpack(_WHAT, _VERSION, data)
        with reporting_damage(_WHAT):
            return cls(
                content["name"],
                content["digest"],
                content["exported"],
                content["size"],
                tuple([FileSnapshot.from_plain(*file) for file in content["files"]]),
                tuple([SkippedFile(*out) for out in content["left_out"]]),
                tuple([(whole, tuple(parts)) for whole, parts in content["parts"]]),
                content.get("identities", 1),  # stored before the rules changed
                content.get("registered", ""),
                content.get("confirmed", False),
            )


class _Digest:
    """Hash the content of every file while it is read."""

    def __init__(self, pseudonymizer: Pseudonymizer) -> None:
        self._pseudonymizer = pseudonymizer
        self._files: dict[str, blake2b] = {}

    def watch(self, entry: Entry, name: str) -> Entry:
        """Return the entry with its content hashed as it is read."""

        def opened() -> IO[bytes]:
            file = entry.open()
            self._files[name] = self._pseudonymizer.digest()  # start again if the file is read twice
            return cast("IO[bytes]", _Hashed(file, self._files[name]))

        return entry._replace(open=opened)

    def hex(self) -> str:
        """Return the hash of all files, independent of their order."""
        whole = self._pseudonymizer.digest()
        for name, digest in sorted(self._files.items()):
            whole.update(ascii((name, digest.hexdigest())).encode("ascii"))
        return whole.hexdigest()


class _Hashed(io.RawIOBase):
    """A file whose bytes are hashed as they are read."""

    def __init__(self, file: IO[bytes], digest: blake2b) -> None:
        self._file = file
        self._digest = digest

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self._digest.update(data)
        return data

    def close(self) -> None:
        self._file.close()
        super().close()


def person_tokens(key: bytes, text: str) -> frozenset[str]:
    """Return the tokens of a person, given a name or a profile address; none for a blank text."""
    kind, normalized = ("address", profile_key(text)) if is_profile(text) else ("name", name_key(text))
    token = Pseudonymizer(key).token(kind, normalized)
    clear_key_caches()
    return frozenset({token} - {""})


def _count(file: FileSnapshot) -> int:
    return len(file.facts)


def _used(
    parts: Iterable[tuple[str, tuple[str, ...]]], files: Iterable[FileSnapshot]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the parts of those names that a fact still uses."""
    facts = [fact for file in files for fact in file.facts]
    fields = chain.from_iterable(fact.envelope if isinstance(fact, Message) else fact for fact in facts)
    values = {value for value in fields if isinstance(value, str)}
    return tuple([part for part in parts if part[0] in values])
