"""Find the rank that a job title names, in 18 languages: version 2, which model 2026.2 uses.

Beyond version 1 it knows more languages, ranks that are another person's or a membership ("President's Club Winner",
"Socio del Club"), networkers ("LION", "open networker", "I help ..."), who count as nobody's superior, and titles in
languages that it cannot read. The words are in the folder `languages`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from openssi.sources.text import _ranks
from openssi.sources.text._fold import fold_scripts, folded_spellings
from openssi.sources.text._languages import languages, title_terms, unread_title_words
from openssi.sources.text._scripts import has_foreign_title_letters, has_unspaced
from openssi.sources.text._titles import (
    READ_AT_MOST,
    Level,
    Lexicon,
    Meaning,
    TermEffect,
    lengths_of,
    level_of_parts,
    lexicon_of,
    part_list,
    terms_of,
)

__all__ = ["is_decision_maker", "is_senior", "is_title_in_other_language", "seniority"]

_DIRECTOR, _VP = Level.DIRECTOR, Level.VP  # looking up an enum member takes longer than everything else

_ROLES = (
    ("assistants", TermEffect.ASSISTS),
    ("serves", TermEffect.SERVES),
    ("not_now", TermEffect.NOT_NOW),
    ("no_rank", TermEffect.NOT_NOW),
    ("retired", TermEffect.RETIRED),
)
_FIRST_ROLES = (
    ("ASSISTANTS", TermEffect.ASSISTS),
    ("SERVES", TermEffect.SERVES),
    ("NOT_NOW", TermEffect.NOT_NOW),
    ("NO_RANK", TermEffect.NOT_NOW),
    ("RETIRED", TermEffect.RETIRED),
)
_LEVELS = ("owner", "partner", "cxo", "vp", "director", "manager", "senior", "entry", "training", "unpaid")
_COMPOUNDS = ("entry", "training", "owner", "cxo", "director", "manager")
_CLUBS = """
club clube circolo ateneo asociacion associazione associacao cooperativa camara camera colegio casino pena federacion
federazione sindicato sindacato sportivo sportiva deportivo deportiva nautico benfica sporting atletico athletic betis juventus
flamengo corinthians palmeiras
"""
_PETS = """
dog dogs cat cats pet pets hund hunde hunden hunds katze katzen katt katten kat katte hond honden chien chiens chat chats perro
perros perra gato gatos gata mascota mascotas cachorro cachorros cao caes cane cani gatto gatti koira kissa pies kot pes kocka
"""
_NEXT_TO_ASSISTANT = ("s", "executive", "personal", "administrative", "\u0915\u0947", "\u0928\u093f\u091c\u0940")

_HELPING = ("helping ", "ayudando ", "ajudando ", "aiutando ")  # a part that says whom, not which job

_word_list = re.compile(r"[^\W_][\w\u0900-\u0963]*|[&+]").findall
_company = re.compile(r"\s(?:at|bei|beim|chez|presso|bij|hos|\u0644\u062f\u0649)\s|\s?@").split
# The whole of a part or of an aside, so that "Marketing Director, LION Group" stays a director.
_lion = re.compile(
    r"(?:^|[|,;(/\u2022\u2013\u2014-]\s*)L\.?I\.?O\.?N\.?\s*(?![\w ])|(?<! at)\sL\.?I\.?O\.?N\.?$"
    r"|\d\s?[kK]\+? (?:connections|contacts)\b"
).search
# Offices to which clubs elect their members, and such clubs: "President of the alumni club", "1. Vorsitzender Tennisverein".
_offices = re.compile(
    r"\b(?:(?:1st|2nd|first|second|vice|honorary|[12]\.?|erster?|zweiter?|stellv\w*|ehren)[ -]?)*"
    r"(?:vice|vize|co)?-?(?:board member|member of the board|pr[ae]+siden\w*|chair(?:man|woman|person)?|vorsitzende[rn]?|vorstand\w*|voorzitter|ordforande|formand|styreleder"
    r"|puheenjohtaja|prezes|predsed\w+|baskani?)\b"
)
_society = re.compile(
    r"\b(?:alumn(?:i|ae?|us) (?:club|association|network|society|chapter|group|council|board)"
    r"|(?:of|der|des|de|degli|los|las) (?:(?:the|les|los|el) )?alumn\w+|rotary|rotaract|kiwanis|toastmasters|freemasons|hoa|pta|student (?:union|council|body)|class (?:of )?president"
    r"|anciens (?:eleves|etudiants)|antigu[oa]s alumn[oa]s|ex[- ]?(?:alumnos|alunos|allievi)|ehemaligen|homeowners|parents association)\b"
    r"|(?:club|clubs|klub|klubu|kulubu|verein|vereine?s|elternbeirats?)\b"
)
# Jobs after which a rank is a joke: "Barista (Head of coffee)". An owner may do any of them.
_joke = re.compile(
    r"((?:head |lead |senior )?(?:barista|bartender|barkeeper|waiter|waitress|server|cashier|dishwasher|babysitter|nanny|dog ?walker|cleaner|janitor|courier"
    r"|receptionist|shop assistant|cook|baker|gardener|student|pupil|kellner(?:in)?|kassierer(?:in)?|schuler(?:in)?|hausmeister(?:in)?|fahrer(?:in)?"
    r"|serveu(?:r|se)|caissi(?:er|ere)|etudiante?|camarer[oa]|cajer[oa]|estudiante|camerier[ea]|cassier[ea]|studente(?:ssa)?|garcom|estudante|ober|serveerster"
    r"|kelner(?:ka)?|servitor|servitris|tjener|tarjoilija|cisnik|garson))\s*(?:[(/,;:\u2013\u2014]|\s[-&+]\s).*"
).fullmatch
_owns = re.compile(
    r"\b(?:owner|(?:co-?)?founder|inhaber|grunder|fondat|propri|dueno|fundador|titolare|eigenaar|eier|omistaja|wlasciciel)"
).search
_OFFICER = "ceo"
# "Chief ... Officer" in Chinese and Japanese.
_unspaced_officer = re.compile("\u9996\u5e2d\\w{1,6}?\u5b98|\u6700\u9ad8\\w{1,8}?\u8cac\u4efb\u8005").sub


@cache
def _lexicon() -> Lexicon:
    terms = lexicon_of(_meanings())
    endings = tuple(_endings())
    slogans = [*terms_of(_ranks.SLOGANS), *_all_terms("slogans")]
    return Lexicon(
        terms=terms,
        lengths=lengths_of(terms),
        whole_titles={
            fold_scripts(t).strip(): Level[name] for name, block in _ranks.WHOLE_TITLES for t in terms_of(block)
        },
        endings=endings,
        any_ending=tuple(ending for group, _ in endings for ending in group),
        slogans=tuple(fold_scripts(term).strip() + " " for term in slogans),
        blanks=frozenset(term.strip() for term in terms_of(_ranks.BLANKS)),
        words=_word_list,
        company=_company,
        assistant_kinds=frozenset(map(fold_scripts, _NEXT_TO_ASSISTANT)),
        clubs=frozenset(_CLUBS.split()),
        pets=frozenset(_PETS.split()),
        possessive=True,
    )


def _meanings() -> Iterator[tuple[str, Meaning]]:
    """Yield folded blocks of terms; where two name the same term, the earlier one counts."""
    for key in ("entry", *_LEVELS):
        yield from _blocks(key, Level[key.upper()])
    for key, role in _ROLES:
        yield from _blocks(key, role)
    blocks = [(block, Level[name]) for name, block in _ranks.RANKS]
    blocks += [(getattr(_ranks, name), role) for name, role in _FIRST_ROLES]
    for block, meaning in blocks:
        yield from ((spelling, meaning) for spelling in folded_spellings(block))


def _blocks(key: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    for _, block in title_terms(key):
        yield from ((spelling, meaning) for spelling in _spellings(block))


def _spellings(block: str) -> tuple[str, ...]:
    return tuple(map(fold_scripts, folded_spellings(block)))


def _endings() -> Iterator[tuple[tuple[str, ...], Level]]:
    """Yield the ends of compound words: those of the languages of version 2 first, by rank within each language."""
    for language in languages():
        lists = language.lists.get("compounds", {})
        for key in _COMPOUNDS:
            if key in lists:
                yield (
                    tuple(word for spelling in _spellings(lists[key]) for word in spelling.split()),
                    Level[key.upper()],
                )
    for name, endings in _ranks.COMPOUNDS:
        yield tuple(word for spelling in _spellings(endings) for word in spelling.split()), Level[name]


def _all_terms(key: str) -> list[str]:
    return [term for _, block in title_terms(key) for term in terms_of(block)]


@cache
def _unspaced_terms() -> re.Pattern[str]:
    """Return a pattern of all terms in Chinese and Japanese, the longest first, and of "former" before one of them."""
    terms = {
        fold_scripts(term).strip() for key in (*_LEVELS, *(role for role, _ in _ROLES)) for term in _unspaced_of(key)
    }
    former = {fold_scripts(term).strip() for term in _unspaced_of("not_now")}
    ranks = "|".join(map(re.escape, sorted(terms - former, key=lambda term: (-len(term), term))))
    before = "|".join(map(re.escape, sorted(former, key=lambda term: (-len(term), term))))
    return re.compile(rf"(?<!\w)(?:{before})(?=\w{{0,8}}?(?:{ranks}))|{ranks}")


def _unspaced_of(key: str) -> list[str]:
    return [term for language, block in title_terms(key) if language.unspaced for term in terms_of(block)]


@cache
def _networkers() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return how networkers describe themselves: a word of each phrase, the phrases, and opening promises."""
    phrases = [f" {_joined(term)} " for term in _all_terms("networkers")]
    anchors = frozenset(max(phrase.split(), key=len) for phrase in phrases)
    return anchors, tuple(phrases), tuple(f"{_joined(term)} " for term in _all_terms("promises"))


