"""Conversations from messages: which side is the member, first messages and their answers, exchanges with connections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from openssi.activity.calendar import DAY_SECONDS
from openssi.sources.archive.addresses import name_key
from openssi.sources.archive.facts import Connection, Invitation, Message

__all__ = ["Conversation", "Exchange", "People", "conversations_of", "exchanges", "outreach"]

#: Days within which an answer counts as one.
ANSWER_DAYS = 30


class Conversation(NamedTuple):
    """A conversation: its messages in order of time and, beside them, whether the member wrote each."""

    messages: list[Message]
    own: list[bool]


#: An exchange with a connection: the day, the day from which it counts, and who (a number, not a person).
Exchange = tuple[int, int, int]


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


def _own_addresses(groups: Iterable[list[Message]], invitations: Iterable[Invitation], names: set[str]) -> set[str]:
    """The member's own profile addresses, old ones included; their names are added to `names`.

    The member is in every conversation: the address in most of them is theirs. Invitations name it outright. Where a
    conversation knows none of these, an address under the member's own name is an earlier one of theirs.
    """
    own = {invitation.own_address for invitation in invitations if invitation.own_address}
    name_of: dict[str, str] = {}
    present: list[set[str]] = []
    for group in groups:
        there = set(group[0].recipients)
        for message in group:
            sender = message.sender
            name_of[sender] = message.sender_name
            there.add(sender)
        there.discard("")
        present.append(there)
    own |= _in_most(present)
    names |= {name_of[address] for address in own if address in name_of}
    for there in present:
        if own.isdisjoint(there):
            own |= {address for address in there if name_of.get(address) in names}
    return own


def _in_most(present: Sequence[set[str]]) -> set[str]:
    ranked = Counter(chain.from_iterable(present)).most_common(2)
    if not ranked:
        return set()
    (address, count), runner_up = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    return {address} if count > runner_up and 2 * count > len(present) else set()


def conversations_of(messages: list[Message], invitations: Iterable[Invitation], owner_name: str) -> list[Conversation] | None:
    """The conversations that messages make up; None if nothing tells which side is the member."""
    groups: defaultdict[str, list[Message]] = defaultdict(list)
    # Files hold the newest first: read backwards, equal moments stay in order.
    for message in reversed(messages):
        groups[message.conversation].append(message)
    names = {owner_name} if owner_name else set[str]()
    own = _own_addresses(groups.values(), invitations, names)
    if messages and not own and not names and any(message.outgoing is None for message in messages):
        return None
    unnamed = groups.pop("", [])
    return [_conversation(group, own, names) for group in (*groups.values(), *_by_other_side(unnamed, own, names))]


def _conversation(group: list[Message], own: set[str], names: set[str]) -> Conversation:
    group.sort(key=itemgetter(0))
    return Conversation(group, [_is_own(message, own, names) for message in group])


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


def outreach(conversations: Iterable[Conversation]) -> Iterator[tuple[int, int | None]]:
    """For each conversation that the member began: the day, and the day of the answer if one came within 30 days."""
    for messages, own in conversations:
        if own[0]:
            day = messages[0].at // DAY_SECONDS
            answered = messages[own.index(False)].at // DAY_SECONDS if False in own else None
            yield day, answered if answered is not None and answered - day <= ANSWER_DAYS else None


def exchanges(conversations: Iterable[Conversation], people: People) -> set[Exchange]:
    """Messages that follow one of the other side, with connections; one a person and day."""
    found: set[Exchange] = set()
    for messages, own in conversations:
        for at in range(1, len(own)):
            if own[at] == own[at - 1]:
                continue
            before, message = messages[at - 1], messages[at]
            other = before if own[at] else message
            person = people.find(other.sender, other.sender_name)
            if person is None:
                continue
            day = message.at // DAY_SECONDS
            if day - before.at // DAY_SECONDS <= ANSWER_DAYS:
                found.add((day, max(day, person[1]), person[0]))
    return found
