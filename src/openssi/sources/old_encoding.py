"""Find out how text was encoded that isn't UTF-8, or that a spreadsheet turned into UTF-8 twice.

An encoding is used only if the letters of the file prove it: letters that one language has, in words as it writes them.
Otherwise the text ends with U+FFFD, which the readers of text take for a language that they can't read.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations_with_replacement, islice
from operator import itemgetter

__all__ = ["SAMPLE", "UNREADABLE", "OldEncoding", "garblings", "ungarble"]

SAMPLE = 1 << 18  # bytes that decide for a file
#: What a text has that can't be read.
UNREADABLE = "\ufffd"

_WINDOWS = "cp1252"
_PROVEN = 0.9  # of the letters outside ASCII
_MARGIN = 0.02  # by which another encoding has to be better than Windows-1252
_MOST_WORDS, _LONGEST_WORD = 1_000, 60

_WEST = ("äöüß", "àâçèéêëîïôùûüœ", "áéíóúüñ", "áâãàçéêíóôõú", "àèéìòùî", "éèëïöüê", "æøåéò", "åäöé", "äöüšž")
_EAST = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž")
_WESTERN = tuple([one + other for one, other in combinations_with_replacement(_WEST, 2)])
_CENTRAL, _TURKISH = tuple([letters + "äöüßé" for letters in _EAST]), ("çğıöşüâîûiäßé",)
#: Encodings of the Latin script, and the letters that their languages add to ASCII (of two in the West); the likeliest
#: first.
_LATIN = (
    (_WINDOWS, _WESTERN),
    ("mac-roman", _WESTERN),
    ("cp1254", _TURKISH),
    ("cp1250", _CENTRAL),
    ("cp850", _WESTERN),
    ("iso8859-2", _CENTRAL),
    ("mac-latin2", _CENTRAL),
    ("cp852", _CENTRAL),
    (_WINDOWS, ("áðéíóúýþæö",)),
)
#: Encodings of other alphabets, and the ten commonest letters of a language: of wrong ones a third are among them.
_OTHERS = (
    ("cp1251", "оеаинтсрвлі"),
    ("cp1256", "اليمنورتبة"),
    ("cp1253", "αάοόιίεέτσςνηήυρ"),
    ("cp1255", "יוהלאמרתשב"),
)
_COMMON = 0.5
#: Encodings with two bytes a letter, and in which bytes the usual letters of their language begin.
_WIDE: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("cp932", lambda code: len(code) == 2 and (0x81 <= code[0] <= 0x83 or 0x88 <= code[0] <= 0x97)),
    ("cp949", lambda code: 0xB0 <= code[0] <= 0xC8 and code[1] > 0xA0),
    ("gb18030", lambda code: len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] > 0xA0),
    ("cp950", lambda code: 0xA4 <= code[0] <= 0xC6),
)
_USUAL, _FEWEST = 0.8, 3  # different letters
#: The same bytes could be Chinese, which has no kana.
_UNIX, _KANA, _SOME_KANA = "euc_jp", (0xA4, 0xA5), 0.1
#: Some Chinese letters could all be Korean; a dozen hardly.
_KOREAN, _ONLY_KOREAN, _ENOUGH_KOREAN = "cp949", 0.98, 12

#: Found between letters in any language.
_NEUTRAL = frozenset("’‘–—·…•™®©°\xa0")
_ORDINALS, _SUPERSCRIPTS = "ªº", "¹³"
_VOWELS = frozenset("aeiouyáéíóúýěů")

_words = re.compile(rb"[A-Za-z\x80-\xff]+").findall
_has_ascii_letter = re.compile("[A-Za-z]").search
_runs, _long_runs = re.compile("[^\0-\x7f]+"), re.compile("[^\0-\x7f\U00010000-\U0010ffff]{2,}").finditer


@dataclass(slots=True)
class OldEncoding:
    """The encoding of a file that isn't UTF-8.

    Attributes:
        name: as Python calls it; "" if nothing proves one.
    """

    name: str = _WINDOWS

    @classmethod
    def of(cls, data: bytes) -> OldEncoding:
        """Return the encoding of a file from its beginning; lines that are UTF-8 show nothing."""
        data = b"\n".join([line for line in data[:SAMPLE].splitlines() if not _is_utf8(line)])
        words = [word[:_LONGEST_WORD] for word in dict.fromkeys(_words(data)) if not word.isascii()][:_MOST_WORDS]
        return cls(_latin(words) or _wide(data) or _other(words) or _mixed(words))

    @property
    def is_wide(self) -> bool:
        """Whether a letter has two bytes, of which the second may look like ASCII."""
        return self.name == _UNIX or any(self.name == name for name, _ in _WIDE)

    def decode(self, data: bytes) -> str:
        """Return the text; it ends with U+FFFD if nothing proves the encoding."""
        if self.name:
            return data.decode(self.name, "replace")
        return data.decode(_WINDOWS, "replace") + UNREADABLE  # different names stay different


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _latin(words: Iterable[bytes]) -> str:
    """Return the encoding in which the letters are those of one language, or of two in the West."""
    found = [(name, _score(_letters(words, name), alphabets)) for name, alphabets in _LATIN]
    name, best = max(found, key=itemgetter(1))
    if best < _PROVEN:
        return ""
    return _WINDOWS if found[0][1] >= best - _MARGIN else name


def _mixed(words: Iterable[bytes]) -> str:
    """Return Windows-1252 if all letters are Western, though of many languages."""
    return _WINDOWS if _score(_letters(words, _WINDOWS), ("".join(_WEST),)) >= _PROVEN else ""


def _score(letters: Counter[str], alphabets: Iterable[str]) -> float:
    """Return which fraction of the letters the best alphabet has."""
    total = letters.total()
    return max(sum(letters[letter] for letter in set(one)) for one in alphabets) / total if total else 1.0


def _letters(words: Iterable[bytes], encoding: str) -> Counter[str]:
    """Count letters outside ASCII, as small ones; what no language writes there counts as U+FFFD."""
    found: Counter[str] = Counter()
    for word in words:
        text = word.decode(encoding, "replace")
        if len(text) > 1 and not _has_ascii_letter(text):
            found[UNREADABLE] += len(text)
            continue
        for at, letter in enumerate(text):
            if not letter.isascii() and letter not in _NEUTRAL:
                found[_seen(letter, text[max(0, at - 1) : at], text[at + 1 : at + 2])] += 1
    del found[""]
    return found


def _seen(letter: str, before: str, after: str) -> str:
    """Return a letter as it counts between its neighbours; "" for punctuation."""
    if not letter.isalpha() or letter in _ORDINALS:
        is_odd = letter == UNREADABLE or (before.isalpha() and (after.isalpha() or letter in _SUPERSCRIPTS))
        return UNREADABLE if is_odd else ""
    small = letter.lower()[0]
    if (letter != small and before.islower()) or (letter == small and before.isupper() and after.isupper()):
        return UNREADABLE
    # The same byte is a vowel in Danish and a consonant in Czech.
    if small in "øř" and (small == "ø") is not _VOWELS.isdisjoint((before.lower(), after.lower())):
        return UNREADABLE
    if small == "õ" and after.lower() != "e":  # Portuguese has "õe"; Hungarian has "ő" in its place
        return UNREADABLE
    return small


def _other(words: Iterable[bytes]) -> str:
    """Return the encoding in which most letters are common ones of its alphabet."""
    score, name = max((_common(words, name, letters), name) for name, letters in _OTHERS)
    return name if score >= _COMMON else ""


def _common(words: Iterable[bytes], encoding: str, letters: str) -> float:
    total, hits = 0, Counter[str]()
    for word in words:
        text = word.decode(encoding, "replace")
        total += len(text)
        if not (_has_ascii_letter(text) or _has_capital_inside(text)):
            hits.update(letter for letter in text.lower() if letter in letters)
    return hits.total() / total if len(hits) >= _FEWEST else 0.0


def _has_capital_inside(word: str) -> bool:
    return not (word.isupper() or word[1:] == word[1:].lower())


def _wide(data: bytes) -> str:
    """Return the encoding of Japanese, Korean or Chinese in which the letters are usual ones."""
    if _usual(data, _UNIX, lambda code: code[0] in _KANA)[0] >= _SOME_KANA:
        return _UNIX
    shares = {name: share for name, is_usual in _WIDE if (share := _usual(data, name, is_usual))[0] >= _USUAL}
    if _KOREAN in shares and len(shares) > 1:
        share, count = shares.pop(_KOREAN)
        if share >= _ONLY_KOREAN or count < _ENOUGH_KOREAN:
            return _KOREAN if count >= _ENOUGH_KOREAN else ""
    return max(shares, key=lambda name: shares[name][0], default="")


def _usual(data: bytes, encoding: str, is_usual: Callable[[bytes], bool]) -> tuple[float, int]:
    """Return the fraction of usual letters, and how many letters there are; 0 if it isn't this encoding."""
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(data)
    except UnicodeDecodeError:
        return 0.0, 0
    letters = Counter(filter(str.isalpha, "".join(_runs.findall(text))))
    if len(letters) < _FEWEST:
        return 0.0, 0
    usual = sum(count for letter, count in letters.items() if is_usual(letter.encode(encoding)))
    return usual / letters.total(), letters.total()


