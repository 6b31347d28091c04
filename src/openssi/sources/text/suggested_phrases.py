"""Recognize messages that LinkedIn suggests and a click sends: congratulations, thanks, "Sounds good", an emoji."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from openssi.sources.text._fold import fold_scripts, western_words
from openssi.sources.text._languages import Language, language_words, languages
from openssi.sources.text._names import says_when, unspaced_clauses, without_names
from openssi.sources.text._praise_words import AUDIENCE, PRAISE
from openssi.sources.text._scripts import has_unspaced

__all__ = ["empty_words", "is_suggested_phrase"]

_LONGEST = 200  # characters
_MOST_WORDS = 8
_SHORT = 2  # words of which one is courtesy: the other may be a name without a capital
_SAYS_NO = 2  # words beyond courtesy, one of them a negation: "not now", while "no thanks" is one click

_word_list = re.compile(r"[^\W_][\w\u0900-\u0963]*").findall
_figure = re.compile(r"\d").search
_question = re.compile("[\uff1f\u061f]")
# "5 years at Acme Corp": an employer after a small word.
_employer = re.compile(
    r"(?<!\w)(?:at|bei|beim|chez|en|em|na|presso|bij|p\u00e5|hos|ved|w|v)(?:\s[A-Z\u00c0-\u00de][\w.&-]*){1,3}(?=\s*[.!]*\s*$)"
)


def is_suggested_phrase(text: str) -> bool:
    """Return whether a message says no more than a phrase that LinkedIn suggests: a congratulation, thanks, an emoji.

    It has at most eight words and no question. Besides courtesy and grammar it may hold the name of the person whom it
    addresses: "Congrats on the new role, Anna!" is suggested, "Thanks, contract signed" and "Thanks, not now" are not.
    A blank message (a picture, a file) is not either.
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
    if len(words) > _MOST_WORDS or not _is_courtesy(words):
        return False
    if says_when(words, "") or not _says_something().isdisjoint(words):
        return False
    return _has_only_names_besides(words, text)


def _is_courtesy(words: list[str]) -> bool:
    return not _courtesy().isdisjoint(words) or (words[0] in empty_words() and not _meeting().isdisjoint(words))


def _has_only_names_besides(words: list[str], text: str) -> bool:
    """Return whether a message says nothing besides courtesy and the name of the person or the employer."""
    empty = empty_words()
    rest = [word for word in words if word not in empty]
    if any(map(_figure, words)) and (_years().isdisjoint(words) or any(map(_figure, rest))):
        return False
    if sum(word not in _polite() for word in words) - len(rest) >= _SAYS_NO and _negates(words):
        return False
    if not rest or (len(rest) == 1 and len(words) <= _SHORT):
        return True  # "thanks anna"
    unnamed = without_names(_employer.sub("", text))
    return empty.issuperset(_word_list(fold_scripts(unnamed)))


def _is_unspaced_courtesy(folded: str) -> bool:
    if not _unspaced_courtesy()(folded) or says_when((), folded):
        return False
    return all(map(_is_empty_clause, unspaced_clauses(folded)))


def _is_empty_clause(clause: str) -> bool:
    """Return whether a clause in Chinese or Japanese is courtesy, perhaps with a name."""
    rest = _without(_unspaced_phrases(), clause)
    if not _word_list(rest):
        return _unspaced_negation()(_without(language_words("courtesy", spaced=False), clause)) is None
    letters = "".join(_word_list(rest))
    return _unspaced_name(letters if _unspaced_courtesy()(clause) else clause) is not None


def _without(phrases: Iterable[str], text: str) -> str:
    for phrase in phrases:
        text = text.replace(phrase, " ")
    return text


@cache
def _courtesy() -> frozenset[str]:
    return language_words("courtesy") - {"great", "perfect", "absolutely", "super", "prima", "gute", "alles", "muchas"}


@cache
def _polite() -> frozenset[str]:
    return _courtesy() | language_words("second_person")  # "No, thank you"


@cache
def empty_words() -> frozenset[str]:
    """Return the words of courtesy, praise and grammar of all languages: with these alone, nothing is said."""
    ours = " ".join((AUDIENCE, PRAISE, _OCCASIONS))
    lists = ("courtesy", "praise", "function_words", "audience")
    words = frozenset(word for key in lists for word in language_words(key))
    grammar = frozenset(word for language in languages() for word in language.grammar)
    return (words | grammar | frozenset(fold_scripts(ours).split())) - _says_something()


@cache
def _unspaced_courtesy() -> Callable[[str], object]:
    """Return a search for a phrase of courtesy in Chinese or Japanese."""
    return re.compile("|".join(map(re.escape, sorted(language_words("courtesy", spaced=False))))).search


@cache
def _unspaced_phrases() -> tuple[str, ...]:
    """Return the phrases that are cut out of a Chinese or Japanese message, the longest first."""
    lists = ("courtesy", "praise", "audience", "function_words")
    phrases = frozenset(phrase for key in lists for phrase in language_words(key, spaced=False))
    phrases |= frozenset(fold_scripts(_UNSPACED_OCCASIONS).split())
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _unspaced_negation() -> Callable[[str], object]:
    return re.compile("|".join(map(re.escape, sorted(language_words("contrast", spaced=False))))).search


@cache
def _says_something() -> frozenset[str]:
    return frozenset(fold_scripts(_SAYS_SOMETHING).split())


