"""Conversations from messages: which side is the member, first messages and their answers, exchanges with connections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from openssi.activity.calendar import DAY_SECONDS
from openssi.sources.archive.addresses import name_key, profile_key
from openssi.sources.archive.facts import Connection, Invitation, Message

__all__ = ["Exchange", "People", "Turn", "exchanges", "outreach", "turns_by_conversation"]

#: Days within which an answer counts as one.
ANSWER_DAYS = 30


#: A message in its conversation: when, whether the member wrote it, and the message. A plain tuple, as there are many.
Turn = tuple[int, bool, Message]


class Exchange(NamedTuple):
    """An exchange with a connection: the day, the day from which it counts, and who (a number, not a person)."""

    day: int
    known_day: int
    person: int


@dataclass(frozen=True, slots=True)
class People:
    """The member's connections, to be found by address or, where that has changed, by a name that only one of them has."""

    by_address: Mapping[str, tuple[int, int]]
    by_name: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, connections: Iterable[Connection]) -> People:
        """Number the connections and note the day on which each was made."""
        by_address: dict[str, tuple[int, int]] = {}
        by_name: dict[str, tuple[int, int]] = {}
        shared: set[str] = set()
        for number, connection in enumerate(connections):
            entry = (number, connection.at // DAY_SECONDS)
            if connection.address:
                by_address.setdefault(connection.address, entry)
            if connection.name in by_name:
                shared.add(connection.name)
            elif connection.name:
                by_name[connection.name] = entry
        for name in shared:
            del by_name[name]
        return cls(by_address, by_name)

    def find(self, address: str, name: str) -> tuple[int, int] | None:
        """The number and the connecting day of a connection; None for somebody else."""
        return self.by_address.get(address) or self.by_name.get(name)


@cache
def _addresses(text: str) -> tuple[str, ...]:
    return tuple(key for key in map(profile_key, text.split(",")) if key)


def _own_addresses(messages: list[Message], invitations: Iterable[Invitation], names: set[str]) -> set[str]:
    """The member's own profile addresses, old ones included.

    The member is in every conversation: the address in most of them is theirs. Invitations name it outright. Where a
    conversation knows none of these, an address under the member's own name is an earlier one of theirs.
    """
    own = {invitation.own_address for invitation in invitations if invitation.own_address}
    in_conversation: dict[str, set[str]] = {}
    name_of: dict[str, str] = {}
    for message in messages:
        there = in_conversation.get(message.conversation)
        if there is None:
            there = in_conversation[message.conversation] = set(_addresses(message.recipients))
        if message.sender and message.sender not in there:
            there.add(message.sender)
        name_of.setdefault(message.sender, message.sender_name)
    own |= _in_most(in_conversation)
    names |= {name_of[address] for address in own if address in name_of}
    for there in in_conversation.values():
        if own.isdisjoint(there):
            own |= {address for address in there if name_of.get(address) in names}
    return own


def _in_most(in_conversation: Mapping[str, set[str]]) -> set[str]:
    ranked = Counter(address for there in in_conversation.values() for address in there).most_common(2)
    if not ranked:
        return set()
    (address, count), runner_up = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    return {address} if count > runner_up and 2 * count > len(in_conversation) else set()


def turns_by_conversation(
    messages: list[Message], invitations: Iterable[Invitation], owner_name: str
) -> list[list[Turn]] | None:
    """Each conversation as turns in order of time; None if nothing tells which side is the member."""
    names = {owner_name} if owner_name else set[str]()
    own = _own_addresses(messages, invitations, names)
    directed = all(message.outgoing is not None for message in messages)
    if messages and not own and not names and not directed:
        return None
    conversations: dict[str, list[Turn]] = {}
    # Files hold the newest first: read backwards, equal moments stay in order.
    for message in reversed(messages):
        outgoing = message.outgoing
        if outgoing is None:
            outgoing = message.sender in own if message.sender else message.sender_name in names
        key = message.conversation or f"with {name_key(message.recipient_names) if outgoing else message.sender_name}"
        conversations.setdefault(key, []).append((message.at, outgoing, message))
    for turns in conversations.values():
        turns.sort(key=itemgetter(0))
    return list(conversations.values())


def outreach(conversations: Iterable[list[Turn]]) -> Iterator[tuple[int, int | None]]:
    """For each conversation that the member began: the day, and the day of the answer if one came within 30 days."""
    for turns in conversations:
        if turns and turns[0][1]:
            day = turns[0][0] // DAY_SECONDS
            answered = next((at // DAY_SECONDS for at, own, _ in turns if not own), None)
            yield day, answered if answered is not None and answered - day <= ANSWER_DAYS else None


def exchanges(conversations: Iterable[list[Turn]], people: People) -> set[Exchange]:
    """Messages that follow one of the other side, with connections; one a person and day."""
    found: set[Exchange] = set()
    for turns in conversations:
        for (at_before, own_before, before), (at, own, message) in pairwise(turns):
            day = at // DAY_SECONDS
            if own_before == own or day - at_before // DAY_SECONDS > ANSWER_DAYS:
                continue
            other = before if own else message
            person = people.find(other.sender, other.sender_name)
            if person:
                found.add(Exchange(day, max(day, person[1]), person[0]))
    return found
