"""One archive as it may be kept: times and counts of its records; people, companies and conversations as keyed hashes, no text."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

from openssi.activity import Activity
from openssi.errors import StoreError
from openssi.sources.archive.addresses import forget, name_key, profile_key
from openssi.sources.archive.facts import (
    Comment,
    Connection,
    Dated,
    Fact,
    Invitation,
    Message,
    Owner,
    Position,
    Post,
    ProfilePart,
    Reaction,
    facts_of,
    span_of,
)
from openssi.sources.archive.join import Archive, join, report_of
from openssi.sources.archive.merge import File
from openssi.sources.archive.read import Manner, Progress, read_archive
from openssi.sources.report import ImportReport, LeftOut, Rejection, Tally
from openssi.sources.text import forget_texts

__all__ = ["KeptArchive", "KeptFile", "merge_kept", "person_tokens", "read_kept", "without_person"]

_FORMAT = 1
_FORGOTTEN = "a person who asked to be forgotten"
_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (Comment, Connection, Dated, Invitation, Message, Owner, Position, Post, ProfilePart, Reaction)
}  # fmt: skip
#: Fields that hold several values: as what each comes back.
_MANY: dict[str, type[tuple[Any, ...] | frozenset[Any]]] = {"posts": tuple, "recipients": tuple, "parts": frozenset}


@dataclass(frozen=True)
class KeptFile:
    """One file of an archive: which, its count, and its facts without text."""

    role: str
    stream: str
    tally: Tally
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class KeptArchive:
    """One archive as it may be kept.

    Attributes:
        name: what the archive is called.
        exported: the day in its name; 0 if there is none.
        size: bytes of all files in it.
        files: those that were read.
        left_out: those that were not opened.
    """

    name: str
    exported: int
    size: int
    files: tuple[KeptFile, ...]
    left_out: tuple[LeftOut, ...]

    @cached_property
    def digest(self) -> str:
        """A hash of what the archive tells: the same however it is called, packed or ordered."""
        told = sorted(json.dumps([file.role, file.stream, _columns(file.facts)]) for file in self.files)
        return blake2b("\n".join(told).encode(), digest_size=32).hexdigest()

    @property
    def report(self) -> ImportReport:
        """What happened to every record of this archive by itself."""
        return report_of(self.archive())

    def archive(self) -> Archive:
        """The archive as one that was just read; joining it with others leaves this one as it is."""
        files = [File(file.role, file.stream, _copied(file.tally), list(file.facts), span_of(file.facts)) for file in self.files]
        return Archive(self.name, self.exported, self.size, files, list(self.left_out))

    def to_bytes(self) -> bytes:
        """The archive to be kept."""
        told = {
            "format": _FORMAT,
            "name": self.name,
            "exported": self.exported,
            "size": self.size,
            "files": [
                {"role": file.role, "stream": file.stream, "tally": _told(file.tally), "facts": _columns(file.facts)}
                for file in self.files
            ],
            "left_out": [asdict(out) for out in self.left_out],
        }
        return zlib.compress(json.dumps(told, separators=(",", ":")).encode())

    @staticmethod
    def from_bytes(data: bytes) -> KeptArchive:
        """The archive that `to_bytes` made bytes of.

        Raises:
            StoreError: they are damaged, or of a later version.
        """
        try:
            told: dict[str, Any] = json.loads(zlib.decompress(data))
            if told["format"] > _FORMAT:
                raise StoreError("store-newer", "An archive was kept by a later version of openssi than this one.")
            files = tuple(
                KeptFile(file["role"], file["stream"], _tally(file["tally"]), _facts(file["facts"])) for file in told["files"]
            )
            return KeptArchive(
                told["name"], told["exported"], told["size"], files, tuple(LeftOut(**out) for out in told["left_out"])
            )
        except (ValueError, KeyError, TypeError, IndexError, zlib.error) as error:
            raise StoreError(
                "store-damaged",
                "What was kept of an archive is damaged.",
                hint="Take that upload out and upload the archive again.",
            ) from error


def read_kept(
    path: Path,
    key: bytes,
    *,
    name: str = "",
    forgotten: Collection[str] = (),
    not_after: int | None = None,
    progress: Progress | None = None,
) -> KeptArchive:
    """Read an archive to be kept.

    Args:
        path: a zip or an unpacked folder.
        key: the secret under which people are hashed, 16 to 64 bytes; archives of one member must be read with the same.
        name: what the archive is called, if its file has another name.
        forgotten: tokens, as `person_tokens` gives them, of people whose records are not to be kept.
        not_after: a day; records dated later are rejected.
        progress: told the bytes read so far and in all; what it raises ends the reading.

    Raises:
        ArchiveError: it cannot be read as an archive.
    """
    manner = Manner(identity=_identity(key), name=name)
    try:
        archive = read_archive(path, not_after=not_after, progress=progress, manner=manner)
        hide = _hiding(key)
        files = tuple(
            KeptFile(file.role, file.stream, file.tally, tuple(_hidden(fact, hide) for fact in file.facts))
            for file in archive.files
        )
    finally:
        forget()
        forget_texts()
    kept = KeptArchive(archive.name, archive.exported, archive.size, files, tuple(archive.left_out))
    return without_person(kept, forgotten)[0] if forgotten else kept


def person_tokens(key: bytes, text: str) -> frozenset[str]:
    """The tokens under which a person is kept whose name or profile address is given."""
    hide = _hiding(key)
    found = {hide(name_key(text)), hide(profile_key(text))}
    forget()
    return frozenset(found - {""})


def without_person(archive: KeptArchive, tokens: Collection[str]) -> tuple[KeptArchive, int]:
    """The archive without every record about a person, and how many records that were.

    Those are connections and invitations with them, and every message of a conversation that they take part in.
    """
    them = _all_tokens(archive, frozenset(tokens))
    conversations = {
        fact.conversation
        for file in archive.files
        for fact in file.facts
        if isinstance(fact, Message) and fact.conversation and _takes_part(fact, them)
    }
    files = tuple(_file_without(file, them, conversations) for file in archive.files)
    removed = sum(len(old.facts) - len(new.facts) for old, new in zip(archive.files, files, strict=True))
    return replace(archive, files=files), removed


def _all_tokens(archive: KeptArchive, tokens: frozenset[str]) -> frozenset[str]:
    """Whoever is known by a name is known by the address beside it, too, as far as only one person has that name."""
    beside: dict[str, set[str]] = {}
    for file in archive.files:
        for fact in file.facts:
            if isinstance(fact, Connection | Invitation) and fact.address and fact.name:
                beside.setdefault(fact.address, set()).add(fact.name)
                beside.setdefault(fact.name, set()).add(fact.address)
    found = set(tokens)
    for token in tokens:
        others = beside.get(token, set[str]())
        if len(others) == 1:
            found |= others
    return frozenset(found)


def _takes_part(fact: Message, them: frozenset[str]) -> bool:
    return not them.isdisjoint((fact.sender, fact.sender_name, fact.recipient_names, *fact.recipients))


def _is_about(fact: Fact, them: frozenset[str], conversations: Collection[str]) -> bool:
    if isinstance(fact, Message):
        return fact.conversation in conversations or _takes_part(fact, them)
    return isinstance(fact, Connection | Invitation) and (fact.address in them or fact.name in them)


def _file_without(file: KeptFile, them: frozenset[str], conversations: Collection[str]) -> KeptFile:
    facts = tuple(fact for fact in file.facts if not _is_about(fact, them, conversations))
    removed = len(file.facts) - len(facts)
    if not removed:
        return file
    tally = _copied(file.tally)
    tally.imported -= removed
    tally.rejected += removed
    tally.reasons[_FORGOTTEN] += removed
    return replace(file, tally=tally, facts=facts)


def _identity(key: bytes) -> Callable[[tuple[object, ...]], int]:
    """A hash of a record's content that lasts, of 62 bits; nobody without the key can try out what the record was."""

    def identity(content: tuple[object, ...]) -> int:
        digest = blake2b(repr(content).encode("utf-8", "surrogatepass"), digest_size=8, key=key, person=b"ssi-record").digest()
        return int.from_bytes(digest) >> 2

    return identity


