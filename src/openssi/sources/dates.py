"""Read columns of dates, as LinkedIn writes them and as spreadsheets of any country rewrite them.

Whether 3/5/2026 is in March or in May is decided once per column, from all its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from openssi.activity.calendar import DAY_SECONDS, NO_DATE, NO_SUCH_YEAR, from_pacific, moment, to_date, usual_moments
from openssi.sources.month_names import has_two_meanings, is_croatian, month_number

__all__ = ["AmbiguousDateOrderError", "DateColumn", "DateOrder", "decide_order", "is_date", "month_start"]

_CLOCK = (
    r"(?:(?:,? +|T)(\d{1,2})[:.時h](\d\d)(?:[:.分](\d\d)(?:[.,]\d+)?秒?|分)?"
    r"(?: ?([AaPp])\.? ?[Mm]\.?)?(?: ?(?:UTC|GMT|Z|([+-]\d\d:?\d\d)))?)?"
)
_NUMERIC = re.compile(r"(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})\.?" + _CLOCK, re.ASCII)
#: LinkedIn's own form of a local time, always month first.
_LINKEDIN = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}, +\d{1,2}:\d\d(?::\d\d)?[ \u202f]?[AP]M", re.IGNORECASE)
#: A time that says how far it is from UTC.
_WITH_CLOCK = r"[:時]|\d,? +\d{1,2} ?[.h] ?\d\d"
_WITH_OFFSET = r"UTC|GMT|Z$|:\d\d ?[+-]\d\d:?\d\d$"
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})[.日]?" + _CLOCK)
_NAME = r"([^\W\d_][^\s\d.,/-]{0,19})"  # with the vowel signs of India
_NAMED_MONTH = re.compile(
    rf"(\d{{1,2}})[.,]?[ ./-](?:de |d['’]|ta['’] )?{_NAME}\.?,?[ ./-](?:de |del )?(\d{{4}}|\d{{2}})\.?{_CLOCK}"
)
_NAMED_MONTH_YEAR_FIRST = re.compile(rf"(\d{{4}})\.?[ ./-]{_NAME}\.?[ ./-](\d{{1,2}})\.?{_CLOCK}")
_MONTH_BEFORE_DAY = re.compile(rf"{_NAME}\.? (\d{{1,2}}),? (\d{{4}}){_CLOCK}")
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?", re.ASCII)  # seconds or milliseconds since 1970, as programs write them
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = frozenset(("AM", "PM", "UTC", "GMT", "T", "Z"))
_LONGEST_DATE = 30
_LONGEST_WRITTEN = 80  # characters, with all that a program writes around a date
_EXPLAINED = {NO_DATE: "no date that can be read", NO_SUCH_YEAR: NO_SUCH_YEAR}
_NO_CLOCK = (None,) * 5
_SERIAL_EPOCH = 25_569  # 1970-01-01 as a spreadsheet counts days

# What programs of some countries write around a date, and how it is said elsewhere.
_MORNING, _EVENING = "上午|凌晨|清晨|早上|午前|오전", "下午|中午|晚上|午後|오후"
#: AM and PM as they follow a time, in the languages of Europe, India and the rest of Asia.
_AFTER_MORNING = (
    r"[aA]\. ?[mM]\.?|πμ|π\.μ\.|ÖÖ|fm|f\.[mh]\.|ap\.|priekšp\.|priešpiet|dop\.|пр\.об\.|претпл\.|дп|de\.|r\.n\.|p\.d\."
    r"|पूर्वाह्न|म\.पू\.|পূর্বাহ্ণ|காலை|முற்பகல்|పూర్వాహ్న|ಪೂರ್ವಾಹ್ನ|قبل دوپہر|ص|SA|PG"
)
_AFTER_EVENING = (
    r"[pP]\. ?[mM]\.?|μμ|μ\.μ\.|ÖS|em|e\.[mh]\.|ip\.|pēcp\.|popiet|odp\.|pop\.|сл\.об\.|попл\.|пп|du\.|i\.n\.|m\.d\."
    r"|अपराह्न|म\.नं\.|অপরাহ্ণ|மாலை|பிற்பகல்|అపరాహ్న|ಅಪರಾಹ್ನ|بعد دوپہر|م|CH|PTG"
)
_REWRITES = (
    (r"[\u00a0\u2009\u202f]", " "),
    (r"[\u200e\u200f\u061c]", ""),  # which way to write
    ("،", ","),
    (r"^'|^=\"|\"$", ""),  # as text, in a spreadsheet
    (r"^(\d{1,2}:\d\d(?::\d\d)?(?: (?:SA|CH))?) (\d.+)$", r"\2 \1"),  # Vietnamese has the time first
    (r"^(\d{1,2})[ -][Tt]h(?:g|[áa]\u0301?ng) ?(\d{1,2})(?:,| năm|-)? ?(?:20)?(\d\d)(?!\d)", r"20\3-\2-\1"),
    (r"(?<=\d\d\d\d),? (?:at|um|à|a las|alle|às|om) (?=\d)", " "),
    (r"(?<=كانون|تشرين) ", ""),  # Arabic of the Levant
    (r"(?<=\d )ב(?=[א-ת]{3})", ""),  # Hebrew: "in March"
    (r"(?<=[\u0e00-\u0e7f])\.(?=[\u0e00-\u0e7f])| น\.$|ค\.ศ\. |พ\.ศ\. ", ""),  # Thai
    (r"^[^\d,]+, ", ""),  # "Sunday, "
    (r"^(?:[^\W\d_]+\.? )+(?=\d{1,2}\.? (?:de |d')?[^\W\d_])", ""),  # "vendredi 2 janvier"
    (r"(?<=\d\d\d\d) (?!UTC|GMT)[^\W\d_]{3,}$|, [^\s\d]{3,}$", ""),  # "2 Ocak 2026 Cuma"
    (r"^(\d{4})\. gada (\d{1,2})\. ([^\W\d_]+)\.?", r"\2 \3 \1"),  # Latvian
    (r"(?<=\d) m\. (?=[^\W\d_])|(?<=\d)\(e\)ko ", " "),  # Lithuanian, Basque
    (r"(?<=\d) d\.(?=,|$| )|(?<=\d)\(a\)", ""),
    (r"\((\d{1,2}:[\d:]+)\)$", r"\1"),
    (r"(?<=[nh]) F[óo]mhair", ""),  # Irish
    (r"(?<=\d) h (?=\d)", ":"),  # Canadian French
    (r"(?<=\d) min (?=\d)", ":"),
    (r"(?<=\d) s$", ""),
    (r" ?(?:星期.|周.|[日月火水木金土]曜日|.요일|\(.\))", ""),
    (r"^(\d\d)\. (\d{1,2})\. (\d{1,2})\. (?=오)", r"20\1-\2-\3 "),
    ("년", "年"),
    ("월", "月"),
    (r"(?<=\d)일", "日"),
    ("시 ?", "時"),
    ("분", "分"),
    ("초", "秒"),
    (r" ?(?<!\w)(?:г|р|թ|klo|kl|Uhr)\.?(?=,? |,?$)", ""),
    (rf"(?:{_MORNING}) ?(.+)", r"\1 AM"),
    (rf"(?:{_EVENING}) ?(.+)", r"\1 PM"),
    (rf"(?<=\d) ?(?:{_MORNING}|{_AFTER_MORNING})$", " AM"),
    (rf"(?<=\d) ?(?:{_EVENING}|{_AFTER_EVENING})$", " PM"),
    (" {2,}", " "),
)
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
#: LinkedIn's own forms, and those of the same letters, need no rewriting.
_OF_LINKEDIN = re.compile(
    r"(?!\d{1,2}:)[\d/:, -]+(?:[A-Za-z]{3}[/:, -][\d/:, -]+)?(?:[AaPp][Mm]|UTC)?"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d [\d:]+ UTC \d{4}",
    re.ASCII,
)


class AmbiguousDateOrderError(Exception):
    """A numeric date was found, and the order of day and month is not decided yet."""


class DateOrder(NamedTuple):
    """Whether the day comes first, or why that cannot be decided; whether months have their Croatian names.

    `year_first` says that 26-Mar-01 is in 2026.
    """

    day_first: bool = False
    fault: str = ""
    croatian: bool = False
    year_first: bool = False


class DateColumn:
    """Reads the dates of one file.

    Attributes:
        pacific: whether LinkedIn writes its times by the clock of the US Pacific zone, so that a spreadsheet does too.
        order: the order of day and month in numeric dates; None while it is not decided.
        numeric: the numeric dates seen, if they are collected to decide the order.
        names: the names of months seen, likewise.
        short: the dates with a named month and two figures on either side, likewise.
    """

    def __init__(self, order: DateOrder | None = None, *, collect: bool = False, pacific: bool = False) -> None:
        self.pacific = pacific
        self.order = order
        self._year_digits = 0  # the most so far; a date that is cut short must not pass as one of another century
        self.numeric: list[str] | None = [] if collect else None
        self.names: set[str] = set()
        self.short: list[tuple[int, int, int]] = []
        self._examples: dict[str, str] = {}  # by fault and shape, the first cell that isn't a date

    def read(self, texts: Sequence[str]) -> list[int]:
        """Return seconds since 1970 UTC of each date.

        Raises:
            AmbiguousDateOrderError: one of them is numeric, and the order is not decided.
            ValueError: one of them isn't a date.
        """
        if not self.pacific:
            with suppress(ValueError):
                return usual_moments(texts)
        read = self._read_pacific if self.pacific else self._read
        try:
            by_text = {text: read(text.strip()) for text in dict.fromkeys(texts)}  # many records have the same day
        except ValueError as error:
            raise ValueError(self._explain(texts, str(error))) from None
        return [by_text[text] for text in texts]

    def _explain(self, texts: Sequence[str], fault: str) -> str:
        """Return the fault with an example cell, the first of its shape, so that equal faults share a reason."""
        text = texts[0].strip()
        if fault not in _EXPLAINED or len(texts) > 1 or not _is_like_a_date(text):
            return fault
        example = self._examples.setdefault(fault + _DIGIT.sub("9", text), text)
        return f'{_EXPLAINED[fault]}, as in "{example}"'

    def decide(self, *, daily: bool = False) -> DateOrder:
        """Decide the order from the dates that were collected; `daily` if they have a row for every day."""
        order = decide_order(self.numeric, daily=daily) if self.numeric else DateOrder()
        return order._replace(
            croatian=any(map(is_croatian, self.names)), year_first=order.year_first or _is_year_first(self.short)
        )

    def _read_pacific(self, text: str) -> int:
        at = self._read(text)
        is_day = at % DAY_SECONDS == 0 and not re.search(_WITH_CLOCK, text)
        return at if is_day or _LINKEDIN.fullmatch(text) or re.search(_WITH_OFFSET, text) else from_pacific(at)

    def _read(self, text: str) -> int:
        return moment(text) if _LINKEDIN.fullmatch(text) else self._in_any_form(_rewritten(text))

    def _in_any_form(self, text: str) -> int:
        if (match := _NAMED_MONTH.fullmatch(text)) and (month := self._month(match[2])):
            return self._named(match, month)
        if match := _NUMERIC.fullmatch(text):
            return self._numeric(text, match)
        if match := _YEAR_FIRST.fullmatch(text):
            year, month, day, *clock = match.groups()
            return _moment(self._checked(year), int(month), day, clock)
        if (match := _NAMED_MONTH_YEAR_FIRST.fullmatch(text)) and (month := self._month(match[2])):
            year, _, day, *clock = match.groups()
            return _moment(self._checked(year), month, day, clock)
        if match := re.fullmatch(r"(20\d\d)([01]\d)([0-3]\d)", text):
            return _moment(match[1], int(match[2]), match[3], _NO_CLOCK)
        if match := _EPOCH.fullmatch(text):
            return int(match[1])
        if match := _SERIAL.fullmatch(text):
            return (int(match[1]) - _SERIAL_EPOCH) * DAY_SECONDS + round(float(f"0.{match[2] or 0}") * DAY_SECONDS)
        if (match := _MONTH_BEFORE_DAY.fullmatch(text)) and not text.isascii() and (month := self._month(match[1])):
            _, day, year, *clock = match.groups()
            return _moment(self._checked(year), month, day, clock)
        return moment(text)

    def _named(self, match: re.Match[str], month: int) -> int:
        day, name, year, *clock = match.groups()
        if len(day) == len(year) == 2 and self._is_year_first(int(day), month, int(year)):
            day, year = year, day
        # LinkedIn's own "09 Nov 2024" may be cut at the end of a file; spreadsheets also write "9 nov 26".
        if year == "20" and not self._year_digits and match.string.startswith(f"{day} "):
            raise ValueError("a year that may be cut short")
        if _is_buddhist(name, year):
            year = f"25{year}"
        return _moment(self._checked(year), month, day, clock)

    def _is_year_first(self, first: int, month: int, last: int) -> bool:
        """Return whether a date with two figures on either side of a named month begins with the year."""
        if self.numeric is not None:
            self.short.append((first, month, last))
            return False
        if self.order is None:
            raise AmbiguousDateOrderError
        return self.order.year_first

    def _month(self, name: str) -> int:
        if self.numeric is not None:
            self.names.add(name)
        elif self.order is None and has_two_meanings(name):
            raise AmbiguousDateOrderError
        return month_number(name, croatian=self.order is not None and self.order.croatian)

    def _numeric(self, text: str, match: re.Match[str]) -> int:
        if self.numeric is not None:
            self.numeric.append(text)
            return 0
        if self.order is None:
            raise AmbiguousDateOrderError
        if self.order.fault:
            raise ValueError(self.order.fault)
        first, _, second, year, *clock = match.groups()
        if self.order.year_first and len(first) == len(year) == 2:
            return _moment(self._checked(first), int(second), year, clock)
        day, month = (first, second) if self.order.day_first else (second, first)
        return _moment(self._checked(year), int(month), day, clock)

    def _checked(self, year: str) -> str:
        # A spreadsheet rewrites the dates whose months it knows, "05. Jun 26", and leaves LinkedIn's "04 May 2026".
        if year == "20" and self._year_digits == 4:
            raise ValueError("a year of 2 digits where others have 4")
        self._year_digits = max(self._year_digits, len(year))
        return year


def is_date(text: str) -> bool:
    """Return whether a text is a date in any form, whatever the order of its day and month."""
    with suppress(ValueError):
        DateColumn(collect=True).read([text])
        return True
    return False


def _is_like_a_date(text: str) -> bool:
    """Return whether a text is short and has digits, punctuation and words of dates only, so that it names nobody."""
    words = _WORD.findall(text)
    return (
        len(text) <= _LONGEST_DATE
        and _DIGIT.search(text) is not None
        and all(word.upper() in _DATE_WORDS or month_number(word) for word in words)
    )


@cache
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what to rewrite, compiled when the first date needs it: those of LinkedIn don't."""
    return tuple([(re.compile(pattern), replacement) for pattern, replacement in _REWRITES])


