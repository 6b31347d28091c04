"""Leave out the names by which a message addresses somebody: "Hi Anna, ...", "Thanks Anna!", "..., Anna", "王伟您好"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from openssi.sources.text._fold import fold_scripts
from openssi.sources.text._languages import language_words, languages
from openssi.sources.text._praise_words import PRAISE
from openssi.sources.text._scripts import has_unspaced_run

__all__ = ["says_when", "unspaced_clauses", "without_names"]

_MOST_NAMES = 3  # words of a name, a title included
_MOST_SMALL = 2  # of one written without a capital
_LONGEST_UNSPACED = 8  # letters of a clause that only addresses somebody, where words aren't separated
_LONGEST_UNSPACED_NAME = 4

_ENDS = ",.!?:;()\n\u2013\u2014\u2026\u060c\u061b\u061f\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f"
_clauses = re.compile(f"[^{_ENDS}]+").findall
# The next clause, and the punctuation after it.
_clause = re.compile(
    rf"((?:[^{_ENDS}-]|(?<=\w)-(?=\w)|(?<=\b[Dd]r)\.|(?<=\bM[rs])\.|(?<=\bMrs)\.)+)([{_ENDS}\s-]*)"
).match
_farewell = re.compile(rf"[,\n]\s*((?:[^{_ENDS}]|(?<=\b[Dd]r)\.|(?<=\bM[rs])\.|(?<=\bMrs)\.)+)[.!\s]*$").search
_LONGEST_FAREWELL = 60  # characters at the end of a message
_has_letter = re.compile(r"[^\W\d_]").search
_letters = re.compile(r"[^\W\d_][\w'\u2019\u0900-\u0963-]*").findall
_UNSPACED_TITLES = re.compile(
    "[^\\s\u3041-\u309f]{1,6}(?:\u3055\u3093|\u69d8|\u3055\u307e|\u6c0f|\u5148\u751f|\u5973\u58eb|\u603b|\u7e3d|\u7ecf\u7406|\u7d93\u7406|\u5c0f\u59d0|\u8001\u5e08|\u8001\u5e2b)"
)
_UNSPACED_GREETINGS = re.compile(
    "\u60a8\u597d|\u4f60\u597d|\u5c0a\u656c\u7684|\u4eb2\u7231\u7684|\u89aa\u611b\u7684|\u65e9\u4e0a\u597d|\u4e0b\u5348\u597d"
    "|\u3053\u3093\u306b\u3061\u306f|\u3053\u3093\u3070\u3093\u306f|\u304a\u306f\u3088\u3046\u3054\u3056\u3044\u307e\u3059|\u306f\u3058\u3081\u307e\u3057\u3066"
    "|\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35(?:\u0e04\u0e23\u0e31\u0e1a|\u0e04\u0e48\u0e30)?|\u0e40\u0e23\u0e35\u0e22\u0e19(?=\u0e04\u0e38\u0e13)"
)
_before_greeting = re.compile(f"^\\S{{1,{_LONGEST_UNSPACED}}}?(?={_UNSPACED_GREETINGS.pattern})").sub
# In Thai a name follows its title: "Khun Somchai".
_thai_name = re.compile("^\u0e04\u0e38\u0e13\\S+\\s*").sub

_GREETINGS = """
hi hello hey dear howdy greetings morning afternoon evening good sorry yes likewise anytime
hallo liebe lieber guten tag morgen abend sehr geehrte geehrter moin servus grüezi ja bonjour bonsoir salut
cher chère oui hola buenas buenos días tardes estimado estimada querido querida sí
olá oi bom boa dia tarde prezado prezada caro cara sim ciao salve buongiorno buonasera gentile egregio sì beste geachte goedemorgen goedemiddag dag hoi hej hejsan kära bäste kære kjære god dag
terve moi hei hyvä päivää cześć dzień dobry szanowny szanowna dobrý den ahoj vážený vážená merhaba selam sayın günaydın привет здравствуйте добрый день уважаемый уважаемая спасибо да нет вітаю доброго дня дякую szia kedves tisztelt köszönöm
bună salut stimate stimată mulțumesc γεια καλημέρα ευχαριστώ αγαπητέ 안녕하세요 감사합니다 반갑습니다 네 שלום היי תודה
مرحبا أهلا السلام عليكم عزيزي عزيزتي نعم नमस्ते नमस्कार प्रिय हाँ xin chào cảm ơn anh chị
halo selamat pagi siang terima kasih pak bu habari asante
"""
_TITLES = """
mr mrs ms miss dr prof sir madam herr frau madame monsieur mme mlle maître señor señora sr sra don doña senhor senhora signor signora sig dott
dottor dottoressa heer mevrouw pan pani panie pane paní bey hanım أستاذ أستاذة سيد سيدة دكتور श्री श्रीमती जी
"""
# "No problem, Anna": a denial and a trouble come before a name as thanks do.
_DENIALS = "no kein keine pas de sem nessun geen inget inga ikke nie"
_TROUBLES = """
problem problems worries probleme problemes souci soucis problema problemas problemu probleem ursache rien nada
"""
_KOREAN_TITLES = ("\ub2d8", "\uc528")
_COMMAS = frozenset(",\n\u060c\uff0c\u3001-\u2013\u2014!:")
# Between the thanks and the name.
_BETWEEN = "there you so much very a lot again sehr nochmals beaucoup muchas mucho muito muita molte tante heel erg so viel bardzo moc çok"
# When something happens is never a name. Without April, August and June, who may be people.
_WHEN = """
monday tuesday wednesday thursday friday saturday sunday tues thurs january february march july september october
november december montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz juni juli oktober dezember lundi
mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre novembre décembre lunes martes
miércoles jueves viernes sábado domingo enero febrero marzo mayo junio agosto septiembre octubre noviembre diciembre segunda terça
quarta quinta sexta janeiro fevereiro maio junho julho setembro outubro novembro dezembro lunedì martedì mercoledì giovedì venerdì
sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre maandag dinsdag woensdag donderdag vrijdag zaterdag
zondag januari februari maart augustus måndag tisdag onsdag torsdag fredag lördag söndag maj augusti mandag tirsdag lørdag søndag
maanantai maanantaina tiistai tiistaina keskiviikko keskiviikkona torstai torstaina perjantai perjantaina poniedziałek wtorek środa środę
czwartek piątek pondělí úterý středa středu čtvrtek pátek pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs
haziran temmuz ağustos ekim kasım aralık الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد يناير فبراير مارس أبريل مايو يونيو يوليو
سبتمبر أكتوبر नवंबر सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार जनवरी फरवरी जुलाई सितंबर अक्टूबर नवंबर दिसंबर
"""
_UNSPACED_WHEN = re.compile(
    "[\u661f\u9031\u5468]\u671f?[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5\u5929]|[\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5]\u66dc|[0-9\uff10-\uff19]"
    "|\u660e\u5929|\u4eca\u5929|\u660e\u65e5|\u4eca\u65e5"
)


@cache
def _denials() -> frozenset[str]:
    return frozenset(_DENIALS.split())


@cache
def _troubles() -> frozenset[str]:
    return frozenset(_TROUBLES.split())


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold_scripts(_TITLES).split())


@cache
def _leads() -> frozenset[str]:
    """Return words that may come before a name: greetings, thanks, praise."""
    own = fold_scripts(f"{_GREETINGS} {_TITLES} {PRAISE}").split()
    return language_words("courtesy").union(own, language_words("praise")) - _when()


@cache
def _greetings() -> frozenset[str]:
    return language_words("courtesy").union(fold_scripts(_GREETINGS).split()) - _when()


@cache
def _between() -> frozenset[str]:
    return frozenset(fold_scripts(_BETWEEN).split())


@cache
def _when() -> frozenset[str]:
    return frozenset(fold_scripts(_WHEN).split())


@cache
def _no_names() -> frozenset[str]:
    """Return words that are no name, even if written small."""
    return _when().union(*(language.grammar for language in languages()))


def says_when(words: Sequence[str], text: str) -> bool:
    """Return whether a message names a weekday or a month, given its folded words."""
    return not _when().isdisjoint(words) or (not text.isascii() and _UNSPACED_WHEN.search(text) is not None)


def without_names(text: str) -> str:
    """Return a message without the names by which it greets, thanks or takes leave of somebody."""
    if has_unspaced_run(text, 2):
        return " ".join(unspaced_clauses(text))
    rest = _without_farewell(text)
    if _begins_otherwise(rest):
        return rest
    begin = ""  # greetings and thanks without names
    while match := _clause(rest):
        after = rest[match.end() :]
        words = match[1].split()
        chosen = _without_addressed(
            words, is_first=not begin, goes_on=bool(after), comma=not _COMMAS.isdisjoint(match[2])
        )
        if begin and chosen is words and _is_name(words, is_greeted=True):
            chosen = []
        begin += " ".join(chosen) + match[2]
        rest = after
        if any(_key(word) not in _leads() for word in chosen):
            break
    return begin + rest if _has_letter(begin + rest) else text


def _begins_otherwise(text: str) -> bool:
    """Return whether a message addresses nobody at its beginning, as most don't: no greeting, and no name alone."""
    words = text.split(None, _MOST_NAMES + 1)
    if len(words) <= _MOST_NAMES + 1 or not words[0].isalpha() or not words[1].isalpha() or not words[2].isalpha():
        return False
    if words[1].endswith(_KOREAN_TITLES) or words[0].endswith(_KOREAN_TITLES):
        return False
    key = fold_scripts(words[0])
    return key not in _leads() and key not in _denials() and (words[1].islower() or words[2].islower())


