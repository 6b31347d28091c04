"""The seller's conversations: first messages with and without an answer, chats, groups, InMail."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from openssi.demo import stock_messages as stock
from openssi.demo import stock_talk as talk
from openssi.demo.people import NOBODY, OWNER, OWNER_BEFORE, OWNER_COMPANY, Cast, party
from openssi.demo.records import Conversation, Invitation, Message, Network, Party, Person
from openssi.demo.rhythm import Rhythm
from openssi.demo.texts import Composer, Deck

__all__ = ["MESSAGES", "RENAMED", "TURNS", "Inbox", "Thread", "is_colleague"]

RENAMED = 400  # days before the end on which the seller chose the current vanity address
OUTREACH, INMAIL, INBOUND, GROUPS, REGULARS, GONE = 125, 24, 55, 8, 60, 5
MESSAGES = 2500
TURNS = 2.75  # average length of an everyday exchange


def is_colleague(person: Person) -> bool:
    """Return whether a person works at the seller's company, with or without its legal form."""
    return person.company.startswith(OWNER_COMPANY)


class Thread:
    """One growing conversation: decides who writes, and time only moves forward."""

    def __init__(self, rhythm: Rhythm, others: Sequence[Party], at: datetime, title: str = "") -> None:
        self._rhythm = rhythm
        self.others = tuple(others)
        self.at = at
        self.title = title
        self.messages: list[Message] = []
        self._decks: dict[int, Deck] = {}

    def draw(self, phrases: tuple[str, ...]) -> str:
        """Return a phrase that this conversation has not used, as long as there is one."""
        return self._decks.setdefault(id(phrases), Deck(self._rhythm.rng, phrases)).draw()

    def owner(self) -> Party:
        """Return the seller with the address of that time."""
        return OWNER if self.at.date() > self._rhythm.back(RENAMED) else OWNER_BEFORE

    def add(self, text: str, *, mine: bool, who: int = 0, subject: str = "") -> None:
        """Add a message now; do nothing after the end of the story."""
        if self.at > self._rhythm.end:
            return
        owner = self.owner()
        sender = owner if mine else self.others[who]
        recipients = tuple(side for side in (*self.others, owner) if side != sender)
        self.messages.append(Message(self.at, sender, recipients, text, subject))

    def wait(self, low: int, high: int) -> None:
        """Wait between `low` and `high` minutes, longer if the office is closed then."""
        rhythm = self._rhythm
        later = self.at + timedelta(minutes=rhythm.rng.randint(low, high), seconds=rhythm.rng.randrange(60))
        opens = rhythm.workday(later.date())
        if opens != later.date() or not 5 <= later.hour < 19:
            opens = (
                opens if opens != later.date() or later.hour < 5 else rhythm.workday(later.date() + timedelta(days=1))
            )
            clock = time(rhythm.rng.choice((5, 6, 6, 7)), rhythm.rng.randrange(60), rhythm.rng.randrange(60))
            later = datetime.combine(opens, clock, tzinfo=UTC)
        self.at = max(later, self.at + timedelta(minutes=1))