#: In which encodings programs read UTF-8 by mistake before they saved it as UTF-8 again.
_MISTAKEN = (_WINDOWS, "mac-roman", "cp1250", "cp1251", "cp1254", "cp932", "gbk")
_WIDE_MISTAKEN = ("cp932", "gbk")
_MOST_TIMES, _MOSTLY, _FEW = 3, 0.8, 8
#: Letters that nobody writes, but that come out where a German "ß" is followed by an ellipsis.
_NOBODYS = re.compile("[\u0250-\u02b8\u0700-\u08ff]")


def garblings(text: str) -> tuple[str, ...]:
    """Return in which encodings the UTF-8 of a text was read by mistake, the last one first; none if it wasn't.

    "GeschÃ¤ft" is "Geschäft" in UTF-8 read as Windows-1252. Most letters outside ASCII have to become fewer.
    """
    found: list[str] = []
    text = text[:SAMPLE]
    while len(found) < _MOST_TIMES:
        few = [run[0] for run in islice(_long_runs(text), _FEW)]  # nearly always enough to see that it wasn't
        names = [name for name in _MISTAKEN if _count_garbled(few, name)[0]]
        if not names:
            break
        runs = _runs.findall(text)
        counts = {name: _count_garbled(runs, name) for name in names}
        name = max(names, key=counts.__getitem__)
        if counts[name][0] < _MOSTLY * sum(map(len, runs)):
            break
        found.append(name)
        text = ungarble(text, [name])
    return tuple(found)