def _without_farewell(text: str) -> str:
    """Return a message without a name at its end: "Talk soon, Anna!"."""
    match = _farewell(text, max(0, len(text) - _LONGEST_FAREWELL))
    return text[: match.start()] if match and _is_name(match[1].split(), is_greeted=False) else text


def _without_addressed(words: list[str], *, is_first: bool, goes_on: bool, comma: bool) -> list[str]:
    """Return the words of a clause that begins a message, without the name after a greeting."""
    leads = _length_of_denial(words)
    keys: list[str] = [*map(_key, words[:leads])]
    for word in words[leads:]:
        keys.append(_key(word))
        if not _may_lead(word, keys[-1], is_first=leads == 0):
            break
        leads += 1
    if not leads:
        return [] if is_first and goes_on and comma and _is_name(words, is_greeted=False) else words
    names = leads
    while names < min(len(words), leads + _MOST_NAMES) and _names_somebody(words[names], follows=names > leads):
        names += 1
    if leads == names < len(words) and not _greetings().isdisjoint(keys[:leads]):
        if goes_on and len(words) - leads <= _MOST_SMALL and _no_names().isdisjoint(map(_key, words[leads:])):
            names = len(words)
        elif _is_without_case(words[leads]) and keys[leads] not in _no_names():
            names += 1
    if names == leads:
        return words
    return [word for word, key in zip(words[:leads], keys, strict=False) if key not in _titles()] + words[names:]


