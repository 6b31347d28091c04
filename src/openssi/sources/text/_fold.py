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
    "[\u00ad\u061c\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20f0\u2800\ufe00-\ufe0f\ufe20-\ufe2f"
    "\ufeff\ufff9-\ufffb\u0483-\u0489\u115f\u1160\u17b4\u17b5\u3164\uffa0\U000e0000-\U000e01ef]+"
)
# Of Greek, Cyrillic, Armenian, Cherokee, Coptic, Lisu and the phonetic alphabet, and small capitals.
_LOOKALIKES_OF = {
    "a": "\u0430\u03b1\u0251\u1d00\u13aa\u2c81\u0250\u2c65\ua4ee",
    "b": "\u0432\u0299\u13f4\u2c83\u0253\u0180\u13cf\ua4d0\u044c\u0185",
    "c": "\u0441\u1d04\u13df\u2ca5\u0255\ua793\u0188\ua4da\u03f2\u2184",
    "d": "\u0501\u1d05\u13a0\u0256\u0257\u13e7\ua4d3\u0221\u018c",
    "e": "\u0435\u03b5\u1d07\u13ac\u2c89\u025b\u0247\u04bd\ua4f0\u0454\u0259\u01dd\u212e",
    "f": "\ua730\u0192\ua4dd\u0584\u03dd",
    "g": "\u0261\u0262\u13c0\u0260\u029b\u01e5\ua4d6\u0581\u050d\u13b6",
    "h": "\u043d\u04bb\u0570\u029c\u13bb\u2c8f\u0266\u0267\u0127\ua4e7\u13c2\u2c68",
    "i": "\u0456\u03b9\u026a\u13a5\u2c93\u0269\u0268\ua4f2\u04cf\u0196\u1d7b",
    "j": "\u0458\u1d0a\u13ab\u03f3\u029d\u025f\u0237\u0249\ua4d9\u0575",
    "k": "\u043a\u03ba\u1d0b\u13e6\u2c95\u0199\ua4d7\u2c6a\u049b",
    "l": "\u029f\u13de\u026b\u026d\u026c\u019a\ua4e1\u056c\u2c61\u217c",
    "m": "\u043c\u1d0d\u13b7\u2c99\u0271\ua4df\u04ce",
    "n": "\u03b7\u0578\u0274\u2c9b\u0272\u0273\u014b\ua4e0\u0572\u057c\u043f\u019e",
    "o": "\u043e\u03bf\u0585\u1d0f\u2c9f\u0275\ua4f3\u03c3\u00f0\u04e9\u0d20\u101d",
    "p": "\u0440\u03c1\u1d18\u13e2\u2ca3\u01a5\ua4d1\u0569\u2c63",
    "q": "\u051b\u0563\u0566\u024b\u02a0",
    "r": "\u0280\u13d2\u0433\u027e\u027c\u027d\u024d\ua4e3\u2c85\u13a1\u1d26",
    "s": "\u0455\ua731\u13da\u0282\ua4e2\u01bd\u10bd\u0283",
    "t": "\u0442\u03c4\u1d1b\u13a2\u2ca7\u0288\u01ad\u0167\ua4d4\u2c66",
    "u": "\u057d\u1d1c\u03c5\u028a\u0289\ua4f4\u0446",
    "v": "\u03bd\u1d20\u13d9\u028b\u028c\ua4e6\u0475",
    "w": "\u051d\u03c9\u1d21\u13b3\u2cb1\u026f\ua4ea\u0461\u0561\u0448",
    "x": "\u0445\u03c7\u2cad\ua4eb\u04b3\u1d8d",
    "y": "\u0443\u028f\u13a9\u2ca9\u01b4\u024f\u04af\u03b3\ua4ec\u13bd\u028e",
    "z": "\u1d22\u13c3\u2c8d\u0290\u0291\u01b6\ua4dc\u0225",
}
# Along with white letters in black circles and squares, which Unicode doesn't decompose.
_LOOKALIKES = {ord(other): letter for letter, others in _LOOKALIKES_OF.items() for other in others} | {
    start + at: letter for start in (0x1F150, 0x1F170) for at, letter in enumerate("abcdefghijklmnopqrstuvwxyz")
}
# Looking behind after the digit, so that the search jumps from digit to digit.
_DIGITS = re.compile(r"[0-9](?<=[^\W\d_].)(?=[^\W\d_])")
_DIGIT_LETTERS = dict(zip("0123456789", "oizeasgtbg", strict=True))
# Marks inside a word: "r.oute", "r\u00b7oute".
_INNER_MARKS = re.compile("[.*_|~^'\u2019\u00b7\u2022\u2027\u2219\u22c5\u2010\u2011-](?<=[^\\W\\d_].)(?=[^\\W\\d_])")


def unmask(folded: str) -> str:
    """Return folded text without invisible characters and marks inside words, and with Latin letters for look-alikes."""
    plain = _DIGITS.sub(lambda digit: _DIGIT_LETTERS[digit[0]], folded)
    if not plain.isascii():
        plain = _INVISIBLE.sub("", plain).translate(_LOOKALIKES)
    return _INNER_MARKS.sub("", plain)


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
