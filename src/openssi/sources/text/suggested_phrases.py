"""Recognize messages that LinkedIn suggests and a click sends: congratulations, thanks, "Sounds good", an emoji."""

import re
from collections.abc import Callable
from functools import cache

from openssi.sources.text._fold import fold_scripts, western_words
from openssi.sources.text._languages import language_words, languages
from openssi.sources.text._praise_words import AUDIENCE, PRAISE
from openssi.sources.text._scripts import has_unspaced

__all__ = ["is_suggested_phrase"]

_LONGEST = 200  # characters
_MOST_WORDS = 8
_MOST_NAMES = 2  # words that are neither courtesy nor grammar: the name of a person or a company
_MOST_UNSPACED = 6  # letters of a name next to a phrase in Chinese or Japanese

_word_list = re.compile(r"[^\W_][\w\u0900-\u0963]*").findall
_question = re.compile("[\uff1f\u061f]")


def is_suggested_phrase(text: str) -> bool:
    """Return whether a message says no more than a phrase that LinkedIn suggests: a congratulation, thanks, an emoji.

    It has at most eight words and no question. Besides courtesy and grammar it may hold a name: "Congrats on the new
    role, Anna!" is suggested, "Thanks, contract signed" is not. A blank message (a picture, a file) is not either.
    """
    if len(text) > _LONGEST or "?" in text or not text.strip():
        return False
    words = western_words(text)
    if words is None:
        if _question.search(text):
            return False
        folded = fold_scripts(text)
        if has_unspaced(folded):
            return _is_unspaced_courtesy(folded)
        words = _word_list(folded)
    if not words:
        return True  # an emoji
    if len(words) > _MOST_WORDS or _courtesy().isdisjoint(words):
        return False
    return _are_names([word for word in words if word not in _empty_words()], text, len(words))


def _are_names(rest: list[str], text: str, count: int) -> bool:
    """Return whether the remaining words can be a name: few, and written with a capital where the script has them."""
    if not rest:
        return True
    if len(rest) > _MOST_NAMES:
        return False
    if len(rest) == 1 and count <= _MOST_NAMES:
        return True  # "thanks anna"
    small = {fold_scripts(word) for word in _word_list(text) if word[0].islower()}
    return small.isdisjoint(rest) and not any(word[0].isdigit() for word in rest)


def _is_unspaced_courtesy(folded: str) -> bool:
    if not _unspaced_courtesy()(folded):
        return False
    for phrase in _unspaced_phrases():
        folded = folded.replace(phrase, " ")
    return sum(map(len, _word_list(folded))) <= _MOST_UNSPACED


@cache
def _courtesy() -> frozenset[str]:
    return language_words("courtesy") - {"great", "perfect", "absolutely", "super", "prima", "gute", "alles", "muchas"}


@cache
def _empty_words() -> frozenset[str]:
    ours = " ".join((AUDIENCE, PRAISE, _OCCASIONS))
    lists = ("courtesy", "praise", "function_words", "audience")
    words = frozenset(word for key in lists for word in language_words(key))
    grammar = frozenset(word for language in languages() for word in language.grammar)
    return (words | grammar | frozenset(fold_scripts(ours).split())) - frozenset(fold_scripts(_SAYS_SOMETHING).split())


@cache
def _unspaced_courtesy() -> Callable[[str], object]:
    """Return a search for a phrase of courtesy in Chinese or Japanese."""
    return re.compile("|".join(map(re.escape, sorted(language_words("courtesy", spaced=False))))).search


@cache
def _unspaced_phrases() -> tuple[str, ...]:
    """Return the phrases that are cut out of a Chinese or Japanese message, the longest first."""
    lists = ("courtesy", "praise", "audience", "function_words")
    phrases = frozenset(phrase for key in lists for phrase in language_words(key, spaced=False))
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


# What LinkedIn suggests to congratulate on.
_OCCASIONS = """
new role position job promotion work anniversary birthday years year connecting connection connect meet meeting invite
invitation update accepting adding add opportunity 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 20 25 30
neue neuen position stelle aufgabe beförderung arbeitsjubiläum jahre jahren vernetzung vernetzen kontakt einladung job
nouveau nouvelle poste promotion anniversaire ans invitation connexion contact
nuevo nueva puesto cargo ascenso aniversario laboral años invitación contacto conexión trabajo
novo nova cargo função promoção aniversário anos convite conexão contato emprego
nuovo nuova ruolo posizione promozione lavorativo anni invito contatto collegamento
nieuwe functie baan promotie jubileum jaar uitnodiging verbinding connectie
nya nytt jobbet rollen tjänsten jubileum år inbjudan kontakt födelsedagen årsdagen
nye nyt jobbet stillingen stilling rolle jubilæum jubileum år invitationen invitasjonen kontakten dagen fødselsdagen bursdagen
uuteen tehtävään työhön rooliin työpaikkaan työpaikan vuosipäivää vuotta kutsusta
okazji z nowej nowego nowym pracy stanowiska stanowisku awansu roli rocznicy lat zaproszenie kontakt awans
nové k novou práci pozici roli povýšení výročí let pozvání spojení
yeni iş görev göreviniz terfi yıl yıldönümü davet bağlantı pozisyon
المنصب الجديد الوظيفة الترقية الذكرى سنوات الدعوة التواصل بمناسبة
नई नौकरी पद पदोन्नति वर्षगांठ जन्मदिन साल निमंत्रण जुड़ने
"""
# Words of grammar and greeting with which a message says what happens next.
_SAYS_SOMETHING = """
tomorrow today can will should must is are was were monday tuesday wednesday thursday friday morgen heute kommt kommen geht folgt
ist sind wird werden war kann demain aujourd est sont sera serait peut mañana hoy está es son será puede amanhã hoje é são pode
domani oggi è sono sarà può vandaag komt gaat wordt kan imorgon idag är kommer i morgen i dag huomenna tänään jutro dziś jest
będzie zítra dnes bude yarın bugün
"""
