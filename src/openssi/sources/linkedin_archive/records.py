"""Turn the records of each file into facts, column by column. Text is read and not stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import attrgetter

from openssi.activity.calendar import DAY_SECONDS, moment
from openssi.sources.dates import month_start
from openssi.sources.keys import group_of, name_key, post_key, post_moments, profile_key, profile_keys
from openssi.sources.linkedin_archive.columns import Columns, Fields, Make, NotDoneError
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
from openssi.sources.linkedin_archive.wordings import PendingTexts
from openssi.sources.normalize import map_distinct, minutes, normalize_whitespace
from openssi.sources.protocol import Identify
from openssi.sources.tally import DRAFT, NOT_WATCHED
from openssi.sources.text import (
    NO_SKETCH,
    TEXT_READERS,
    Sketch,
    is_suggested_phrase,
    is_title_in_other_language,
    read_comment,
    sketch,
    wording,
)

__all__ = [
    "comments",
    "connections",
    "dated",
    "endorsements",
    "events",
    "instant_reposts",
    "invitations",
    "learning",
    "messages",
    "positions",
    "profile",
    "profile_part",
    "reactions",
    "recommendations",
    "rich_media",
    "searches",
    "shares",
]

_V1, _V2 = TEXT_READERS[1], TEXT_READERS[2]


def dated(date_column: str, *meaning: str, links: tuple[str, ...] = ()) -> Callable[[Columns], Make]:
    """Return a reader of records of which only the day matters.

    Args:
        date_column: the column with the date.
        meaning: the columns of words that tell records of one minute apart.
        links: the names, in order of preference, of the column with a link that tells them apart.
    """

    def make(columns: Columns) -> Make:
        dates, texts, link = columns.column(date_column), columns.columns(*meaning), columns.column(*links)

        def facts(fields: Fields) -> Facts:
            at = columns.moments(dates(fields))
            words = [map(normalize_whitespace, column) for column in texts(fields)]
            identities = columns.identities(minutes(at), map(post_key, link(fields)), *words)
            return _dated_facts(at, identities, [True] * len(at))

        return facts

    return make


def _dated_facts(at: Sequence[int], identities: Iterable[int], counts: Iterable[bool]) -> Facts:
    return Facts(Dated, (at, identities, counts, [()] * len(at), [False] * len(at)))


def learning(columns: Columns) -> Make:
    """Read courses and videos, on the day on which each was last watched."""
    names = ("contentlastwatcheddateifviewed", "contentlastwatcheddate")
    watched, completed = columns.column(*names), columns.column("contentcompletedatifcompleted", "contentcompletedat")
    titles = columns.column("contenttitle")

    def make(fields: Fields) -> Facts:
        dates = [
            first if first.strip() not in _NEVER else second
            for first, second in zip(watched(fields), completed(fields), strict=True)
        ]
        if any(text.strip() in _NEVER for text in dates):
            raise NotDoneError(NOT_WATCHED)
        at = columns.moments(dates)
        return _dated_facts(
            at, columns.identities(minutes(at), map(normalize_whitespace, titles(fields))), [True] * len(at)
        )

    return make


_NEVER = frozenset(("", "N/A", "n/a", "-"))


def searches(columns: Columns) -> Make:
    """Read searches. A search is its exact moment: LinkedIn writes many of them twice."""
    pick = columns.columns("time", "searchquery")
    first_of_day: dict[tuple[int, str], int] = {}

    def counts(at: int, identity: int, query: str) -> bool:
        """Return whether nobody could call it a click: it is not one letter, and the first of its kind on that day."""
        folded = query.casefold()
        is_letter = len(folded) == 1 and folded.isascii()
        return not is_letter and first_of_day.setdefault((at // DAY_SECONDS, folded), identity) == identity

    def make(fields: Fields) -> Facts:
        dates, texts = pick(fields)
        at, queries = columns.moments(dates), list(map(normalize_whitespace, texts))
        identities = list(columns.identities(minutes(at), queries))
        return _dated_facts(at, identities, map(counts, at, identities, queries))

    return make


def endorsements(columns: Columns) -> Make:
    """Read endorsements.

    Names and addresses of people change and older generations lack them: moment and skill tell them apart.
    """
    dates, skills = columns.column("endorsementdate"), columns.column("skillname")
    statuses = columns.column("endorsementstatus", "displaystatus")

    def make(fields: Fields) -> Facts:
        at = columns.moments(dates(fields))
        identities = columns.identities(minutes(at), map_distinct(normalize_whitespace, skills(fields)))
        return _dated_facts(at, identities, map(_is_valid, statuses(fields)))

    return make


def recommendations(columns: Columns) -> Make:
    """Read recommendations, with whether each is shown."""
    pick = columns.columns("creationdate", "status", "text")

    def make(fields: Fields) -> Facts:
        dates, statuses, texts = pick(fields)
        at = columns.moments(dates)
        visible = (status.strip().upper() in {"VISIBLE", ""} for status in statuses)
        return _dated_facts(at, columns.identities(minutes(at), map(normalize_whitespace, texts)), visible)

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


def shares(columns: Columns) -> Make:
    """Read posts and reposts with a text."""
    pick = columns.columns("date", "sharelink", "sharecommentary", "sharedurl", "mediaurl")
    sketched = columns.by_version(2, sketch, NO_SKETCH)

    def make(fields: Fields) -> Facts:
        dates, *others = pick(fields)
        at = columns.moments(dates)
        sketches = sketched(others[1])
        return Facts.of(list(map(partial(_post, columns.identity), at, *others, sketches)))

    return make


_HASHTAG = re.compile(r"(?<![\w&/])#\w|\{hashtag\|")


def _post(
    identity: Identify, at: int, link: str, text: str, shared: str, media: str, sketches: tuple[Sketch, Sketch]
) -> Post:
    made = post_moments(link)
    return Post(
        at,
        identity((post_key(link),) if made else (at // 60, link, normalize_whitespace(text))),
        made[0] if made else at * 1000,
        bool(text.strip()),
        group_of(link),
        len(text.split()),
        bool(media.strip()),
        bool(shared.strip()) or "://" in text,
        "?" in text or "？" in text,
        len(_HASHTAG.findall(text)),
        *sketches,
    )


def comments(columns: Columns) -> Make:
    """Read comments."""
    pick = columns.columns("date", "link", "message")
    first = columns.by_version(1, _V1.substance, 0)
    second, sketched = columns.by_version(2, read_comment, (0, True)), columns.by_version(2, sketch, NO_SKETCH)

    def make(fields: Fields) -> Facts:
        dates, links, texts = pick(fields)
        at = columns.moments(dates)
        identities = columns.identities(minutes(at), map(post_key, links), map(normalize_whitespace, texts))
        recent = columns.recent(at, texts)
        substances, known = first(recent), list(second(recent))
        about = identities, map(post_moments, links), substances, map(group_of, links)
        unread, sketches = [not is_read for _, is_read in known], list(sketched(recent))
        read_2 = [substance for substance, _ in known], [words for words, _ in sketches], unread
        return Facts(Comment, (at, *about, *read_2, [sentences for _, sentences in sketches]))

    return make


def instant_reposts(columns: Columns) -> Make:
    """Read reposts of one click."""
    dates, link = columns.column("date"), columns.column("link", "sharelink")

    def make(fields: Fields) -> Facts:
        at, links = columns.moments(dates(fields)), link(fields)
        identities = columns.identities(minutes(at), map(post_key, links))
        return Facts(Dated, (at, identities, [True] * len(at), map(post_moments, links), [False] * len(at)))

    return make


def reactions(columns: Columns) -> Make:
    """Read reactions."""
    pick = columns.columns("date", "type", "link")

    def make(fields: Fields) -> Facts:
        dates, types, links = pick(fields)
        at = columns.moments(dates)
        identities = columns.identities(minutes(at), map_distinct(normalize_whitespace, types), map(post_key, links))
        return Facts(Reaction, (at, identities, map(group_of, links)))

    return make


def connections(columns: Columns) -> Make:
    """Read connections."""
    pick = columns.columns("connectedon", "url", "firstname", "lastname", "company", "position")
    for_version_2 = _V2.is_senior, _V2.is_decision_maker, is_title_in_other_language
    second = [columns.by_version(2, read, blank=False) for read in for_version_2]

    def make(fields: Fields) -> Facts:
        dates, urls, first, last, companies, titles = pick(fields)
        at, keys, names = columns.moments(dates), list(map(profile_key, urls)), list(map(_full_name, first, last))
        by_version_1 = map(_V1.is_senior, titles), map(_V1.is_decision_maker, titles)
        titled: list[Iterable[bool]] = [*by_version_1, *(read(titles) for read in second)]
        return Facts(
            Connection, (at, columns.identities(at, keys, names), keys, names, map(_V1.company_key, companies), *titled)
        )

    return make


def _full_name(first: str, last: str) -> str:
    return name_key(f"{first} {last}")


def invitations(columns: Columns) -> Make:
    """Read invitations, sent and received."""
    pick = columns.columns("sentat", "direction", "from", "to", "inviterprofileurl", "inviteeprofileurl")

    def make(fields: Fields) -> Facts:
        dates, *texts = pick(fields)
        return Facts.of(list(map(partial(_invited, columns.identity), columns.moments(dates), *texts)))

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
    return Invitation(at, identity((at // 60, outgoing, name)), outgoing, profile_key(other), name, profile_key(own))


class _Envelopes(dict[tuple[str, ...], Envelope]):
    """The envelope of a message by the fields that make it up: every message of a conversation repeats the same few."""

    def __missing__(self, written: tuple[str, ...]) -> Envelope:
        thread, sender_name, sender, recipients, recipient_names, *way = written
        made = self[written] = Envelope(
            thread,
            profile_key(sender),
            name_key(sender_name),
            profile_keys(recipients),
            "" if _are_closed(recipients, recipient_names) else recipient_names,
            way[0].strip().upper() == "OUTGOING" if way else None,
        )
        return made


def _are_closed(recipients: str, names: str) -> bool:
    """Return whether a message went to a closed account: all are called "LinkedIn Member", and none has an address."""
    return not recipients.strip() and "linkedin" in names.casefold()


def messages(columns: Columns) -> Make:
    """Read messages without drafts, whose text is only looked at; a connection's text isn't needed."""
    pick = columns.columns(
        "date", "content", "conversationid", "from", "senderprofileurl", "recipientprofileurls", "to"
    )
    pick_drafts = columns.columns(*(name for name in ("ismessagedraft", "isconversationdraft") if name in columns))
    pick_way = columns.columns(*(name for name in ("direction",) if name in columns))
    are_suggested = columns.by_version(2, is_suggested_phrase, blank=False)
    connected = columns.connected
    is_pending = columns.finished and 2 in columns.text_readers
    pending, worded = PendingTexts(), columns.by_version(2, wording, 0)

    def make(fields: Fields) -> Facts:
        if not all(_SENT.issuperset(_folded(set(texts))) for texts in pick_drafts(fields)):
            raise NotDoneError(f"{DRAFT}, never sent")
        dates, contents, *outside = pick(fields)
        at = columns.moments(dates)
        # Generations differ in IDs and line breaks, and names change or vanish: none of these may make two copies
        # different.
        starts = (normalize_whitespace(content[:200])[:40] for content in contents)
        # A conversation's messages follow one another, so a block hardly needs the envelopes of the one before.
        inside = list(map(_Envelopes().__getitem__, zip(*outside, *pick_way(fields), strict=True)))
        own = ["" if sender in connected else text for sender, text in zip(map(_sender, inside), contents, strict=True)]
        others = ["" if text else content for text, content in zip(own, contents, strict=True)] if is_pending else ()
        wordings = pending(own, others) if is_pending else worded(own)
        return Facts(Message, (at, columns.identities(minutes(at), starts), inside, are_suggested(own), wordings))

    return make


def _folded(texts: Iterable[str]) -> Iterable[str]:
    return (text.strip().casefold() for text in texts)


_sender = attrgetter("sender")
#: No, as LinkedIn writes it and as spreadsheets of several languages save it again.
_SENT = frozenset(("no", "false", "falsch", "faux", "falso", "onwaar", "fałsz", "falskt", "falsk", "yanlış", ""))
_NOTHING = frozenset(("", "-", "[]"))


def profile(columns: Columns) -> Make:
    """Read the member's name, and which parts of the profile are filled in."""
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
        words = (map(normalize_whitespace, column(fields)) for column in (last, *parts.values()))
        identities = columns.identities(list(map(normalize_whitespace, first(fields))), *words)
        return Facts(Owner, ([None] * len(fields[0]), identities, names, filled, industries))

    return make


