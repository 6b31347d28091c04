"""The months as spreadsheets name them, in full or short, in the languages of Europe, the Americas and India."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["has_two_meanings", "is_croatian", "month_number"]

# How the names begin, folded. A line is a month. Of English, Spanish, French, Turkish, Portuguese, Polish, Italian,
# German, Dutch, Scandinavian, Finnish, Czech, Slovak, Hungarian, Romanian, Estonian, Lithuanian, Irish, Croatian, then
# Greek, Cyrillic and Hindi.
_BEGINNINGS = (
    "jan ene gen sty oca jaa tammi led ian saus ean sij ιαν янв яну січ јан जन i",
    "feb fev lut sub helmi uno unor vee vas fea velj φεβ фев лют феб फर ii",
    "mar mrz mrt maart maalis bre kov ozu μαρ мар бер मार iii",
    "apr abr avr kwi nis huhti dub bal aib tra απρ апр кві अप iv",
    "may mai mag mei maj mae touko kve geg bea svi μαι маи мая тра мај मई v",
    "jun giu juin juun cze haz kesa cvn cervn cerven iun birz meit ιουν июн юни чер јун जून vi",
    "jul lug juil juul lip tem heina cvc cervenc iul liep iui ιουλ июл юли лип јул जुल vii",
    "aug ago aou sie agu elo srp rugp lun avg ag kol αυγ авг сер अग viii",
    "sep set wrz eyl syys zar sze rugs mfo ruj σεπ сен сеп вер सित ix",
    "oct okt ott out paz eki loka rij spa dfo οκτ окт жов अक x",
    "nov lis kas marras noi lap sam stu νοε ноя ное лис нов नव xi",
    "dec dez dic des gru ara joulu pro det dek noll δεκ дек гру дец दिस xii",
)
_MONTHS = {beginning: month for month, line in enumerate(_BEGINNINGS, 1) for beginning in line.split()}
# Whole names, not the beginnings of others: Roman numerals, and August in Catalan.
_WHOLE = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "ag"))
_LONGEST = max(map(len, _MONTHS))
# In Croatian, these are another month than in Polish or Czech.
_CROATIAN = {"lip": 6, "srp": 7, "lis": 10}
_CROATIAN_ALONE = ("sij", "velj", "ozu", "tra", "svi", "kol", "ruj", "stu")


def _folded(name: str) -> str:
    """Return a name in small letters without accents or points; the vowels of Hindi tell January from June."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return (
        "".join(letter for letter in decomposed if letter.isalpha() or "\u093e" <= letter <= "\u094c")
        .replace("ł", "l")
        .replace("ı", "i")
    )


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
