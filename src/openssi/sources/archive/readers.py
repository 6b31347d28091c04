"""One reader a file: from the columns of a record to the fact that is kept; the text is looked at and let go."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter

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

    def __contains__(self, name: str) -> bool:
        return name in self._at

    def place(self, *names: str) -> int:
        """The place of the first of these columns that is there; the last place, which is always empty, if none is."""
        return next((self._at[name] for name in names if name in self._at), -1)


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
        at = columns.place(*date_columns)
        return lambda row: Dated(moment(row[at]), hash(tuple(row)))

    return make


def _endorsement(columns: Columns) -> Make:
    at = columns.place("endorsementdate")
    status = columns.place("endorsementstatus", "displaystatus")
    return lambda row: Dated(moment(row[at]), hash(tuple(row[:4])), _stands(row[status]))


def _recommendation(columns: Columns) -> Make:
    at, status, text = columns.place("creationdate"), columns.place("status"), columns.place("text")
    first, last = columns.place("firstname"), columns.place("lastname")
    return lambda row: Dated(
        moment(row[at]), hash((row[first], row[last], row[text])), row[status].strip().upper() in {"VISIBLE", ""}
    )


def _stands(status: str) -> bool:
    return status.strip().upper() not in {"PENDING", "HIDDEN", "DECLINED", "REJECTED", "DELETED", "NOT_DISPLAYED", "IGNORED"}


def _share(columns: Columns) -> Make:
    at, link, words = columns.place("date"), columns.place("sharelink"), columns.place("sharecommentary")

    def make(row: list[str]) -> Post:
        seconds, address = moment(row[at]), row[link]
        made = post_moments(address)
        return Post(
            seconds,
            hash((seconds, address)),
            made[0] if made else seconds * 1000,
            bool(row[words].strip()),
            group_of(address),
        )

    return make


def _comment(columns: Columns) -> Make:
    at, link, words = columns.place("date"), columns.place("link"), columns.place("message")

    def make(row: list[str]) -> Comment:
        seconds, address, text = moment(row[at]), row[link], row[words]
        return Comment(seconds, hash((seconds, address, text)), post_moments(address), substance(text), group_of(address))

    return make


def _reaction(columns: Columns) -> Make:
    at, link = columns.place("date"), columns.place("link")
    return lambda row: Reaction(moment(row[at]), hash(tuple(row)), group_of(row[link]))


def _connection(columns: Columns) -> Make:
    first, last = columns.place("firstname", "vorname"), columns.place("lastname", "nachname")
    address, company = columns.place("url"), columns.place("company", "unternehmen")
    title, at = columns.place("position"), columns.place("connectedon", "verbundenam")

    def make(row: list[str]) -> Connection:
        name, key, position = name_key(f"{row[first]} {row[last]}"), profile_key(row[address]), row[title]
        seconds = moment(row[at])
        employer, senior, decides = company_key(row[company]), is_senior(position), is_decision_maker(position)
        return Connection(seconds, hash((seconds, key, name)), key, name, employer, senior, decides)

    return make


def _invitation(columns: Columns) -> Make:
    sender, receiver = columns.place("from"), columns.place("to")
    at, direction = columns.place("sentat"), columns.place("direction")
    inviter, invitee = columns.place("inviterprofileurl"), columns.place("inviteeprofileurl")

    def make(row: list[str]) -> Invitation:
        way = row[direction].strip().upper()
        if way not in {"OUTGOING", "INCOMING"}:
            raise ValueError("the direction is neither OUTGOING nor INCOMING")
        outgoing = way == "OUTGOING"
        own, other = (row[inviter], row[invitee]) if outgoing else (row[invitee], row[inviter])
        name = name_key(row[receiver] if outgoing else row[sender])
        seconds = moment(row[at])
        return Invitation(seconds, hash((seconds, outgoing, name)), outgoing, profile_key(other), name, profile_key(own))

    return make


def _message(columns: Columns) -> Make:
    get = itemgetter(
        columns.place("ismessagedraft"),
        columns.place("isconversationdraft"),
        columns.place("date"),
        columns.place("conversationid"),
        columns.place("from"),
        columns.place("senderprofileurl"),
        columns.place("recipientprofileurls"),
        columns.place("to"),
        columns.place("content"),
        columns.place("direction"),
    )
    directed = "direction" in columns
    known: dict[str, str] = {}
    same = known.setdefault  # equal texts become one: fifty thousand messages share a few thousand names

    def make(row: list[str]) -> Message:
        draft, draft_conversation, at, thread, name, address, recipients, recipient_names, content, direction = get(row)
        if draft[:1] in _YES or draft_conversation[:1] in _YES:
            raise Draft("a draft, never sent")
        seconds = moment(at)
        return Message(
            seconds,
            # Older generations have no conversation's id and flatten line breaks: neither may tell two copies apart.
            hash((seconds // 60, name, content[:40].replace("\n", " "))),
            same(thread, thread),
            profile_key(address),
            name_key(name),
            same(recipients, recipients),
            same(recipient_names, recipient_names),
            direction.strip().upper() == "OUTGOING" if directed else None,
        )

    return make


_YES = frozenset("YyTt1")
_NOTHING = frozenset(("", "-", "[]"))


def _profile(columns: Columns) -> Make:
    first, last = columns.place("firstname"), columns.place("lastname")
    parts = {
        "headline": columns.place("headline"),
        "summary": columns.place("summary"),
        "industry": columns.place("industry"),
        "location": columns.place("geolocation", "location", "address"),
        "website": columns.place("websites"),
    }

    def make(row: list[str]) -> Owner:
        there = frozenset(part for part, place in parts.items() if row[place].strip() not in _NOTHING)
        return Owner(None, hash(tuple(row)), name_key(f"{row[first]} {row[last]}"), there)

    return make


def _position(columns: Columns) -> Make:
    company, title, described = columns.place("companyname"), columns.place("title"), columns.place("description")
    began, ended = columns.place("startedon"), columns.place("finishedon")

    def make(row: list[str]) -> Position:
        identity = hash((row[company], row[title], row[began]))
        current, description = not row[ended].strip(), bool(row[described].strip())
        return Position(None, identity, company_key(row[company]), _month_day(row[began]), current, description)

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
    at = columns.place("datetime", "date")

    def make(row: list[str]) -> Dated:
        text = row[at]
        found = _UPLOADED.search(text)
        is_cover = "background" in text or "profile cover" in text
        return Dated(moment(found["on"] if found else text), hash(tuple(row)), not is_cover)

    return make


def _event(columns: Columns) -> Make:
    at, status = columns.place("eventtime"), columns.place("status")

    def make(row: list[str]) -> Dated:
        begins = row[at].split(" - ", 1)[0]
        return Dated(moment(begins), hash(tuple(row)), row[status].strip().upper() == "APPROVED")

    return make


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
        "Shares.csv", "date sharelink",
        "sharecommentary sharedurl mediaurl visibility sharetitle sharedescription type", _share, unwrap=True, own=True,
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
