"""How much a comment says, in thousandths of a comment: praise earns next to nothing, a specific comment earns 1000.

The rule is lexical. It reads seven languages together, so it does not have to detect the language. It removes set
phrases of praise, then counts as points the different remaining words that are not grammar, praise or about the post
itself. A figure, a question, an opinion ("I disagree", "bei uns") and a long compound add points. Words of praise count
against their own sentence only, so a thank-you at the start costs a specific comment nothing.
"""

import re
from functools import cache
from typing import NamedTuple

from openssi.sources.text._fold import fold, folded_words, inflected
from openssi.sources.text._function_words import FUNCTION_WORDS
from openssi.sources.text._phrases import PRAISE_PHRASES, STAND_PHRASES
from openssi.sources.text._praise_words import AUDIENCE, INFLECTED, PRAISE
from openssi.sources.text._scripts import split_unspaced

__all__ = ["FULL", "LETTERS", "READ_AT_MOST", "grammar_words", "praise_words", "substance"]

FULL = 1000
READ_AT_MOST = 3000  # characters; no comment needs more to show that it is specific

# What 0, 1, 2, ... points earn: two remaining words may be a name, four say something.
_POINTS_EARN = (0, 40, 100, 300, 550, 700, 800, 900, FULL)
_ENOUGH = len(_POINTS_EARN) - 1  # points that earn everything: more sentences only add content and grammar
_SAYS_SOMETHING = 4  # points from which length counts
_SENTENCE = 3  # different words of grammar; a row of names has fewer
_SHORT = 7  # different words that earn nothing for length
_PER_WORD = 60  # for each further different word: some 15 words with five points reach FULL
_COMPOUND = 13  # letters from which a word counts as a compound of two ("aanbestedingsregels")

_STRUCK = "thanks"  # replaces a set phrase, which then counts as one word of praise
_TAKES_A_STAND = "disagree"  # replaces a phrase that states an opinion, and is one itself

_figure = re.compile(r"\d").search
_symbols = re.compile(r"[^\w\x00-\x7f]+")
# Plain punctuation: the end of a sentence becomes a line break, the rest a space. A table and str.split take a quarter
# of the time of a regular expression that finds words.
_PUNCTUATION = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord(end): "\n" for end in ".!?;\n\r"}
_address = re.compile(r"https?://\S+|www\.\S+|[@#]\w*[^\W\d]\w*")
_UNSPACED_WORD = 4  # letters of a script without spaces that count as a word


# A single letter is what remains after an apostrophe (l', d', 's); the figures are those of "100 %" and "+1".
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz") | {"1", "100", "110", "200", "1000", "100x", "1000x", "1000000"}


@cache
def grammar_words() -> frozenset[str]:
    """Return the words of grammar of the seven languages."""
    return frozenset(folded_words(" ".join(FUNCTION_WORDS)))


@cache
def praise_words() -> frozenset[str]:
    """Return the words of praise; without accents "schön" is "schon": in doubt, a word is not praise."""
    words = folded_words(PRAISE)
    for stems, endings in INFLECTED:
        words |= inflected(stems, endings)
    return frozenset(words) - grammar_words()


class _Lexicon(NamedTuple):
    """The words that don't count, and the set phrases under the words by which they are found."""

    hollow: frozenset[str]
    phrases: dict[str, list[tuple[str, str]]]
    anchors: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    hollow = grammar_words().union(folded_words(AUDIENCE), praise_words(), LETTERS)
    phrases = _by_anchor(hollow)
    return _Lexicon(hollow, phrases, frozenset(phrases))


def _by_anchor(hollow: frozenset[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the phrases, each with what replaces it, under the longest of its words that is not hollow.

    So a sentence is searched for a phrase only if it has that word. Phrases that consist of hollow words need no entry,
    unless they state an opinion.
    """
    phrases: dict[str, list[tuple[str, str]]] = {}
    for block, stand_in in ((PRAISE_PHRASES, _STRUCK), (STAND_PHRASES, _TAKES_A_STAND)):
        for phrase in block.strip().split("\n"):
            words = [word for word in phrase.split() if word not in hollow]
            if words or stand_in is _TAKES_A_STAND:
                anchor = max(words or phrase.split(), key=len)
                phrases.setdefault(anchor, []).append((f" {phrase} ", f" {stand_in} "))
    for entries in phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return phrases


class _Tally(NamedTuple):
    """What was counted in a comment."""

    content: int  # different remaining words, minus the praise of the same sentence
    hollow: int  # different words of grammar, praise and audience
    praise: int  # words of praise
    figure: bool
    stand: bool


def substance(text: str) -> int:
    """Return how much `text` says, from 0 (blank, an emoji) to 1000 (a specific comment of some 15 words or more)."""
    text = text[:READ_AT_MOST]
    tally = _tally(_sentences(text))
    # About half the words of a sentence are grammar. A row of names, or an unknown language, has none, so of the words
    # without grammar next to them only every other one counts.
    content = min(tally.content, tally.hollow + (tally.content + 1) // 2)
    points = content + _extra_points(tally, content, text)
    earned = _POINTS_EARN[min(points, len(_POINTS_EARN) - 1)]
    if points >= _SAYS_SOMETHING:
        earned += _PER_WORD * max(0, tally.hollow + tally.content - _SHORT)
    return min(FULL, earned)


def _sentences(text: str) -> list[str]:
    plain = fold(text)
    if "http" in plain or "www." in plain or "@" in plain or "#" in plain:
        plain = _address.sub(" ", plain)
    if not plain.isascii():
        plain = _symbols.sub(" ", plain)
        if not plain.isascii():
            plain = split_unspaced(plain, _UNSPACED_WORD)
    return plain.translate(_PUNCTUATION).split("\n")


def _tally(sentences: list[str]) -> _Tally:
    content = praise = 0
    lexicon, of_praise = _lexicon(), praise_words()
    stand = False
    hollow: set[str] = set()
    used: set[str] = set()
    for sentence in sentences:
        words = _words(sentence, lexicon)
        known = words & lexicon.hollow
        fresh = words - known - used  # a repeated word counts once
        if _TAKES_A_STAND in fresh:
            stand = True
            fresh.discard(_TAKES_A_STAND)
        hollow |= known
        praising = len(known & of_praise)
        praise += praising
        if not fresh:
            continue
        used |= fresh
        compounds = len([word for word in fresh if len(word) >= _COMPOUND])
        content += max(0, len(fresh) + compounds - praising)
        if content >= _ENOUGH <= len(hollow):
            break
    return _Tally(content, len(hollow), praise, _figure(" ".join(used)) is not None, stand)


def _words(sentence: str, lexicon: _Lexicon) -> set[str]:
    """Return the different words of a sentence, with set phrases replaced."""
    row = sentence.split()
    words = set(row)
    if words.isdisjoint(lexicon.anchors):
        return words
    spaced = f" {' '.join(row)} "
    # Sorted, since the order of a set changes from run to run and phrases may overlap.
    for anchor in sorted(words & lexicon.anchors):
        for phrase, stand_in in lexicon.phrases[anchor]:
            spaced = spaced.replace(phrase, stand_in)
    return set(spaced.split())


def _extra_points(tally: _Tally, content: int, text: str) -> int:
    """Return the points for a question, a figure, an opinion and a sentence without any praise."""
    points = 0
    if content >= 1 and ("?" in text or "\uff1f" in text):
        points += 2
    if content >= 2:
        a_plain_sentence = tally.praise == 0 and tally.hollow >= _SENTENCE
        points += 2 * tally.figure + tally.stand + a_plain_sentence
    return points
