"""Write connections, invitations, messages and endorsements as LinkedIn's files."""

from __future__ import annotations

from collections.abc import Sequence

from tests.archives import dialects as d
from tests.archives import layout as lay
from tests.archives.facts import CLOSED, Conversation, Endorsement, Message, Person, Profile, Recommendation, World
from tests.archives.files_content import Files, parts, spread
from tests.archives.layout import Layout

PREAMBLE = (
    b'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    b"You will only see email addresses for connections who have allowed their connections to see or download "
    b"their email address using this setting https://www.linkedin.com/psettings/privacy/email. "
    b'You can learn more here https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)
DRAFT_COLUMNS = ("IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")
_MESSAGES_2022 = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
)
_MESSAGES_2024 = (*_MESSAGES_2022[:5], "RECIPIENT PROFILE URLS", *_MESSAGES_2022[5:])


def people_files(world: World, layout: Layout) -> Files:
    return {
        **_connections(world, layout),
        **_invitations(world, layout),
        **message_files(world, layout),
        **_endorsements(world, layout),
        **_recommendations(world, layout),
    }


def _connections(world: World, layout: Layout) -> Files:
    newest = sorted(world.connections, key=lambda one: one.at, reverse=True)
    url = ("URL",) if layout.has_addresses else ()
    header = ("First Name", "Last Name", *url, "Email Address", "Company", "Position", "Connected On")
    rows: list[d.Row] = []
    for one in newest:
        who = Person("", "", "") if one.person == CLOSED else one.person
        address = (d.profile_url(who.address),) if layout.has_addresses else ()
        if layout.generation == "2018":
            day = d.american(one.at)
        else:
            day = f"{one.at:%d-%b-%y}" if layout.resaved else d.calendar_day(one.at)
        rows.append((who.first, who.last, *address, one.email, who.company, who.title, day))
    preamble = b"" if layout.generation == "2018" or layout.resaved else PREAMBLE
    form = d.spreadsheet if layout.resaved else d.plain
    return {name: preamble + form([header, *part]) for name, part in parts(layout, "Connections", rows)}


def _invitations(world: World, layout: Layout) -> Files:
    newest = sorted(lay.invitations(world), key=lambda one: one.at, reverse=True)
    me = world.profile
    rows: list[d.Row] = []
    for one in newest:
        other = d.loose_url(d.address_of(one.person, one.changed))
        own = d.profile_url(me.address)
        first, second = ((me.name, own), (one.person.name, other))
        if not one.outgoing:
            first, second = second, first
        urls = (first[1], second[1]) if layout.has_addresses else ()
        direction = "OUTGOING" if one.outgoing else "INCOMING"
        rows.append((first[0], second[0], d.american(one.at), one.note, direction, *urls))
    urls = ("inviterProfileUrl", "inviteeProfileUrl") if layout.has_addresses else ()
    return spread(layout, "Invitations", ("From", "To", "Sent At", "Message", "Direction", *urls), rows)


def message_files(world: World, layout: Layout) -> Files:
    rows = message_rows(world, layout)
    return spread(layout, "messages", message_header(layout), rows, every=layout.generation.startswith("2026"))


def message_header(layout: Layout) -> tuple[str, ...]:
    return {
        "2018": ("From", "To", "Date", "Subject", "Content", "Direction", "Folder"),
        "2022": _MESSAGES_2022,
        "2024": _MESSAGES_2024,
        "2026": (*_MESSAGES_2024, "ATTACHMENTS"),
        "2026-suffix": (*_MESSAGES_2024, "ATTACHMENTS", *DRAFT_COLUMNS),
    }[layout.generation]


def message_rows(world: World, layout: Layout) -> list[d.Row]:
    """Conversation by conversation, the newest message first in both."""
    kept = sorted(lay.conversations(world, layout), key=lambda one: one[1][-1].at, reverse=True)
    return [_message(world.profile, layout, talk, line) for talk, lines in kept for line in reversed(lines)]


def _message(me: Profile, layout: Layout, talk: Conversation, line: Message) -> d.Row:
    own = me.old_address if line.old_own_address and me.old_address else me.address
    member = (me.name, d.profile_url(own))
    others = [(one.name, d.loose_url(d.address_of(one, talk.changed))) for one in talk.others]
    if line.sender is None:
        sender, receivers = member, others
    else:
        sender = (line.sender.name, d.loose_url(d.address_of(line.sender, talk.changed)))
        receivers = [member, *(one for one in others if one != sender)]
    names = ",".join(one[0] for one in receivers)
    urls = ",".join(one[1] for one in receivers if one[1])
    text = line.text
    if layout.generation == "2018":
        direction = "OUTGOING" if line.sender is None else "INCOMING"
        return (sender[0], names, d.stamp_utc(line.at), line.subject, text, direction, talk.folder)
    if layout.generation == "2024":
        text = text.replace("\r\n", " ").replace("\n", " ")
    to = (names,) if layout.generation == "2022" else (names, urls)
    row = (talk.id, talk.title, *sender, *to, d.stamp_utc(line.at), line.subject, text, talk.folder)
    if layout.generation == "2026":
        return (*row, "")
    if layout.generation == "2026-suffix":
        return (*row, "", "Yes" if line.draft else "No", "Yes" if talk.draft else "No")
    return row


def _endorsements(world: World, layout: Layout) -> Files:
    made: Files = {}
    received = [_received(one, layout) for one in world.endorsements_received]
    names = ("Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name")
    if layout.old_endorsements:
        for name, part in parts(layout, "Endorsement_Received_Info", received):
            made[name] = d.legacy([(*names, "Display Status"), *part])
    else:
        url = ("Endorser Public Url",) if layout.has_addresses else ()
        made.update(spread(layout, "Endorsement_Received_Info", (*names, *url, "Endorsement Status"), received))
    header = (
        "Endorsement Date",
        "Skill Name",
        "Endorsee First Name",
        "Endorsee Last Name",
        "Endorsee Public Url",
        "Endorsement Status",
    )
    given = [_given(one) for one in world.endorsements_given]
    made.update(spread(layout, "Endorsement_Given_Info", header, given))
    return made


def _received(one: Endorsement, layout: Layout) -> d.Row:
    """The old file shows or hides; the younger one accepts or leaves pending."""
    row = (d.slashed_utc(one.at), one.skill, one.person.first, one.person.last)
    if layout.old_endorsements:
        return (*row, "SHOWN" if one.accepted else "HIDDEN")
    url = (_bare_url(one.person),) if layout.has_addresses else ()
    return (*row, *url, "ACCEPTED" if one.accepted else "PENDING")


def _given(one: Endorsement) -> d.Row:
    status = "ACCEPTED" if one.accepted else "PENDING"
    return (d.slashed_utc(one.at), one.skill, one.person.first, one.person.last, _bare_url(one.person), status)


def _bare_url(person: Person) -> str:
    return d.profile_url(person.address).removeprefix("https://")


def _recommendations(world: World, layout: Layout) -> Files:
    header = ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status")

    def rows(all_of: Sequence[Recommendation], hidden: str) -> list[d.Row]:
        return [
            (
                x.person.first,
                x.person.last,
                x.person.company,
                x.person.title,
                x.text,
                d.american(x.at, padded=True),
                "VISIBLE" if x.visible else hidden,
            )
            for x in all_of
        ]

    return {
        **spread(layout, "Recommendations_Received", header, rows(world.recommendations_received, "PENDING")),
        **spread(layout, "Recommendations_Given", header, rows(world.recommendations_given, "")),
    }
