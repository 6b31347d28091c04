"""What may be stored of a member's API data: facts with pseudonyms and the reading position; no text."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar

from openssi.activity.calendar import DAY_SECONDS
from openssi.activity.report import ImportReport
from openssi.errors import SnapshotError
from openssi.files.packed_json import pack, reporting_damage, unpack
from openssi.snapshots.erasure import facts_about_people, known_as
from openssi.snapshots.fact_columns import from_columns, to_columns
from openssi.snapshots.file_snapshot import FileSnapshot
from openssi.snapshots.pseudonyms import Pseudonymizer
from openssi.sources.keys import post_moments
from openssi.sources.linkedin_archive.archive import Archive, File
from openssi.sources.linkedin_archive.duplicates import remove_duplicates
from openssi.sources.linkedin_archive.facts import Fact, Facts
from openssi.sources.linkedin_archive.file_formats import FILE_FORMATS
from openssi.sources.linkedin_archive.join import remove_duplicates_and_report
from openssi.sources.portability.domains import Domain
from openssi.sources.portability.events import Change
from openssi.sources.portability.rows import ARCHIVE, read_rows
from openssi.sources.registry import clear_caches
from openssi.sources.tally import Tally

__all__ = ["KEY_FILE", "DomainProgress", "EventRecord", "SyncProgress", "SyncedSnapshot", "read_synced"]

_WHAT, _VERSION = "synced", 1
#: The file with the key of the pseudonyms, next to the data.
KEY_FILE = "key"

Files = dict[str, tuple[FileSnapshot, ...]]


@dataclass(slots=True)
class DomainProgress:
    """How far reading a domain has come.

    Attributes:
        page: the next page of a reading that is not complete.
        pages: hashes of the pages that this reading has had.
        asked: when it was first asked for, in seconds since 1970.
        tried: when the last attempt found nothing.
        spelled: how LinkedIn spells the domain, if not in the usual way.
        read: when it was last read completely; 0 if never.
        length: how many pages that reading had.
        answer: LinkedIn's ID of the last answer without data, for its support.
    """

    page: int = 0
    pages: list[str] = field(default_factory=list[str])
    asked: int = 0
    tried: int = 0
    read: int = 0
    length: int = 0
    answer: str = ""
    spelled: str = ""


@dataclass(slots=True)
class SyncProgress:
    """How far reading an account has come.

    Attributes:
        domains: the progress of each domain.
        begins: the day since which the changelog was read without a gap; 0 before the first event was read.
        cursor: the time of the last event that was read, in milliseconds.
        synced: when LinkedIn last answered, in seconds since 1970.
        calls: requests on the day `calls_day`, by kind.
        calls_day: a day.
        paused: until when no request of a kind makes sense, in seconds since 1970.
        deleted: when posts that were deleted since were made, in milliseconds.
    """

    domains: dict[str, DomainProgress] = field(default_factory=dict[str, DomainProgress])
    begins: int = 0
    cursor: int = 0
    synced: int = 0
    calls: dict[str, int] = field(default_factory=dict[str, int])
    calls_day: int = 0
    paused: dict[str, int] = field(default_factory=dict[str, int])
    deleted: list[int] = field(default_factory=list[int])


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event of the changelog: keyed hashes of its ID and of what it created, and the fact."""

    id: str
    resource: str
    role: str
    facts: Facts


