"""Recognize answers that only repeat the message that they answer."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from openssi.sources.text._fold import fold_scripts, unmask
from openssi.sources.text._names import says_when
from openssi.sources.text._scripts import has_unspaced_run
from openssi.sources.text.suggested_phrases import empty_words

__all__ = ["is_echo"]

_LONGEST = 160  # characters of an answer: who writes more says something else too, and most messages are longer
_READ_AT_MOST = 300  # characters of the message
_SHORTEST = 5  # different words: "Yes, Tuesday at noon" confirms, and isn't an echo
_SHORTEST_UNSPACED = 8  # different pairs of letters
_FEWEST = 3  # words of the message that an echo repeats
_LONGEST_CONSENT = 10  # words of an answer to a question that begins with yes or no

_words = re.compile(r"[^\W\d_]{2,}").findall
_figures = re.compile(r"\d+").findall
_question = re.compile("[?\uff1f\u061f]").search
_CONSENT = """
yes no sure ok okay yep yeah nope absolutely happy gladly definitely ja nein gern gerne klar sicher passt oui non volontiers sí si claro no vale
sim não sì certo volentieri nee graag nej gärna joo kyllä ei tak nie ano ne evet hayır tabii نعم لا हाँ नहीं जी
"""


def is_echo(answer: str, message: str) -> bool:
    """Return whether two thirds of what an answer says are words of the message that it answers.

    Grammar, courtesy and praise don't count. A short answer, a new figure or day, and a yes or no to a question
    aren't echoes.
    """
    if len(answer) > _LONGEST:
        return False
    words = set(answer.lower().split())
    if 3 * len(words.intersection(message[:_READ_AT_MOST].lower().split())) < len(words) and not has_unspaced_run(
        answer, 2
    ):
        return False  # most answers, in a fifth of the time
    folded, given = _folded(answer), _folded(message)
    said = _meant(folded)
    if said is None:
        return False
    repeated = len(said & _pieces(given))
    if repeated < _FEWEST or 2 * (len(said) - repeated) > repeated:
        return False
    if not set(_figures(message)).issuperset(_figures(answer)):
        return False
    row = _words(folded)
    if says_when(row, folded) and not says_when(_words(given), given):
        return False
    return not (_question(message) and len(row) <= _LONGEST_CONSENT and row[0] in _consent())


def _meant(folded: str) -> set[str] | None:
    """Return the words of an answer that say something; None if it is too short to be an echo."""
    pieces = _pieces(folded)
    shortest = _SHORTEST_UNSPACED if has_unspaced_run(folded, 2) else _SHORTEST
    return None if len(pieces) < shortest else pieces - empty_words()


def _folded(text: str) -> str:
    return unmask(fold_scripts(text))


def _pieces(folded: str) -> set[str]:
    """Return the words of a text, or pairs of letters where words aren't separated."""
    words = set(_words(folded))
    if not has_unspaced_run(folded, 2):
        return words
    return {one + two for word in words for one, two in pairwise(word)}


@cache
def _consent() -> frozenset[str]:
    return frozenset(fold_scripts(_CONSENT).split())
