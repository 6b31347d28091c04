"""What a reader must find in an archive: records of each file, and the value of each signal on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tests.archives import layout as lay
from tests.archives.activity import Row, activity, acts, others_acts
from tests.archives.facts import World
from tests.archives.files_other import closed_file_names
from tests.archives.layout import Layout, brought, counts

WINDOW = 90  # days
PRIOR = 450
MILLION = 1_000_000

FADING = {
    "posts_published": "post_published",
    "articles_published": "article_published",
    "people_searches": "people_search",
    "decision_makers_met": "decision_maker_met",
    "active_days": "active_day",
    "comments_given": "comment_given",
    "reactions_given": "reaction_given",
    "posts_shared": "post_shared",
    "conversations_kept": "conversation_kept",
    "accounts_followed": "account_followed",
    "contacts_reached": "contact_reached",
}
STOCK = {
    "groups_joined": "group_joined",
    "connections": "connection_made",
    "senior_connections": "senior_connection_made",
    "coworker_connections": "coworker_connection_made",
    "endorsements_received": "endorsement_received",
    "recommendations_received": "recommendation_received",
}
RATE = {
    "invitation_acceptance": ("invitation_accepted", "invitation_sent"),
    "outreach_response": ("outreach_answered", "outreach_sent"),
}


@dataclass(frozen=True)
class Truth:
    """A signal that is missing from `values` is one that this archive, on this day, does not settle."""

    records: Mapping[str, int]  # file name without folder: CSV records without header, preamble and blank lines
    values: Mapping[str, int]  # people joined by profile address alone
    by_name: Mapping[str, int]  # people joined by address, or else by full name (names are unique unless "namesake")
    attributes: Mapping[str, int]
    rows: tuple[Row, ...]  # the daily activity behind `values`
    last_day: date  # of the archive: of any record but planned events
    closed: frozenset[str]  # paths of the files that must stay unread


def truth(world: World, layout: Layout, as_of: date, zone: str = "UTC") -> Truth:
    """`zone` is the member's own and moves active days only."""
    rows = activity(world, layout, ZoneInfo(zone))
    named = activity(world, layout, ZoneInfo(zone), by_name=True)
    moments = [*acts(world, layout), *others_acts(world, layout)]
    last = max((at.date() for at in moments), default=world.exported)
    return Truth(
        records=records(world, layout),
        values=_values(world, layout, rows, as_of, last, False),
        by_name=_values(world, layout, named, as_of, last, True),
        attributes=_attributes(world, layout),
        rows=tuple(rows),
        last_day=last,
        closed=closed_file_names() if layout.decoys else frozenset(),
    )


def records(world: World, layout: Layout) -> dict[str, int]:
    """Of the files that matter to the index; advertising, coaches' and unknown files are not in it."""
    found: dict[str, int] = {}
    for base, rows in counts(world, layout).items():
        if base != "Articles":
            found.update(layout.file_names(base, rows))
    return found


def fading(rows: Sequence[Row], kind: str, day: date) -> int:
    total = 0
    for row in rows:
        if row.kind == kind and row.day <= day and row.known <= day:
            total += row.quantity * max(0, WINDOW - (day - row.day).days)
    return total


def stock(rows: Sequence[Row], kind: str, day: date) -> int:
    total = 0
    for row in rows:
        if row.kind == kind and row.day <= day and row.known <= day:
            total += row.quantity
    return total


def rate(rows: Sequence[Row], successes: str, attempts: str, day: date) -> int:
    return MILLION * fading(rows, successes, day) // (fading(rows, attempts, day) + PRIOR)


def _values(world: World, layout: Layout, rows: Sequence[Row], day: date, last: date, by_name: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    for signal in (*FADING, *STOCK, *RATE):
        if not _settled(signal, world, layout, day, last, by_name):
            continue
        if signal in FADING:
            found[signal] = fading(rows, FADING[signal], day)
        elif signal in STOCK:
            found[signal] = stock(rows, STOCK[signal], day)
        else:
            found[signal] = rate(rows, *RATE[signal], day)
    return found


# Of each group of files at least one must be there.
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "posts_published": (("Shares",),),
    "articles_published": (("Articles",),),
    "people_searches": (("SearchQueries",),),
    "decision_makers_met": (("Connections",),),
    "active_days": (),
    "reactions_given": (("Reactions",),),
    "comments_given": (("Comments",),),
    "conversations_kept": (("Comments",), ("Shares",)),
    "posts_shared": (("Shares", "InstantReposts"),),
    "accounts_followed": (("Company Follows",),),
    "groups_joined": (("Shares", "Comments", "Reactions", "Events"),),
    "connections": (("Connections",),),
    "senior_connections": (("Connections",),),
    "coworker_connections": (("Connections",), ("Positions",)),
    "endorsements_received": (("Endorsement_Received_Info",),),
    "recommendations_received": (("Recommendations_Received",),),
    "invitation_acceptance": (("Invitations",), ("Connections",)),
    "outreach_response": (("messages",),),
    "contacts_reached": (("messages",), ("Connections",)),
}


def _settled(signal: str, world: World, layout: Layout, day: date, last: date, by_name: bool) -> bool:
    have = brought(world, layout)
    if not all(any(base in have for base in group) for group in _NEEDS[signal]):
        return False
    if signal in ("invitation_acceptance", "contacts_reached") and not (layout.has_addresses or by_name):
        return False
    if signal == "invitation_acceptance":
        return last - timedelta(days=lay.INVITATION_DAYS) < day <= last
    if signal == "outreach_response":
        return layout.generation != "2018"
    if signal == "people_searches":
        return day >= min(one.at.date() for one in lay.searches(world))
    if signal == "accounts_followed" and len(world.company_follows) in {99, 199}:
        return day >= min(one.at.date() for one in world.company_follows)
    if signal == "articles_published":
        return layout.article_dates and any(one.published and one.dated for one in world.articles)
    if signal == "comments_given":
        return all(one.at is None or one.worth is not None for one in world.comments)
    return True


def _attributes(world: World, layout: Layout) -> dict[str, int]:
    """The ten tenths of a profile; the photo, one of them, is never in an archive."""
    have = brought(world, layout)
    me = world.profile
    found: dict[str, int] = {}
    if {"Profile", "Positions", "Education", "Skills"} <= have:
        current = [one for one in me.positions if one.finished is None]
        tenths = (
            me.headline,
            me.summary,
            me.industry,
            me.location,
            any(one.description for one in current),
            len(me.positions) > 1,
            me.schools,
            len(me.skills) >= 5,
            me.website,
        )
        found["profile_completeness"] = 100_000 * sum(1 for one in tenths if one)
    if "Rich_Media" in have and layout.generation != "2022":
        found["profile_media"] = 500_000
    return found
