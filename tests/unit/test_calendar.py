"""Every date format that LinkedIn writes, and texts that are not dates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from openssi.activity.calendar import check_zone, day_of, iso, moment, to_date, to_day, weekday, zone, zone_day
from openssi.errors import UsageError
from openssi.sources.dates import DateColumn


def at(text: str) -> int:
    """Seconds of `2024-03-05 17:41:09` in UTC, by the standard library."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2024-03-05 17:41:09", "2024-03-05 17:41:09"),
        ("2024-03-05 17:41:09 UTC", "2024-03-05 17:41:09"),
        ("2024/03/05 17:41:09 UTC", "2024-03-05 17:41:09"),
        ("2024-03-05T17:41:09Z", "2024-03-05 17:41:09"),
        (" 2024-03-05 17:41:09 UTC ", "2024-03-05 17:41:09"),
        ("2024-03-05", "2024-03-05 00:00:00"),
        ("05 Mar 2024", "2024-03-05 00:00:00"),
        ("5 Mar 2024", "2024-03-05 00:00:00"),
        ("05-Mar-24", "2024-03-05 00:00:00"),
        ("Mar 5, 2024", "2024-03-05 00:00:00"),
        ("March 5, 2024", "2024-03-05 00:00:00"),
        ("Mar 5, 2024 05:00 PM", "2024-03-05 17:00:00"),
        ("March 5, 2024 at 5:00 PM", "2024-03-05 17:00:00"),
        ("Tue Mar 05 17:41:09 UTC 2024", "2024-03-05 17:41:09"),
        ("2003-01-01 00:00:00", "2003-01-01 00:00:00"),
        ("2024-02-29 00:00:00", "2024-02-29 00:00:00"),
    ],
)
def test_formats_in_utc(written: str, utc: str) -> None:
    assert moment(written) == at(utc)


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("3/5/24, 9:41 AM", "2024-03-05 17:41:00"),  # standard time, 8 hours behind
        ("03/05/24, 09:41 AM", "2024-03-05 17:41:00"),
        ("3/5/24, 9:41\u202fAM", "2024-03-05 17:41:00"),
        ("3/5/2024, 9:41 AM", "2024-03-05 17:41:00"),
        ("7/5/24, 9:41 AM", "2024-07-05 16:41:00"),  # summer time, 7 hours behind
        ("3/5/24, 12:05 AM", "2024-03-05 08:05:00"),
        ("3/5/24, 12:05 PM", "2024-03-05 20:05:00"),
        ("3/5/24, 3:59 PM", "2024-03-05 23:59:00"),
        ("3/5/24, 4:00 PM", "2024-03-06 00:00:00"),  # from here on it is tomorrow in UTC
        ("12/31/23, 11:59 PM", "2024-01-01 07:59:00"),
        ("7/5/24, 4:59 PM", "2024-07-05 23:59:00"),
        ("7/5/24, 5:00 PM", "2024-07-06 00:00:00"),
        ("3/10/24, 1:59 AM", "2024-03-10 09:59:00"),  # the last minute of winter
        ("3/10/24, 3:00 AM", "2024-03-10 10:00:00"),  # the next minute
        ("11/3/24, 12:59 AM", "2024-11-03 07:59:00"),
        ("11/3/24, 1:30 AM", "2024-11-03 08:30:00"),  # it comes twice: the first is meant
        ("11/3/24, 2:00 AM", "2024-11-03 10:00:00"),
    ],
)
def test_the_american_format_is_pacific_time(written: str, utc: str) -> None:
    assert moment(written) == at(utc)