def _rewritten(text: str) -> str:
    """Return a date without what only programs of some countries write around it."""
    if not text or len(text) > _LONGEST_WRITTEN or _OF_LINKEDIN.fullmatch(text):
        return text
    text = text.translate(_ARABIC_DIGITS)
    for pattern, replacement in _rewrites():
        text = pattern.sub(replacement, text)
    return text.strip()


#: How many years the Thai calendar is ahead, and the year in which LinkedIn opened by it.
_BUDDHA, _BUDDHIST_YEARS = 543, 2546


def _moment(year: str, month: int, day: str, clock: Sequence[str | None]) -> int:
    hour, minute, second, half, offset = clock
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half.upper() == "P" else 0)
    full_year = _gregorian(int(year) if len(year) > 2 else 2000 + int(year))
    at = moment(f"{full_year:04}-{month:02}-{int(day):02} {hours:02}:{int(minute or 0):02}:{int(second or 0):02}")
    return at - _offset_seconds(offset) if offset else at


def _is_buddhist(month: str, year: str) -> bool:
    """Return whether two figures after the Thai name of a month are a year of the Thai calendar."""
    return len(year) == 2 and "\u0e00" <= month[0] <= "\u0e7f" and int(year) >= _BUDDHIST_YEARS % 100


def _gregorian(year: int) -> int:
    return year - _BUDDHA if year >= _BUDDHIST_YEARS else year


