"""One reader a file: from the columns of a record to the fact that is kept; the text is looked at and let go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from openssi.activity.calendar import DAY_SECONDS, moment
from openssi.sources.archive.addresses import group_of, name_key, post_moments, profile_key
from openssi.sources.archive.facts import (
    Comment,
    Connection,
    Dated,
    Fact,
    Invitation,
    Message,
    Owner,
    Position,
    Post,
    ProfilePart,
    Reaction,
)
from openssi.sources.text import company_key, is_decision_maker, is_senior, substance

__all__ = ["READERS", "Columns", "Draft", "Make", "Reader", "Rows"]

Rows = list[list[str]]
Column = Callable[[Rows], list[str]]
#: Turns records into as many facts. A ValueError says that one of them is at fault; the caller finds out which.
Make = Callable[[Rows], list[Fact]]


class Draft(ValueError):
    """A record that the member never sent."""


class Columns:
    """The columns of a file by folded name, whichever of their historical names the file uses."""

    def __init__(self, at: Mapping[str, int]) -> None:
        self._at = at

    def __contains__(self, name: str) -> bool:
        return name in self._at

    def column(self, *names: str) -> Column:
        """A function from records to the texts of the first of these columns that is there; blank texts if none is."""
        at = next((self._at[name] for name in names if name in self._at), None)
        if at is None:
            return lambda rows: [""] * len(rows)
        return lambda rows: [row[at] for row in rows]

    def columns(self, *names: str) -> Callable[[Rows], Iterable[tuple[str, ...]]]:
        """The same for several columns, none of which has another name."""
        each = [self.column(name) for name in names]
        return lambda rows: zip(*(column(rows) for column in each), strict=True)


@dataclass(frozen=True, slots=True)
class Reader:
    """How one file of the archive is read.

    Attributes:
        title: the file's usual name.
        required: folded names of columns without which it is another file.
        known: folded names of all columns ever seen; others are reported.
        make: from the columns to a function that turns records into facts.
        escape: the character that escapes quotes, if quotes are not doubled.
        rejoin: whether surplus fields belong to the last column.
        unwrap: whether every line break inside a field stands between quotes of its own.
        own: whether each record is something that the member did, so that its day is a day active.
        planned: whether dates may lie in the future.
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


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _dated(*date_columns: str) -> Callable[[Columns], Make]:
    """A reader for records of which only the day matters."""

    def make(columns: Columns) -> Make:
        dates = columns.column(*date_columns)
        return lambda rows: _facts(Dated, map(moment, dates(rows)), _hashes(rows), [True] * len(rows))

    return make


def _facts(of: type[Fact], *columns: Iterable[object]) -> list[Fact]:
    """Facts from a column for each of their fields, without a call of our own for each: there are tens of thousands."""
    new = partial(tuple.__new__, of)  # pyright: ignore[reportUnknownMemberType] (it is typed for one type of element)
    return list(map(new, zip(*columns, strict=True)))


def _hashes(rows: Rows) -> Iterable[int]:
    return map(hash, map(tuple, rows))


def _hash_of(row: list[str]) -> int:
    return hash(tuple(row))


def _endorsement(columns: Columns) -> Make:
    dates, statuses = columns.column("endorsementdate"), columns.column("endorsementstatus", "displaystatus")
    return lambda rows: [
        Dated(moment(date), hash(tuple(row[:4])), _stands(status))
        for date, status, row in zip(dates(rows), statuses(rows), rows, strict=True)
    ]


def _recommendation(columns: Columns) -> Make:
    fields = columns.columns("creationdate", "status", "firstname", "lastname", "text")
    return lambda rows: [
        Dated(moment(date), hash((first, last, text)), status.strip().upper() in {"VISIBLE", ""})
        for date, status, first, last, text in fields(rows)
    ]


def _stands(status: str) -> bool:
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
    texts = [columns.column(*names) for names in (("date",), ("sharelink",), ("sharecommentary",), ("sharedurl",), ("mediaurl",))]
    return lambda rows: [_post(moment(date), *fields) for date, *fields in zip(*(column(rows) for column in texts), strict=True)]


_HASHTAG = re.compile(r"(?<![\w&/])#\w|\{hashtag\|")


