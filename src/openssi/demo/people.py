"""The people of the story: names, addresses, employers and titles, each person once."""

from __future__ import annotations

import unicodedata
from random import Random

from openssi.demo import names
from openssi.demo.records import Party, Person, Rank

__all__ = [
    "LANGUAGES",
    "LANGUAGE_WEIGHTS",
    "LETTERS",
    "NOBODY",
    "OWNER",
    "OWNER_BEFORE",
    "OWNER_COMPANY",
    "OWNER_FIRST",
    "OWNER_LAST",
    "OWNER_OLD_SLUG",
    "OWNER_SLUG",
    "RANKS",
    "Cast",
    "ascii_only",
    "gendered",
    "host",
    "party",
    "plain",
]

OWNER_FIRST = "Elin"
OWNER_LAST = "Marquardt"
OWNER_SLUG = "elin-marquardt-demo"
OWNER_OLD_SLUG = "elin-marquardt-7c41d0b9e"
OWNER_COMPANY = "Portolane"
OWNER = Party(f"{OWNER_FIRST} {OWNER_LAST}", OWNER_SLUG)
OWNER_BEFORE = Party(f"{OWNER_FIRST} {OWNER_LAST}", OWNER_OLD_SLUG)
NOBODY = Party("LinkedIn Member", "")

# The seller sells from Hamburg, mostly to German and English speaking sites.
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "other")
LANGUAGE_WEIGHTS = (30, 32, 9, 7, 4, 6, 7, 5)
RANKS: tuple[Rank, ...] = ("top", "director", "manager", "staff")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "đ": "d", "'": "", ".": "", ",": ""})


def plain(text: str) -> str:
    """Return lower case without accents, as in most addresses."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return "".join(mark for mark in folded if not unicodedata.combining(mark))


def party(person: Person) -> Party:
    """Return the person as a party of a message."""
    return Party(person.name, person.slug)


def host(company: str) -> str:
    """Return an e-mail host that nobody can own: the reserved `.example`."""
    letters = "".join(mark for mark in plain(company) if mark.isascii() and mark.isalnum())
    return f"{letters[:14]}.example"


class Cast:
    """Invent people, no two with the same name or address."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = {OWNER.name}

    def person(self, rank: Rank | None = None, *, company: str = "", title: str = "", language: str = "") -> Person:
        """Return a new person; what is not given is drawn."""
        rng = self._rng
        tongue = language or rng.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]
        level = rank or rng.choices(RANKS, (6, 6, 44, 44))[0]
        first, last, female = self._name(tongue)
        employer = company or self._company(tongue)
        position = title or gendered(rng.choice(names.TITLES[level][tongue]), female=female)
        shown = f"{last}, {rng.choice(('MBA', 'PhD', 'CSCP'))}" if rng.random() < 0.012 else last
        email = f"{plain(first)}.{plain(last).replace(' ', '')}@{host(employer)}" if rng.random() < 0.025 else ""
        known_language = "en" if tongue == "other" else tongue
        return Person(
            first, shown, self._slug(first, last), known_language, employer, position, level, ascii_only(email)
        )

    def _name(self, tongue: str) -> tuple[str, str, bool]:
        rng = self._rng
        while True:
            female = rng.random() < 0.45
            first = rng.choice((names.FEMALE if female else names.MALE)[tongue])
            last = rng.choice(names.LAST[tongue])
            if f"{first} {last}" not in self._taken:
                self._taken.add(f"{first} {last}")
                return first, last, female

    def _company(self, tongue: str) -> str:
        if self._rng.random() < 0.08:
            return self._rng.choice(names.SOFTWARE)
        return self._rng.choice(names.COMPANIES[tongue])

    def _slug(self, first: str, last: str) -> str:
        """Return a vanity address; its long ending avoids naming a real member."""
        stem = f"{first}-{last}".lower().replace(" ", "-").replace("'", "")
        accented = not stem.isascii() and self._rng.random() < 0.2
        return f"{stem if accented else plain(stem)}-{self._rng.getrandbits(36):09x}"


def gendered(title: str, *, female: bool) -> str:
    """Return one form of a title that has two."""
    his, _, hers = title.partition("|")
    return hers if female and hers else his


def ascii_only(text: str) -> str:
    """Return the name, or blank if a mail address cannot contain its letters."""
    return text if text.isascii() else ""
