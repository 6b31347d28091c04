"""How much a comment says, in thousandths of a comment: version 2, which model 2026.2 uses.

Like version 1 it is lexical: it counts the words that are neither grammar nor praise nor about the post itself. It
reads 18 languages, and it looks for an anchor: a figure, a question, a name, a negation, or what the writer did.
Business abstractions without an anchor ("Fostering trust drives sustainable growth") earn 300 at most, since a machine
writes them under any post. A comment in a language that is not read earns 500 at most.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from openssi.sources.text._comment_words import (
    LanguageWords,
    detect,
    homonyms,
    is_read,
    is_told,
    phrases,
    says_where,
    thanks_in_unread_language,
    unspaced_phrases,
)
from openssi.sources.text._fold import fold_scripts
from openssi.sources.text._scripts import has_unspaced, replace_unspaced_runs
from openssi.sources.text.substance import FULL, READ_AT_MOST

__all__ = ["read_comment", "substance"]

# What 0, 1, 2, ... points earn, as in version 1: four points say something.
_POINTS_EARN = (0, 40, 100, 300, 550, 700, 800, 900, FULL)
_SAYS_SOMETHING = 4  # points from which length counts
_SENTENCE = 3  # different words of grammar; a row of names has fewer
_SHORT = 7  # different words that earn nothing for length
_PER_WORD = 60  # for each further different word: some 15 words with five points reach FULL
_LONG = 16  # different words of a comment that earns everything if enough of them say something
_COMPOUND = 13  # letters from which a word counts as a compound of two
_EMPTY_AT_MOST = 300  # business abstractions without an anchor
_UNREAD_AT_MOST = 500  # a language that is not read
_CONCRETE, _SURELY_CONCRETE = 2, 6  # halves of concrete words that a negation needs, and with which it isn't a maxim
_NAME_WORDS = 3  # of words that are all names, every third counts
# Points for an anchor.
_QUESTION, _FIGURE, _NEGATION, _FIRST_PERSON, _NAME = 3, 2, 3, 2, 1

_symbols = re.compile(r"[^\w\x00-\x7f\u0900-\u0963]+")
_PUNCTUATION = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord(end): "\n" for end in ".!;\n\r"}
_PUNCTUATION[ord("?")] = "?\n"
_address = re.compile(r"https?://\S+|www\.\S+|[@#]\w*[^\W\d]\w*")
_sentence_ends = re.compile("[\u3002\uff01\u0964\u06d4\u061b]")
_questions = re.compile("[\uff1f\u061f]")
_hiragana = re.compile("[\u3041-\u309f]+")
_figure = re.compile(r"\d").search
_is_round = re.compile(r"(?:1|[1-9]9?0|[1-9]5|99|100|1000)[kx]?").fullmatch  # "1% better every day"
# A person who is addressed: after a comma at the end of a sentence, or before one at its start.
_addressed = re.compile(r",\s+[A-Z\u00c0-\u00de][\w'-]+(?:\s[A-Z\u00c0-\u00de][\w'-]+)?\s*(?=[!.?]|$)")
# People who are tagged, or any other row of names: four and more count as the first of them.
_tagged = re.compile(
    r"([A-Z\u00c0-\u00de](?<!\w.)[\w'-]+)(?:,?\s+(?:(?:and|und|et|y|e|en|&)\s+)?[A-Z\u00c0-\u00de][\w'-]+){3,}"
)
# A capital inside a sentence, where only names have one; capitals and figures that are the jargon of every post.
_name = re.compile(r"[A-Z](?:(?<=[a-z\u00df-\u00ff\u0100-\u017f] .)[\w-]+|(?<!\w.)[a-z]+[A-Z]\w*)").findall
_small_word = re.compile(r"(?<![\w@#])[a-z\u00df-\u00ff]\w").search
_JARGON = frozenset(
    ("ai", "ki", "ia", "roi", "b2b", "b2c", "kpi", "ceo", "cx", "ux", "hr", "linkedin", "crm", "gtm", "saas")
)


class _Sentence(NamedTuple):
    """The different words of a sentence, and how they weigh in halves of a word: concrete, abstract.

    `denies` says whether a negation or contrast has something concrete to deny.
    """

    words: set[str]
    fresh: set[str]
    praise: int
    concrete: int
    abstract: int
    question: bool
    addressed: bool
    denies: bool


def substance(text: str) -> int:
    """Return how much `text` says, from 0 (blank, an emoji) to 1000 (a specific comment of some 15 words or more)."""
    return read_comment(text)[0]


def read_comment(text: str) -> tuple[int, bool]:
    """Return the substance of a comment, and whether it is in a language that is read, or too short to tell."""
    text = text[:READ_AT_MOST]
    rows = [row for sentence in _plain(text).split("\n") if (row := sentence.split())]
    words = frozenset(chain.from_iterable(rows))
    language = detect(words, text)
    sentences = _sentences(rows, language.words)
    earned, anchored = _earned(sentences, text, language.words)
    if not anchored and earned > _EMPTY_AT_MOST and _is_empty(sentences):
        earned = _EMPTY_AT_MOST
    if thanks_in_unread_language(words):
        return min(earned, _EMPTY_AT_MOST), is_read(words, text, language)
    read = is_read(words, text, language)
    return (earned if read and is_told(words, language) else min(earned, _UNREAD_AT_MOST)), read


def _plain(text: str) -> str:
    """Return the folded text with one sentence a line, a question's line ending with a question mark."""
    if "http" in text or "www." in text or "@" in text or "#" in text:
        text = _address.sub(" ", text)
    text = _addressed.sub(" ", _tagged.sub(r"\1", text))
    plain = fold_scripts(text)
    if not plain.isascii():
        plain = _questions.sub("?", _sentence_ends.sub(".", plain))
        plain = _symbols.sub(" ", plain)
        if has_unspaced(plain):
            plain = unspaced_phrases().sub(r" \g<0> ", plain)
            plain = replace_unspaced_runs(_as_words, plain)
    return plain.translate(_PUNCTUATION)


