"""Bring words to one spelling: lower case, no accents, no fancy letters."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
# Letters that Unicode does not decompose into a base letter and a combining mark.
_WHOLE_LETTERS = (
    ("ø", "o"),
    ("œ", "oe"),
    ("æ", "ae"),
    ("ł", "l"),
    ("đ", "d"),
    ("ı", "i"),
    ("\u2019", "'"),
    ("\u2018", "'"),
)
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))


def fold(text: str) -> str:
    """Return `text` in lower case without accents; 'Größe' gives 'grosse', '𝗚𝗿𝗲𝗮𝘁' gives 'great'."""
    if text.isascii():
        return text.lower()
    try:
        return _replaced(text, _WESTERN_WIDE).encode(_WESTERN).translate(_WESTERN_TABLE).decode(_WESTERN)
    except UnicodeEncodeError:
        return _folded(text)


def _folded(text: str) -> str:
    # Compatibility decomposition also undoes the bold and italic letters that posts are decorated with.
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return plain if plain.isascii() else _replaced(plain, _WHOLE_LETTERS)


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    # Several times faster than str.translate, which raises and catches an error for each letter not in its table.
    for old, new in pairs:
        text = text.replace(old, new)
    return text


# Most texts have only Western European letters and these characters. A table folds them in a third of the time.
_WESTERN = "latin-1"
_MARKS_BESIDES = "\u2018\u2019\u2026\u0152\u0153"


def _western() -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Return the table of bytes, and the pairs that do not fit into it: several characters, or one outside Latin-1."""
    table, wide = bytearray(range(256)), list[tuple[str, str]]()
    for letter in [*map(chr, table), *_MARKS_BESIDES]:
        folded = _folded(letter)
        if len(folded) == 1 and max(letter, folded) <= "\xff":
            table[ord(letter)] = ord(folded)
        else:
            wide.append((letter, folded))
    return bytes(table), tuple(wide)


_WESTERN_TABLE, _WESTERN_WIDE = _western()
_WESTERN_WORDS = bytes(byte if chr(byte).isalnum() else ord(" ") for byte in _WESTERN_TABLE)


def western_words(text: str) -> list[str] | None:
    """Return the folded words of a text in Western European letters, in a third of the time; None for any other."""
    try:
        letters = (text if text.isascii() else _replaced(text, _WESTERN_WIDE)).encode(_WESTERN)
    except UnicodeEncodeError:
        return None
    return letters.translate(_WESTERN_WORDS).decode(_WESTERN).split()


# Signs that writers of Arabic and Hindi set or leave out, and letters that they take for one another.
_has_spellings = re.compile("[\u0600-\u06ff\u0900-\u097f\u200c\u200d]").search
_OPTIONAL_SIGNS = re.compile("[\u064b-\u065f\u0670\u0640\u093c\u200c\u200d]+")
_SAME_LETTERS = (("\u0649", "\u064a"), ("\u0629", "\u0647"), ("\u0901", "\u0902"))
_ARABIC_ARTICLE = re.compile("(?<!\\w)[\u0648\u0628\u0643\u0641]?\u0627\u0644(?=\\w{2})|(?<!\\w)\u0644\u0644(?=\\w{3})")


def fold_scripts(text: str) -> str:
    """Return `text` folded like `fold`, and words of Arabic, Hindi and Japanese in one spelling."""
    plain = fold(text)
    if plain.isascii():
        return plain
    if _has_spellings(plain):
        plain = _ARABIC_ARTICLE.sub("", _replaced(_OPTIONAL_SIGNS.sub("", plain), _SAME_LETTERS))
    # Letters of Japanese and Korean, which `fold` takes apart, are put together again.
    return unicodedata.normalize("NFC", plain)


# What a reader doesn't see, and letters of other alphabets and digits that look like Latin letters: a copy with them is
# a copy.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\ufe00-\ufe0f\ufeff"
    "\u115f\u1160\u3164\uffa0\U000e0000-\U000e01ef]+"
)
_LOOKALIKES = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d"
    "\u03b1\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03c9\u0578\u057d\u0585\u0570\u0251\u0261"
    "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22",
    "abekmhopctyxsijhdqwaenikvoptuxwnuohagabcdefghijklmnoprstuvwyz",
)
# Looking behind after the digit, so that the search jumps from digit to digit.
_DIGITS = re.compile(r"[0-9](?<=[^\W\d_].)(?=[^\W\d_])")
_DIGIT_LETTERS = dict(zip("0123456789", "oizeasgtbg", strict=True))


def unmask(folded: str) -> str:
    """Return folded text without invisible characters, and with Latin letters for others that look like them."""
    plain = _DIGITS.sub(lambda digit: _DIGIT_LETTERS[digit[0]], folded)
    return plain if plain.isascii() else _INVISIBLE.sub("", plain).translate(_LOOKALIKES)


def folded_spellings(block: str) -> tuple[str, ...]:
    """Return a block of text folded, and also with its umlauts as two letters ('fuer' and 'fur') if it has any."""
    plain = fold(block)
    if block.isascii():
        return (plain,)
    return (plain, fold(_replaced(block.lower(), _UMLAUTS)))


def folded_words(block: str) -> set[str]:
    """Return the words of a block of text in every spelling."""
    return {word for spelling in folded_spellings(block) for word in spelling.split()}


def inflected(stems: str, endings: str) -> set[str]:
    """Return every stem with every ending; '-' among the endings is the bare stem."""
    tails = [fold("" if ending == "-" else ending) for ending in endings.split()]
    return {stem + tail for stem in folded_words(stems) for tail in tails}