def _offset_seconds(offset: str) -> int:
    """Return the seconds of an offset from UTC such as +02:00."""
    seconds = 3600 * int(offset[1:3]) + 60 * int(offset[-2:])
    return -seconds if offset[0] == "-" else seconds


def decide_order(texts: Sequence[str], *, daily: bool = False) -> DateOrder:
    """Decide from all numeric dates of a column whether the day comes first.

    A part above 12 is a day, or a year where only that makes sense. Dots mean day first: no country writes the month
    before one. Otherwise, LinkedIn's files are in order of time: an order of day and month is right if it keeps many
    different dates sorted and the other clearly doesn't. If `daily`, it is right if only it has days that follow each
    other. If nothing decides, the order has a fault; dashes, AM and PM decide nothing.
    """
    matches = [match for text in texts if (match := _NUMERIC.fullmatch(text))]
    if _are_numbers_year_first(matches):
        return DateOrder(year_first=True)
    pairs = [(int(match[1]), int(match[3])) for match in matches]
    day_first = [text for text, (first, _) in zip(texts, pairs, strict=True) if first > 12]
    month_first = [text for text, (_, second) in zip(texts, pairs, strict=True) if second > 12]
    if day_first and month_first:
        return DateOrder(fault=f"dates in two orders: {day_first[0]} and {month_first[0]}")
    if day_first or month_first:
        return DateOrder(bool(day_first))
    years = [int(match[4]) for match in matches]
    as_days = [(year, second, first) for year, (first, second) in zip(years, pairs, strict=True)]
    as_months = [(year, first, second) for year, (first, second) in zip(years, pairs, strict=True)]
    if as_days == as_months or any(match[2] == "." for match in matches):
        return DateOrder(day_first=True)
    if _is_shown(as_days, as_months, daily=daily):
        return DateOrder(day_first=True)
    if _is_shown(as_months, as_days, daily=daily):
        return DateOrder(day_first=False)
    example = next(text for text, (first, second) in zip(texts, pairs, strict=True) if first != second)
    return DateOrder(fault=f"day or month first? {example} can be either")


