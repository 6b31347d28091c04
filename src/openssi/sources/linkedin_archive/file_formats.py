"""The format of each file of the archive, in every generation since 2018: its columns, its quirks, what reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from openssi.sources.linkedin_archive import records
from openssi.sources.linkedin_archive.columns import Columns, Make
from openssi.sources.linkedin_archive.facts import Facts
from openssi.sources.linkedin_archive.wordings import hash_answers

__all__ = ["COLUMNS", "FILE_FORMATS", "FileColumns", "FileFormat"]


class FileFormat(NamedTuple):
    """What LinkedIn writes into one file of the archive, and how it is read.

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
        pacific: whether its times are by the clock of the US Pacific zone.
        window_days: how many days up to the export it covers; 0 if it covers everything.
        rolling: whether it covers only the days from its first record on, or those of the year before the export.
        repeats: whether equal records are real repeats; if not, LinkedIn writes records several times.
        continues: whether a row that does not begin with a date belongs to the record before.
        ends_open: whether LinkedIn writes the file without a final line end.
        placeholder: folded columns of a file that LinkedIn puts in its place, without data.
        row_limits: numbers of rows at which LinkedIn may have cut it: it then covers only the days from its first
            record on.
        finish: what remains to be done with the facts of a whole file.
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
    pacific: bool = False
    window_days: int = 0
    rolling: bool = False
    row_limits: tuple[int, ...] = ()
    repeats: bool = True
    continues: bool = False
    ends_open: bool = False
    placeholder: frozenset[str] = frozenset()
    finish: Callable[[Facts], None] | None = None


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _format(title: str, required: str, known: str, make: Callable[[Columns], Make], **how: Any) -> FileFormat:
    return FileFormat(title, tuple(required.split()), _names(known) | _names(required), make, **how)


#: By role, how its file is read: the columns of every generation since 2018.
FILE_FORMATS: dict[str, FileFormat] = {
    "shares": _format(
        "Shares.csv",
        "date sharelink sharecommentary",
        "sharedurl mediaurl visibility sharetitle sharedescription type",
        records.shares,
        unwrap=True,
        own=True,
        repeats=False,
    ),
    "instantreposts": _format("InstantReposts.csv", "date", "link sharelink", records.instant_reposts, own=True),
    "comments": _format(
        "Comments.csv", "date link message", "", records.comments, escape="\\", own=True, continues=True
    ),
    "reactions": _format("Reactions.csv", "date type link", "", records.reactions, own=True),
    "votes": _format(
        "Votes.csv", "date link", "optiontext", records.dated("date", "optiontext", links=("link",)), own=True
    ),
    "memberfollows": _format(
        "Member_Follows.csv", "date", "status fullname", records.dated("date", "fullname", "status"), own=True
    ),
    "hashtagfollows": _format(
        "Hashtag_Follows.csv",
        "hashtag createdtime",
        "lastmodifiedtime state",
        records.dated("createdtime", "hashtag"),
        own=True,
    ),
    "saveditems": _format(
        "Saved_Items.csv", "saveditem createdtime", "", records.dated("createdtime", links=("saveditem",)), own=True
    ),
    "searchqueries": _format(
        "SearchQueries.csv",
        "time searchquery",
        "",
        records.searches,
        rejoin=True,
        own=True,
        rolling=True,
        repeats=False,
    ),
    "companyfollows": _format(
        "Company Follows.csv",
        "organization followedon",
        "",
        records.dated("followedon"),
        own=True,
        row_limits=(99, 199),
        ends_open=True,
    ),
    "richmedia": _format(
        "Rich_Media.csv",
        "datetime",
        "mediadescription medialink",
        records.rich_media,
        own=True,
        placeholder=frozenset(("type", "link")),
    ),
    "learning": _format(
        "Learning.csv",
        "contenttitle",
        "contentdescription contenttype contentlastwatcheddateifviewed contentlastwatcheddate "
        "contentcompletedatifcompleted "
        "contentcompletedat contentsaved notestakenonvideosiftaken",
        records.learning,
        own=True,
    ),
    "events": _format("Events.csv", "eventname eventtime status", "externalurl", records.events, planned=True),
    "connections": _format(
        "Connections.csv",
        "connectedon",
        "firstname lastname url emailaddress company position",
        records.connections,
        ends_open=True,
    ),
    "invitations": _format(
        "Invitations.csv",
        "from to sentat direction",
        "message inviterprofileurl inviteeprofileurl inviterprofileurn inviteeprofileurn",
        records.invitations,
        pacific=True,
        window_days=180,
    ),
    "messages": _format(
        "messages.csv",
        "from to date content",
        "conversationid conversationtitle senderprofileurl recipientprofileurls subject folder attachments "
        "ismessagedraft isconversationdraft direction",
        records.messages,
        finish=hash_answers,
    ),
    "endorsementreceivedinfo": _format(
        "Endorsement_Received_Info.csv",
        "endorsementdate skillname",
        "endorserfirstname endorserlastname endorserpublicurl endorsementstatus displaystatus",
        records.endorsements,
    ),
    "endorsementgiveninfo": _format(
        "Endorsement_Given_Info.csv",
        "endorsementdate skillname",
        "endorseefirstname endorseelastname endorseepublicurl endorsementstatus displaystatus",
        records.endorsements,
        own=True,
    ),
    "recommendationsreceived": _format(
        "Recommendations_Received.csv",
        "text creationdate",
        "firstname lastname company jobtitle status",
        records.recommendations,
        pacific=True,
    ),
    "recommendationsgiven": _format(
        "Recommendations_Given.csv",
        "text creationdate",
        "firstname lastname company jobtitle status",
        records.recommendations,
        pacific=True,
        own=True,
    ),
    "profile": _format(
        "Profile.csv",
        "firstname lastname headline",
        "maidenname address birthdate contactinstructions summary industry country zipcode geolocation "
        "twitterhandles websites instantmessengers",
        records.profile,
    ),
    "positions": _format(
        "Positions.csv", "companyname title", "description location startedon finishedon", records.positions
    ),
    "education": _format(
        "Education.csv",
        "schoolname",
        "startdate enddate notes degreename activities",
        records.profile_part("education", "schoolname", "degreename"),
    ),
    "skills": _format("Skills.csv", "name", "", records.profile_part("skill", "name")),
}


class FileColumns(NamedTuple):
    """Columns of which a file has at least one in every generation; some kinds aren't known without them.

    Attributes:
        role: the role of the file.
        columns: their folded names.
        title: what to call them.
    """

    role: str
    columns: frozenset[str]
    title: str

    @property
    def note(self) -> str:
        """What a report notes of a file that has none of them."""
        return f"{self.title} is missing"


#: What a kind may need besides whole files, by a name of its own. Users delete such columns before they share a file.
COLUMNS = {
    "connections/position": FileColumns("connections", _names("position"), "the column Position of Connections.csv"),
    "connections/company": FileColumns("connections", _names("company"), "the column Company of Connections.csv"),
    "connections/people": FileColumns(
        "connections", _names("url firstname lastname"), "a column of names or addresses in Connections.csv"
    ),
}
