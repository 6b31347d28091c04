"""One reader a file: from the columns of a record to the fact that is kept; the text is looked at and let go."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

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

__all__ = ["READERS", "Columns", "Draft", "Make", "Reader"]

Make = Callable[[list[str]], Fact]


class Draft(ValueError):  # noqa: N818 (no error of ours: it tells why a record is left out)
    """A record that the member never sent."""


class Columns:
    """Where each column stands, by folded name, whichever of its historical names the file uses."""

    def __init__(self, at: Mapping[str, int]) -> None:
        self._at = at

    def find(self, *names: str) -> int | None:
        """The place of the first of these columns that is there."""
        return next((self._at[name] for name in names if name in self._at), None)

    def text(self, *names: str) -> Callable[[list[str]], str]:
        """A function from a record to that column's text; "" where the column is missing."""
        at = self.find(*names)
        return _blank if at is None else lambda row: row[at]


def _blank(_: list[str]) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one file of the archive is read.

    Attributes:
        title: the file's usual name.
        required: folded names of columns without which it is another file.
        known: folded names of all columns ever seen; others are reported.
        make: from the columns to a function that turns a record into a fact.
        escape: the character that escapes quotes, if quotes are not doubled.
        rejoin: whether surplus fields belong to the last column.
        own: whether each record is something that the member did, so that its day is a day active.
        planned: whether dates may lie in the future.
    """

    title: str
    required: tuple[str, ...]
    known: frozenset[str]
    make: Callable[[Columns], Make]
    escape: str | None = None
    rejoin: bool = False
    own: bool = False
    planned: bool = False
    notes: tuple[str, ...] = field(default=())


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _dated(*date_columns: str) -> Callable[[Columns], Make]:
    """A reader for records of which only the day matters."""

    def make(columns: Columns) -> Make:
        at = columns.text(*date_columns)
        return lambda row: Dated(moment(at(row)), hash(tuple(row)))

    return make


def _endorsement(columns: Columns) -> Make:
    at = columns.text("endorsementdate")
    status = columns.text("endorsementstatus", "displaystatus")
    return lambda row: Dated(moment(at(row)), hash(tuple(row[:4])), _stands(status(row)))


def _recommendation(columns: Columns) -> Make:
    at, status, text = columns.text("creationdate"), columns.text("status"), columns.text("text")
    first, last = columns.text("firstname"), columns.text("lastname")
    return lambda row: Dated(
        moment(at(row)), hash((first(row), last(row), text(row))), status(row).strip().upper() in {"VISIBLE", ""}
    )


def _stands(status: str) -> bool:
    return status.strip().upper() not in {"PENDING", "HIDDEN", "DECLINED", "REJECTED", "DELETED", "NOT_DISPLAYED", "IGNORED"}


def _share(columns: Columns) -> Make:
    at, link = columns.text("date"), columns.text("sharelink")
    words = columns.text("sharecommentary")

    def make(row: list[str]) -> Post:
        seconds, address = moment(at(row)), link(row)
        text = words(row)
        made = post_moments(address)
        # Every line break in the text is wrapped in quotes; only whether words remain matters here.
        own_words = bool(text.replace('"', "").strip())
        return Post(seconds, hash((seconds, address)), made[0] if made else seconds * 1000, own_words, group_of(address))

    return make


def _comment(columns: Columns) -> Make:
    at, link, words = columns.text("date"), columns.text("link"), columns.text("message")

    def make(row: list[str]) -> Comment:
        seconds, address, text = moment(at(row)), link(row), words(row)
        return Comment(seconds, hash((seconds, address, text)), post_moments(address), substance(text), group_of(address))

    return make


def _reaction(columns: Columns) -> Make:
    at, link = columns.text("date"), columns.text("link")

    def make(row: list[str]) -> Reaction:
        address = link(row)
        return Reaction(moment(at(row)), hash(tuple(row)), group_of(address))

    return make


def _connection(columns: Columns) -> Make:
    first, last = columns.text("firstname", "vorname"), columns.text("lastname", "nachname")
    address, company = columns.text("url"), columns.text("company", "unternehmen")
    title, at = columns.text("position"), columns.text("connectedon", "verbundenam")

    def make(row: list[str]) -> Connection:
        name = name_key(f"{first(row)} {last(row)}")
        key, position = profile_key(address(row)), title(row)
        seconds = moment(at(row))
        return Connection(
            seconds, hash((seconds, key, name)), key, name, company_key(company(row)),
            is_senior(position), is_decision_maker(position),
        )

    return make


def _invitation(columns: Columns) -> Make:
    sender, receiver = columns.text("from"), columns.text("to")
    at, direction = columns.text("sentat"), columns.text("direction")
    inviter, invitee = columns.text("inviterprofileurl"), columns.text("inviteeprofileurl")

    def make(row: list[str]) -> Invitation:
        way = direction(row).strip().upper()
        if way not in {"OUTGOING", "INCOMING"}:
            raise ValueError("the direction is neither OUTGOING nor INCOMING")
        outgoing = way == "OUTGOING"
        own, other = (inviter(row), invitee(row)) if outgoing else (invitee(row), inviter(row))
        name = name_key(receiver(row) if outgoing else sender(row))
        seconds = moment(at(row))
        return Invitation(
            seconds, hash((seconds, outgoing, name)), outgoing, profile_key(other), name, profile_key(own)
        )

    return make


def _message(columns: Columns) -> Make:
    conversation, at, content = columns.text("conversationid"), columns.text("date"), columns.text("content")
    sender, sender_name = columns.text("senderprofileurl"), columns.text("from")
    recipients, recipient_names = columns.text("recipientprofileurls"), columns.text("to")
    direction = columns.text("direction")
    drafts = tuple(
        place for place in (columns.find("ismessagedraft"), columns.find("isconversationdraft")) if place is not None
    )
    directed = columns.find("direction") is not None

    def make(row: list[str]) -> Message:
        for place in drafts:
            if row[place] not in _NO and row[place].strip().lower() in {"yes", "true"}:
                raise Draft("a draft, never sent")
        seconds, thread, name = moment(at(row)), conversation(row), sender_name(row)
        return Message(
            seconds, hash((seconds, thread, name, content(row))), thread, profile_key(sender(row)), name_key(name),
            recipients(row), recipient_names(row),
            direction(row).strip().upper() == "OUTGOING" if directed else None,
        )

    return make


_NO = frozenset(("No", ""))
_SUPPLEMENT = frozenset(("", "-", "[]"))


def _profile(columns: Columns) -> Make:
    first, last = columns.text("firstname"), columns.text("lastname")
    parts = {
        part: columns.text(*names)
        for part, names in {
            "headline": ("headline",),
            "summary": ("summary",),
            "industry": ("industry",),
            "location": ("geolocation", "location", "address"),
            "website": ("websites",),
        }.items()
    }

    def make(row: list[str]) -> Owner:
        there = frozenset(part for part, text in parts.items() if text(row).strip() not in _SUPPLEMENT)
        return Owner(None, hash(tuple(row)), name_key(f"{first(row)} {last(row)}"), there)

    return make


def _position(columns: Columns) -> Make:
    company, described = columns.text("companyname"), columns.text("description")
    began, ended = columns.text("startedon"), columns.text("finishedon")

    def make(row: list[str]) -> Position:
        return Position(
            None, hash((company(row), row[1], began(row))), company_key(company(row)), _month_day(began(row)),
            not ended(row).strip(), bool(described(row).strip()),
        )

    return make


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
        return lambda row: ProfilePart(None, hash(tuple(row)), frozenset((part,)))

    return make


_UPLOADED = re.compile(r"\bon (?:[A-Z][a-z]{2}, )?(?P<on>[A-Z][a-z]+ \d{1,2}, \d{4}(?: at \d{1,2}:\d\d ?[AP]M)?)")


def _rich_media(columns: Columns) -> Make:
    at = columns.text("datetime", "date")

    def make(row: list[str]) -> Dated:
        found = _UPLOADED.search(at(row))
        seconds = moment(found["on"] if found else at(row))
        return Dated(seconds, hash(tuple(row)), "background" not in at(row) and "profile cover" not in at(row))

    return make


def _event(columns: Columns) -> Make:
    at, status = columns.text("eventtime"), columns.text("status")

    def make(row: list[str]) -> Dated:
        begins = at(row).split(" - ", 1)[0]
        return Dated(moment(begins), hash(tuple(row)), status(row).strip().upper() == "APPROVED")

    return make


def _reader(title: str, required: str, known: str, make: Callable[[Columns], Make], **options: bool | str) -> Reader:
    needs: Sequence[str] = required.split()
    return Reader(title, tuple(needs), _names(known) | _names(required), make, **options)  # pyright: ignore[reportArgumentType] (checked by the dataclass)


#: By role, how its file is read. The columns are those of `linkedin-formats`, every generation since 2018.
READERS: dict[str, Reader] = {
    "shares": _reader(
        "Shares.csv", "date sharelink",
        "sharecommentary sharedurl mediaurl visibility sharetitle sharedescription type", _share, own=True,
    ),
    "instantreposts": _reader("InstantReposts.csv", "date", "link sharelink", _dated("date"), own=True),
    "comments": _reader("Comments.csv", "date link message", "", _comment, escape="\\", own=True),
    "reactions": _reader("Reactions.csv", "date type link", "", _reaction, own=True),
    "votes": _reader("Votes.csv", "date link", "optiontext", _dated("date"), own=True),
    "memberfollows": _reader("Member_Follows.csv", "date", "status fullname", _dated("date"), own=True),
    "hashtagfollows": _reader("Hashtag_Follows.csv", "hashtag createdtime", "lastmodifiedtime state", _dated("createdtime"), own=True),
    "saveditems": _reader("Saved_Items.csv", "saveditem createdtime", "", _dated("createdtime"), own=True),
    "searchqueries": _reader("SearchQueries.csv", "time searchquery", "", _dated("time"), rejoin=True, own=True),
    "companyfollows": _reader("Company Follows.csv", "organization followedon", "", _dated("followedon"), own=True),
    "richmedia": _reader("Rich_Media.csv", "datetime", "mediadescription medialink", _rich_media, own=True),
    "events": _reader("Events.csv", "eventname eventtime", "status externalurl", _event, planned=True),
    "connections": _reader(
        "Connections.csv", "connectedon", "firstname lastname url emailaddress company position", _connection,
    ),
    "invitations": _reader(
        "Invitations.csv", "from to sentat direction", "message inviterprofileurl inviteeprofileurl", _invitation,
    ),
    "messages": _reader(
        "messages.csv", "from to date content",
        "conversationid conversationtitle senderprofileurl recipientprofileurls subject folder attachments "
        "ismessagedraft isconversationdraft direction", _message,
    ),
    "endorsementreceivedinfo": _reader(
        "Endorsement_Received_Info.csv", "endorsementdate skillname",
        "endorserfirstname endorserlastname endorserpublicurl endorsementstatus displaystatus", _endorsement,
    ),
    "endorsementgiveninfo": _reader(
        "Endorsement_Given_Info.csv", "endorsementdate skillname",
        "endorseefirstname endorseelastname endorseepublicurl endorsementstatus displaystatus", _endorsement, own=True,
    ),
    "recommendationsreceived": _reader(
        "Recommendations_Received.csv", "text creationdate", "firstname lastname company jobtitle status", _recommendation,
    ),
    "recommendationsgiven": _reader(
        "Recommendations_Given.csv", "text creationdate", "firstname lastname company jobtitle status", _recommendation, own=True,
    ),
    "profile": _reader(
        "Profile.csv", "firstname lastname headline",
        "maidenname address birthdate contactinstructions summary industry country zipcode geolocation "
        "twitterhandles websites instantmessengers", _profile,
    ),
    "positions": _reader("Positions.csv", "companyname title", "description location startedon finishedon", _position),
    "education": _reader("Education.csv", "schoolname", "startdate enddate notes degreename activities", _part("education")),
    "skills": _reader("Skills.csv", "name", "", _part("skill")),
}