_MANY, _DISORDER = 8, 3  # 8 dates are sorted by chance once in 20,000 files


def _is_shown(read: Sequence[tuple[int, int, int]], otherwise: Sequence[tuple[int, int, int]], *, daily: bool) -> bool:
    """Return whether dates show that they were read in the right order of day and month."""
    if daily and _steps(read) and not _steps(otherwise):
        return True
    many = len({day for day, other in zip(read, otherwise, strict=True) if day != other}) >= _MANY
    return many and _is_sorted(read) and _disorder(otherwise) >= _DISORDER


def _are_numbers_year_first(matches: Sequence[re.Match[str]]) -> bool:
    """Return whether 26/03/01 is in 2026: years change less often than days, and no other order makes sense."""
    if not all(len(match[1]) == len(match[4]) == 2 and 1 <= int(match[3]) <= _MONTHS for match in matches):
        return False
    dates = [(int(match[1]), int(match[3]), int(match[4])) for match in matches]
    firsts, _, lasts = map(set, zip(*dates, strict=True))
    as_months = [(last, first, second) for first, second, last in dates]
    return len(firsts) <= len(lasts) and _is_year_first(dates) and (max(firsts) > _MONTHS or not _is_sorted(as_months))


def _is_year_first(dates: Sequence[tuple[int, int, int]]) -> bool:
    """Return whether 26-Mar-01 is in 2026: otherwise days don't exist, years are before LinkedIn, or order is lost.

    No spreadsheet writes the year first by default, so without a reason the day comes first.
    """
    days_first = [(last, month, first) for first, month, last in dates]
    if any(not 1 <= first <= _DAYS or last < _LINKEDIN_BEGAN for first, _, last in dates):
        return all(1 <= last <= _DAYS and first >= _LINKEDIN_BEGAN for first, _, last in dates)
    return _is_sorted(dates) and not _is_sorted(days_first)