def _as_words(found: re.Match[str]) -> str:
    """Return a run of Chinese or Japanese letters as words of two letters; hiragana that remains is grammar."""
    run = found[0]
    if unspaced_phrases().fullmatch(run):
        return f" {run} "
    pieces = (piece for piece in _hiragana.split(run) if piece)
    return " " + " ".join(" ".join(_pairs(piece)) for piece in pieces) + " "


def _pairs(piece: str) -> Iterable[str]:
    if "\u30a0" <= piece[0] <= "\u30ff":
        return (piece,)  # katakana: a foreign word
    return (piece[at : at + 2] for at in range(0, len(piece), 2))


def _sentences(rows: Iterable[list[str]], language: LanguageWords) -> list[_Sentence]:
    used: set[str] = set()
    known = phrases()
    sentences: list[_Sentence] = []
    for written in rows:
        question = written[-1].endswith("?")
        row = [word for word in map(_without_question_mark, written) if word] if question else written
        words = known.removed(row)
        fresh = words - language.hollow - used  # a repeated word counts once
        praising = words & language.praise
        things = _things(row, praising, fresh, language)
        fresh |= things - used
        used |= fresh
        abstract = language.abstraction(fresh)
        concrete = 2 * len(fresh) - abstract
        addressed = not question and not things and language.addresses(words)
        denies = not language.contrast.isdisjoint(words) and _denies(row, fresh, language, question=question)
        praise = 0 if things else len(praising)
        sentences.append(_Sentence(words, fresh, praise, concrete, abstract, question, addressed, denies))
    return sentences


def _things(row: Sequence[str], praising: set[str], fresh: set[str], language: LanguageWords) -> set[str]:
    """Return words of praise that mean a thing or a person here: "your champion has budget until March"."""
    if not praising or not fresh or not praising <= homonyms():
        return set()
    if 2 * len(fresh) - language.abstraction(fresh) > 2 * len(praising):
        return praising
    for owner, word, *after in (row[at:] for at in range(len(row) - 2)):
        if word in praising and (owner in language.second_person or owner in language.first_person):
            return set() if fresh.isdisjoint(after) else praising
    return set()


def _denies(row: Sequence[str], fresh: set[str], language: LanguageWords, *, question: bool) -> bool:
    """Return whether a sentence denies or contrasts something concrete; a maxim denies nothing in particular."""
    said = fresh - language.contrast - language.numbers
    concrete = 2 * len(said) - language.abstraction(said)
    if concrete < _CONCRETE or concrete >= _SURELY_CONCRETE:
        return concrete >= _CONCRETE
    negations = [word for word in row if word in language.contrast]
    if len(negations) > len(set(negations)) or (not question and not language.relatives.isdisjoint(row[:2])):
        return False  # "Chi non risica non rosica", "Who dares wins"
    if concrete >= 2 * _CONCRETE or language.absolutes.isdisjoint(negations):
        return True
    return says_where(row, {word for word in said if not language.abstraction([word])})


