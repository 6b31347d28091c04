"""Alerts and their feeds: each reported once, under a stable ID."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from openssi.activity.calendar import to_date, to_day
from openssi.insight.alerts import Alert, alerts
from openssi.insight.history import HistoryDay
from openssi.render.feeds import alerts_atom, alerts_ics, reminder_ics

MONDAY = to_day(date(2026, 6, 1))
P = 1_000_000


def series(*tenths: int | None, first: int = MONDAY, unmeasured: int = 20) -> list[HistoryDay]:
    """A day for each index, in tenths of a point; None is a day without a number."""
    return [
        HistoryDay(day, None, None, (None,) * 4)
        if one is None
        else HistoryDay(
            day, one * P // 10, one * P // 10 + unmeasured * P, (one * P // 10, 0, 0, 0), covered=100 - unmeasured
        )
        for day, one in enumerate(tenths, first)
    ]


def told(days: list[HistoryDay], target: int | None = None) -> list[tuple[str, int]]:
    """Kind and day, counted from the first Monday; the data are fresh."""
    last = days[-1].day
    return [(alert.kind, alert.day - MONDAY) for alert in alerts(days, last, last, target)]


def test_a_drop_of_three_points_within_a_week() -> None:
    days = series(600, 600, 590, 580, 571, 570, 570)
    assert alerts(days, MONDAY + 6, MONDAY + 6) == (
        Alert(
            "drop",
            MONDAY + 5,
            "Down 3.0 points within a week",
            "The index was 60.0 on 2 June 2026 and 57.0 on 6 June 2026.",
            "drop-2026-06-06",
        ),
    )


def test_a_smaller_or_slower_loss_is_not_a_drop() -> None:
    assert told(series(600, 571)) == []
    assert told(series(600, *[590] * 6, 571, 570)) == []  # eight days from 60 to 57
    assert told(series(600, *[590] * 6, 570)) == [("drop", 7)]  # seven
    assert told(series(600, None, None, 570)) == [("drop", 3)]
    assert told([*series(600), *series(500, first=MONDAY + 30)]) == []


def test_a_drop_is_reported_once_not_for_each_overlapping_week() -> None:
    assert told(series(600, 560, 520, 480, 480, 480, 480, 480, 480, 480)) == [("drop", 1)]
    assert told(series(*range(600, 390, -10))) == [
        ("drop", 3),
        ("drop", 10),
        ("drop", 17),
    ]  # a point a day for three weeks


def test_a_drop_says_if_the_sources_differ() -> None:
    days = [*series(600), *series(500, first=MONDAY + 1, unmeasured=30)]
    (alert,) = alerts(days, MONDAY + 1, MONDAY + 1)
    assert alert.text.endswith("Part of this is because your data covers different signals on the two days.")


def test_a_target_is_reached_on_the_first_day_at_or_above_it() -> None:
    assert told(series(499, 500, 499, 501), 50 * P) == [("target", 1)]
    assert told(series(500, 510), 50 * P) == []  # it was never under it
    assert told(series(500, 490, 500), 50 * P) == [("target", 2)]
    assert told(series(499, None, 520), 50 * P) == [("target", 2)]
    (alert,) = alerts(series(499, 512), MONDAY + 1, MONDAY + 1, 50 * P)
    assert (alert.title, alert.text) == (
        "Target of 50.0 reached",
        "The index is 51.2 on 2 June 2026; the target is 50.0.",
    )


@pytest.mark.parametrize(
    ("since", "found"),
    [(None, 1), (0, 1), (1, 4), (2, 4), (3, 4), (4, 6), (6, None), (9, None)],
)
def test_a_target_is_reported_once_when_it_is_reached(since: int | None, found: int | None) -> None:
    days = series(499, 500, 501, 499, 500, 499, 500)
    told = alerts(days, MONDAY + 6, MONDAY + 6, 50 * P, None if since is None else MONDAY + since)
    assert [alert.day - MONDAY for alert in told] == ([] if found is None else [found])


def test_another_target_is_another_alert() -> None:
    days = series(499, 520)
    ids = {alerts(days, MONDAY + 1, MONDAY + 1, target)[0].id for target in (50 * P, 51 * P)}
    assert len(ids) == 2


@pytest.mark.parametrize(("age", "found"), [(30, []), (31, [MONDAY + 31]), (200, [MONDAY + 31])])
def test_an_archive_is_old_after_thirty_days(age: int, found: list[int]) -> None:
    assert [alert.day for alert in alerts([], MONDAY, MONDAY + age)] == found


def test_future_days_raise_no_alert() -> None:
    days = series(600, 500)
    assert alerts(days, MONDAY, MONDAY) == ()
    assert len(alerts(days, MONDAY, MONDAY + 1)) == 1


def events(made: bytes) -> list[Any]:
    """The events of a calendar, as its reader has them."""
    return cast("list[Any]", Calendar.from_ical(made).events)


HOSTILE = Alert("drop", MONDAY, "a\x00<b>&\u202e\ud800", "x\r\nBEGIN:VEVENT\x0b]]>", "drop-x")


def test_the_calendar_has_a_day_for_each_alert_and_a_reminder() -> None:
    days = series(600, 500)
    found = alerts(days, MONDAY + 1, MONDAY + 1)
    drop, reminder = events(alerts_ics(found, "a1", MONDAY + 1))
    assert (drop.start, drop.end) == (date(2026, 6, 2), date(2026, 6, 3))
    assert drop["summary"] == "Down 10.0 points within a week"
    assert (reminder.start, reminder["summary"]) == (date(2026, 7, 2), "Request a new archive from LinkedIn")
    (alarm,) = reminder.subcomponents
    assert alarm["trigger"].dt == timedelta(hours=9)
    assert drop.subcomponents == []
    assert {event["transp"] for event in (drop, reminder)} == {"TRANSPARENT"}


def test_without_data_there_is_no_reminder() -> None:
    assert events(alerts_ics([], "a1", None)) == []


def test_ids_stay_and_differ_between_members() -> None:
    found = alerts(series(600, 500, 400), MONDAY + 2, MONDAY + 2)
    later = alerts(series(600, 500, 400, 400, 300), MONDAY + 4, MONDAY + 90)
    uids = [
        [str(event["uid"]) for event in events(made)]
        for made in (alerts_ics(found, "a1", 0), alerts_ics(later, "a1", 0))
    ]
    assert uids[0][0] == uids[1][0]
    assert len(set(uids[1])) == len(uids[1]) == 3
    others = {str(event["uid"]) for event in events(alerts_ics(found, "b2", 0))}
    assert others.isdisjoint(uids[0])
    assert {UUID(one).version for one in uids[1]} == {5}


def test_hostile_text_cannot_end_a_calendar_line() -> None:
    hostile, _ = events(alerts_ics([HOSTILE], "a1", MONDAY))
    assert hostile["summary"] == "a⟨U+0000⟩<b>&⟨U+202E⟩⟨U+D800⟩"
    assert hostile["description"] == "x⟨U+000D⟩⟨U+000A⟩BEGIN:VEVENT⟨U+000B⟩]]>"


ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_atom_feed_is_valid_and_newest_first() -> None:
    found = (*alerts(series(600, 500), MONDAY + 1, MONDAY + 60), HOSTILE)
    made = alerts_atom(found, "a1", MONDAY + 1)
    assert b"http" not in made.replace(b'xmlns="http://www.w3.org/2005/Atom"', b"")
    feed = ET.fromstring(made)  # noqa: S314 (our own text)
    assert [one.tag for one in feed][:4] == [f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated", f"{ATOM}author"]
    assert feed.findtext(f"{ATOM}updated") == "2026-07-03T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2026-07-03T00:00:00Z",
        "2026-06-02T00:00:00Z",
        "2026-06-01T00:00:00Z",
    ]
    ids = [one.findtext(f"{ATOM}id") or "" for one in (feed, *entries)]
    assert len(set(ids)) == 4
    assert all(UUID(one).urn == one for one in ids)
    assert entries[2].findtext(f"{ATOM}title") == "a⟨U+0000⟩<b>&⟨U+202E⟩⟨U+D800⟩"
    assert entries[2].findtext(f"{ATOM}content") == "x⟨U+000D⟩⟨U+000A⟩BEGIN:VEVENT⟨U+000B⟩]]>"


def test_a_feed_without_alerts_has_the_date_of_the_data() -> None:
    feed = ET.fromstring(alerts_atom([], "a1", MONDAY))  # noqa: S314 (our own text)
    assert (feed.findtext(f"{ATOM}updated"), feed.findall(f"{ATOM}entry")) == ("2026-06-01T00:00:00Z", [])


def test_the_reminder_is_one_day_after_the_archive_was_requested() -> None:
    made = reminder_ics(MONDAY)
    assert made == reminder_ics(MONDAY)
    (event,) = events(made)
    assert (event.start, event["summary"]) == (to_date(MONDAY + 1), "Your LinkedIn archive is probably ready")
    assert "72 hours" in event["description"]