_DAYS, _MONTHS, _LINKEDIN_BEGAN = 31, 12, 3  # of a month, of a year; 2003


def _steps(days: Sequence[tuple[int, int, int]]) -> int:
    """Count neighbours that are one day apart in one month."""
    return sum(before[:2] == after[:2] and abs(before[2] - after[2]) == 1 for before, after in pairwise(days))


def _is_sorted(days: Sequence[tuple[int, int, int]]) -> bool:
    return not _disorder(days)


def _disorder(days: Sequence[tuple[int, int, int]]) -> int:
    """Count neighbours that are against the order of time, whether the newest or the oldest comes first."""
    pairs = list(pairwise(days))
    return min(sum(before > after for before, after in pairs), sum(before < after for before, after in pairs))


# Patterns that only positions of spreadsheets need: compiled on use.
_MONTH_AND_YEAR = rf"(?:0?1[. /-]+)?{_NAME}[.,]?[ ./-](?:de )?(\d{{4}}|\d{{2}})"
_MONTH_OF_YEAR = r"(\d{1,2})[./-](\d{4})"
_YEAR_AND_MONTH = r"(\d{4}) ?[-/.年] ?(\d{1,2})(?!\d).*"
_CENTURY_BEGINS = 50  # spreadsheets write the years of a working life with two figures


