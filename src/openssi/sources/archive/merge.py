"""Several archives of one member as one: a record that two of them hold counts once, real repeats inside one stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from openssi.activity.calendar import day_of
from openssi.sources.archive.facts import Connection, Fact, Message, span_of
from openssi.sources.report import FORGOTTEN, Tally

__all__ = ["File", "union"]


@dataclass(slots=True)
class File:
    """One file as read: its facts, their first and last moment (None where they have no date), and its running count.

    `compared` says whether its records are to be told from those of another stream.
    """

    role: str
    stream: str
    tally: Tally
    facts: list[Fact] = field(default_factory=list[Fact])
    span: tuple[int, int] | None = None
    compared: bool = True

    def take(self, facts: Sequence[Fact], span: tuple[int, int] | None) -> None:
        """Take in imported records and their span."""
        self.tally.imported += len(facts)
        self.facts += facts
        if span:
            self.span = (min(self.span[0], span[0]), max(self.span[1], span[1])) if self.span else span

    @property
    def was_read(self) -> bool:
        """Whether it tells anything: a file of which every record is at fault does not, an empty one does."""
        return bool(self.facts or self.tally.reasons[FORGOTTEN]) or not (self.tally.rejected or self.tally.notes)


def union(role: str, streams: Sequence[Sequence[File]]) -> None:
    """Take out of the files of one role what an earlier stream holds already; streams come newest first.

    A stream is one logical file with its chunks. A record is a duplicate if an earlier stream holds it as often.
    """
    if len(streams) < 2:
        return
    if role == "connections":
        _union_of_connections(streams)
        return
    if role == "messages":
        _name_senders(streams)
    held: Counter[int] = Counter()
    for files in streams:
        here: Counter[int] = Counter()
        for file in files:
            kept: list[Fact] = []
            for fact in file.facts:
                here[fact.identity] += 1
                if here[fact.identity] > held[fact.identity]:
                    kept.append(fact)
            _keep(file, kept)
        held |= here


def _name_senders(streams: Sequence[Sequence[File]]) -> None:
    """A sender whose account was closed since is nobody in the newer archive: the older one still knows who it was."""
    known = {
        fact.identity: fact for files in streams[1:] for file in files for fact in cast("list[Message]", file.facts) if fact.sender
    }
    for file in streams[0]:
        file.facts = [
            fact._replace(sender=known[fact.identity].sender, sender_name=known[fact.identity].sender_name)
            if not fact.sender and fact.identity in known
            else fact
            for fact in cast("list[Message]", file.facts)
        ]


def _keep(file: File, kept: list[Fact]) -> None:
    duplicates = len(file.facts) - len(kept)
    file.tally.duplicate += duplicates
    file.tally.imported -= duplicates
    if duplicates:
        file.facts, file.span = kept, span_of(kept)


@dataclass(slots=True)
class _Day:
    """The connections of one day that newer streams hold: their addresses and names, and how many accounts are closed."""

    addresses: set[str] = field(default_factory=set[str])
    names: set[str] = field(default_factory=set[str])
    closed: int = 0

    def knows(self, fact: Connection) -> bool:
        """Whether a connection of that address or that name is held."""
        return bool(fact.address and fact.address in self.addresses) or bool(fact.name and fact.name in self.names)

    def add(self, fact: Connection) -> None:
        """Hold a connection by whatever tells who it is."""
        self.addresses |= {fact.address} - {""}
        self.names |= {fact.name} - {""}


def _union_of_connections(streams: Sequence[Sequence[File]]) -> None:
    """A connection is the same if it was made on the same day and has the same address or the same name.

    Addresses and names change, and an account that was closed since is blank in the newer archive.
    """
    held: dict[int, _Day] = {}
    for files in streams:
        closed: Counter[int] = Counter()  # blank ones of this stream, by day
        kept_facts: list[Connection] = []
        for file in files:
            kept = [fact for fact in cast("list[Connection]", file.facts) if not _is_held(fact, held, closed)]
            kept_facts.extend(kept)
            _keep(file, cast("list[Fact]", kept))
        for fact in kept_facts:
            held.setdefault(day_of(fact.at), _Day()).add(fact)
        for day, count in closed.items():
            held_day = held.setdefault(day, _Day())
            held_day.closed = max(held_day.closed, count)


def _is_held(fact: Connection, held: dict[int, _Day], closed: Counter[int]) -> bool:
    number = day_of(fact.at)
    day = held.get(number)
    if not fact.address and not fact.name:
        closed[number] += 1
        return day is not None and closed[number] <= day.closed
    if day is None:
        return False
    if day.knows(fact):
        return True
    if day.closed:  # one of the accounts that are closed now: it is known by name from here on
        day.closed -= 1
        day.add(fact)
        return True
    return False