@cache
def _years() -> frozenset[str]:
    return frozenset(fold_scripts(_YEARS).split())


@cache
def _meeting() -> frozenset[str]:
    return frozenset(fold_scripts(_MEETING).split())


@cache
def _courtesy_and_negations() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return the words of courtesy and of contrast of each language: "en" negates in Finnish only."""
    return tuple((_folded(language, "courtesy"), _folded(language, "contrast")) for language in languages())


def _negates(words: list[str]) -> bool:
    """Return whether a word is a negation or a contrast in a language of the message's words of courtesy."""
    found = _courtesy_and_negations()
    return any(not courtesy.isdisjoint(words) and not contrast.isdisjoint(words) for courtesy, contrast in found)


def _folded(language: Language, key: str) -> frozenset[str]:
    return frozenset(fold_scripts(language.lists.get(key, "")).split())


# What LinkedIn suggests to congratulate on, and to thank for.
_OCCASIONS = """
connected network accept accepted add added anytime
jährigen jährige doğum günün kutlu olsun
vernetzten verbindung annahme annehmen angenommen bestätigung bestätigen hinzufügen hinzugefügt netzwerk fürs anfrage
accepté accepter acceptation avoir ajouté ajouter ajout réseau relation mise connecter demande
conectar conectarnos conectarte conectarme aceptar aceptarme aceptado agregar agregarme añadirme haber red solicitud
conectar conectarmos conectar-se aceitar aceitado aceite adicionar ter rede solicitação pedido ligação
accettato accettare aver avere aggiunto aggiungere rete richiesta
connecten verbinden accepteren aanvaarden geaccepteerd toevoegen netwerk verzoek linken
wszystkiego przyjęcie przyjęcia zaproszenia zaakceptowanie akceptację dołączenie dodanie sieci kontaktów połączenie nawiązanie kontaktu
kontakten inbjudan nätverk acceptera accepterade anslutningen forbindelsen netværk forbindelse nettverk tilkoblingen acceptere akseptere
olkoon verkostoitumisesta verkostoon kutsun hyväksymisestä kontaktista přijetí pozvánku propojení kontakt bağlantıya kabul ettiğiniz davetiniz
قبول دعوتي الإضافة إضافتي कनेक्ट स्वीकार करने आमंत्रण लिए
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
_UNSPACED_OCCASIONS = """
您 邀请 邀請 接受 添加 加我 加好友 通过 通過 认识 認識 很高兴 很高興 高兴 高興 多关照 多關照 保持联系 保持聯繫 入职 入職 升职 升職 新职位 新職位 周年 纪念日 紀念日 祝贺 祝賀 关注 關注
つながり つながって つながりを 繋がって いただき 頂き 申請 承認 承認いただき ご縁 嬉しい うれしい 周年 昇進 就任 転職 新しい 職
"""
# With praise, these are thanks: "Great to connect!".
_MEETING = """
connect connected connecting vernetzen vernetzt connecter connectés conectar conectados connecten verbinden conectarmos connessi
"""
# A figure is that of an anniversary.
_YEARS = """
year years yr yrs anniversary jahr jahre jahren jubiläum jährigen jährige an ans années anniversaire año años aniversario ano anos aniversário anno anni anniversario
jaar jubileum år jubilæum vuotta lat lata rok let roky yıl yılı سنة سنوات عام साल वर्ष
"""
# A Chinese name begins with one of these.
_SURNAMES = (
    "\u738b\u674e\u5f20\u5f35\u5218\u5289\u9648\u9673\u6768\u694a\u9ec4\u9ec3\u8d75\u8d99\u5434\u5433\u5468\u5f90\u5b59\u5b6b"
    "\u9a6c\u99ac\u6731\u80e1\u90ed\u4f55\u6797\u9ad8\u7f57\u7f85\u90d1\u912d\u6881\u8c22\u8b1d\u5b8b\u5510\u8bb8\u8a31\u9093"
    "\u9127\u97e9\u97d3\u51af\u99ae\u66f9\u5f6d\u66fe\u8096\u7530\u8463\u6f58\u8881\u8521\u848b\u4f59\u4e8e\u675c\u53f6\u8449"
    "\u7a0b\u9b4f\u82cf\u8607\u5415\u5442\u4e01\u4efb\u5362\u76e7\u59da\u6c88\u949f\u9418\u59dc\u5d14\u8c2d\u8b5a\u9646\u9678"
    "\u8303\u6c6a\u5ed6\u77f3\u91d1\u97e6\u8d3e\u590f\u4ed8\u65b9\u90b9\u718a\u767d\u5b5f\u79e6\u90b1\u4faf\u6c5f\u5c39\u859b"
)
_unspaced_name = re.compile(f"[{_SURNAMES}]\\w{{0,3}}|\\w{{1,6}}(?:\u3055\u3093|\u69d8|\u3055\u307e|\u6c0f)").fullmatch
# Words of grammar and greeting with which a message says what happens next.
_SAYS_SOMETHING = """
tomorrow today can will should must is are was were monday tuesday wednesday thursday friday morgen heute kommt kommen geht folgt
ist sind wird werden war kann demain aujourd est sont sera serait peut mañana hoy está es son será puede amanhã hoje é são pode
domani oggi è sono sarà può vandaag komt gaat wordt kan imorgon idag är kommer i morgen i dag huomenna tänään jutro dziś jest
będzie zítra dnes bude yarın bugün
"""
