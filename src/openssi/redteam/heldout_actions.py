"""Actions of held-out strategies: the knots of model 2026.2 were searched without them."""

from __future__ import annotations

from openssi.demo.records import Person
from openssi.redteam import texts
from openssi.redteam.people import DIRECTOR, STAFF, VICE_PRESIDENT
from openssi.redteam.schedule import Act, weekday
from openssi.redteam.sellers import Life

__all__ = [
    "agree_by_name",
    "answer_from_template",
    "ask_by_name",
    "ask_network",
    "befriend_director",
    "blast_messages",
    "chat_answered_with",
    "chat_in_copies",
    "click_around",
    "comment_in_look_alikes",
    "comment_with_invisible",
    "comment_with_typos",
    "copy_and_add",
    "copy_with_padding",
    "count_days",
    "decline_pitch",
    "end_with_greeting",
    "follow_up",
    "invite_accepting",
    "link_calendar",
    "make_up_figures",
    "mention_two",
    "post_link",
    "post_quotation",
    "post_translation",
    "post_vacancy",
    "post_with_figures",
    "praise_in_two_words",
    "react_to_own_company",
    "rotate_synonyms",
    "second_identity",
    "shuffle_sentences",
    "spin",
    "swap_skills",
]

_CYRILLIC = str.maketrans("aeopcxyi", "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456")
_SKILLS = ("Sales", "Logistics", "Negotiation", "Leadership", "Account Management", "CRM", "Pricing", "Planning")
_FRIENDS = tuple(
    Person("Edda", f"Friend {at}", f"edda-friend-{at}", "en", "Portolane", STAFF, "staff") for at in range(3)
)
_IDENTITY = Person("Elin", "Second", "elin-second", "en", "Portolane", STAFF, "staff")


def rotate_synonyms(life: Life, day: int) -> None:
    """Comment with one sentence, of which six words are replaced by synonyms."""
    life.diary.comment(day, texts.with_synonyms(life.rng))


def spin(life: Life, day: int) -> None:
    """Comment with a template in which every part has several wordings."""
    life.diary.comment(day, texts.spun(life.rng))


def ask_by_name(life: Life, day: int) -> None:
    """Ask one real question again, of somebody else."""
    life.diary.comment(day, f"{life.people.meet().first}, how did you get purchasing to agree to fixed slots?")


def copy_with_padding(life: Life, day: int) -> None:
    """Paste a comment with five unrelated words at its end."""
    padding = " ".join(texts.random_noun(life.rng) for _ in range(5))
    life.diary.comment(day, f"{texts.PASTED_COMMENT} {padding}.")


def shuffle_sentences(life: Life, day: int) -> None:
    """Comment with three of six stored sentences in any order."""
    life.diary.comment(day, texts.recombined(life.rng, of=6, taken=3))


def praise_in_two_words(life: Life, day: int) -> None:
    """Comment with two words that differ from time to time."""
    life.diary.comment(day, texts.two_words(life.rng))