def _length_of_denial(words: list[str]) -> int:
    """Return how many words a clause begins with that mean "No problem", which comes before a name as thanks do."""
    if not words or words[0].lower() not in _denials():
        return 0
    keys = list(map(_key, words[:4]))
    return next((at + 1 for at, key in enumerate(keys) if key in _troubles()), 0)


def _may_lead(word: str, key: str, *, is_first: bool) -> bool:
    """Return whether a word may come before a name; "Claire" is praise in French, and a name with a capital."""
    if is_first:
        return key in _leads()
    return key in _greetings() or key in _between() or key in _titles() or (key in _leads() and word[0].islower())


def _names_somebody(word: str, *, follows: bool) -> bool:
    return _is_capitalized(word) or word.endswith(_KOREAN_TITLES) or (follows and _key(word) in _titles())


def _is_without_case(word: str) -> bool:
    return word.lower() == word.upper() and word[0].isalpha()


def _is_name(words: list[str], *, is_greeted: bool) -> bool:
    """Return whether a clause is a name and nothing else; one without capitals only right after a greeting."""
    if not words or len(words) > 2 * _MOST_NAMES:
        return False
    titles = 0
    while titles < len(words) - 1 and _key(words[titles]) in _titles():
        titles += 1
    words = words[titles:]
    if len(words) > _MOST_NAMES:
        return False
    if all(map(_is_capitalized, words)):
        return True
    most = 1 if is_greeted else _MOST_SMALL
    return len(words) <= most and all(map(_is_without_case, words)) and _when().isdisjoint(map(_key, words))


def _is_capitalized(word: str) -> bool:
    """Return whether a word may be a name: a capital and small letters, and neither a greeting nor a weekday."""
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    key = _key(word)
    return key not in _when() and key not in _greetings()


def _key(word: str) -> str:
    if word.isalpha():
        return fold_scripts(word)
    letters = _letters(word)
    return fold_scripts(letters[0]) if letters else ""


def unspaced_clauses(text: str) -> list[str]:
    """Return the clauses of a message in a script without spaces, without one that only addresses somebody."""
    clauses = [part for clause in _clauses(text) for part in clause.split()]
    rest = [_thai_name("", _before_greeting("", clauses[0])), *clauses[1:]] if clauses else []
    while len(rest) > 1 and _only_addresses(rest[0]):
        rest = rest[1:]
    return [clause for clause in rest if clause] or clauses


def _only_addresses(clause: str) -> bool:
    if len(clause) <= _LONGEST_UNSPACED_NAME:
        return _UNSPACED_WHEN.search(clause) is None
    if _UNSPACED_TITLES.fullmatch(clause) or clause.startswith("\u0e04\u0e38\u0e13"):
        return True
    greeting = _UNSPACED_GREETINGS.search(clause)
    return greeting is not None and len(clause) - len(greeting[0]) <= 2 * _LONGEST_UNSPACED
