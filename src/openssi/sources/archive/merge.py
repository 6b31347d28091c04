"""Several archives of one member as one: a record that two of them hold counts once, real repeats inside one stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from openssi.sources.archive.facts import Connection, Fact
from openssi.sources.report import Tally

__all__ = ["File", "union"]


@dataclass(slots=True)
class File:
    """One file as read: its facts and its running count."""

    role: str
    stream: str
    tally: Tally
    facts: list[Fact] = field(default_factory=list[Fact])


def union(role: str, streams: Sequence[Sequence[File]]) -> None:
    """Take out of the files of one role what an earlier stream holds already; streams come newest first.

    A stream is one logical file with its chunks. A record is a duplicate if an earlier stream holds it as often.
    """
    if len(streams) < 2:
        return
    if role == "connections":
        _union_of_connections(streams)
        return
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


def _keep(file: File, kept: list[Fact]) -> None:
    duplicates = len(file.facts) - len(kept)
    file.tally.duplicate += duplicates
    file.tally.imported -= duplicates
    file.facts = kept


@dataclass(slots=True)
class _Day:
    """The connections of one day that newer streams hold: their addresses, names, and how many closed accounts."""

    addresses: set[str] = field(default_factory=set[str])
    names: set[str] = field(default_factory=set[str])
    closed: int = 0


def _union_of_connections(streams: Sequence[Sequence[File]]) -> None:
    """A connection is the same if it was made on the same day and has the same address or the same name.

    Addresses and names change, and an account that was closed since is blank in the newer archive.
    """
    held: dict[int, _Day] = {}
    for files in streams:
        new: list[Connection] = []
        for file in files:
            kept = [fact for fact in cast("list[Connection]", file.facts) if not _is_held(fact, held)]
            new.extend(kept)
            _keep(file, cast("list[Fact]", kept))
        _hold(new, held)


def _is_held(fact: Connection, held: dict[int, _Day]) -> bool:
    day = held.get(fact.at)
    if day is None:
        return False
    if (fact.address and fact.address in day.addresses) or (fact.name and fact.name in day.names):
        return True
    if day.closed:
        day.closed -= 1
        return True
    return False


def _hold(facts: Iterable[Connection], held: dict[int, _Day]) -> None:
    for fact in facts:
        day = held.setdefault(fact.at, _Day())
        if fact.address:
            day.addresses.add(fact.address)
        if fact.name:
            day.names.add(fact.name)
        if not fact.address and not fact.name:
            day.closed += 1