def _hiding(key: bytes) -> Callable[[str], str]:
    """A function that turns the name of a person, company or conversation into a token; blank stays blank."""
    known: dict[str, str] = {"": ""}

    def hide(text: str) -> str:
        token = known.get(text)
        if token is None:
            digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12, key=key, person=b"ssi-person")
            token = known[text] = digest.hexdigest()
        return token

    return hide


def _hidden(fact: Fact, hide: Callable[[str], str]) -> Fact:
    match fact:
        case Message():
            return fact._replace(
                conversation=hide(fact.conversation),
                sender=hide(fact.sender),
                sender_name=hide(fact.sender_name),
                recipients=tuple(map(hide, fact.recipients)),
                recipient_names=hide(name_key(fact.recipient_names)),
            )
        case Connection():
            return fact._replace(address=hide(fact.address), name=hide(fact.name), company=hide(fact.company))
        case Invitation():
            return fact._replace(address=hide(fact.address), name=hide(fact.name), own_address=hide(fact.own_address))
        case Post() | Comment() | Reaction():
            return fact._replace(group=hide(fact.group))
        case Position():
            return fact._replace(company=hide(fact.company))
        case Owner():
            return fact._replace(name=hide(fact.name))
        case _:
            return fact


def _columns(facts: Sequence[Fact]) -> dict[str, Any]:
    """Facts of one kind, column by column; texts and groups of values by their place in a list of those that occur."""
    if not facts:
        return {}
    kind = type(facts[0])
    columns = zip(*cast("Sequence[tuple[Any, ...]]", facts), strict=True)
    return {"kind": kind.__name__, "columns": [_column(name, column) for name, column in zip(kind._fields, columns, strict=True)]}


