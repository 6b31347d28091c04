"""Find letters of scripts without spaces, and of scripts and languages that are not read.

A pattern with a wide range takes a millisecond to compile, and most archives need none of these: each is compiled when
it is first used.
"""

import re
from collections.abc import Callable
from functools import cache

__all__ = [
    "has_foreign_letters",
    "has_foreign_title_letters",
    "has_other_script",
    "has_unspaced",
    "has_unspaced_run",
    "is_mostly_foreign",
    "language_of_script",
    "replace_unspaced_runs",
    "split_unspaced",
]

_KANA, _HANZI, _ARABIC, _DEVANAGARI = "[\u3040-\u30ff]", "[\u3400-\u9fff]", "[\u0620-\u064a]", "[\u0900-\u0963]"
_CHINESE_OR_JAPANESE = "[\u3040-\u30ff\u3400-\u9fff]"
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"  # Thai, Lao, Burmese, Khmer too
_OTHER_SCRIPT = "[\u0370-\u1dff\u3040-\ud7af]"  # any but Latin
# Scripts that are not read: Greek, Cyrillic, Armenian, Hebrew, others of Asia, Korean.
_FOREIGN = "[\u0370-\u03ff\u0400-\u052f\u0530-\u05ff\u0700-\u08ff\u0980-\u109f\u10a0-\u11ff\u1200-\u1dff\uac00-\ud7af]"
# Letters of the Latin script that no language has that is read: Hungarian, Romanian, Latvian, Vietnamese and others.
_FOREIGN_LATIN = (
    "[\u0151\u0171\u0103\u0219\u021b\u0163\u0123\u0137\u013c\u0146\u0101\u0113\u012b\u016b\u0117\u012f\u0173\u0111"
    "\u01a1\u01b0\u00f0\u00fe]|[\u1ea0-\u1ef9]"
)
_FOREIGN_ARABIC = (
    "[\u067e\u0686\u0698\u06af\u06a9\u06cc\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]"  # of Persian and Urdu
)
# The same for job titles, of which more languages are known by their words; U+FFFD is text of an unknown encoding.
_FOREIGN_IN_TITLES = (
    "[\ufffd\u0370-\u03ff\u0400-\u052f\u0530-\u05ff\u0980-\u109f\u10a0-\u11ff\uac00-\ud7af\u1780-\u17ff]"
    "|[\u0151\u0171\u0103\u0219\u021b\u0123\u0137\u013c\u0146\u0101\u0113\u012b\u016b\u0117\u012f\u0173\u0111\u01a1\u01b0]"
    "|[\u1ea0-\u1ef9]"
)

_compiled = cache(re.compile)


def has_unspaced(text: str) -> bool:
    """Return whether a text has Chinese or Japanese letters."""
    return not text.isascii() and _compiled(_CHINESE_OR_JAPANESE).search(text) is not None


def has_unspaced_run(text: str, letters: int) -> bool:
    """Return whether a text has so many letters of a script without spaces in a row."""
    return not text.isascii() and _compiled(f"{_UNSPACED}{{{letters}}}").search(text) is not None


def split_unspaced(text: str, letters: int) -> str:
    """Return a text with a space after so many letters of a script without spaces."""
    return _compiled(f"{_UNSPACED}{{{letters}}}").sub(r"\g<0> ", text)


def replace_unspaced_runs(replace: Callable[[re.Match[str]], str], text: str) -> str:
    """Return a text with each run of Chinese or Japanese letters replaced."""
    return _compiled(f"{_CHINESE_OR_JAPANESE}+").sub(replace, text)


def has_other_script(text: str) -> bool:
    """Return whether a text has letters of any script but Latin."""
    return not text.isascii() and _compiled(_OTHER_SCRIPT).search(text) is not None


def language_of_script(text: str) -> str | None:
    """Return the language code implied by the text's script, or None if the script isn't specific to one of four languages."""
    if _compiled(_KANA).search(text):
        return "ja"
    if _compiled(_HANZI).search(text):
        return "zh"
    if _compiled(_ARABIC).search(text):
        return "ar"
    return "hi" if _compiled(_DEVANAGARI).search(text) else None


def is_mostly_foreign(text: str) -> bool:
    """Return whether more than half of a text's letters are of scripts that are not read."""
    return 2 * len(_compiled(_FOREIGN).findall(text)) > sum(map(str.isalpha, text))


def has_foreign_letters(text: str, at_least: int) -> bool:
    """Return whether a text has so many Latin or Arabic letters of languages that are not read."""
    return (
        not text.isascii() and len(_compiled(f"{_FOREIGN_LATIN}|{_FOREIGN_ARABIC}").findall(text.lower())) >= at_least
    )


def has_foreign_title_letters(title: str) -> bool:
    """Return whether a job title has letters of scripts or languages whose titles are not read."""
    return not title.isascii() and _compiled(_FOREIGN_IN_TITLES).search(title.lower()) is not None