def _without_question_mark(word: str) -> str:
    return word.rstrip("?")


def _earned(sentences: list[_Sentence], text: str, language: LanguageWords) -> tuple[int, bool]:
    """Return what the words and anchors of a comment earn, and whether it has an anchor."""
    content = sum(map(_content, sentences))
    if not content:
        return 0, False
    hollow = len(language.hollow.intersection(chain.from_iterable(sentence.words for sentence in sentences)))
    if content > 1 and language.cased and _small_word(text) is None:
        content //= _NAME_WORDS
        anchors = 0
    else:
        # A long and concrete comment earns everything without.
        enough = content + hollow >= _LONG and content >= len(_POINTS_EARN) and not _is_empty(sentences)
        anchors = 1 if enough else _anchor_points(sentences, text, language)
    points = content + anchors
    if content >= 2 and not any(sentence.praise for sentence in sentences):
        points += hollow >= _SENTENCE or _is_plain(sentences, content)
    earned = _POINTS_EARN[min(points, len(_POINTS_EARN) - 1)]
    if points >= _SAYS_SOMETHING:
        earned += _PER_WORD * max(0, hollow + content - _SHORT)
    return min(FULL, earned), anchors > 0


def _content(sentence: _Sentence) -> int:
    compounds = sum(len(word) >= _COMPOUND for word in sentence.fresh)
    content = max(0, len(sentence.fresh) + compounds - sentence.praise)
    return content // 2 if sentence.addressed else content


def _is_plain(sentences: list[_Sentence], content: int) -> bool:
    return content > 2 and not any(sentence.abstract for sentence in sentences)


def _anchor_points(sentences: list[_Sentence], text: str, language: LanguageWords) -> int:
    """Return the points for what ties a comment to a matter; each kind of anchor counts once."""
    specific = [sentence for sentence in sentences if _is_specific(sentence)]
    if not specific:
        return 0
    words = frozenset(chain.from_iterable(sentence.words for sentence in specific))
    points = _NEGATION if any(sentence.denies for sentence in specific) else 0
    if any(sentence.question for sentence in specific):
        points += _QUESTION
    has_number = any(sentence.concrete > 2 and not language.numbers.isdisjoint(sentence.words) for sentence in specific)
    if has_number or any(_has_figure(sentence, language) for sentence in specific):
        points += _FIGURE
    if any(_is_own(sentence) and language.is_first_person(sentence.words) for sentence in specific):
        points += _FIRST_PERSON
    if _has_name(text, words - language.hollow):
        points += _NAME
    return points


def _has_figure(sentence: _Sentence, language: LanguageWords) -> bool:
    """Return whether a sentence has a figure, and something concrete besides; next to a round number, two words of it."""
    words = sentence.words - language.hollow
    figures = set(filter(_figure, words))
    if not figures:
        return False
    said = sentence.fresh - figures
    concrete = 2 * len(said) - language.abstraction(said)
    return concrete >= (2 * _CONCRETE if all(map(_is_round, figures)) else _CONCRETE)


def _is_specific(sentence: _Sentence) -> bool:
    """Return whether concrete words outweigh abstractions, and praise."""
    return not sentence.addressed and sentence.concrete >= max(2, sentence.abstract, 2 * sentence.praise + 1)


def _is_own(sentence: _Sentence) -> bool:
    """Return whether a sentence is so concrete that "we" and "I" in it mean the writer, not mankind."""
    return sentence.concrete > 2 and sentence.concrete >= 2 * sentence.abstract


def _has_name(text: str, fresh: frozenset[str]) -> bool:
    names = _name(text)
    if not names or len(names) > len(fresh) // 2 + 1:
        return False  # German writes every noun with a capital
    return any((folded := fold_scripts(name)) in fresh and folded not in _JARGON for name in names)


def _is_empty(sentences: list[_Sentence]) -> bool:
    """Return whether business abstractions outweigh everything else."""
    abstract = sum(sentence.abstract for sentence in sentences)
    concrete = sum(sentence.concrete for sentence in sentences)
    return abstract >= 4 and 2 * abstract >= concrete
