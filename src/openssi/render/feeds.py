"""Alerts as iCalendar and as Atom, and reminders for the next archive: for calendars and readers, without a mail server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from openssi.activity.calendar import iso, to_date
from openssi.insight.alerts import OLD_AFTER, Alert
from openssi.render.escaping import reveal_invisible

__all__ = ["alerts_atom", "alerts_ics", "reminder_ics"]

#: Ids are names below this one: the same for the same thing, and no address of a host in any.
_IDS = UUID("6f2f0f2c-5d0a-4c57-9a3b-0c8e2a5f7b11")
_ATOM = "http://www.w3.org/2005/Atom"  # the name of the format; nothing is fetched from it
_MAKER = "openssi"
_TITLE = "Social selling index: alerts"
_REMINDER = "Ask LinkedIn for a fresh archive"
_HOW = (
    "On LinkedIn: Settings, Data privacy, Get a copy of your data. "
    "The first part comes within minutes, all of it within 24 hours."
)
_READY = "Your LinkedIn archive is probably ready"
_FETCH = (
    "LinkedIn sends a mail with a link when the archive is ready: the first part within minutes, all of it within 24 hours. "
    "The link is valid for 72 hours. Download the zip and hand it in as it is."
)


def alerts_ics(alerts: Sequence[Alert], whose: str, data_day: int | None) -> bytes:
    """A calendar with an all-day event for each alert, and one that reminds of a fresh archive 30 days after the last.

    Args:
        alerts: the member's alerts.
        whose: an opaque id of the member, so that no two members' events are taken for the same; it cannot be read back.
        data_day: the last day that the member's data tell of, days since 1970-01-01; None if nothing is to remind.
    """
    events = [(_id(whose, alert.id), alert.day, alert.title, alert.text, False) for alert in alerts]
    if data_day is not None:
        due, text = data_day + OLD_AFTER, f"The data end on {iso(data_day)}. {_HOW}"
        events.append((_id(whose, f"reminder-{iso(data_day)}"), due, _REMINDER, text, True))
    return _calendar(_TITLE, events)


def reminder_ics(day: int) -> bytes:
    """A calendar file with one event, on the day after an archive was asked for: it is probably ready.

    Args:
        day: the day on which the archive was asked for, days since 1970-01-01.
    """
    return _calendar(_READY, [(_id("", f"ready-{iso(day)}"), day + 1, _READY, _FETCH, True)])


def _calendar(name: str, events: Sequence[tuple[UUID, int, str, str, bool]]) -> bytes:
    """Events `(id, day, title, text, whether it rings at nine)`, all-day, taking up no time."""
    from icalendar import Alarm, Calendar, Event  # only who asks for a feed needs it

    calendar = _made(Calendar(), prodid=f"-//{_MAKER}//alerts//EN", version="2.0", x_wr_calname=name)
    for uid, day, title, text, rings in events:
        summary = reveal_invisible(title)
        event = _made(
            Event(),
            uid=str(uid),
            dtstamp=_moment(day),
            dtstart=to_date(day),
            dtend=to_date(day + 1),
            summary=summary,
            description=reveal_invisible(text),
            transp="TRANSPARENT",
        )
        if rings:
            event.add_component(_made(Alarm(), action="DISPLAY", description=summary, trigger=timedelta(hours=9)))
        calendar.add_component(event)
    return calendar.to_ical()


def _made(component: Any, **properties: object) -> Any:
    for name, value in properties.items():
        component.add(name.replace("_", "-"), value)
    return component


def alerts_atom(alerts: Sequence[Alert], whose: str, data_day: int) -> bytes:
    """The alerts as an Atom feed, newest first, in UTF-8. Its ids are `urn:uuid`; what is unseen in a text is written out.

    Args:
        alerts: the member's alerts.
        whose: an opaque id of the member; it cannot be read back.
        data_day: the last day that the member's data tell of; the day of a feed without alerts.
    """
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    newest = max((alert.day for alert in alerts), default=data_day)
    _entry(feed, _id(whose, "feed"), newest, _TITLE)
    _text(ET.SubElement(feed, "author"), "name", _MAKER)
    for alert in sorted(alerts, key=lambda one: (-one.day, one.id)):
        entry = ET.SubElement(feed, "entry")
        _entry(entry, _id(whose, alert.id), alert.day, alert.title)
        _text(entry, "content", alert.text).set("type", "text")
        ET.SubElement(entry, "category", {"term": alert.kind})
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(parent: ET.Element, uid: UUID, day: int, title: str) -> None:
    """What a feed and an entry both must have."""
    _text(parent, "id", uid.urn)
    _text(parent, "title", title)
    _text(parent, "updated", _moment(day).isoformat().replace("+00:00", "Z"))


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    found = ET.SubElement(parent, tag)
    found.text = reveal_invisible(text)
    return found


def _id(whose: str, what: str) -> UUID:
    return uuid5(_IDS, f"{whose}\n{what}")


def _moment(day: int) -> datetime:
    """The first second of a day: a feed has no clock, so the same alerts are the same bytes."""
    return datetime.combine(to_date(day), time(), UTC)