def month_start(text: str) -> int:
    """Return the first day of a month such as "Mar 2024", or of a year; 0 if it is neither, or from before LinkedIn.

    Spreadsheets write it as "Mar-24", "03/2024", a serial number or its first day. Of "1/3/2024", the part that isn't 1
    is the month.
    """
    text = text.strip()
    with suppress(ValueError):
        return moment(f"1 {text}") // DAY_SECONDS  # as LinkedIn writes it
    year, month = _year_and_month(_rewritten(text)) if text else (0, 1)
    try:
        return moment(f"{_gregorian(year):04}-{month:02}-01") // DAY_SECONDS
    except ValueError:
        return 0


def _year_and_month(text: str) -> tuple[int, int]:
    """Return the year and the month in a text; January if only the year is known, and 0 if not even that."""
    if match := _NUMERIC.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        return _year_of_work(match[4]), max(first, second) if 1 in {first, second} else 1
    if (match := re.fullmatch(_MONTH_AND_YEAR, text)) and (month := month_number(match[1])):
        return _year_of_work(f"25{match[2]}" if _is_buddhist(*match.groups()) else match[2]), month
    if match := re.fullmatch(_MONTH_OF_YEAR, text):
        return int(match[2]), int(match[1])
    if match := re.fullmatch(_YEAR_AND_MONTH, text):
        return int(match[1]), int(match[2])
    if _SERIAL.fullmatch(text):
        day = to_date(int(text[:5]) - _SERIAL_EPOCH)
        return day.year, day.month
    year = re.search(r"\b(\d{4})\b", text)
    return (int(year[1]), 1) if year else (0, 1)


def _year_of_work(year: str) -> int:
    number = int(year)
    if len(year) > 2:
        return number
    return number + (2000 if number < _CENTURY_BEGINS else 1900)