class Inbox:
    """Fill the inbox of one story."""

    def __init__(self, rhythm: Rhythm, cast: Cast, composer: Composer, network: Network) -> None:
        self._rhythm = rhythm
        self._rng = rhythm.rng
        self._cast = cast
        self._composer = composer
        self._network = network
        self._known = [(connection.person, connection.day) for connection in network.connections if connection.person]
        self._used: set[str] = set()

    def fill(self) -> tuple[Conversation, ...]:
        """Return all conversations, the one with the newest message first."""
        threads = self._invited() + self._reached_out() + self._approached() + self._groups()
        threads += self._chats(MESSAGES - sum(len(thread.messages) for thread in threads))
        threads = [thread for thread in threads if thread.messages]
        self._oddities(threads)
        conversations = [self._close(thread) for thread in threads] + self._special()
        return tuple(sorted(conversations, key=lambda conversation: conversation.messages[-1].at, reverse=True))

    def _close(self, thread: Thread) -> Conversation:
        return Conversation(self._key(), thread.title, tuple(thread.messages))

    def _key(self) -> str:
        return "2-" + b64encode(self._rng.randbytes(25)).decode()

    def _partner(self, day: date, *, lately: bool) -> Person:
        """Return a contact of that day without messages, not a colleague; `lately` means connected within a year."""
        pool = [(person, since) for person, since in self._known if since < day and self._free(person, colleague=False)]
        if lately:
            pool = [candidate for candidate in pool if candidate[1] > day - timedelta(days=365)] or pool
        person, _ = self._rng.choice(pool)
        self._used.add(person.slug)
        return person

    def _free(self, person: Person, *, colleague: bool) -> bool:
        """Return whether the contact has no messages yet and belongs to the requested group."""
        return person.slug not in self._used and is_colleague(person) == colleague

    # ------------------------------------------------------------ first messages

    def _invited(self) -> list[Thread]:
        """Start conversations with the note of an accepted invitation as the first message."""
        return [
            self._noted(invitation, invitation.accepted)
            for invitation in self._network.invitations
            if invitation.note and invitation.accepted
        ]

    def _noted(self, invitation: Invitation, accepted: date) -> Thread:
        thread = Thread(self._rhythm, (party(invitation.person),), invitation.at)
        thread.add(invitation.note, mine=invitation.outgoing)
        self._used.add(invitation.person.slug)
        thread.at = max(thread.at, datetime.combine(accepted, time(6), tzinfo=UTC))
        if self._rng.random() < 0.4:
            thread.wait(30, 3000)
            self._answer(thread, invitation.person, mine=not invitation.outgoing)
        return thread

    def _answer(self, thread: Thread, person: Person, *, mine: bool) -> None:
        """Add the first answer, and often a short conversation after it."""
        say = self._composer.say
        if mine:
            thread.add(say(stock.WELCOME, person.language, person.first), mine=True)
            if self._rng.random() < 0.4:
                thread.wait(20, 2000)
                thread.add(say(stock.POSITIVE, person.language, person.first, person.company), mine=False)
            return
        positive = self._rng.random() < 0.64
        thread.add(
            say(stock.POSITIVE if positive else stock.NEGATIVE, person.language, person.first, person.company),
            mine=False,
        )
        thread.wait(10, 1500)
        thread.add(say(stock.THANKS if positive else stock.REFUSED, person.language, person.first), mine=True)
        for _ in range(self._rng.randint(1, 4) if positive else 0):
            thread.wait(2000, 20000)
            self._exchange(thread, talk.TALK, person)

    def _reached_out(self) -> list[Thread]:
        """Write cold and warm first messages, InMail to strangers, and to accounts closed since."""
        threads: list[Thread] = []
        for index, at in enumerate(self._shuffled(OUTREACH + INMAIL + GONE)):
            if index < OUTREACH:
                threads.append(self._outreach(self._partner(at.date(), lately=True), at))
            elif index < OUTREACH + INMAIL:
                threads.append(self._outreach(self._cast.person(), at, inmail=True))
            else:
                threads.append(self._outreach(self._cast.person(), at, gone=True))
        return threads

    def _shuffled(self, count: int) -> list[datetime]:
        moments = self._rhythm.moments(count, shape=lambda day: 1.4 if day > self._rhythm.back(270) else 1.0)
        self._rng.shuffle(moments)
        return moments

    def _outreach(self, person: Person, at: datetime, *, inmail: bool = False, gone: bool = False) -> Thread:
        thread = Thread(self._rhythm, (NOBODY if gone else party(person),), at)
        # LinkedIn repeats an InMail's subject only on the first messages of the conversation.
        subject = self._composer.say(stock.SUBJECTS, person.language, person.first, person.company) if inmail else ""
        thread.add(self._composer.outreach(person.language, person.first, person.company), mine=True, subject=subject)
        answered = self._rng.random() < (0.8 if gone else 0.2 if inmail else 0.38)
        for _ in range(self._rng.choices((0, 1, 2, 3), (46, 32, 16, 6) if not answered else (72, 22, 6, 0))[0]):
            thread.wait(6000, 16000)
            thread.add(self._composer.say(stock.FOLLOW_UPS, person.language, person.first), mine=True)
        if answered:
            # One answer in fifteen comes too late to count (after a month).
            thread.wait(*((50000, 70000) if self._rng.random() < 0.07 else (40, 6000)))
            self._answer(thread, person, mine=False)
        return thread

    def _approached(self) -> list[Thread]:
        """Add people who write first; the seller answers three in four."""
        threads: list[Thread] = []
        for index, at in enumerate(self._shuffled(INBOUND)):
            stranger = index % 9 == 0
            person = self._cast.person("staff") if stranger else self._partner(at.date(), lately=False)
            thread = Thread(self._rhythm, (party(person),), at, "" if not stranger else person.company)
            pitch = self._composer.fill(self._composer.pick(talk.PITCHES))
            question, answer = f"<p>{pitch}</p><br>", "Thank you, not for us at the moment."
            if not stranger:
                question, answer = self._composer.say(
                    stock.INBOUND, person.language, person.first, person.company
                ).split(" | ")
            thread.add(question, mine=False, subject="An idea for you" if stranger else "")
            if self._rng.random() < (0.3 if stranger else 0.78):
                thread.wait(30, 4000)
                thread.add(answer, mine=True)
            threads.append(thread)
        return threads

    # ------------------------------------------------------------ everyday talk

    def _groups(self) -> list[Thread]:
        """Add rollout groups of four to seven people; one person has a comma in the name."""
        threads: list[Thread] = []
        early = [person for person, since in self._known if since < self._rhythm.first_day]
        commas = [person for person in early if "," in person.last]
        for index, at in enumerate(self._rhythm.moments(GROUPS)):
            people = self._rng.sample(early, self._rng.randint(3, 6))
            people += [person for person in commas[-1:] if index == 0 and person not in people]
            thread = Thread(self._rhythm, [party(person) for person in people], at, f"Rollout {index + 1}")
            for _ in range(self._rng.randint(12, 24)):
                speaker = self._rng.randrange(len(people) + 1)
                thread.add(
                    self._composer.fill(self._composer.pick(talk.GROUP)),
                    mine=speaker == len(people),
                    who=speaker % len(people),
                )
                thread.wait(5, 5000)
            threads.append(thread)
        return threads

    def _chats(self, wanted: int) -> list[Thread]:
        """Return chats with customers and colleagues over months, with about `wanted` messages in all."""
        weights = [8 + 30 // (rank + 3) for rank in range(REGULARS)]
        scale = wanted / TURNS / sum(weights)
        return [self._chat(*self._regular(rank), max(2, round(weight * scale))) for rank, weight in enumerate(weights)]

    def _regular(self, place: int) -> tuple[Person, date]:
        """Return a regular contact; every third one is a colleague."""
        colleague, early = place % 3 == 0, self._rhythm.back(200)
        free = [
            candidate
            for candidate in self._known
            if candidate[1] < early and self._free(candidate[0], colleague=colleague)
        ]
        person, since = self._rng.choice(free)
        self._used.add(person.slug)
        return person, since

    def _chat(self, person: Person, since: date, exchanges: int) -> Thread:
        first = max(since + timedelta(days=1), self._rhythm.first_day)
        moments = self._rhythm.moments(exchanges, first)
        thread = Thread(self._rhythm, (party(person),), moments[0])
        for at in moments:
            thread.at = max(at, thread.at + timedelta(minutes=3))
            self._exchange(thread, self._stock_for(person), person)
        return thread

    def _stock_for(self, person: Person) -> tuple[str, ...]:
        if person.language == "de" and self._rng.random() < 0.35:
            return talk.GERMAN_CHAT
        return talk.COWORKER if is_colleague(person) else talk.CUSTOMER

    def _exchange(self, thread: Thread, phrases: tuple[str, ...], person: Person) -> None:
        """Return the turns of one exchange in order; sometimes without the last one."""
        language = "de" if phrases is talk.GERMAN_CHAT else "en"
        phrase = thread.draw(phrases)
        mine = phrase.startswith("> ") or (is_colleague(person) and self._rng.random() < 0.5)
        turns = phrase.removeprefix("> ").split(" | ")
        for turn in turns[:-1] if self._rng.random() < 0.25 else turns:
            thread.add(self._composer.fill(turn, language, person.first, person.company), mine=mine)
            thread.wait(1, 90)
            mine = not mine

    # ------------------------------------------------------------ what every archive has, too

    def _oddities(self, threads: list[Thread]) -> None:
        """Add attachments without a text, other folders, and a draft to existing threads."""
        for thread in threads:
            folder = self._rng.choices(("INBOX", "ARCHIVE", ""), (89, 9, 2))[0]
            if len(thread.messages) == 1 and thread.messages[0].text.startswith("<p>"):
                folder = "SPAM"
            for index, message in enumerate(thread.messages):
                blank = index > 1 and self._rng.random() < 0.012
                link = f"https://www.linkedin.com/dms/prv/image/demo/{self._rng.getrandbits(32):08x}" if blank else ""
                text = "" if blank else message.text
                thread.messages[index] = replace(message, folder=folder, text=text, attachment=link)
        thread = next(candidate for candidate in threads if len(candidate.messages) > 3)
        last = thread.messages[-1]
        thread.at = min(last.at + timedelta(minutes=50), self._rhythm.end)
        thread.add("Hi, about the second site: I would", mine=True)
        if thread.messages[-1] is not last:
            thread.messages[-1] = replace(thread.messages[-1], draft=True)

    def _special(self) -> list[Conversation]:
        """Add an advertisement in HTML, and a conversation that is only a draft."""
        advertiser = Party("The Pipeline Academy", "")
        early, late = (self._rhythm.moment(self._rhythm.workday(self._rhythm.back(days))) for days in (120, 9))
        advert = Message(early, advertiser, (OWNER,), talk.SPONSORED_HTML, "Is your pipeline ready?")
        stranger = party(self._cast.person("director"))
        draft = Message(late, OWNER, (stranger,), "Hi, I saw that you", draft=True)
        return [
            Conversation(self._key(), "Sponsored Conversation", (advert,)),
            Conversation(self._key(), "", (draft,)),
        ]
