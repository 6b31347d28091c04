"""Invents conversations: first messages, answers in time and too late, groups, closed accounts, drafts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tests.archives.chance import Chance
from tests.archives.facts import CLOSED, Conversation, Message, Person
from tests.archives.words import MESSAGES, person
from tests.archives.world_people import STRANGERS, People

if TYPE_CHECKING:
    from tests.archives.world import Sizes

# Hours until the other side writes. Nothing lies between 29 and 32 days: "within 30 days" can be read in two ways.
_SOON = (1, 2, 5, 20, 30, 50, 120, 300, 500, 660)
_LATE = (32 * 24 + 3, 35 * 24, 61 * 24)


def make(chance: Chance, how: Sizes, people: People, doubts: frozenset[str]) -> tuple[Conversation, ...]:
    talk = _Talk(chance, doubts, bool(people.profile.old_address))
    partners = _partners(chance, people, "changed_addresses" in doubts)
    written = 0
    while len(talk.made) < how.conversations or written < how.messages:
        other, connected = partners.pop() if partners else (person(STRANGERS + 1000 + len(talk.made)), None)
        talk.pair(other, connected)
        written += len(talk.made[-1].messages)
    for number in range(how.group_conversations):
        talk.group(_members(number, people, "groups" in doubts), by_member="groups" in doubts and number % 2 == 0)
    for number in range(how.draft_conversations):
        talk.draft(person(STRANGERS + 900 + number))
    if "boundary" in doubts:
        talk.boundary(person(STRANGERS + 801), timedelta(days=30))
        talk.boundary(person(STRANGERS + 802), timedelta(days=30, seconds=1))
    return tuple(talk.made)


def _partners(chance: Chance, people: People, changed: bool) -> list[tuple[Person, date | None]]:
    """Each connection at most once, so that even files without conversation ids keep them apart; then some others."""
    known: list[tuple[Person, date | None]] = [
        (one.person, one.at.date()) for one in people.connections if one.person.address
    ]
    known = known if changed or len(known) < 30 else known[:-5]
    others: list[tuple[Person, date | None]] = [
        (person(STRANGERS + 600 + n), None) for n in range(max(4, len(known) // 8))
    ]
    others += [(CLOSED, None)] * max(3, len(known) // 30)
    everyone = known + others
    chance.rng.shuffle(everyone)
    twins = [one for one in everyone if one[0].name == people.profile.name]
    everyone = [one for one in everyone if one not in twins]
    return everyone + twins + [(CLOSED, None)]


def _members(number: int, people: People, doubtful: bool) -> tuple[Person, ...]:
    """Strangers and closed accounts unless asked otherwise: a group's contacts are a matter of reading."""
    known = [one.person for one in people.connections if one.person.address][-2:] if doubtful else []
    return (*known, person(STRANGERS + 700 + number), CLOSED, person(STRANGERS + 750 + number))


class _Talk:
    """Keeps the conversations made so far."""

    def __init__(self, chance: Chance, doubts: frozenset[str], moved: bool) -> None:
        self.chance = chance
        self.doubts = doubts
        self.moved = moved
        self.made: list[Conversation] = []
        self.last = datetime.combine(chance.exported, time(23, 59, 59), UTC)

    def pair(self, other: Person, connected: date | None) -> None:
        """One other: turns of each side, the messages of a turn all on one UTC day."""
        chance = self.chance
        start = chance.moment(self._start(connected))
        side: Person | None = None if chance.odds(0.6) else other
        lines = self._turn(start, side)
        for _ in range(chance.rng.choice((0, 0, 1, 1, 2, 3, 6, 12))):
            side = other if side is None else None
            gap = chance.pick(_LATE) if chance.odds(0.15) else chance.pick(_SOON)
            lines += self._turn(lines[-1].at + timedelta(hours=gap, seconds=chance.rng.randrange(3000)), side)
            if "monologues" in self.doubts and chance.odds(0.3):
                lines += self._turn(lines[-1].at + timedelta(days=3, hours=1), side)
        lines = self._aged([line for line in lines if line.at <= self.last])
        if side is other and chance.odds(0.2):
            lines.append(Message(min(lines[-1].at + timedelta(days=1), self.last), None, "not sent yet", draft=True))
        changed = "changed_addresses" in self.doubts and bool(other.address) and chance.odds(0.2)
        self._keep((other,), lines, folder=chance.pick(("INBOX", "INBOX", "ARCHIVE", "")), changed=changed)

    def _start(self, connected: date | None) -> date:
        """Mostly after the two connected; sometimes before, as when a message leads to the connection."""
        if connected is None or self.chance.odds(0.3):
            return self.chance.day()
        return min(connected + timedelta(days=self.chance.rng.randrange(20)), self.chance.exported)

    def _turn(self, at: datetime, side: Person | None) -> list[Message]:
        chance = self.chance
        lines = [Message(at, side, chance.pick(MESSAGES), "An offer, maybe" if chance.odds(0.05) else "")]
        for _ in range(chance.rng.choice((0, 0, 1, 2))):
            following = lines[-1].at + timedelta(seconds=chance.rng.randrange(20, 900))
            if following.date() == at.date():
                lines.append(Message(following, side, chance.pick(MESSAGES)))
        return lines

    def _aged(self, lines: list[Message]) -> list[Message]:
        """With a moved member: what the member wrote more than 30 days ago has the old address."""
        if not self.moved:
            return lines
        turn = self.last - timedelta(days=30)
        return [Message(one.at, one.sender, one.text, one.subject, old_own_address=one.at < turn) for one in lines]

    def group(self, others: tuple[Person, ...], by_member: bool) -> None:
        at = self.chance.moment(self.chance.exported - timedelta(days=self.chance.rng.randrange(5, 60)))
        speakers: list[Person | None] = [None if by_member else others[0], others[-1], None, others[0], others[1]]
        lines = [
            Message(at + timedelta(hours=5 * step), who, f"Point {step}, noted") for step, who in enumerate(speakers)
        ]
        self._keep(others, [line for line in lines if line.at <= self.last], title="Fair, planning")

    def draft(self, other: Person) -> None:
        line = Message(self.chance.moment(), None, "never sent", draft=True)
        self._keep((other,), [line], draft=True)

    def boundary(self, other: Person, after: timedelta) -> None:
        at = datetime.combine(self.chance.exported - timedelta(days=40), time(10, 0, 0), UTC)
        self._keep((other,), [Message(at, None, "Hello"), Message(at + after, other, "Hello back")])

    def _keep(
        self,
        others: tuple[Person, ...],
        lines: list[Message],
        *,
        title: str = "",
        folder: str = "INBOX",
        draft: bool = False,
        changed: bool = False,
    ) -> None:
        name = f"2-{len(self.made):06d}{self.chance.rng.getrandbits(40):010x}=="
        self.made.append(Conversation(name, others, tuple(lines), title, folder, draft, changed))
