"""Remove duplicates: a record in two archives of a member counts once, real repeats inside one stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise, repeat

from openssi.activity.calendar import day_of
from openssi.sources.linkedin_archive.archive import File
from openssi.sources.linkedin_archive.facts import Comment, Connection, Envelope, Facts, Message, Post
from openssi.sources.linkedin_archive.file_formats import FILE_FORMATS
from openssi.sources.tally import Tally

__all__ = ["KnownRecords", "chunks_and_copies", "remove_duplicates", "remove_duplicates_in_concatenated"]

#: A file with fewer records may be the last chunk of another, with repeats of its records.
_FEWEST_COPIED = 5


class KnownRecords:
    """The records of one role that newer streams have; they are removed from older ones, one stream after the other.

    A stream is one logical file with its chunks. A record is a duplicate if a newer stream has it as often, or, in
    files where LinkedIn writes records several times, if it is a repeat.
    """

    def __init__(self, role: str, *, same_rules: bool = True) -> None:
        self._repeats = role not in FILE_FORMATS or FILE_FORMATS[role].repeats
        self._same_rules = same_rules
        self._streams = 0
        self._newest: Sequence[File] = ()
        self._counts: Counter[object] = Counter()
        self._connections = _KnownConnections() if role == "connections" else None
        self._names_senders = role == "messages"

    def remove_from(self, stream: Sequence[File]) -> None:
        """Remove what newer streams have from the next older one."""
        self._streams += 1
        if self._streams == 1:
            self._newest = stream
            if not self._repeats:
                self._remove(stream)
            return
        if self._streams == 2 and self._repeats:
            self._remove(self._newest)  # only to count it; most members have one stream, which needs no counts
        if self._names_senders:
            _name_senders(self._newest, stream)
        self._remove(stream)

    def _remove(self, stream: Sequence[File]) -> None:
        if self._connections is not None:
            self._connections.remove_from(stream)
            return
        counts: Counter[object] = Counter()
        for file in stream:
            fresh: list[bool] = []
            for identity in self._identities(file.facts):
                counts[identity] += 1
                fresh.append(counts[identity] > self._counts[identity] and (self._repeats or counts[identity] == 1))
            _remove_duplicates(file, fresh)
        self._counts |= counts

    def _identities(self, facts: Facts) -> Iterable[object]:
        if not self._same_rules:
            return _moments_and_posts(facts)
        identities = facts.column("identity")
        if facts.kind is not Comment:
            return identities
        # A comment can be edited later: post and minute tell it, not its words.
        minutes = (at // 60 for at in facts.dated)
        return (
            (minute, posts) if posts else identity
            for minute, posts, identity in zip(minutes, facts.column("posts"), identities, strict=True)
        )


def chunks_and_copies(files: Iterable[File]) -> list[list[File]]:
    """Return numbered files as streams: the chunks of one file together, and each copy of another by itself.

    Chunks have hardly any records in common, and most records of a copy are in a file before it.
    """
    chunks: list[File] = []
    copies: list[list[File]] = []
    known: set[int] = set()
    for file in files:
        identities = file.facts.column("identity")
        if len(identities) >= _FEWEST_COPIED and 2 * sum(map(known.__contains__, identities)) > len(identities):
            copies.append([file])
        else:
            chunks.append(file)
        known.update(identities)
    return [chunks, *copies]


def remove_duplicates(role: str, streams: Iterable[Sequence[File]], *, same_rules: bool = True) -> None:
    """Remove from the files of one role what an earlier stream already has; streams come newest first."""
    known = KnownRecords(role, same_rules=same_rules)
    for stream in streams:
        known.remove_from(stream)


def remove_duplicates_in_concatenated(file: File) -> None:
    """Count once what several files have that a user joined to one."""
    if not file.begins:
        return
    bounds = [0, *file.begins, len(file.facts)]
    parts = [
        File(file.role, file.stream, Tally("", ""), file.facts.where([first <= at < last for at in range(bounds[-1])]))
        for first, last in pairwise(bounds)
    ]
    remove_duplicates(file.role, [[part] for part in parts])
    file.facts = Facts()
    for part in parts:
        file.facts.extend(part.facts)
        file.tally.mark_duplicate(part.tally.duplicate)


def _moments_and_posts(facts: Facts) -> Iterable[object]:
    """Identify records of snapshots stored under different rules: by their minute, and the posts that they name."""
    posts = (
        facts.column("made") if facts.kind is Post else facts.column("posts") if facts.kind is Comment else repeat(())
    )
    minutes = (at // 60 for at in facts.dated) if facts.dated else facts.column("identity")
    return zip(minutes, posts, strict=False)


def _name_senders(newest: Sequence[File], older: Sequence[File]) -> None:
    """Name senders from an older archive: a closed account has no name in the newer one."""
    nameless = {fact.identity for file in newest for fact in file.facts if not fact.envelope.sender}
    if not nameless:
        return
    facts = (fact for file in older for fact in file.facts)
    known = {fact.identity: fact.envelope for fact in facts if fact.envelope.sender and fact.identity in nameless}
    for file in newest:
        file.facts = Facts.of([_named(fact, known) for fact in file.facts])


def _named(message: Message, known: Mapping[int, Envelope]) -> Message:
    envelope = known.get(message.identity)
    if message.envelope.sender or envelope is None:
        return message
    return message._replace(
        envelope=message.envelope._replace(sender=envelope.sender, sender_name=envelope.sender_name)
    )


def _remove_duplicates(file: File, fresh: Sequence[bool]) -> None:
    duplicates = fresh.count(False)
    if duplicates:
        file.tally.mark_duplicate(duplicates)
        file.facts = file.facts.where(fresh)


@dataclass(slots=True)
class _Day:
    """The connections of one day in newer streams: their addresses and names, and how many accounts are closed."""

    addresses: set[str] = field(default_factory=set[str])
    names: set[str] = field(default_factory=set[str])
    closed: int = 0

    def knows(self, fact: Connection) -> bool:
        """Return whether there is a connection with that address or name."""
        return bool(fact.address and fact.address in self.addresses) or bool(fact.name and fact.name in self.names)

    def add(self, fact: Connection) -> None:
        """Add a connection by its address and name."""
        self.addresses |= {fact.address} - {""}
        self.names |= {fact.name} - {""}


class _KnownConnections:
    """The connections of newer streams; two are the same if made on the same day with the same address or name.

    Addresses and names change, and an account that was closed since is blank in the newer archive.
    """

    def __init__(self) -> None:
        self._days: dict[int, _Day] = {}

    def remove_from(self, stream: Sequence[File]) -> None:
        """Remove what newer streams have from the next older one."""
        closed: Counter[int] = Counter()  # blank ones of this stream, by day
        new: list[Connection] = []
        for file in stream:
            facts: list[Connection] = list(file.facts)
            fresh = [not self._is_known(fact, closed) for fact in facts]
            new.extend(compress(facts, fresh))
            _remove_duplicates(file, fresh)
        for fact in new:
            self._days.setdefault(day_of(fact.at), _Day()).add(fact)
        for day, count in closed.items():
            known_day = self._days.setdefault(day, _Day())
            known_day.closed = max(known_day.closed, count)

    def _is_known(self, fact: Connection, closed: Counter[int]) -> bool:
        number = day_of(fact.at)
        day = self._days.get(number)
        if not fact.address and not fact.name:
            closed[number] += 1
            return day is not None and closed[number] <= day.closed
        if day is None:
            return False
        if day.knows(fact):
            return True
        if day.closed:  # one of the accounts closed since: from here on it is known by name
            day.closed -= 1
            day.add(fact)
            return True
        return False