def _column(name: str, values: tuple[Any, ...]) -> Any:
    if name in _MANY:
        values = tuple(tuple(sorted(value) if name == "parts" else value) for value in values)
    elif not isinstance(values[0], str):
        return values
    places = {value: at for at, value in enumerate(dict.fromkeys(values))}
    return {"of": list(places), "at": [places[value] for value in values]}


def _facts(told: dict[str, Any]) -> tuple[Fact, ...]:
    if not told:
        return ()
    kind = _KINDS[told["kind"]]
    return tuple(facts_of(kind, *(_values(name, column) for name, column in zip(kind._fields, told["columns"], strict=True))))


def _values(name: str, column: Any) -> Iterable[object]:
    if not isinstance(column, dict):
        return cast("Iterable[object]", column)
    held = cast("dict[str, list[Any]]", column)
    of: list[object] = [_MANY[name](value) for value in held["of"]] if name in _MANY else held["of"]
    return [of[at] for at in held["at"]]


def _told(tally: Tally) -> dict[str, Any]:
    return {**asdict(replace(tally, reasons=Counter())), "reasons": dict(tally.reasons)}


def _tally(told: dict[str, Any]) -> Tally:
    told["rejections"] = [Rejection(**one) for one in told["rejections"]]
    told["reasons"] = Counter(told["reasons"])
    return Tally(**told)


def _copied(tally: Tally) -> Tally:
    return replace(tally, rejections=list(tally.rejections), reasons=Counter(tally.reasons), notes=list(tally.notes))


def merge_kept(archives: Sequence[KeptArchive], time_zone: str = "UTC") -> tuple[Activity, ImportReport]:
    """One member's activity from what is kept of their archives, and the report: as `read_archives` of the same files tells.

    Raises:
        ArchiveError: they belong to different members.
    """
    return join([one.archive() for one in archives], time_zone)
