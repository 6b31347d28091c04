"""Conversations from messages: which side is the member, first messages and their answers, exchanges with connections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(key for key in map(profile_key, text.split(",")) if key)


def _own_addresses(groups: Iterable[list[Message]], invitations: Iterable[Invitation], names: set[str]) -> set[str]:
    """The member's own profile addresses, old ones included; their names are added to `names`.

    The member is in every conversation: the address in most of them is theirs. Invitations name it outright. Where a
    conversation knows none of these, an address under the member's own name is an earlier one of theirs.
    """
    own = {invitation.own_address for invitation in invitations if invitation.own_address}
    name_of: dict[str, str] = {}
    present: list[set[str]] = []
    for group in groups:
        senders = {message.sender: message.sender_name for message in group}
        senders.pop("", None)
        name_of.update(senders)
        present.append(senders.keys() | _addresses(group[0].recipients))
    own |= _in_most(present)
    names |= {name_of[address] for address in own if address in name_of}
    for there in present:
        if own.isdisjoint(there):
            own |= {address for address in there if name_of.get(address) in names}
    return own


def _in_most(present: Sequence[set[str]]) -> set[str]:
    ranked = Counter(address for there in present for address in there).most_common(2)
    if not ranked:
        return set()
    (address, count), runner_up = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    return {address} if count > runner_up and 2 * count > len(present) else set()


def turns_by_conversation(messages: list[Message], invitations: Iterable[Invitation], owner_name: str) -> list[list[Turn]] | None:
    """Each conversation as turns in order of time; None if nothing tells which side is the member."""
    groups: dict[str, list[Message]] = {}
    # Files hold the newest first: read backwards, equal moments stay in order.
    for message in reversed(messages):
        groups.setdefault(message.conversation, []).append(message)
    names = {owner_name} if owner_name else set[str]()
    own = _own_addresses(groups.values(), invitations, names)
    if messages and not own and not names and any(message.outgoing is None for message in messages):
        return None
    unnamed = groups.pop("", [])
    conversations = [_turns(group, own, names) for group in (*groups.values(), *_by_other_side(unnamed, own, names))]
    for turns in conversations:
        turns.sort(key=itemgetter(0))
    return conversations


def _turns(group: list[Message], own: set[str], names: set[str]) -> list[Turn]:
    if group[0].outgoing is not None:
        return [(message.at, _is_own(message, own, names), message) for message in group]
    # As `_is_own`, without a call for each of many.
    return [(m.at, m.sender in own if m.sender else m.sender_name in names, m) for m in group]


def _is_own(message: Message, own: set[str], names: set[str]) -> bool:
    if message.outgoing is not None:
        return message.outgoing
    return message.sender in own if message.sender else message.sender_name in names


def _by_other_side(messages: list[Message], own: set[str], names: set[str]) -> Iterable[list[Message]]:
    """The oldest generation names no conversations: there, one person on the other side is one."""
    groups: dict[str, list[Message]] = {}
    for message in messages:
        other = name_key(message.recipient_names) if _is_own(message, own, names) else message.sender_name
        groups.setdefault(other, []).append(message)
    return groups.values()


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
            if own_before == own:
                continue
            day = at // DAY_SECONDS
            if day - at_before // DAY_SECONDS > ANSWER_DAYS:
                continue
            other = before if own else message
            person = people.find(other.sender, other.sender_name)
            if person:
                found.add(Exchange(day, max(day, person[1]), person[0]))
    return found
