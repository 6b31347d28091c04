"""One reader for each file: from the columns of its records to facts. Text is read and not stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from openssi.activity.calendar import DAY_SECONDS, moment, moments
from openssi.sources.linkedin_archive.facts import (
    Comment,
    Connection,
    Dated,
    Envelope,
    Facts,
    Invitation,
    Message,
    Owner,
    Position,
    Post,
    ProfilePart,
    Reaction,
)
from openssi.sources.links import group_of, name_key, post_moments, profile_key, profile_keys
from openssi.sources.protocol import Identify
from openssi.sources.text import company_key, is_decision_maker, is_senior, substance

__all__ = ["READERS", "Columns", "Draft", "Fields", "Make", "Reader"]

#: Records in columns. Working on whole columns is what makes reading a hundred thousand records fast.
Fields = Sequence[Sequence[str]]
Column = Callable[[Fields], Sequence[str]]
#: Turns records into as many facts. A ValueError means that one of them is faulty; the caller finds out which.
Make = Callable[[Fields], Facts]


class Draft(ValueError):
    """A record that the member never sent."""


class Columns:
    """The columns of a file by folded name, whichever of their historical names the file uses."""

    def __init__(self, at: Mapping[str, int], identity: Identify) -> None:
        self._at = at
        self.identity = identity

    def __contains__(self, name: str) -> bool:
        return name in self._at

    def column(self, *names: str) -> Column:
        """Return a function that picks the first of these columns that the file has; blank texts if it has none."""
        at = next((self._at[name] for name in names if name in self._at), None)
        return _blank if at is None else itemgetter(at)

    def columns(self, *names: str) -> Callable[[Fields], list[Sequence[str]]]:
        """Return a function that picks several columns."""
        each = [self.column(name) for name in names]
        return lambda fields: [column(fields) for column in each]

    def identities(self, fields: Fields, *columns: Iterable[object]) -> Iterable[int]:
        """Return the hash of these columns of each record, or of all columns if none is named."""
        return map(self.identity, zip(*(columns or fields), strict=True))


def _blank(fields: Fields) -> Sequence[str]:
    return ("",) * len(fields[0])


class Reader(NamedTuple):
    """How one file of the archive is read.

    Attributes:
        title: the file's usual name.
        required: folded names of the columns that it must have.
        known: folded names of all columns ever seen; others are reported.
        make: from the columns to a function that turns records into facts.
        escape: the character that escapes quotes, if quotes are not doubled.
        rejoin: whether surplus fields belong to the last column.
        unwrap: whether every line break inside a field has quotes of its own around it.
        own: whether each record is something that the member did, so that its day is a day active.
        planned: whether dates may lie in the future.
        window_days: how many days up to the export it covers; 0 if it covers everything.
        rolling: whether it covers only the days from its first record on.
        row_limits: with so many rows, LinkedIn may have cut it: it then covers only the days from its first record on.
    """

    title: str
    required: tuple[str, ...]
    known: frozenset[str]
    make: Callable[[Columns], Make]
    escape: str | None = None
    rejoin: bool = False
    unwrap: bool = False
    own: bool = False
    planned: bool = False
    window_days: int = 0
    rolling: bool = False
    row_limits: tuple[int, ...] = ()


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _dated(*date_columns: str) -> Callable[[Columns], Make]:
    """Return a reader of records of which only the day matters."""

    def make(columns: Columns) -> Make:
        dates = columns.column(*date_columns)
        return lambda fields: Facts(
            Dated, (moments(dates(fields)), columns.identities(fields), [True] * len(fields[0]))
        )

    return make


def _endorsement(columns: Columns) -> Make:
    dates, statuses = columns.column("endorsementdate"), columns.column("endorsementstatus", "displaystatus")
    return lambda fields: Facts(
        Dated, (moments(dates(fields)), columns.identities(fields, *fields[:4]), map(_is_valid, statuses(fields)))
    )


def _recommendation(columns: Columns) -> Make:
    pick = columns.columns("creationdate", "status", "firstname", "lastname", "text")

    def make(fields: Fields) -> Facts:
        dates, statuses, *who_and_what = pick(fields)
        visible = (status.strip().upper() in {"VISIBLE", ""} for status in statuses)
        return Facts(Dated, (moments(dates), columns.identities(fields, *who_and_what), visible))

    return make


def _is_valid(status: str) -> bool:
    return status.strip().upper() not in {
        "PENDING",
        "HIDDEN",
        "DECLINED",
        "REJECTED",
        "DELETED",
        "NOT_DISPLAYED",
        "IGNORED",
    }


def _share(columns: Columns) -> Make:
    pick = columns.columns("date", "sharelink", "sharecommentary", "sharedurl", "mediaurl")

    def make(fields: Fields) -> Facts:
        dates, *others = pick(fields)
        return Facts.of(list(map(partial(_post, columns.identity), moments(dates), *others)))

    return make


_HASHTAG = re.compile(r"(?<![\w&/])#\w|\{hashtag\|")


def _post(identity: Identify, at: int, link: str, text: str, shared: str, media: str) -> Post:
    made = post_moments(link)
    return Post(
        at,
        identity((at, link)),
        made[0] if made else at * 1000,
        bool(text.strip()),
        group_of(link),
        len(text.split()),
        bool(media.strip()),
        bool(shared.strip()) or "://" in text,
        "?" in text or "？" in text,
        len(_HASHTAG.findall(text)),
    )


def _comment(columns: Columns) -> Make:
    pick = columns.columns("date", "link", "message")

    def make(fields: Fields) -> Facts:
        dates, links, texts = pick(fields)
        identities = columns.identities(fields, dates, links, texts)
        substances = map(substance, texts)
        return Facts(Comment, (moments(dates), identities, map(post_moments, links), substances, map(group_of, links)))

    return make


def _reaction(columns: Columns) -> Make:
    pick = columns.columns("date", "link")

    def make(fields: Fields) -> Facts:
        dates, links = pick(fields)
        return Facts(Reaction, (moments(dates), columns.identities(fields), map(group_of, links)))

    return make


def _connection(columns: Columns) -> Make:
    pick = columns.columns("connectedon", "url", "firstname", "lastname", "company", "position")

    def make(fields: Fields) -> Facts:
        dates, urls, first, last, companies, titles = pick(fields)
        at, keys, names = moments(dates), list(map(profile_key, urls)), list(map(_full_name, first, last))
        what = map(company_key, companies), map(is_senior, titles), map(is_decision_maker, titles)
        return Facts(Connection, (at, columns.identities(fields, at, keys, names), keys, names, *what))

    return make


def _full_name(first: str, last: str) -> str:
    return name_key(f"{first} {last}")


def _invitation(columns: Columns) -> Make:
    pick = columns.columns("sentat", "direction", "from", "to", "inviterprofileurl", "inviteeprofileurl")

    def make(fields: Fields) -> Facts:
        dates, *texts = pick(fields)
        return Facts.of(list(map(partial(_invited, columns.identity), moments(dates), *texts)))

    return make


def _invited(
    identity: Identify, at: int, direction: str, sender: str, receiver: str, inviter: str, invitee: str
) -> Invitation:
    way = direction.strip().upper()
    if way not in {"OUTGOING", "INCOMING"}:
        raise ValueError("the direction is neither OUTGOING nor INCOMING")
    outgoing = way == "OUTGOING"
    own, other = (inviter, invitee) if outgoing else (invitee, inviter)
    name = name_key(receiver if outgoing else sender)
    return Invitation(at, identity((at, outgoing, name)), outgoing, profile_key(other), name, profile_key(own))


class _Envelopes(dict[tuple[str, ...], Envelope]):
    """The envelope of a message by the fields that make it up: every message of a conversation repeats the same few."""

    def __missing__(self, written: tuple[str, ...]) -> Envelope:
        thread, sender_name, sender, recipients, recipient_names, *way = written
        made = self[written] = Envelope(
            thread,
            profile_key(sender),
            name_key(sender_name),
            profile_keys(recipients),
            recipient_names,
            way[0].strip().upper() == "OUTGOING" if way else None,
        )
        return made


def _message(columns: Columns) -> Make:
    pick = columns.columns(
        "date", "content", "conversationid", "from", "senderprofileurl", "recipientprofileurls", "to"
    )
    pick_drafts = columns.columns(*(name for name in ("ismessagedraft", "isconversationdraft") if name in columns))
    pick_way = columns.columns(*(name for name in ("direction",) if name in columns))
    envelopes = _Envelopes()

    def make(fields: Fields) -> Facts:
        if not all(map(_SENT.issuperset, pick_drafts(fields))):
            raise Draft("a draft, never sent")
        dates, contents, *outside = pick(fields)
        at = moments(dates)
        # Generations differ in IDs and line breaks, and names change or vanish: none of these may make two copies different.
        minutes, starts = (moment // 60 for moment in at), (content[:40].replace("\n", " ") for content in contents)
        inside = map(envelopes.__getitem__, zip(*outside, *pick_way(fields), strict=True))
        return Facts(Message, (at, columns.identities(fields, minutes, starts), inside))

    return make


_SENT = frozenset(("No", "NO", "no", "False", "false", ""))
_NOTHING = frozenset(("", "-", "[]"))


def _profile(columns: Columns) -> Make:
    first, last = columns.column("firstname"), columns.column("lastname")
    parts = {
        "headline": columns.column("headline"),
        "summary": columns.column("summary"),
        "industry": columns.column("industry"),
        "location": columns.column("geolocation", "location", "address"),
        "website": columns.column("websites"),
    }

    def make(fields: Fields) -> Facts:
        shown = zip(*(column(fields) for column in parts.values()), strict=True)
        names = map(_full_name, first(fields), last(fields))
        filled = (frozenset(_filled(parts, texts)) for texts in shown)
        industries = (industry.strip() for industry in parts["industry"](fields))
        return Facts(Owner, ([None] * len(fields[0]), columns.identities(fields), names, filled, industries))

    return make


def _filled(parts: Iterable[str], texts: Iterable[str]) -> Iterable[str]:
    return (part for part, text in zip(parts, texts, strict=True) if text.strip() not in _NOTHING)


def _position(columns: Columns) -> Make:
    pick = columns.columns("companyname", "title", "description", "startedon", "finishedon")
    return lambda fields: Facts.of(
        [
            Position(
                None,
                columns.identity((company, title, began)),
                company_key(company),
                _month_day(began),
                not ended.strip(),
                bool(about.strip()),
            )
            for company, title, about, began, ended in zip(*pick(fields), strict=True)
        ]
    )


_YEAR = re.compile(r"\b(\d{4})\b")


def _month_day(text: str) -> int:
    """Return the first day of "Mar 2024" or "2024"; 0 if there is no date."""
    text = text.strip()
    year = _YEAR.search(text)
    if year is None:
        return 0
    for form in (f"1 {text}", f"1 Jan {year.group(1)}"):
        try:
            return moment(form) // DAY_SECONDS
        except ValueError:
            continue
    return 0


def _part(part: str) -> Callable[[Columns], Make]:
    def make(columns: Columns) -> Make:
        shown = frozenset((part,))
        return lambda fields: Facts.of([ProfilePart(None, identity, shown) for identity in columns.identities(fields)])

    return make


_UPLOADED = re.compile(r"\bon (?:[A-Z][a-z]{2}, )?(?P<on>[A-Z][a-z]+ \d{1,2}, \d{4}(?: at \d{1,2}:\d\d ?[AP]M)?)")


def _rich_media(columns: Columns) -> Make:
    texts = columns.column("datetime", "date")
    return lambda fields: Facts.of(
        [
            Dated(_uploaded(text), identity, "background" not in text and "profile cover" not in text)
            for text, identity in zip(texts(fields), columns.identities(fields), strict=True)
        ]
    )


def _uploaded(text: str) -> int:
    found = _UPLOADED.search(text)
    return moment(found["on"] if found else text)


def _event(columns: Columns) -> Make:
    pick = columns.columns("eventtime", "eventname", "status")
    return lambda fields: Facts.of(
        [
            Dated(moment(time.split(" - ", 1)[0]), columns.identity((time, name)), status.strip().upper() == "APPROVED")
            for time, name, status in zip(*pick(fields), strict=True)
        ]
    )


def _reader(
    title: str,
    required: str,
    known: str,
    make: Callable[[Columns], Make],
    *,
    escape: str | None = None,
    rejoin: bool = False,
    unwrap: bool = False,
    own: bool = False,
    planned: bool = False,
    window_days: int = 0,
    rolling: bool = False,
    row_limits: tuple[int, ...] = (),
) -> Reader:
    columns = _names(known) | _names(required)
    return Reader(
        title,
        tuple(required.split()),
        columns,
        make,
        escape,
        rejoin,
        unwrap,
        own,
        planned,
        window_days,
        rolling,
        row_limits,
    )


#: By role, how its file is read: the columns of every generation since 2018.
READERS: dict[str, Reader] = {
    "shares": _reader(
        "Shares.csv",
        "date sharelink",
        "sharecommentary sharedurl mediaurl visibility sharetitle sharedescription type",
        _share,
        unwrap=True,
        own=True,
    ),
    "instantreposts": _reader("InstantReposts.csv", "date", "link sharelink", _dated("date"), own=True),
    "comments": _reader("Comments.csv", "date link message", "", _comment, escape="\\", own=True),
    "reactions": _reader("Reactions.csv", "date type link", "", _reaction, own=True),
    "votes": _reader("Votes.csv", "date link", "optiontext", _dated("date"), own=True),
    "memberfollows": _reader("Member_Follows.csv", "date", "status fullname", _dated("date"), own=True),
    "hashtagfollows": _reader(
        "Hashtag_Follows.csv", "hashtag createdtime", "lastmodifiedtime state", _dated("createdtime"), own=True
    ),
    "saveditems": _reader("Saved_Items.csv", "saveditem createdtime", "", _dated("createdtime"), own=True),
    "searchqueries": _reader(
        "SearchQueries.csv", "time searchquery", "", _dated("time"), rejoin=True, own=True, rolling=True
    ),
    "companyfollows": _reader(
        "Company Follows.csv", "organization followedon", "", _dated("followedon"), own=True, row_limits=(99,)
    ),
    "richmedia": _reader("Rich_Media.csv", "datetime", "mediadescription medialink", _rich_media, own=True),
    "events": _reader("Events.csv", "eventname eventtime", "status externalurl", _event, planned=True),
    "connections": _reader(
        "Connections.csv",
        "connectedon",
        "firstname lastname url emailaddress company position",
        _connection,
    ),
    "invitations": _reader(
        "Invitations.csv",
        "from to sentat direction",
        "message inviterprofileurl inviteeprofileurl",
        _invitation,
        window_days=180,
    ),
    "messages": _reader(
        "messages.csv",
        "from to date content",
        "conversationid conversationtitle senderprofileurl recipientprofileurls subject folder attachments "
        "ismessagedraft isconversationdraft direction",
        _message,
    ),
    "endorsementreceivedinfo": _reader(
        "Endorsement_Received_Info.csv",
        "endorsementdate skillname",
        "endorserfirstname endorserlastname endorserpublicurl endorsementstatus displaystatus",
        _endorsement,
    ),
    "endorsementgiveninfo": _reader(
        "Endorsement_Given_Info.csv",
        "endorsementdate skillname",
        "endorseefirstname endorseelastname endorseepublicurl endorsementstatus displaystatus",
        _endorsement,
        own=True,
    ),
    "recommendationsreceived": _reader(
        "Recommendations_Received.csv",
        "text creationdate",
        "firstname lastname company jobtitle status",
        _recommendation,
    ),
    "recommendationsgiven": _reader(
        "Recommendations_Given.csv",
        "text creationdate",
        "firstname lastname company jobtitle status",
        _recommendation,
        own=True,
    ),
    "profile": _reader(
        "Profile.csv",
        "firstname lastname headline",
        "maidenname address birthdate contactinstructions summary industry country zipcode geolocation "
        "twitterhandles websites instantmessengers",
        _profile,
    ),
    "positions": _reader("Positions.csv", "companyname title", "description location startedon finishedon", _position),
    "education": _reader(
        "Education.csv", "schoolname", "startdate enddate notes degreename activities", _part("education")
    ),
    "skills": _reader("Skills.csv", "name", "", _part("skill")),
}