def _filled(parts: Iterable[str], texts: Iterable[str]) -> Iterable[str]:
    return (part for part, text in zip(parts, texts, strict=True) if text.strip() not in _NOTHING)


def positions(columns: Columns) -> Make:
    """Read the member's jobs."""
    pick = columns.columns("companyname", "title", "description", "startedon", "finishedon")
    return lambda fields: Facts.of(
        [
            Position(
                None,
                columns.identity((*map(normalize_whitespace, (company, title)), month_start(began))),
                _V1.company_key(company),
                month_start(began),
                not ended.strip(),
                bool(about.strip()),
            )
            for company, title, about, began, ended in zip(*pick(fields), strict=True)
        ]
    )


def profile_part(part: str, *meaning: str) -> Callable[[Columns], Make]:
    """Return a reader of the rows that fill in one part of the profile; `meaning` are columns that tell rows apart."""

    def make(columns: Columns) -> Make:
        shown, pick = frozenset((part,)), columns.columns(*meaning)

        def facts(fields: Fields) -> Facts:
            cells = [list(map(normalize_whitespace, column)) for column in pick(fields)]
            identities = columns.identities(*cells)
            return Facts.of([ProfilePart(None, identity, shown) for identity in identities])

        return facts

    return make


_UPLOADED = re.compile(r"\bon (?:[A-Z][a-z]{2}, )?(?P<on>[A-Z][a-z]+ \d{1,2}, \d{4}(?: at \d{1,2}:\d\d ?[AP]M)?)")


def rich_media(columns: Columns) -> Make:
    """Read uploads of photos and other media."""
    texts = columns.column("datetime", "date")
    return lambda fields: Facts.of(
        [
            Dated(
                _uploaded(text),
                columns.identity((normalize_whitespace(text),)),
                "background" not in text and "profile cover" not in text,
                photo="profile photo" in text.lower(),
            )
            for text in texts(fields)
        ]
    )


def _uploaded(text: str) -> int:
    match = _UPLOADED.search(text)
    return moment(match["on"] if match else text)


def events(columns: Columns) -> Make:
    """Read events, which may lie in the future."""
    pick = columns.columns("eventtime", "eventname", "status")

    def make(fields: Fields) -> Facts:
        times, names, statuses = pick(fields)
        at = [moment(time.split(" - ", 1)[0]) for time in times]
        identities = columns.identities(list(map(normalize_whitespace, times)), map(normalize_whitespace, names))
        return _dated_facts(at, identities, [status.strip().upper() == "APPROVED" for status in statuses])

    return make
