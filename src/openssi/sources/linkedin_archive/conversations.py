"""Read conversations from messages: the member's side, first messages and answers, exchanges with connections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from openssi.activity.calendar import DAY_SECONDS, DAYS_PER_YEAR
from openssi.activity.table import ANSWER_DAYS
from openssi.model import WINDOW
from openssi.sources.keys import name_key
from openssi.sources.linkedin_archive.facts import Envelope, Facts

__all__ = [
    "Exchange",
    "FirstMessage",
    "Messages",
    "People",
    "conversations_of",
    "exchanges",
    "first_messages",
    "first_messages_to_new_people",
    "own_answers",
]


class Messages(NamedTuple):
    """All messages in columns: when, in which envelope, whether the member wrote it, whether a click sends it.

    `wordings` are hashes, equal for copies. `conversations` lists for each conversation the indexes of its messages in
    these columns, in order of time.
    """

    at: list[int]
    envelopes: list[Envelope]
    own: list[bool]
    conversations: list[list[int]]
    suggested: Sequence[bool] = ()
    wordings: Sequence[int] = ()

    def without_clicks(self) -> Messages:
        """Return the messages without phrases that the member sent by one click: they begin and answer nothing."""
        if not any(self.suggested):
            return self
        meant = [[at for at in indexes if not (self.own[at] and self.suggested[at])] for indexes in self.conversations]
        return self._replace(conversations=[indexes for indexes in meant if indexes])


#: An exchange with a connection: the day, the day from which it counts, and the number of the connection.
Exchange = tuple[int, int, int]
#: The day of a first message, and the day of an answer within 30 days (else None).
FirstMessage = tuple[int, int | None]


class People(NamedTuple):
    """The member's connections by address and, since addresses change, by names that only one of them has.

    Attributes:
        by_address: each connection's number and the day on which it was made.
        by_name: the same.
        unmoved: the names of those whose address other files name too: another address is a namesake's.
    """

    by_address: Mapping[str, tuple[int, int]]
    by_name: Mapping[str, tuple[int, int]]
    unmoved: frozenset[str] = frozenset()

    @classmethod
    def of(cls, connections: Facts, named: frozenset[str] = frozenset()) -> People:
        """Map each connection to its number and the day on which it was made; other files name addresses."""
        by_address: dict[str, tuple[int, int]] = {}
        by_name: dict[str, tuple[int, int]] = {}
        shared: set[str] = set()
        days = [at // DAY_SECONDS for at in connections.dated]
        entries = zip(enumerate(days), connections.column("address"), connections.column("name"), strict=True)
        for entry, address, name in entries:
            if address:
                by_address.setdefault(address, entry)
            if name in by_name:
                shared.add(name)
            elif name:
                by_name[name] = entry
        for name in shared:
            del by_name[name]
        addressed = zip(connections.column("address"), connections.column("name"), strict=True)
        return cls(by_address, by_name, frozenset(name for address, name in addressed if address in named))

    def find(self, address: str, name: str) -> tuple[int, int] | None:
        """Return the number of a connection and the day it was made; None for anyone else."""
        return self.by_address.get(address) or (None if address and name in self.unmoved else self.by_name.get(name))


def _own_addresses(envelopes: Collection[Envelope], invited_as: Iterable[str], names: set[str]) -> set[str]:
    """Return the member's own profile addresses, old ones included, and add their names to `names`.

    The member is in every conversation: the address in most of them is theirs. Invitations name it outright. Where a
    conversation has none of these, an address whose latest name is the member's is an earlier one of theirs.

    Args:
        envelopes: all different ones, in the order in which they were first used; equal ones may come again.
        invited_as: the addresses that invitations name.
        names: the member's names, as far as they are known.
    """
    present: dict[str, set[str]] = {}
    name_of: dict[str, str] = {}
    for conversation, sender, name, recipients, _, _ in envelopes:
        addresses = present.get(conversation)
        if addresses is None:  # the member is there from the start; people added later may not be
            addresses = present[conversation] = set(recipients)
        addresses.add(sender)
        name_of[sender] = name
    own = {address for address in invited_as if address} | _in_most(present.values())
    names |= {name for address, name in name_of.items() if address in own and name}
    of_the_name = {address for address, name in name_of.items() if address and name in names}
    for addresses in present.values():
        if own.isdisjoint(addresses):
            own |= addresses & of_the_name
    return own


def _in_most(present: Collection[set[str]]) -> set[str]:
    counts = Counter(chain.from_iterable(present))
    counts.pop("", None)
    (address, count), (_, runner_up) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return {address} if count > runner_up and 2 * count > len(present) else set()


def conversations_of(messages: Facts, invited_as: Iterable[str], owner_key: str) -> Messages | None:
    """Return the messages by conversation; None if nothing shows which side is the member.

    Args:
        messages: all of them, in the order of their files.
        invited_as: the member's addresses, as far as invitations name them.
        owner_key: the key of the member's name; "" if no file has it.
    """
    # Files have the newest first: read backwards, equal moments stay in order.
    moments, envelopes = messages.dated[::-1], messages.column("envelope")[::-1]
    different = dict(
        zip(map(id, envelopes), envelopes, strict=True)
    )  # by identity: comparing the contents would be slow
    names = {owner_key} if owner_key else set[str]()
    addresses = _own_addresses(different.values(), invited_as, names)
    if not addresses and not names and any(envelope.outgoing is None for envelope in different.values()):
        return None
    is_own = {key: _is_own(envelope, addresses, names) for key, envelope in different.items()}
    own = list(map(is_own.__getitem__, map(id, envelopes)))
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, thread in enumerate(map(itemgetter(0), envelopes)):
        groups[thread].append(at)
    unnamed = groups.pop("", [])
    conversations = [*groups.values(), *_by_other_side(unnamed, envelopes, own)]
    for indexes in conversations:
        indexes.sort(key=moments.__getitem__)
    return Messages(
        moments, envelopes, own, conversations, messages.column("suggested")[::-1], messages.column("wording")[::-1]
    )


def _is_own(envelope: Envelope, addresses: set[str], names: set[str]) -> bool:
    if envelope.outgoing is not None:
        return envelope.outgoing
    return envelope.sender in addresses if envelope.sender else envelope.sender_name in names


def _by_other_side(indexes: Iterable[int], envelopes: list[Envelope], own: list[bool]) -> Iterable[list[int]]:
    """Group messages by the other person: the oldest generation has no conversation IDs."""
    groups: dict[str, list[int]] = {}
    for at in indexes:
        envelope = envelopes[at]
        partner = name_key(envelope.recipient_names) if own[at] else envelope.sender_name
        groups.setdefault(partner, []).append(at)
    return groups.values()


def first_messages(messages: Messages) -> Iterator[FirstMessage]:
    """Yield the first message of each conversation that the member began."""
    return (_first_message(messages, indexes) for indexes in messages.conversations if messages.own[indexes[0]])


def _first_message(messages: Messages, indexes: list[int]) -> FirstMessage:
    day = messages.at[indexes[0]] // DAY_SECONDS
    answer = next((index for index in indexes if not messages.own[index]), None)
    answered = None if answer is None else messages.at[answer] // DAY_SECONDS
    return day, answered if answered is not None and answered - day <= ANSWER_DAYS else None


def first_messages_to_new_people(messages: Messages) -> Iterator[FirstMessage]:
    """Yield first messages to people who got no first message in the year before, whatever the conversation."""
    last: dict[object, int] = {}
    began = [indexes for indexes in messages.conversations if messages.own[indexes[0]]]
    for indexes in sorted(began, key=lambda indexes: messages.at[indexes[0]]):
        envelope = messages.envelopes[indexes[0]]
        person = envelope.recipients or name_key(envelope.recipient_names) or indexes[0]
        day, answered = _first_message(messages, indexes)
        if day - last.get(person, day - DAYS_PER_YEAR) >= DAYS_PER_YEAR:
            last[person] = day
            yield day, answered


def exchanges(messages: Messages, people: People) -> set[Exchange]:
    """Return messages that follow one from the other side, with connections; one per person and day."""
    own = messages.own
    pairs = chain.from_iterable(map(pairwise, messages.conversations))
    return _with_connections(messages, people, ((one, two) for one, two in pairs if own[one] is not own[two]))


def own_answers(messages: Messages, people: People) -> set[Exchange]:
    """Return the member's answers to connections, without copies of one to somebody else; one per person and day."""
    own = messages.own
    answers = [
        (indexes, pair)
        for indexes in messages.conversations
        for pair in pairwise(indexes)
        if own[pair[1]] > own[pair[0]]
    ]
    answers.sort(key=lambda answer: messages.at[answer[1][1]])
    newest: dict[int, tuple[list[int], int]] = {}
    new: list[tuple[int, int]] = []
    for indexes, (before, after) in answers:
        wording, day = messages.wordings[after], messages.at[after] // DAY_SECONDS
        last_to, last_day = newest.get(wording, (indexes, day))
        if not wording or last_to is indexes or day - last_day >= WINDOW:
            new.append((before, after))
        newest[wording] = indexes, day
    return _with_connections(messages, people, new)


def _with_connections(messages: Messages, people: People, pairs: Iterable[tuple[int, int]]) -> set[Exchange]:
    at, envelopes, own = messages.at, messages.envelopes, messages.own
    found: set[Exchange] = set()
    other = person = None
    for before, after in pairs:
        envelope = envelopes[before if own[after] else after]
        if envelope is not other:  # most messages have the same envelope as the one before
            other, person = envelope, people.find(envelope.sender, envelope.sender_name)
        if person is None:
            continue
        number, known_day = person
        day = at[after] // DAY_SECONDS
        if day - at[before] // DAY_SECONDS <= ANSWER_DAYS:
            found.add((day, max(day, known_day), number))
    return found