def _count_garbled(runs: Iterable[str], name: str) -> tuple[int, int]:
    """Return how many letters were UTF-8, even if a program lost some bytes; and less how many letters it lost."""
    letters = lost = 0
    for run in runs:
        try:
            fixed = _bytes_of(run, name).decode("utf-8", "replace")
        except UnicodeEncodeError:
            continue
        missing = fixed.count(UNREADABLE)
        if len(fixed) < len(run) and 2 * missing <= len(fixed) and not _NOBODYS.search(fixed):
            letters += len(run)
            lost += missing
    return letters, -lost


def ungarble(text: str, names: Iterable[str]) -> str:
    """Return a text as it was before programs read its UTF-8 in these encodings; U+FFFD follows what is lost."""
    for name in names:
        if not text.isascii():
            text = _runs.sub(partial(_ungarbled, name=name), text)
    return text


def _ungarbled(run: re.Match[str], name: str) -> str:
    try:
        return _bytes_of(run[0], name).decode()
    except UnicodeError:
        return run[0] + UNREADABLE


def _bytes_of(text: str, name: str) -> bytes:
    return text.encode(name) if name in _WIDE_MISTAKEN else text.translate(_table(name)).encode("latin-1")


@cache
def _table(name: str) -> dict[int, int]:
    """Return the byte of each letter of an encoding; programs leave what isn't a letter of it unchanged."""
    letters = {ord(bytes([byte]).decode(name, "ignore") or chr(byte)): byte for byte in range(0x80, 0x100)}
    # Letters that look like bytes and aren't of this encoding must not pass for them.
    return dict.fromkeys(range(128, 256), 65535) | letters
