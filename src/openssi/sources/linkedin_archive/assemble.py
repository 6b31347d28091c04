"""From facts to daily activity: the joins between files, and what the files cover. `docs/counting.md` says the same in words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import NamedTuple, TypeVar

from openssi.activity import Activity, Coverage, daily_rows
from openssi.activity import Post as PublishedPost
from openssi.activity.calendar import DAY_SECONDS, day_of, iso, zone_day
from openssi.sources.linkedin_archive.catalogue import ARTICLE
from openssi.sources.linkedin_archive.conversations import Messages, People, conversations_of, exchanges, outreach
from openssi.sources.linkedin_archive.facts import Dated, Fact, Facts, Invitation, Owner, Position, Post
from openssi.sources.linkedin_archive.readers import READERS

__all__ = ["PROFILE_ROLES", "Snapshot", "Spans", "assemble"]

#: Roles that describe the member on the day of the export, instead of what was done on a day.
PROFILE_ROLES = ("profile", "positions", "education", "skills")

_SAME_POST_MS = 2_000  # a share and its activity are made less than 2 s apart; nothing lies between 2 s and 60 s
_INVITATION_DAYS = 180
_FOLLOWS_CAP = 99  # two archives have exactly this many rows: a suspected cap
_PART = 100_000  # of a complete profile
_SKILLS_WANTED = 5

Events = dict[str, list[tuple[int, int, int]]]
#: By role, how many of its records each day has.
Days = Mapping[str, Counter[int]]
T = TypeVar("T", bound=Fact)


class Snapshot(NamedTuple):
    """The member's profile on the last day of one archive: facts by profile role."""

    day: int
    facts: Mapping[str, Facts]


@dataclass(slots=True)
class Spans:
    """Of one archive: its last day, the day in its name (0 if none), the roles that could not be read, and for each role
    that could be, the first day and the number of records."""

    last_day: int
    exported: int = 0
    unread: set[str] = field(default_factory=set[str])
    roles: dict[str, tuple[int | None, int]] = field(default_factory=dict[str, tuple[int | None, int]])


def assemble(facts: Mapping[str, Facts], snapshots: list[Snapshot], spans: list[Spans], time_zone: str) -> Activity:
    """One member's daily activity.

    Args:
        facts: by role, the merged facts.
        snapshots: the profile as each archive has it, newest first.
        spans: what each archive covers, newest first.
        time_zone: the zone whose calendar days are the days active.
    """
    invitations, connections = _of(facts, "invitations", Invitation), facts.get("connections", Facts())
    told_apart = conversations_of(
        facts.get("messages", Facts()), (invitation.own_address for invitation in invitations), _owner_name(snapshots)
    )
    events: Events = {}
    days = _days(facts)
    _publishing(facts, days, events)
    _engaging(facts, days, events)
    _network(connections, days, snapshots, events)
    _vouching(facts, events)
    people = People.of(connections)
    _invitations(invitations, people, events)
    messages = told_apart or Messages([], [], [], [])
    _messages(messages, people, events)
    written = list(compress(messages.at, messages.own))
    events["active_day"] = [(day, day, 1) for day in _active_days(facts, days, written, time_zone)]
    coverage, reasons = _coverage(spans, facts, told_apart=told_apart is not None)
    return Activity(
        rows={kind: daily_rows(found) for kind, found in events.items()},
        last_day=max((span.last_day for span in spans), default=0),
        known_until=max((max(span.last_day, span.exported) for span in spans), default=0),
        attributes=_attributes(facts, snapshots),
        coverage=coverage,
        reasons=reasons,
        not_applicable=_not_applicable(snapshots),
        open_parts=_open_parts(snapshots),
        records=_records(days),
        industry=next((o.industry for s in snapshots for o in _of(s.facts, "profile", Owner) if o.industry), ""),
        posts=tuple(sorted(map(_published, _of(facts, "shares", Post)), key=lambda post: (post.at, post.made))),
    )


def _of(facts: Mapping[str, Facts], role: str, _: type[T]) -> list[T]:
    """The facts of a role singly: for those that are few."""
    return list(facts.get(role, ()))


def _owner_name(snapshots: Iterable[Snapshot]) -> str:
    return next(
        (owner.name for snapshot in snapshots for owner in _of(snapshot.facts, "profile", Owner) if owner.name), ""
    )


