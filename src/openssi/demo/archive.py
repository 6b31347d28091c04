"""Write a story as LinkedIn's data archive: one encoder per file, and the zip."""

from __future__ import annotations

import html
import os
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from openssi.demo import dialects as to
from openssi.demo.decoys import decoy_files
from openssi.demo.earlier import as_earlier
from openssi.demo.people import OWNER
from openssi.demo.profile import profile_files
from openssi.demo.records import (
    Article,
    Connection,
    Conversation,
    Dated,
    Invitation,
    Message,
    Reaction,
    Share,
    Story,
    Urn,
)
from openssi.demo.seller import as_seller, seller_of
from openssi.demo.story import tell

__all__ = ["LAST_DAY", "MESSAGE_COLUMNS", "PREAMBLE", "archive_files", "write_archive"]

LAST_DAY = date(2026, 6, 30)
_EARLIER = 4
PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    "You will only see email addresses for connections who have allowed their connections to see or download their "
    "email address using this setting https://www.linkedin.com/psettings/privacy/email. "
    'You can learn more here https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)
MESSAGE_COLUMNS = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
    "IS CONVERSATION DRAFT",
)


def write_archive(folder: Path, *, seed: int = 1, last_day: date = LAST_DAY) -> Path:
    """Invent a seller and write the archive into the folder; the same arguments give the same bytes.

    Every fourth seller's archive has the form of 2021 to March 2024.
    """
    name = f"Complete_LinkedInDataExport_{last_day:%m-%d-%Y}.zip"
    files = archive_files(tell(seed, last_day))
    form = files if seed % _EARLIER else as_earlier(files)
    content = _zipped(as_seller(form, seller_of(seed)), last_day)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    handle, temporary = tempfile.mkstemp(prefix=".demo-", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    return target


def archive_files(story: Story) -> dict[str, bytes]:
    """Return every file of the archive, sorted by name."""
    files = profile_files(story) | decoy_files(story) | _network_files(story) | _feed_files(story)
    files["messages.csv"] = to.all_quoted(
        MESSAGE_COLUMNS, [row for item in story.conversations for row in _conversation(item)]
    )
    files["SearchQueries.csv"] = to.half_twice(
        to.bare("Time,Search Query", [(to.slashed(item.at), *item.fields) for item in story.searches])
    )
    files["Events.csv"] = to.doubled(
        "Event Name,Event Time,Status,External Url", [_event(item) for item in story.events]
    )
    return dict(sorted(files.items()))


def _network_files(story: Story) -> dict[str, bytes]:
    network = story.network
    connections = to.doubled(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        [_connection(item) for item in network.connections],
    )
    return {
        "Connections.csv": PREAMBLE.encode() + to.open_ended(connections),
        "Invitations.csv": _invitations(story),
        "Company Follows.csv": to.open_ended(
            to.doubled(
                "Organization,Followed On", [(*item.fields, to.unix_date(item.at)) for item in network.company_follows]
            )
        ),
        "Member_Follows.csv": to.doubled(
            "Date,Status,FullName", [(to.stamp(item.at), *item.fields) for item in network.member_follows]
        ),
    }


def _feed_files(story: Story) -> dict[str, bytes]:
    """Return the files of the feed; those of the newer generation have the member's ID in their names."""
    feed, member = story.feed, story.member_id
    files = {
        f"Shares_{member}.csv": to.doubled(
            "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
            list(chain.from_iterable(map(_share, range(len(feed.shares)), feed.shares))),
        ),
        f"Comments_{member}.csv": to.backslashed(
            "Date,Link,Message", [(to.stamp(item.at), to.feed_url(item.urn), item.text) for item in feed.comments]
        ),
        f"Reactions_{member}.csv": to.doubled("Date,Type,Link", [_reaction(item) for item in feed.reactions]),
        f"InstantReposts_{member}.csv": to.doubled(
            "Date,Link", [(to.stamp(item.at), to.feed_url(item.urn)) for item in feed.reposts]
        ),
        "Votes.csv": to.doubled(
            "Date,Link,OptionText", [(to.stamp(item.at), _activity(item), item.fields[1]) for item in feed.votes]
        ),
        "Saved_Items.csv": to.doubled(
            "savedItem,CreatedTime", [(_activity(item), to.stamp(item.at)) for item in feed.saved]
        ),
        "Rich_Media.csv": to.doubled(
            "Date/Time,Media Description,Media Link", [_upload(item) for item in (*feed.media, *_profile_photo(story))]
        ),
    }
    return files | {_article_name(item): _article(item) for item in feed.articles}


# ---------------------------------------------------------------- rows


def _connection(one: Connection) -> tuple[str, ...]:
    person, day = one.person, to.day_name(one.day)
    if person is None:
        return ("", "", "", "", "", "", day)
    return (person.first, person.last, to.profile_url(person.slug), person.email, person.company, person.title, day)


def _has_extras(story: Story) -> bool:
    """Return whether a seller has what only some archives have: a profile photo, and URNs in Invitations."""
    return story.member_id % 2 == 1


def _profile_photo(story: Story) -> list[Dated]:
    if not _has_extras(story):
        return []
    return [Dated(story.feed.media[-1].at - timedelta(days=1), ("profile photo", "", "https://media.example/photo"))]


def _invitations(story: Story) -> bytes:
    header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
    rows = [_invitation(one) for one in story.network.invitations]
    if _has_extras(story):
        header += ",inviterProfileUrn,inviteeProfileUrn"
        rows = [(*row, f"urn:li:person:{row[5][-8:]}", f"urn:li:person:{row[6][-8:]}") for row in rows]
    return to.doubled(header, rows)


def _invitation(one: Invitation) -> tuple[str, ...]:
    contact = (one.person.name, to.profile_url(one.person.slug))
    owner = (OWNER.name, to.profile_url(OWNER.slug))
    inviter, invitee = (owner, contact) if one.outgoing else (contact, owner)
    direction = "OUTGOING" if one.outgoing else "INCOMING"
    return (inviter[0], invitee[0], to.pacific(one.at), one.note, direction, inviter[1], invitee[1])


def _share(number: int, one: Share) -> list[tuple[str, ...]]:
    """Return the rows of a post: one for each photo, and some posts have two."""
    photos = [one.media, f"{one.media}-2"] if one.media and number % 3 == 0 else [one.media]
    before = (to.stamp(one.at), to.feed_url(one.urn), to.wrapped(one.text), one.link)
    return [(*before, photo, "MEMBER_NETWORK") for photo in photos]


def _reaction(one: Reaction) -> tuple[str, ...]:
    return (to.stamp(one.at), one.kind, to.feed_url(one.urn, one.comment))


def _activity(one: Dated) -> str:
    return to.feed_url(Urn("activity", int(one.fields[0])))


def _upload(one: Dated) -> tuple[str, ...]:
    kind, description, link = one.fields
    return (f"You uploaded a {kind} on {to.upload_time(one.at)}", description, link)


def _event(one: Dated) -> tuple[str, ...]:
    name, hours, status = one.fields
    end = one.at + timedelta(hours=int(hours))
    return (name, f"{to.event_time(one.at)} - {to.event_time(end)}", status, "")


def _conversation(one: Conversation) -> list[tuple[str, ...]]:
    """Return the messages, newest first; in a conversation of drafts only, each row says so."""
    unsent = all(message.draft for message in one.messages)
    return [_message(one, message, unsent=unsent) for message in reversed(one.messages)]


def _message(thread: Conversation, one: Message, *, unsent: bool) -> tuple[str, ...]:
    names = ",".join(side.name for side in one.recipients)
    addresses = ",".join(url for url in (to.profile_url(side.slug) for side in one.recipients) if url)
    sender = (one.sender.name, to.profile_url(one.sender.slug))
    flags = ("Yes" if one.draft else "No", "Yes" if unsent else "No")
    return (
        thread.key,
        thread.title,
        *sender,
        names,
        addresses,
        to.stamp_utc(one.at),
        one.subject,
        one.text,
        one.folder,
        one.attachment,
        *flags,
    )


# ---------------------------------------------------------------- articles


def _article_name(one: Article) -> str:
    """Return the file name: published articles by their address, drafts by time and title."""
    if one.published:
        return f"Articles/Articles/{one.slug}.html"
    return f"Articles/Articles/{to.stamp(one.created)}.0-{one.title}.html"


def _article(one: Article) -> bytes:
    title = html.escape(one.title)
    created, published = (to.stamp(at)[:16] for at in (one.created, one.published))
    dates = f'  <p class="created">Created on {created}</p>\n' if one.dated or not published else ""
    dates += f'  <p class="published">Published on {published}</p>\n' if one.dated and published else ""
    body = "".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in one.paragraphs)
    link = f"https://www.linkedin.com/pulse/{one.slug}"
    page = (
        f"<!DOCTYPE html>\n<html>\n<head>\n  <title>{title}</title>\n</head>\n<body>\n"
        f'  <h1><a href="{link}">{title}</a></h1>\n{dates}  <div>{body}</div>\n</body>\n</html>\n'
    )
    return page.encode()


# ---------------------------------------------------------------- the zip


def _zipped(files: dict[str, bytes], day: date) -> bytes:
    """Return a zip, stored and not deflated, with fixed times, so that the bytes are the same on every machine."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # as on Unix, also when written elsewhere
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
