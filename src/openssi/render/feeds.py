"""Notifications without a mail server: alerts and digests as feeds, and reminders to download the next archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from html import escape
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from openssi.activity.calendar import iso, long_day, to_date
from openssi.insight.alerts import OLD_AFTER, Alert
from openssi.render.escaping import reveal_invisible

__all__ = ["FeedEntry", "alerts_atom", "alerts_ics", "reminder_ics"]

#: Namespace of all IDs: the same alert always has the same ID, and no ID contains a host name.
_IDS = UUID("6f2f0f2c-5d0a-4c57-9a3b-0c8e2a5f7b11")
_ATOM = "http://www.w3.org/2005/Atom"  # the namespace of the format; nothing is fetched from it
_MAKER = "openssi"
_TITLE = "Social selling index: alerts"
_REMINDER = "Request a new archive from LinkedIn"
_HOW = (
    "On LinkedIn, go to Settings › Data privacy › Get a copy of your data. "
    "The first part is ready within minutes, the full archive within 24 hours."
)
_READY = "Your LinkedIn archive is probably ready"
_FETCH = (
    "LinkedIn emails you a link when the archive is ready: the first part within minutes, the full archive within "
    "24 hours. "
    "The link is valid for 72 hours. Download the zip and upload it unchanged."
)


def alerts_ics(alerts: Sequence[Alert], whose: str, data_day: int | None) -> bytes:
    """Return a calendar with an all-day event per alert, and a reminder 30 days after the data ends.

    Args:
        alerts: the member's alerts.
        whose: an opaque ID of the member, so that events of two members have different IDs; it can't be recovered from
            them.
        data_day: the last day of the member's data, days since 1970-01-01; None for no reminder.
    """
    events = [(_id(whose, alert.id), alert.day, alert.title, alert.text, False) for alert in alerts]
    if data_day is not None:
        due, text = data_day + OLD_AFTER, f"Your data end on {long_day(data_day)}. {_HOW}"
        events.append((_id(whose, f"reminder-{iso(data_day)}"), due, _REMINDER, text, True))
    return _calendar(_TITLE, events)


def reminder_ics(day: int) -> bytes:
    """Return a calendar with one event, on the day after an archive was requested: it is probably ready.

    Args:
        day: the day the archive was requested, days since 1970-01-01.
    """
    return _calendar(_READY, [(_id("", f"ready-{iso(day)}"), day + 1, _READY, _FETCH, True)])


def _calendar(name: str, events: Sequence[tuple[UUID, int, str, str, bool]]) -> bytes:
    """Return a calendar of all-day events `(ID, day, title, text, whether to alert at nine)` that don't block time."""
    from icalendar import Alarm, Calendar, Event  # imported late: only feeds need it

    calendar = _with_properties(Calendar(), prodid=f"-//{_MAKER}//alerts//EN", version="2.0", x_wr_calname=name)
    for uid, day, title, text, notify in events:
        summary = reveal_invisible(title)
        event = _with_properties(
            Event(),
            uid=str(uid),
            dtstamp=_moment(day),
            dtstart=to_date(day),
            dtend=to_date(day + 1),
            summary=summary,
            description=reveal_invisible(text),
            transp="TRANSPARENT",
        )
        if notify:
            event.add_component(
                _with_properties(Alarm(), action="DISPLAY", description=summary, trigger=timedelta(hours=9))
            )
        calendar.add_component(event)
    return calendar.to_ical()


def _with_properties(component: Any, **properties: object) -> Any:
    for name, value in properties.items():
        component.add(name.replace("_", "-"), value)
    return component


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed.

    Attributes:
        id: the same each time, and unique among the entries of a member.
        kind: what it is about.
        day: the day of its date, days since 1970-01-01.
        title: one line.
        text: plain text, with empty lines between paragraphs.
    """

    id: str
    kind: str
    day: int
    title: str
    text: str


def alerts_atom(entries: Sequence[Alert | FeedEntry], whose: str, data_day: int) -> bytes:
    """Return alerts and digests as an Atom feed in UTF-8, newest first.

    IDs are `urn:uuid`; invisible characters are written as codes.

    Args:
        entries: the member's alerts, and other entries.
        whose: an opaque ID of the member; it can't be recovered from the feed.
        data_day: the last day of the member's data; used as the date of an empty feed.
    """
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    newest = max((item.day for item in entries), default=data_day)
    _entry(feed, _id(whose, "feed"), newest, _TITLE)
    _text(ET.SubElement(feed, "author"), "name", _MAKER)
    for item in sorted(entries, key=lambda item: (-item.day, item.id)):
        entry = ET.SubElement(feed, "entry")
        _entry(entry, _id(whose, item.id), item.day, item.title)
        if isinstance(item, Alert):
            _text(entry, "content", item.text).set("type", "text")
        else:
            _paragraphs(entry, item.text)
        ET.SubElement(entry, "category", {"term": item.kind})
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(parent: ET.Element, uid: UUID, day: int, title: str) -> None:
    """Add the elements that both a feed and an entry require."""
    _text(parent, "id", uid.urn)
    _text(parent, "title", title)
    _text(parent, "updated", _moment(day).isoformat().replace("+00:00", "Z"))


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = reveal_invisible(text)
    return element


def _paragraphs(entry: ET.Element, text: str) -> None:
    """Add the content as HTML: readers show plain text as one paragraph."""
    content = ET.SubElement(entry, "content", {"type": "html"})
    content.text = "".join(f"<p>{escape(reveal_invisible(paragraph))}</p>" for paragraph in text.strip().split("\n\n"))


def _id(whose: str, what: str) -> UUID:
    return uuid5(_IDS, f"{whose}\n{what}")


def _moment(day: int) -> datetime:
    """Return the first second of a day: feeds use no clock, so the same alerts give the same bytes."""
    return datetime.combine(to_date(day), time(), UTC)
