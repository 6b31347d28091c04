"""The words that version 2 of the readers knows, one TOML file a language in the folder `languages`.

The first seven languages have their praise, grammar and ranks in the Python lists of version 1; their files add to these.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from openssi.sources.text import _function_words
from openssi.sources.text._fold import fold_scripts

__all__ = [
    "CODES",
    "Language",
    "language_words",
    "languages",
    "phrases_of",
    "title_terms",
    "unread_thanks",
    "unread_title_words",
    "unread_words",
]

CODES = ["en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "tr", "ja", "zh", "ar", "hi"]
_FIRST = {
    "en": _function_words.ENGLISH,
    "de": _function_words.GERMAN,
    "fr": _function_words.FRENCH,
    "es": _function_words.SPANISH,
    "pt": _function_words.PORTUGUESE,
    "it": _function_words.ITALIAN,
    "nl": _function_words.DUTCH,
}


class Language(NamedTuple):
    """A language that is read: its name, the words of its grammar (folded), and all lists of its file."""

    code: str
    name: str
    unspaced: bool
    grammar: frozenset[str]
    lists: Mapping[str, Any]


@cache
def languages() -> tuple[Language, ...]:
    """Read the files of all languages."""
    return tuple(map(_language, CODES))


def _language(code: str) -> Language:
    lists = _read(code)
    grammar = frozenset(fold_scripts(f"{lists.get('function_words', '')} {_FIRST.get(code, '')}").split())
    return Language(code, lists["name"], lists.get("unspaced", False), grammar, lists)


def _read(name: str) -> dict[str, Any]:
    import pkgutil  # not importlib.resources, which imports tempfile: 3 ms of every start
    import tomllib  # version 1 of the readers has no files

    content = pkgutil.get_data("openssi.sources.text", f"languages/{name}.toml")  # in the browser the package is a zip
    return tomllib.loads((content or b"").decode("utf-8"))


def language_words(key: str, *, spaced: bool = True) -> frozenset[str]:
    """Return the folded words of one list of all languages that are written with spaces, or of those without."""
    return frozenset(word for language in languages() if language.unspaced != spaced for word in _list(language, key))


def _list(language: Language, key: str) -> Iterable[str]:
    return fold_scripts(language.lists.get(key, "")).split()


def phrases_of(key: str) -> list[str]:
    """Return the folded phrases of one list of all languages; each line holds one."""
    return [
        " ".join(line.split())
        for language in languages()
        for line in fold_scripts(language.lists.get(key, "")).split("\n")
        if line.strip()
    ]


def title_terms(key: str) -> list[tuple[Language, str]]:
    """Return the blocks of terms for job titles of one list, comma-separated as they are written."""
    blocks = [(language, language.lists["titles"].get(key, "")) for language in languages()]
    return [(language, block.replace("\n", " ")) for language, block in blocks if block]


@cache
def unread_words() -> frozenset[str]:
    """Return the frequent words of languages that are not read, without words of languages that are."""
    known = frozenset(word for language in languages() for word in language.grammar)
    lists = [words for words in _read("unread").values() if isinstance(words, str)]
    return frozenset(word for words in lists for word in fold_scripts(words).split()) - known


@cache
def unread_thanks() -> frozenset[str]:
    """Return words of thanks and congratulation in languages that are not read."""
    return frozenset(fold_scripts(_read("unread")["thanks"]["words"]).split())


@cache
def unread_title_words() -> frozenset[str]:
    """Return words of job titles in languages that are not read."""
    return frozenset(fold_scripts(_read("unread")["titles"]["words"]).split())