def test_an_american_date_without_a_time_is_that_day() -> None:
    assert moment("3/5/24") == at("2024-03-05 00:00:00")


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "yesterday", "-", "0", "1709660469", "2024", "Mar 2024", "2024-03-05 24:00:00", "2024-03-05 10:60:00",
        "2024-02-30 10:00:00", "2024-13-01 10:00:00", "2024-00-10", "2024-03-05 17:41:09 CET", "2024-03-05 xx:41:09",
        "13/5/24, 9:41 AM", "3/32/24, 9:41 AM", "31 Feb 2024", "00 Mar 2024", "Tue Mar 05 17:41:09 PST 2024",
        "2024-03-05 17:41:09; DROP TABLE", "2024-03-05T17:41+01", "9" * 40, "2024-03-05\x00", "05/Mar/2024",
    ],
)  # fmt: skip
def test_a_text_that_is_not_a_date_is_rejected(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment(written)


@pytest.mark.parametrize(
    "written",
    ["2002-12-31 23:59:59", "1/1/1999, 9:41 AM", "31-Dec-02", "Dec 31, 2002", "0001-01-01", "1970-01-01 00:00:00 UTC"],
)
def test_a_date_before_linkedin_is_rejected(written: str) -> None:
    with pytest.raises(ValueError, match="LinkedIn"):
        moment(written)


def test_a_column_is_read_like_each_of_its_texts() -> None:
    assert DateColumn().read(["2024-03-05 17:41:09", "2024-03-05 17:41:10 UTC", "2024-03-05"]) == [
        at("2024-03-05 17:41:09"),
        at("2024-03-05 17:41:10"),
        at("2024-03-05 00:00:00"),
    ]
    assert DateColumn().read(["2024-03-05 17:41:09", "Mar 5, 2024"]) == [
        at("2024-03-05 17:41:09"),
        at("2024-03-05 00:00:00"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "20240305T174109",
        "2024-02-30 10:00:00",
        "2002-12-31 23:59:59",
        "2100-01-01 00:00:00",
        "2024-03-05T17:41+01",
        "2024-03-05 17:41:09 CET",
        "2024-03-05 UTC 17:41:09",
        "2024-03-05 17:41:09\n2024-03-05 17:41:09",
        "20240305T174109.123",
    ],
)
def test_one_wrong_date_in_a_column_is_rejected(wrong: str) -> None:
    for column in ([wrong, "2024-03-05 17:41:09"], ["2024-03-05 17:41:09", wrong], [wrong]):
        with pytest.raises(ValueError, match=r"no date|unreadable date|a year"):
            DateColumn().read(column)


def test_day_numbers_count_from_1970() -> None:
    assert to_day(date(1970, 1, 1)) == 0
    assert to_day(date(2024, 3, 5)) == 19_787
    assert (to_date(19_787), iso(19_787)) == (date(2024, 3, 5), "2024-03-05")


def test_weekdays_begin_on_monday() -> None:
    assert [weekday(to_day(date(2024, 3, day))) for day in (4, 5, 10)] == [0, 1, 6]


def test_a_utc_day_ends_at_its_midnight() -> None:
    assert [day_of(19_787 * 86_400 + second) for second in (0, 86_399, 86_400)] == [19_787, 19_787, 19_788]


@pytest.mark.parametrize(
    ("utc", "name", "day"),
    [
        ("2024-03-05 22:59:59", "Europe/Berlin", "2024-03-05"),
        ("2024-03-05 23:00:00", "Europe/Berlin", "2024-03-06"),
        ("2024-07-05 21:59:59", "Europe/Berlin", "2024-07-05"),
        ("2024-07-05 22:00:00", "Europe/Berlin", "2024-07-06"),
        ("2024-03-05 04:59:59", "America/New_York", "2024-03-04"),
        ("2024-03-05 05:00:00", "America/New_York", "2024-03-05"),
        ("2024-03-05 18:29:59", "Asia/Kolkata", "2024-03-05"),
        ("2024-03-05 18:30:00", "Asia/Kolkata", "2024-03-06"),
        ("2024-03-05 18:14:59", "Asia/Kathmandu", "2024-03-05"),
        ("2024-03-05 18:15:00", "Asia/Kathmandu", "2024-03-06"),
        ("2024-03-05 23:59:59", "UTC", "2024-03-05"),
    ],
)
def test_the_day_of_a_time_in_a_zone(utc: str, name: str, day: str) -> None:
    assert iso(zone_day(at(utc), name)) == day


@pytest.mark.parametrize(
    "name", ["Europe", "", "../etc/passwd", "/etc/localtime", "Middle/Earth", "a\x00b", "Europe/Berlin\n"]
)
def test_an_unknown_zone_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        zone(name)
    assert raised.value.code == "zone-unknown"


@pytest.mark.parametrize("name", ["localtime", "posixrules", "posix/Europe/Berlin", "europe/berlin", "Middle/Earth"])
def test_only_zones_of_the_iana_database_are_accepted(name: str) -> None:
    """Some of these are files on some systems."""
    with pytest.raises(UsageError, match="is not a time zone"):
        check_zone(name)


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "UTC", "Etc/GMT+5"])
def test_zones_of_the_iana_database_are_accepted(name: str) -> None:
    check_zone(name)


def test_a_truncated_zone_is_rejected() -> None:
    with pytest.raises(ValueError, match="unreadable date"):
        moment("2024-03-05 10:00+01")
