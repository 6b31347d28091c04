"""The months as spreadsheets name them, in full or short.

In the languages of Europe, the Americas and India, and in Arabic, Hebrew, Thai, Indonesian, Malay and Filipino.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["has_two_meanings", "is_croatian", "month_number"]

# How the names begin, folded; a line is a month. In the Latin alphabet, with Roman numerals at the end.
_LATIN = (
    "jan ene gen sty oca jaa tammi led ian saus ean sij urt xan ion yan i",
    "feb fev lut sub helmi uno unor vee vas fea velj ots chw fra shk peb ii",
    "mar mrz mrt maart maerz maalis bre kov ozu maw mac iii",
    "apr abr avr kwi nis huhti dub bal aib tra api ebr pri iv",
    "may mai mag mei maj touko kve geg bea svi mej mee v",
    "jun giu juin juun cze haz kesa cvn cervn cerven iun birz meit eka xun meh gun qer iyn iyun hun vi",
    "jul lug juil juul lip tem heina cvc cervenc cervene iul liep iui uzt xul gor lul kor iyl iyul hul vii",
    "aug ago aou sie agu elo srp rugp lun avg ag kol abu aws aww gus avq ogo viii",
    "sep set wrz eyl syys zar sze rugs mfo ruj ira med sht sen mea ix",
    "oct okt ott out paz eki loka rij spa dfo urr hyd tet dei x",
    "nov lis kas marras noi lap sam stu aza tac nen noy nob xi",
    "dec dez dic des gru ara joulu pro det dek noll abe rha dhj dis xii",
)
# In Greek, Cyrillic, Georgian, Armenian, the scripts of India (as Devanagari), and Urdu.
_OTHER_SCRIPTS = (
    "ιαν янв яну січ јан сту ია հնվ հունվ जन जऩ जा جن",
    "φεβ фев лют феб თებ փտ փե फर पि फे फि फॆ فر",
    "μαρ мар бер сак მარ մր մար मा مارچ",
    "απρ апр кві кра აპრ ապ अप एप اپ",
    "μαι маи мая тра мај მაი մյ մայ मई मइ मॆ मे مي",
    "ιουν июн юни чер јун чэр ივნ հնս հունի जून जुन जूऩ जूॺ جون",
    "ιουλ июл юли лип јул ліп ივლ հլ հուլ जुल जूल جول",
    "αυγ авг сер жні აგვ օգ अग आग ऑग ओग आक اگ",
    "σεπ сен сеп вер სექ սե सित सत सप से सॆ छे चॆ ست",
    "οκτ окт жов кас ოქტ հոկ अक ऑक ऒक اک",
    "νοε ноя ное лис нов ліс ნოე նո नव नॱ नो नभ نو",
    "δεκ дек гру дец сне დეკ դե दिस दस डि टि دس",
)
# In Arabic, as in Egypt, Algeria, Morocco and the Levant, in Hebrew and in Thai.
_OF_ASIA = (
    "ين جان كانونالث ינו มกร มค",
    "فب فيف شب פבר กุมภ กพ",
    "مارس اذ מרץ מרס มีน มีค",
    "ابر افر نيس אפר เมษ เมย",
    "ماي ايار מאי พฤษภ พค",
    "يون جوا حز יוני มิถ มิย",
    "يول جوي تم יולי กรกฎ กค",
    "اغ غش اوت اب אוג สิงห สค",
    "سب شت ايل ספט กันย กย",
    "اكت تشرينالا אוק ตุล ตค",
    "نوف نون تشرينالث נוב พฤศ พย",
    "ديس دج كانونالا דצמ ธันว ธค",
)
_MONTHS = {
    beginning: month
    for lines in (_LATIN, _OTHER_SCRIPTS, _OF_ASIA)
    for month, line in enumerate(lines, 1)
    for beginning in line.split()
}
# Whole names, not the beginnings of others: Roman numerals, and August in Catalan and in the Levant.
_WHOLE = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "ag", "اب"))
_LONGEST = max(map(len, _MONTHS))
# In Croatian, these are another month than in Polish or Czech.
_CROATIAN = {"lip": 6, "srp": 7, "lis": 10}
_CROATIAN_ALONE = ("sij", "velj", "ozu", "tra", "svi", "kol", "ruj", "stu")


def _folded(name: str) -> str:
    """Return a name in small letters without accents or points; vowel signs tell months of India and Thailand apart."""
    decomposed = map(_as_devanagari, unicodedata.normalize("NFKD", name.casefold()))
    return (
        "".join(letter for letter in decomposed if letter.isalpha() or _is_vowel_sign(letter))
        .replace("ł", "l")
        .replace("ı", "i")
    )


def _is_vowel_sign(letter: str) -> bool:
    """Return whether a sign is a vowel of Devanagari or Thai."""
    return "\u093e" <= letter <= "\u094c" or "\u0e31" <= letter <= "\u0e39"


def _as_devanagari(letter: str) -> str:
    """Return a letter of Bengali, Tamil or another script of India as Devanagari: Unicode lays them out alike."""
    return chr(0x900 + ord(letter) % 0x80) if "\u0980" <= letter < "\u0d80" else letter


@lru_cache(maxsize=1000)
def month_number(name: str, *, croatian: bool = False) -> int:
    """Return the month with a name, 1 to 12; 0 if it names none."""
    folded = _folded(name)
    if croatian and folded[:3] in _CROATIAN:
        return _CROATIAN[folded[:3]]
    if folded in _WHOLE:
        return _MONTHS[folded]
    lengths = range(min(len(folded), _LONGEST), 1, -1)
    return next((_MONTHS[folded[:end]] for end in lengths if folded[:end] in _MONTHS and folded[:end] not in _WHOLE), 0)


def has_two_meanings(name: str) -> bool:
    """Return whether a name is one month in Croatian and another one in Polish or Czech."""
    return _folded(name)[:3] in _CROATIAN


def is_croatian(name: str) -> bool:
    """Return whether only Croatian has a month of that name."""
    return _folded(name).startswith(_CROATIAN_ALONE)
