"""Compose posts, comments and messages from the stock phrases, so that hardly any text repeats."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from openssi.demo import stock_comments, stock_messages, stock_posts
from openssi.demo.names import CITIES, COMMON_CITIES

__all__ = ["DAY_NAMES", "MONTH_NAMES", "SPECIFIC_WORDS", "TIMES", "Composer", "Deck"]

DAY_NAMES = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes"),
    "pt": ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
}
MONTH_NAMES = {
    "en": ("January", "March", "April", "June", "September", "October"),
    "de": ("Januar", "März", "April", "Juni", "September", "Oktober"),
}
TIMES = ("8:30", "9:00", "10:15", "11:00", "13:30", "14:00", "15:45", "16:30")
SPECIFIC_WORDS = range(15, 41)


class Deck:
    """Phrases drawn like cards: none repeats before all others were drawn."""

    def __init__(self, rng: Random, phrases: tuple[str, ...]) -> None:
        self._rng = rng
        self._phrases = phrases
        self._left: list[str] = []

    def draw(self) -> str:
        """Return the next phrase."""
        if not self._left:
            self._left = list(self._phrases)
            self._rng.shuffle(self._left)
        return self._left.pop()


class Composer:
    """Write every text of one story, and remember what was written."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._decks: dict[int, Deck] = {}
        self._written: set[str] = set()
        self._german_posts = rng.sample(stock_posts.GERMAN_POSTS, len(stock_posts.GERMAN_POSTS))
        self._multiline = rng.sample(stock_comments.MULTILINE, len(stock_comments.MULTILINE))

    def pick(self, phrases: tuple[str, ...]) -> str:
        """Return the next card from the deck of these phrases."""
        # The stocks are module constants, so that `id()` identifies them for the whole run.
        deck = self._decks.setdefault(id(phrases), Deck(self._rng, phrases))
        return deck.draw()

    def fill(self, phrase: str, language: str = "en", first: str = "", company: str = "") -> str:
        """Return the phrase with its slots filled."""
        rng = self._rng
        values = {
            "{first}": first or "there",
            "{company}": company or "Tidewick Lines",
            "{city}": rng.choice(CITIES if language == "en" else COMMON_CITIES),
            "{day}": rng.choice(DAY_NAMES.get(language, DAY_NAMES["en"])),
            "{month}": rng.choice(MONTH_NAMES.get(language, MONTH_NAMES["en"])),
            "{time}": rng.choice(TIMES),
            "{number}": str(rng.randint(3, 79)),
        }
        for slot, value in values.items():
            phrase = phrase.replace(slot, value)
        return phrase

    def say(self, stock: dict[str, tuple[str, ...]], language: str, first: str = "", company: str = "") -> str:
        """Return a stock phrase in the language, in English if there is none."""
        tongue = language if language in stock else "en"
        return self.fill(self.pick(stock[tongue]), tongue, first, company)

    def post(self) -> str:
        """Return an own post: hook, body, lesson, sometimes a question, tags."""
        if self._rng.random() < 0.1 and self._german_posts:
            return self._german_posts.pop()
        return self._fresh(self._english_post)

    def _english_post(self) -> str:
        topic = self._rng.choice(stock_posts.TOPICS)
        parts = [self.pick(topic.hooks), self.pick(topic.bodies), self.pick(topic.lessons)]
        if self._rng.random() < 0.6:
            parts.append(self.pick(stock_posts.QUESTIONS))
        return "\n\n".join([*parts, topic.tags])

    def generic(self) -> str:
        """Return a thank-you without content."""
        rng = self._rng
        language = rng.choices(tuple(stock_comments.GENERIC), (46, 22, 8, 8, 6, 5, 5))[0]
        return self.pick(stock_comments.GENERIC[language])

    def specific(self) -> str:
        """Return a comment of 15 to 40 words on one subject."""
        if self._rng.random() < 0.04 and self._multiline:
            return self._multiline.pop()
        return self._fresh(self._specific)

    def _specific(self) -> str:
        rng = self._rng
        if rng.random() < 0.38:
            halves = stock_comments.OTHER[rng.choices(tuple(stock_comments.OTHER), (40, 16, 14, 10, 10, 10))[0]]
            lead = ""
        else:
            halves = stock_comments.SPECIFIC[rng.choice(tuple(stock_comments.SPECIFIC))]
            lead = self.pick(stock_comments.LEADS) + " " if rng.random() < 0.25 else ""
        first = lead + self.pick(halves[0])
        both = f"{first} {self.pick(halves[1])}"
        alone = rng.random() < 0.2 and len(first.split()) in SPECIFIC_WORDS
        return first if alone else both

    def _fresh(self, write: Callable[[], str]) -> str:
        """Return a new text; after some tries a repeat is plausible too."""
        text = write()
        for _ in range(12):
            if text not in self._written:
                break
            text = write()
        self._written.add(text)
        return text

    def outreach(self, language: str, first: str, company: str) -> str:
        """Return a first message: greeting, reason, question."""
        parts = (stock_messages.GREETINGS, stock_messages.OPENERS, stock_messages.ASKS)
        greeting, opener, ask = (self.say(stock, language, first, company) for stock in parts)
        if self._rng.random() < 0.5:
            return f"{greeting}\n\n{opener} {ask}\n\nElin"
        return f"{greeting} {opener} {ask}"