def _post(at: int, link: str, text: str, shared: str, media: str) -> Post:
    made = post_moments(link)
    return Post(
        at,
        hash((at, link)),
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
    fields = columns.columns("date", "link", "message")
    return lambda rows: [
        Comment(moment(date), hash((date, link, text)), post_moments(link), substance(text), group_of(link))
        for date, link, text in fields(rows)
    ]


def _reaction(columns: Columns) -> Make:
    dates, links = columns.column("date"), columns.column("link")
    return lambda rows: _facts(Reaction, map(moment, dates(rows)), _hashes(rows), map(group_of, links(rows)))


def _connection(columns: Columns) -> Make:
    first, last = columns.column("firstname"), columns.column("lastname")
    addresses, companies = columns.column("url"), columns.column("company")
    titles, dates = columns.column("position"), columns.column("connectedon")

    def make(rows: Rows) -> list[Fact]:
        fields = (column(rows) for column in (dates, addresses, first, last, companies, titles))
        return [_connected(moment(date), *texts) for date, *texts in zip(*fields, strict=True)]

    return make


def _connected(at: int, url: str, first: str, last: str, company: str, title: str) -> Connection:
    key, name = profile_key(url), name_key(f"{first} {last}")
    return Connection(at, hash((at, key, name)), key, name, company_key(company), is_senior(title), is_decision_maker(title))


def _invitation(columns: Columns) -> Make:
    fields = columns.columns("sentat", "direction", "from", "to", "inviterprofileurl", "inviteeprofileurl")
    return lambda rows: [_invited(moment(date), *texts) for date, *texts in fields(rows)]


def _invited(at: int, direction: str, sender: str, receiver: str, inviter: str, invitee: str) -> Invitation:
    way = direction.strip().upper()
    if way not in {"OUTGOING", "INCOMING"}:
        raise ValueError("the direction is neither OUTGOING nor INCOMING")
    outgoing = way == "OUTGOING"
    own, other = (inviter, invitee) if outgoing else (invitee, inviter)
    name = name_key(receiver if outgoing else sender)
    return Invitation(at, hash((at, outgoing, name)), outgoing, profile_key(other), name, profile_key(own))


def _message(columns: Columns) -> Make:
    fields = [
        columns.column(name)
        for name in ("date", "conversationid", "from", "senderprofileurl", "recipientprofileurls", "to", "content")
    ]
    drafts = columns.column("ismessagedraft"), columns.column("isconversationdraft")
    directions = columns.column("direction") if "direction" in columns else None

    def make(rows: Rows) -> list[Fact]:
        # Column by column: there are more messages than all other records together.
        if not all(_SENT.issuperset(draft(rows)) for draft in drafts):
            raise Draft("a draft, never sent")
        dates, threads, names, senders, recipients, recipient_names, contents = (column(rows) for column in fields)
        moments = list(map(moment, dates))
        ways = [way.strip().upper() == "OUTGOING" for way in directions(rows)] if directions else [None] * len(rows)
        # Generations differ in ids and line breaks, and names change or go: none of these may tell two copies apart.
        starts = [content[:40].replace("\n", " ") for content in contents]
        identities = map(hash, zip([at // 60 for at in moments], starts, strict=True))
        who = threads, map(profile_key, senders), map(name_key, names), recipients, recipient_names
        return _facts(Message, moments, identities, *who, ways)

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

    def make(rows: Rows) -> list[Fact]:
        shown = zip(*(column(rows) for column in parts.values()), strict=True)
        return [
            Owner(None, _hash_of(row), name_key(f"{one} {other}"), frozenset(_named(parts, texts)), industry.strip())
            for row, one, other, texts, industry in zip(rows, first(rows), last(rows), shown, parts["industry"](rows), strict=True)
        ]

    return make


def _named(parts: Iterable[str], texts: Iterable[str]) -> Iterable[str]:
    return (part for part, text in zip(parts, texts, strict=True) if text.strip() not in _NOTHING)


def _position(columns: Columns) -> Make:
    fields = columns.columns("companyname", "title", "description", "startedon", "finishedon")
    return lambda rows: [
        Position(
            None,
            hash((company, title, began)),
            company_key(company),
            _month_day(began),
            not ended.strip(),
            bool(about.strip()),
        )
        for company, title, about, began, ended in fields(rows)
    ]


_YEAR = re.compile(r"\b(\d{4})\b")


def _month_day(text: str) -> int:
    """The first day of "Mar 2024" or "2024"; 0 where there is no date."""
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
    def make(_: Columns) -> Make:
        return lambda rows: [ProfilePart(None, _hash_of(row), frozenset((part,))) for row in rows]

    return make


_UPLOADED = re.compile(r"\bon (?:[A-Z][a-z]{2}, )?(?P<on>[A-Z][a-z]+ \d{1,2}, \d{4}(?: at \d{1,2}:\d\d ?[AP]M)?)")


def _rich_media(columns: Columns) -> Make:
    texts = columns.column("datetime", "date")
    return lambda rows: [
        Dated(_uploaded(text), _hash_of(row), "background" not in text and "profile cover" not in text)
        for text, row in zip(texts(rows), rows, strict=True)
    ]


def _uploaded(text: str) -> int:
    found = _UPLOADED.search(text)
    return moment(found["on"] if found else text)


def _event(columns: Columns) -> Make:
    fields = columns.columns("eventtime", "eventname", "status")
    return lambda rows: [
        Dated(moment(time.split(" - ", 1)[0]), hash((time, name)), status.strip().upper() == "APPROVED")
        for time, name, status in fields(rows)
    ]


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
) -> Reader:
    columns = _names(known) | _names(required)
    return Reader(title, tuple(required.split()), columns, make, escape, rejoin, unwrap, own, planned)


#: By role, how its file is read. The columns are those of `linkedin-formats`, every generation since 2018.
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
    "searchqueries": _reader("SearchQueries.csv", "time searchquery", "", _dated("time"), rejoin=True, own=True),
    "companyfollows": _reader("Company Follows.csv", "organization followedon", "", _dated("followedon"), own=True),
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
    "education": _reader("Education.csv", "schoolname", "startdate enddate notes degreename activities", _part("education")),
    "skills": _reader("Skills.csv", "name", "", _part("skill")),
}