def _joined(text: str) -> str:
    return " ".join(_word_list(fold_scripts(text)))


def _is_networker(title: str, folded: str) -> bool:
    anchors, phrases, promises = _networkers()
    words = _word_list(folded)
    text = f" {' '.join(words)} "
    if text[1:].startswith(promises) or _lion(title):
        return True
    return not anchors.isdisjoint(words) and any(phrase in text for phrase in phrases)


@lru_cache(maxsize=16_384)
def seniority(title: str) -> Level:
    """Return the level that a job title names; UNKNOWN if it names none, is a networker's or is not read."""
    title = title[:READ_AT_MOST]
    folded = fold_scripts(title)
    if _is_networker(title, folded):
        return Level.UNKNOWN
    parts = (_spaced(_in_earnest(part)) for part in part_list(folded) if not part.startswith(_HELPING))
    level = level_of_parts(parts, _lexicon())
    return Level.UNKNOWN if level is Level.ENTRY and _is_foreign(title, folded) else level


def _in_earnest(part: str) -> str:
    """Return a part without offices of a club, and without a rank that a waiter gives themselves."""
    if _society.search(_company(part)[0]):
        return _offices.sub(" ", part)
    if (joke := _joke(part)) and not _owns(part):
        return joke[1]
    return part


def _spaced(part: str) -> str:
    """Return a part with blanks around the ranks that Chinese and Japanese write without."""
    if not has_unspaced(part):
        return part
    part = _unspaced_officer(f" {_OFFICER} ", part)
    return _unspaced_terms().sub(r" \g<0> ", part)


@lru_cache(maxsize=16_384)
def is_title_in_other_language(title: str) -> bool:
    """Return whether a title is in a language whose ranks aren't known; such titles are counted and reported."""
    title = title[:READ_AT_MOST]
    return _is_foreign(title, fold_scripts(title)) and seniority(title) <= Level.ENTRY


def _is_foreign(title: str, folded: str) -> bool:
    return has_foreign_title_letters(title) or not unread_title_words().isdisjoint(_word_list(folded))


def is_decision_maker(title: str) -> bool:
    """Return whether a title names a director or above."""
    return seniority(title) >= _DIRECTOR


def is_senior(title: str) -> bool:
    """Return whether a title names a vice president or above."""
    return seniority(title) >= _VP