def _days(facts: Mapping[str, Facts]) -> Days:
    return {role: Counter([at // DAY_SECONDS for at in found.dated]) for role, found in facts.items()}


def _count(events: Events, kind: str, moments: Iterable[int]) -> None:
    _count_days(events, kind, Counter([at // DAY_SECONDS for at in moments]))


def _count_days(events: Events, kind: str, days: Mapping[int, int] | None) -> None:
    events.setdefault(kind, []).extend((day, day, count) for day, count in (days or {}).items())


def _publishing(facts: Mapping[str, Facts], days: Days, events: Events) -> None:
    posts = _of(facts, "shares", Post)
    _count(events, "post_published", (post.at for post in posts if post.own_words))
    _count(events, "post_shared", (post.at for post in posts if not post.own_words))
    _count_days(events, "post_shared", days.get("instantreposts"))
    _count_days(events, "article_published", days.get(ARTICLE))


def _published(post: Post) -> PublishedPost:
    return PublishedPost(
        post.at, post.made, post.own_words, post.words, post.media, post.link, post.question, post.hashtags
    )


def _engaging(facts: Mapping[str, Facts], days: Days, events: Events) -> None:
    shares, comments, reactions = (facts.get(role, Facts()) for role in ("shares", "comments", "reactions"))
    made = sorted(shares.column("made"))
    weighed = zip(comments.dated, comments.column("substance"), strict=True)
    events["comment_given"] = [(day, day, substance) for at, substance in weighed if substance for day in (day_of(at),)]
    near = [any(_is_near(post, made) for post in posts) for posts in comments.column("posts")]
    _count(events, "conversation_kept", compress(comments.dated, near))
    for kind, role in (
        ("reaction_given", "reactions"),
        ("people_search", "searchqueries"),
        ("account_followed", "companyfollows"),
    ):
        _count_days(events, kind, days.get(role))
    joined: dict[str, int] = {}
    for found in (shares, comments, reactions):
        groups = found.column("group")
        for at, group in compress(zip(found.dated, groups, strict=True), groups):
            joined[group] = min(at, joined.get(group, at))
    _count(events, "group_joined", joined.values())
    _count(events, "group_joined", (event.at for event in _of(facts, "events", Dated) if event.counts))


def _is_near(post: int, made: list[int]) -> bool:
    at = bisect_right(made, post - _SAME_POST_MS)
    return at < len(made) and made[at] - post < _SAME_POST_MS


def _network(connections: Facts, days: Days, snapshots: list[Snapshot], events: Events) -> None:
    _count_days(events, "connection_made", days.get("connections"))
    _count(events, "senior_connection_made", compress(connections.dated, connections.column("senior")))
    _count(events, "decision_maker_met", compress(connections.dated, connections.column("decides")))
    began = _employers(snapshots)
    coworkers = events.setdefault("coworker_connection_made", [])
    for at, company in zip(connections.dated, connections.column("company"), strict=True):
        if company and company in began:
            day = max(day_of(at), began[company])
            coworkers.append((day, day, 1))


def _employers(snapshots: list[Snapshot]) -> dict[str, int]:
    """The companies where the member works now, by the newest archive that tells, and since when."""
    began: dict[str, int] = {}
    newest = next((snapshot.facts for snapshot in snapshots if snapshot.facts.get("positions")), dict[str, Facts]())
    for position in _of(newest, "positions", Position):
        if position.current and position.company:
            began[position.company] = min(position.began, began.get(position.company, position.began))
    return began


def _vouching(facts: Mapping[str, Facts], events: Events) -> None:
    for kind, role in (
        ("endorsement_received", "endorsementreceivedinfo"),
        ("recommendation_received", "recommendationsreceived"),
    ):
        _count(events, kind, (fact.at for fact in _of(facts, role, Dated) if fact.counts))


def _invitations(invitations: list[Invitation], people: People, events: Events) -> None:
    sent = events.setdefault("invitation_sent", [])
    accepted = events.setdefault("invitation_accepted", [])
    for invitation in invitations:
        if not invitation.outgoing:
            continue
        day = day_of(invitation.at)
        sent.append((day, day, 1))
        person = people.find(invitation.address, invitation.name)
        # Connected before it was sent (a day of grace for the change of zone): another invitation was accepted.
        if person and person[1] >= day - 1:
            accepted.append((day, max(day, person[1]), 1))


def _messages(messages: Messages, people: People, events: Events) -> None:
    sent = list(outreach(messages))
    _count_days(events, "outreach_sent", Counter([day for day, _ in sent]))
    answered = Counter([(day, known_day) for day, known_day in sent if known_day is not None])
    reached = Counter([(day, known_day) for day, known_day, _ in exchanges(messages, people)])
    for kind, counts in (("outreach_answered", answered), ("contact_reached", reached)):
        events[kind] = [(day, known_day, count) for (day, known_day), count in counts.items()]


def _active_days(facts: Mapping[str, Facts], days: Days, written: Iterable[int], time_zone: str) -> set[int]:
    """The calendar days on which the member did something; `written` are the moments of their own messages."""
    roles = [role for role in facts if role in READERS and READERS[role].own]
    others = [*written, *(invitation.at for invitation in _of(facts, "invitations", Invitation) if invitation.outgoing)]
    active = {day_of(at) for at in _own_days(facts)}
    if time_zone == "UTC":  # nearly always, and then the short way
        return active.union(*(days[role] for role in roles), [at // DAY_SECONDS for at in others])
    dated = chain.from_iterable(facts[role].dated for role in roles)
    return active.union(zone_day(at, time_zone) for at in (*others, *dated))


def _own_days(facts: Mapping[str, Facts]) -> Iterable[int]:
    """Moments of which only the calendar day is known: no zone may shift them."""
    yield from (article.at for article in _of(facts, ARTICLE, Dated))
    yield from (event.at for event in _of(facts, "events", Dated) if event.counts)


def _attributes(facts: Mapping[str, Facts], snapshots: list[Snapshot]) -> dict[str, tuple[tuple[int, int], ...]]:
    values: list[tuple[int, int]] = []
    for snapshot in reversed([s for s in snapshots if s.facts.get("profile")]):
        # LinkedIn exports no earlier version of a profile: the oldest archive speaks for all days before it.
        values.append((snapshot.day if values else 0, _completeness(snapshot)))
    media = _of(facts, "richmedia", Dated)
    steps: list[tuple[int, int]] = [(0, 0)]
    for at in sorted({min((m.at for m in media if m.counts is kind), default=-1) for kind in (True, False)} - {-1}):
        steps.append((day_of(at), steps[-1][1] + 500_000))
    return {"profile_completeness": tuple(values), "profile_media": tuple(steps)}


def _completeness(snapshot: Snapshot) -> int:
    return _PART * sum(_parts(snapshot).values())


def _parts(snapshot: Snapshot) -> dict[str, bool]:
    """The parts of a complete profile, and whether each is there. The tenth, the photo, is in no archive."""
    there = frozenset[str]().union(*(owner.parts for owner in _of(snapshot.facts, "profile", Owner)))
    positions = _of(snapshot.facts, "positions", Position)
    return {
        **{part: part in there for part in ("headline", "summary", "industry", "location", "website")},
        "description of your present position": any(position.current and position.described for position in positions),
        "an earlier position": len(positions) > 1 or any(not position.current for position in positions),
        "education": bool(snapshot.facts.get("education")),
        "five skills": len(snapshot.facts.get("skills", ())) >= _SKILLS_WANTED,
    }


def _open_parts(snapshots: list[Snapshot]) -> dict[str, tuple[str, ...]]:
    newest = next((snapshot for snapshot in snapshots if snapshot.facts.get("profile")), None)
    if newest is None:
        return {}
    return {"profile_completeness": tuple(part for part, there in _parts(newest).items() if not there)}


def _not_applicable(snapshots: list[Snapshot]) -> dict[str, str]:
    if any(snapshot.facts.get("positions") for snapshot in snapshots) and not _employers(snapshots):
        return {"coworker_connection_made": "your profile names no present employer"}
    return {}


def _records(days: Days) -> tuple[tuple[int, int], ...]:
    total: Counter[int] = Counter()
    for role, counts in days.items():
        if role not in READERS or not READERS[role].planned:
            total.update(counts)
    return tuple(sorted(total.items()))


# Which roles bring a kind or an attribute: all of the first tuple, and at least one of the second if there is any.
_BROUGHT_BY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "post_published": (("shares",), ()),
    "post_shared": ((), ("shares", "instantreposts")),
    "article_published": ((ARTICLE,), ()),
    "comment_given": (("comments",), ()),
    "conversation_kept": (("comments", "shares"), ()),
    "reaction_given": (("reactions",), ()),
    "people_search": (("searchqueries",), ()),
    "account_followed": (("companyfollows",), ()),
    "group_joined": ((), ("events", "shares", "comments", "reactions")),
    "connection_made": (("connections",), ()),
    "senior_connection_made": (("connections",), ()),
    "decision_maker_met": (("connections",), ()),
    "coworker_connection_made": (("connections", "positions"), ()),
    "endorsement_received": (("endorsementreceivedinfo",), ()),
    "recommendation_received": (("recommendationsreceived",), ()),
    "invitation_sent": (("invitations", "connections"), ()),
    "invitation_accepted": (("invitations", "connections"), ()),
    "outreach_sent": (("messages",), ()),
    "outreach_answered": (("messages",), ()),
    "contact_reached": (("messages", "connections"), ()),
    "active_day": (
        (),
        (*(role for role, reader in READERS.items() if reader.own), ARTICLE, "messages", "invitations", "events"),
    ),
    "profile_completeness": (("profile",), ()),
    "profile_media": (("richmedia",), ()),
}


def _coverage(
    spans: list[Spans], facts: Mapping[str, Facts], *, told_apart: bool
) -> tuple[dict[str, Coverage], dict[str, str]]:
    by_role = {role: _covered(role, spans) for role in {role for span in spans for role in span.roles}}
    if not facts.get(ARTICLE):
        by_role.pop(ARTICLE, None)
    coverage: dict[str, Coverage] = {}
    reasons: dict[str, str] = {}
    for kind, (needed, any_of) in _BROUGHT_BY.items():
        missing = [role for role in needed if role not in by_role]
        if missing or (any_of and not any(role in by_role for role in any_of)):
            reasons[kind] = (
                _missing(missing, spans)
                if missing
                else f"neither {' nor '.join(map(_title, any_of[:2]))} is in the archive"
            )
            continue
        if not told_apart and "messages" in needed:
            reasons[kind] = "nothing tells which side of a conversation is you: add Profile.csv"
            continue
        # Only one role of any kind has a window; where there is one, it bounds the kind.
        windows = [by_role[role] for role in needed if by_role[role] != Coverage()]
        coverage[kind] = windows[0] if windows else Coverage()
        if windows:
            reasons[kind] = f"{_title(needed[0])} tells only of {_in_words(windows[0])}"
    return coverage, reasons


def _covered(role: str, spans: list[Spans]) -> Coverage:
    found: list[tuple[int | None, int | None]] = []
    for span in spans:
        if role not in span.roles:
            continue
        first, count = span.roles[role]
        last = span.last_day if found else None  # the newest that has the file speaks until another comes
        if role == "invitations":
            found.append((max(span.last_day, span.exported) - _INVITATION_DAYS, last))
        elif role == "searchqueries" or (role == "companyfollows" and count == _FOLLOWS_CAP):
            found.append((span.last_day if first is None else first, last))
        else:
            return Coverage()
    return Coverage(tuple(found))


def _missing(roles: list[str], spans: list[Spans]) -> str:
    if roles == [ARTICLE] and any(ARTICLE in span.roles or ARTICLE in span.unread for span in spans):
        return "no article in the archive holds its date of publication"
    unread = [role for role in roles if any(role in span.unread for span in spans)]
    if unread:
        return f"{' and '.join(map(_title, unread))} could not be read"
    return f"{' and '.join(_title(role) for role in roles)} {'is' if len(roles) == 1 else 'are'} not in the archive"


def _title(role: str) -> str:
    return READERS[role].title if role in READERS else "the Articles folder"


def _in_words(coverage: Coverage) -> str:
    return " and of ".join(
        f"{iso(first or 0)} to {iso(last)}" if last is not None else f"{iso(first or 0)} and later"
        for first, last in reversed(coverage.spans)
    )