def post_translation(life: Life, day: int) -> None:
    """Post one text, each day in another language."""
    life.diary.post(day, texts.TRANSLATIONS[(day + day // 7) % len(texts.TRANSLATIONS)])


def post_with_figures(life: Life, day: int) -> None:
    """Post the figures of the day in always the same sentence."""
    trucks, late = life.rng.randint(40, 90), life.rng.randint(1, 9)
    life.diary.post(
        day, f"Today we loaded {trucks} trucks at our yard, and only {late} of them had to wait for a free gate."
    )


def react_to_own_company(life: Life, day: int) -> None:
    """React to what one's own company posts, and pass it on."""
    life.diary.react(day, 3)
    life.diary.repost(day)


def swap_skills(life: Life, day: int) -> None:
    """Endorse three friends for eight skills each, and be endorsed for as many."""
    for friend in _FRIENDS:
        for skill in _SKILLS:
            life.diary.endorse(day, friend, f"{skill} {day // 7}")
            life.diary.receive_endorsement(day, friend, f"{skill} {day // 7}")


def blast_messages(count: int) -> Act:
    """Return an act: one text to a number of connections, of whom a third decline in two words."""

    def blast(life: Life, day: int) -> None:
        for number in range(count):
            said = [(True, "Hello, I help companies like yours to save 30 % of their freight costs. When can we talk?")]
            if number % 3 == 0:
                said.append((False, "Not interested."))
            life.diary.converse(day, life.next_connection(), said)

    return blast


def chat_answered_with(answer: str) -> Act:
    """Return an act: a copied line to a connection, who answers with this."""

    def chat(life: Life, day: int) -> None:
        said = [(True, "Hope you are well! Anything new on your side?"), (False, answer), (True, "Great, talk soon!")]
        life.diary.converse(day, life.next_connection(), said)

    return chat


def second_identity(life: Life, day: int) -> None:
    """Post a copy each Monday; a second account comments, chats and endorses, and is answered with its name."""
    if day == 0:
        life.diary.connect(day, _IDENTITY)
    if weekday(day) == 0:
        life.diary.post(day, texts.GENERATED_POST)
    life.diary.reply(day, f"Exactly, Elin, that is what we saw at gate {day}.")
    life.diary.converse(day, _IDENTITY, [(False, f"Seen the comment {day}?"), (True, "Yes, answered it.")])
    life.diary.receive_endorsement(day, _IDENTITY, f"Skill {day}")


def follow_up(count: int) -> Act:
    """Return an act: one text to a number of connections; a third decline and get the same answer."""

    def write(life: Life, day: int) -> None:
        for number in range(count):
            person = life.next_connection()
            said = [(True, f"Hello {person.first}, I help companies to save 30 % of their freight costs. Can we talk?")]
            if number % 3 == 0:
                later = f"No problem {person.first}, may I come back to you in autumn when the budget is open again?"
                said += [(False, "Not interested at the moment."), (True, later)]
            life.diary.converse(day, person, said)

    return write


def chat_in_copies(life: Life, day: int) -> None:
    """Say the same to another connection each day, and answer with the same."""
    person = life.next_connection()
    answer = "All good here, same old story at work. Have a nice week!"
    said = [(True, f"Hi {person.first}!"), (False, "Hi, how are you?"), (True, answer)]
    life.diary.converse(day, person, said)


def befriend_director(life: Life, day: int) -> None:
    """Invite a director who accepts and says thank you, and answer in one word."""
    person = life.people.person(DIRECTOR)
    life.diary.invite(day, person, accepted_after=0)
    said = [(True, "Thanks for connecting!"), (False, "You are welcome, good to meet you."), (True, "Likewise!")]
    life.diary.converse(day, person, said)


def mention_two(life: Life, day: int) -> None:
    """Name two people and ask them about a noun."""
    one, other = life.people.meet().first, life.people.meet().first
    life.diary.comment(day, f"@{one} @{other} what do you think about {texts.random_noun(life.rng)}?")


def end_with_greeting(life: Life, day: int) -> None:
    """Comment with stored sentences, and greet somebody else each time."""
    person = life.people.meet()
    greeting = f"Greetings to {person.first} and the team in {person.company}."
    life.diary.comment(day, f"{texts.recombined(life.rng)} {greeting}")


def copy_and_add(life: Life, day: int) -> None:
    """Paste a comment, and add a sentence that was never written before."""
    life.diary.comment(day, f"{texts.PASTED_COMMENT} {life.texts.answer()}")


def make_up_figures(life: Life, day: int) -> None:
    """Comment with two figures in always the same sentence."""
    one, other = life.rng.randint(10, 99), life.rng.randint(10, 99)
    life.diary.comment(day, f"{one} % is a lot, we only had {other} % in {life.rng.choice(('March', 'May', 'June'))}.")


def post_link(life: Life, day: int) -> None:
    """Post a link with always the same sentence."""
    life.diary.post(day, f"Worth reading for all who plan trucks, with a lot of numbers: https://example.org/{day}")


def ask_network(life: Life, day: int) -> None:
    """Post a question with two nouns."""
    one, other = texts.random_noun(life.rng), texts.random_noun(life.rng)
    life.diary.post(day, f"Question of the day for my network: {one} or {other}, and why?")


def agree_by_name(life: Life, day: int) -> None:
    """Post a question each Monday, and agree with three people a day under it."""
    if weekday(day) == 0:
        life.diary.post(day, f"What did your week with {texts.random_noun(life.rng)} look like, dear network?")
    for _ in range(3):
        noun = texts.random_noun(life.rng)
        life.diary.reply(day, f"{life.people.meet().first}, thanks, I fully agree with your point about {noun}.")


def invite_accepting(life: Life, day: int) -> None:
    """Invite three people who accept every invitation."""
    for _ in range(3):
        life.diary.invite(day, life.people.person(STAFF), accepted_after=1)


def click_around(life: Life, day: int) -> None:
    """React, search, follow, endorse and vote once each."""
    life.diary.react(day)
    life.search(day)
    life.follow(day)
    life.diary.endorse(day, life.people.person(STAFF), "Sales")
    life.diary.vote(day)


def comment_in_look_alikes(life: Life, day: int) -> None:
    """Paste a comment in which half of some letters are Cyrillic ones that look the same."""
    letters = (letter.translate(_CYRILLIC) if life.rng.random() < 0.5 else letter for letter in texts.PASTED_COMMENT)
    life.diary.comment(day, "".join(letters))


def comment_with_invisible(life: Life, day: int) -> None:
    """Paste a comment with invisible spaces inside its words."""
    letters = (f"{letter}\u200b" if life.rng.random() < 0.3 else letter for letter in texts.PASTED_COMMENT)
    life.diary.comment(day, "".join(letters))


def comment_with_typos(life: Life, day: int) -> None:
    """Paste a comment with two letters of each longer word swapped."""
    life.diary.comment(day, " ".join(_with_typo(life, word) for word in texts.PASTED_COMMENT.split()))


def _with_typo(life: Life, word: str) -> str:
    if len(word) < 4:
        return word
    at = life.rng.randrange(1, len(word) - 2)
    return f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


def link_calendar(life: Life, day: int) -> None:
    """Comment with a link to the own calendar that differs each time."""
    life.diary.comment(day, f"Book a slot: https://example.org/calendar/{life.rng.randint(100, 9999)}")


def post_vacancy(life: Life, day: int) -> None:
    """Post a vacancy from a template."""
    noun, city = texts.random_noun(life.rng), life.rng.choice(("Lyon", "Bremen", "Porto", "Verona", "Basel", "Ghent"))
    life.diary.post(day, f"We are hiring: {noun} planner (f/m/d) in {city}. Apply at https://example.org/jobs/{day}.")


def count_days(life: Life, day: int) -> None:
    """Post the day of a challenge with made-up figures."""
    pages, calls = life.rng.randint(5, 40), life.rng.randint(3, 30)
    noun = texts.random_noun(life.rng)
    life.diary.post(day, f"Day {day + 1} of 100: read {pages} pages about the {noun} and called {calls} customers.")


def post_quotation(life: Life, day: int) -> None:
    """Post the next of twelve sayings."""
    life.diary.post(day, texts.SAYINGS[(7 * day + day // 7) % len(texts.SAYINGS)])


def decline_pitch(life: Life, day: int) -> None:
    """Accept somebody senior who sells something, and decline in one of eight phrases."""
    person = life.people.person(DIRECTOR if day % 2 else VICE_PRESIDENT)
    life.diary.connect(day, person)
    pitch = f"Hi, we help companies such as yours with {texts.random_noun(life.rng)} outsourcing. Shall we talk?"
    life.diary.converse(day, person, [(False, pitch), (True, life.rng.choice(texts.REFUSALS))])


def answer_from_template(life: Life, day: int) -> None:
    """Write a line to a connection, and answer theirs with a template that has another noun."""
    person = life.next_connection()
    one, other = texts.random_noun(life.rng), texts.random_noun(life.rng)
    opening = f"Good to see you at the {one} fair, {person.first}!"
    life.diary.converse(day, person, [(True, opening), (False, "You too!"), (True, f"See you at the {other} fair.")])