@dataclass(slots=True)
class SyncedSnapshot:
    """Everything that was read of one account.

    Attributes:
        files: by domain, what its last complete reading had.
        pending: by domain, what a reading that is not complete has so far; it does not count yet.
        events: what the changelog has, in the order of the events.
        known: keyed hashes of the IDs of all events that were read.
        progress: how far reading has come.
    """

    files: Files = field(default_factory=dict[str, tuple[FileSnapshot, ...]])
    pending: Files = field(default_factory=dict[str, tuple[FileSnapshot, ...]])
    events: list[EventRecord] = field(default_factory=list[EventRecord])
    known: set[str] = field(default_factory=set[str])
    progress: SyncProgress = field(default_factory=SyncProgress)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    kind: ClassVar[str] = "linkedin"

    # Reading

    def add_page(
        self,
        domain: Domain,
        rows: Sequence[Mapping[str, object]],
        pseudonymizer: Pseudonymizer,
        forgotten: Collection[str],
        latest: int,
    ) -> bool:
        """Add a page of a domain to its pending reading; rows that an earlier page has do not count again.

        Returns whether the page is new: LinkedIn may repeat one for ever.
        """
        progress = self.progress.domains[domain.name]
        digest = _page_digest(rows)
        if digest in progress.pages:
            return False
        files = {file.role: file for file in self.pending.get(domain.name, ())}
        for role in domain.roles(rows):
            of_role = [row for row in rows if domain.role_of(row) == role]
            files[role] = _merged(files.get(role), self._read(role, of_role, pseudonymizer, latest))
        self.pending[domain.name] = tuple(files.values())
        self.forget(forgotten)
        progress.pages.append(digest)
        progress.page += 1
        return True

    def finish(self, domain: Domain, now: int) -> None:
        """Let the pending reading of a domain replace its last one."""
        self.files[domain.name] = self.pending.pop(domain.name)
        last = self.progress.domains[domain.name]
        self.progress.domains[domain.name] = DomainProgress(asked=last.asked, read=now, length=last.page)

    def add_event(self, change: Change, pseudonymizer: Pseudonymizer, forgotten: Collection[str], latest: int) -> bool:
        """Add or delete what an event says; return whether the event is new."""
        event_id, resource = _token(pseudonymizer, change.id), _token(pseudonymizer, change.resource)
        if event_id in self.known:
            return False
        self.known.add(event_id)
        if change.row is None:
            self._delete(change, resource)
        elif all(event.resource != resource for event in self.events):  # a replay of the same action has another ID
            file = self._read(change.role, [change.row], pseudonymizer, latest)
            if file.facts:
                self.events.append(EventRecord(event_id, resource, change.role, file.facts))
                self.forget(forgotten)
        return True

    def _delete(self, change: Change, resource: str) -> None:
        self.events = [event for event in self.events if event.resource != resource]
        if change.role == "shares":
            self.progress.deleted.extend(post_moments(change.resource))

    def _read(self, role: str, rows: Sequence[Mapping[str, object]], pseudonymizer: Pseudonymizer, latest: int) -> File:
        try:
            file = read_rows(role, rows, pseudonymizer.identity, latest)
            file.facts = pseudonymizer.apply(file.facts)
        finally:
            clear_caches()
        self.parts |= pseudonymizer.parts
        return file

    # As a snapshot

    @property
    def name(self) -> str:
        """What reports call it."""
        return ARCHIVE

    @property
    def digest(self) -> str:
        """A hash of everything that counts, in hex."""
        content = [self._plain_files(self.files), [[event.role, to_columns(event.facts)] for event in self.events]]
        return blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=32).hexdigest()

    @property
    def report(self) -> ImportReport:
        """What happened to every record."""
        return remove_duplicates_and_report(self.restored())

    def restored(self) -> Archive:
        """Return the account as if it were an archive that had just been read."""
        of_domains = [file.restored() for files in self.files.values() for file in files]
        deleted = set(self.progress.deleted)
        for file in of_domains:
            if file.role == "shares" and deleted:
                file.tally.notes.append("posts that you deleted since are left out")
                file.facts = file.facts.where([made not in deleted for made in file.facts.column("made")])
        by_role = {file.role: file for file in of_domains}
        begins: dict[str, int] = {}
        for role, file in self._files_of_events().items():
            if role in by_role:
                _add_events(by_role[role], file)
            else:
                by_role[role], begins[role] = file, self.progress.begins
        return Archive(ARCHIVE, self.progress.synced // DAY_SECONDS, files=list(by_role.values()), begins=begins)

    def _files_of_events(self) -> dict[str, File]:
        files: dict[str, File] = {}
        for event in self.events:
            file = files.setdefault(
                event.role, File(event.role, event.role, Tally(FILE_FORMATS[event.role].title, ARCHIVE))
            )
            file.add(event.facts)
        return files

    def renamed(self, name: str) -> SyncedSnapshot:
        """Return the snapshot itself: it isn't called by a file's name."""
        del name
        return self

    def without_person(self, tokens: Collection[str]) -> tuple[SyncedSnapshot, int]:
        """Return a copy without any fact about a person, and how many facts were removed."""
        doomed = facts_about_people(self._facts(), tokens, self.parts)
        if not doomed:
            return self, 0
        files, pending = (
            {name: tuple(file.without(doomed) for file in of) for name, of in item.items()}
            for item in (self.files, self.pending)
        )
        events = [item for item in self.events if doomed.isdisjoint(item.facts)]
        return replace(self, files=files, pending=pending, events=events), len(doomed)

    def known_as(self, tokens: Collection[str]) -> frozenset[str]:
        """Return the tokens of a person together with all others that the account has of the same person."""
        return known_as(self._facts(), tokens, self.parts)

    def _facts(self) -> list[Fact]:
        files = [file for item in (self.files, self.pending) for of in item.values() for file in of]
        return [
            fact for facts in (*(file.facts for file in files), *(item.facts for item in self.events)) for fact in facts
        ]

    def forget(self, tokens: Collection[str]) -> None:
        """Remove every fact about people, by their tokens."""
        if tokens:
            rest, _ = self.without_person(tokens)
            self.files, self.pending, self.events = rest.files, rest.pending, rest.events

    def to_bytes(self) -> bytes:
        """Serialize for `from_bytes`."""
        content = {
            "files": self._plain_files(self.files),
            "pending": self._plain_files(self.pending),
            "events": [[item.id, item.resource, item.role, to_columns(item.facts)] for item in self.events],
            "known": sorted(self.known),
            "progress": {
                item.name: getattr(self.progress, item.name) for item in fields(SyncProgress) if item.name != "domains"
            },
            "domains": {
                name: {item.name: getattr(domain, item.name) for item in fields(DomainProgress)}
                for name, domain in self.progress.domains.items()
            },
            "parts": self.parts,
        }
        return pack(_WHAT, _VERSION, content)

    @staticmethod
    def _plain_files(files: Files) -> dict[str, list[object]]:
        return {name: [file.to_plain() for file in of] for name, of in files.items()}

    @classmethod
    def from_bytes(cls, data: bytes) -> SyncedSnapshot:
        """Deserialize a snapshot.

        Raises:
            SnapshotError: the bytes are damaged or of another version.
        """
        content = unpack(_WHAT, _VERSION, data)
        with reporting_damage(_WHAT):
            domains = {name: DomainProgress(**domain) for name, domain in content["domains"].items()}
            return cls(
                _files(content["files"]),
                _files(content["pending"]),
                [
                    EventRecord(event_id, resource, role, from_columns(facts))
                    for event_id, resource, role, facts in content["events"]
                ],
                set(content["known"]),
                SyncProgress(domains, **content["progress"]),
                {whole: tuple(parts) for whole, parts in content["parts"].items()},
            )


def read_synced(path: Path) -> tuple[SyncedSnapshot, bytes]:
    """Return what `ssi sync` wrote, and the key of its pseudonyms.

    Raises:
        SnapshotError: one of them is missing or damaged.
    """
    try:
        key = bytes.fromhex((path.parent / KEY_FILE).read_text(encoding="ascii"))
        return SyncedSnapshot.from_bytes(path.read_bytes()), key
    except (OSError, ValueError) as error:
        raise SnapshotError(
            "kept-damaged",
            f"{path.name} can't be read: it needs the file {KEY_FILE} next to it, as ssi sync wrote it.",
            unchanged="Nothing was scored.",
        ) from error


def _files(plain: Mapping[str, Iterable[Any]]) -> Files:
    return {name: tuple([FileSnapshot.from_plain(*file) for file in files]) for name, files in plain.items()}


def _token(pseudonymizer: Pseudonymizer, text: str) -> str:
    return f"{pseudonymizer.identity((text,)):016x}"


def _page_digest(rows: Sequence[Mapping[str, object]]) -> str:
    """Return a hash of a page; the order of keys differs between calls."""
    return blake2b(json.dumps(rows, sort_keys=True).encode(), digest_size=8).hexdigest()


def _merged(before: FileSnapshot | None, page: File) -> FileSnapshot:
    """Return the file with the rows of a further page that it doesn't have yet."""
    if before is None:
        return FileSnapshot.of(page)
    file = before.restored()
    file.facts = Facts(file.facts.kind, file.facts.columns.values())  # facts are replaced, never changed
    _append(file, page)
    return FileSnapshot.of(file)


def _append(file: File, more: File) -> None:
    """Add what another reading of the same file has in addition."""
    remove_duplicates(file.role, [[file], [more]])
    file.tally.imported += more.tally.imported
    file.tally.duplicate += more.tally.duplicate
    for rejection in more.tally.rejections:
        file.tally.reject(rejection.line, rejection.reason)
    file.facts.extend(more.facts)


def _add_events(file: File, events: File) -> None:
    """Add events to a domain.

    An invitation in an event has no name, so it is the same if its minute and direction are.
    """
    if file.role == "invitations":
        known = set(zip((at // 60 for at in file.facts.dated), file.facts.column("outgoing"), strict=True))
        pairs = zip((at // 60 for at in events.facts.dated), events.facts.column("outgoing"), strict=True)
        fresh = [pair not in known for pair in pairs]
        events.tally.mark_duplicate(fresh.count(False))
        events.facts = events.facts.where(fresh)
    file.facts = Facts(file.facts.kind, file.facts.columns.values())
    _append(file, events)
