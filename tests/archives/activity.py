"""The true daily activity of a world, by plain loops over its facts and docs/counting.md; no file is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from tests.archives import layout as lay
from tests.archives.facts import Message, Person, World
from tests.archives.layout import Layout, brought

WINDOW_OF_ANSWER = timedelta(days=30)


@dataclass(frozen=True)
class Row:
    kind: str
    day: date
    known: date
    quantity: int = 1


def activity(world: World, layout: Layout, zone: tzinfo, by_name: bool = False) -> list[Row]:
    """Every row that this archive shows. `by_name`: people are also joined by their (unique) full names."""
    rows: list[Row] = []
    for part in (
        _content(world, layout),
        _comments(world, layout),
        _groups(world, layout),
        _connections(world, layout),
        _praise(world, layout),
        _invitations(world, layout, by_name),
        _outreach(world, layout),
        _contacts(world, layout, by_name),
    ):
        rows.extend(part)
    rows.extend(Row("active_day", day, day) for day in sorted(_active_days(world, layout, zone)))
    return rows


def _content(world: World, layout: Layout) -> Iterator[Row]:
    """What the member published, said, liked, looked for and followed."""
    have = brought(world, layout)
    for post in world.posts if "Shares" in have else ():
        yield _at("post_published" if post.text else "post_shared", post.at)
    for repost in world.reposts if "InstantReposts" in have else ():
        yield _at("post_shared", repost.at)
    for article in world.articles if "Articles" in have and layout.article_dates else ():
        if article.published and article.dated:
            yield _at("article_published", article.published)
    for reaction in world.reactions if "Reactions" in have else ():
        yield _at("reaction_given", reaction.at)
    for search in lay.searches(world) if "SearchQueries" in have else ():
        yield _at("people_search", search.at)
    for follow in world.company_follows if "Company Follows" in have else ():
        yield _at("account_followed", follow.at)


def _comments(world: World, layout: Layout) -> Iterator[Row]:
    for comment in world.comments if "Comments" in brought(world, layout) else ():
        if comment.at and comment.own and "Shares" in brought(world, layout):
            yield _at("conversation_kept", comment.at)
        if comment.at:
            yield _at("comment_given", comment.at, comment.worth or 0)


def _at(kind: str, at: datetime, quantity: int = 1) -> Row:
    return Row(kind, at.date(), at.date(), quantity)


def _groups(world: World, layout: Layout) -> Iterator[Row]:
    have = brought(world, layout)
    first: dict[int, date] = {}
    seen = [(post.target.group, post.at) for post in world.posts] if "Shares" in have else []
    if "Comments" in have:
        seen += [(comment.target.group, comment.at) for comment in world.comments if comment.at]
    if "Reactions" in have:
        seen += [(reaction.target.group, reaction.at) for reaction in world.reactions]
    for group, at in seen:
        if group and (group not in first or at.date() < first[group]):
            first[group] = at.date()
    for day in first.values():
        yield Row("group_joined", day, day)
    for event in world.events if "Events" in have else ():
        if event.approved:
            yield _at("group_joined", event.start)


def _connections(world: World, layout: Layout) -> Iterator[Row]:
    have = brought(world, layout)
    for one in world.connections if "Connections" in have else ():
        yield _at("connection_made", one.at)
        if one.person.level == "senior":
            yield _at("senior_connection_made", one.at)
        if one.person.level in ("senior", "director"):
            yield _at("decision_maker_met", one.at)
        for position in world.profile.positions if "Positions" in have else ():
            if position.finished is None and position.company.casefold() == one.person.company.casefold():
                day = max(one.at.date(), position.started)
                yield Row("coworker_connection_made", day, day)


def _praise(world: World, layout: Layout) -> Iterator[Row]:
    have = brought(world, layout)
    for endorsement in world.endorsements_received if "Endorsement_Received_Info" in have else ():
        if endorsement.accepted:
            yield _at("endorsement_received", endorsement.at)
    for recommendation in world.recommendations_received if "Recommendations_Received" in have else ():
        if recommendation.visible:
            yield _at("recommendation_received", recommendation.at)


def _invitations(world: World, layout: Layout, by_name: bool) -> Iterator[Row]:
    have = brought(world, layout)
    for one in lay.invitations(world) if "Invitations" in have else ():
        if not one.outgoing:
            continue
        yield _at("invitation_sent", one.at)
        joined = by_name or (layout.has_addresses and not one.changed)
        if one.accepted and joined and "Connections" in have:
            yield Row("invitation_accepted", one.at.date(), one.accepted.date())


def _outreach(world: World, layout: Layout) -> Iterator[Row]:
    if "messages" not in brought(world, layout) or layout.generation == "2018":
        return  # without conversation ids, what was first in a conversation is unknown
    for _, lines in lay.conversations(world, layout):
        told = [line for line in lines if not line.draft]
        if not told or told[0].sender is not None or _draft_only(lines):
            continue
        first = told[0]
        yield _at("outreach_sent", first.at)
        for line in told[1:]:
            if line.sender is not None and line.at - first.at <= WINDOW_OF_ANSWER:
                yield Row("outreach_answered", first.at.date(), line.at.date())
                break


def _draft_only(lines: list[Message]) -> bool:
    return all(line.draft for line in lines)


def _contacts(world: World, layout: Layout, by_name: bool) -> Iterator[Row]:
    have = brought(world, layout)
    if not {"messages", "Connections"} <= have or not (by_name or layout.has_addresses):
        return
    connected: dict[str, date] = {}
    for one in world.connections:
        if one.person.address:
            connected[one.person.address] = one.at.date()
    told: set[tuple[str, date]] = set()
    for talk, lines in lay.conversations(world, layout):
        if talk.draft or (talk.changed and not by_name):
            continue
        for other in talk.others:
            if other.address in connected:
                told |= {(other.address, day) for day in _exchange_days(lines, other)}
    for address, day in sorted(told):
        yield Row("contact_reached", day, max(day, connected[address]))


def _exchange_days(lines: list[Message], other: Person) -> set[date]:
    """Days of messages between the member and this other that follow one of the opposite side within 30 days."""
    between = [line for line in lines if not line.draft and line.sender in (None, other)]
    days: set[date] = set()
    for number, line in enumerate(between):
        for earlier in between[:number]:
            if (earlier.sender is None) != (line.sender is None) and line.at - earlier.at <= WINDOW_OF_ANSWER:
                days.add(line.at.date())
    return days


def _active_days(world: World, layout: Layout, zone: tzinfo) -> set[date]:
    """Days with any act of the member. New connections are no act; an event taken part in is one."""
    days = {at.astimezone(zone).date() for at in acts(world, layout)}
    if "Events" in brought(world, layout):
        days |= {event.start.date() for event in world.events if event.approved}
    return days


def acts(world: World, layout: Layout) -> Iterator[datetime]:
    """The moment of everything the member did, as far as the archive shows it."""
    have = brought(world, layout)
    plain: list[tuple[str, list[datetime]]] = [
        ("Shares", [one.at for one in world.posts]),
        ("InstantReposts", [one.at for one in world.reposts]),
        ("Comments", [one.at for one in world.comments if one.at]),
        ("Reactions", [one.at for one in world.reactions]),
        ("SearchQueries", [one.at for one in lay.searches(world)]),
        ("Votes", [one.at for one in world.votes]),
        ("Company Follows", [one.at for one in world.company_follows]),
        ("Member_Follows", [one.at for one in world.member_follows]),
        ("Hashtag_Follows", [one.at for one in world.hashtag_follows]),
        ("Saved_Items", [one.at for one in world.saved_items]),
        ("Learning", list(world.courses)),
        ("Endorsement_Given_Info", [one.at for one in world.endorsements_given]),
        ("Recommendations_Given", [one.at for one in world.recommendations_given]),
        ("Invitations", [one.at for one in lay.invitations(world) if one.outgoing]),
    ]
    for base, moments in plain:
        if base in have:
            yield from moments
    if "Rich_Media" in have and layout.generation != "2022":
        yield from (one.at for one in world.uploads)
    if "Articles" in have and layout.article_dates:
        yield from (one.published for one in world.articles if one.published and one.dated)
    if "messages" in have:
        for talk, lines in lay.conversations(world, layout):
            yield from (line.at for line in lines if line.sender is None and not line.draft and not talk.draft)


def others_acts(world: World, layout: Layout) -> Iterator[datetime]:
    """The moment of everything else that the archive dates, planned events left out."""
    have = brought(world, layout)
    if "Connections" in have:
        yield from (one.at for one in world.connections)
    if "Endorsement_Received_Info" in have:
        yield from (one.at for one in world.endorsements_received)
    if "Recommendations_Received" in have:
        yield from (one.at for one in world.recommendations_received)
    if "Invitations" in have:
        yield from (one.at for one in lay.invitations(world) if not one.outgoing)
    if "messages" in have:
        for talk, lines in lay.conversations(world, layout):
            yield from (line.at for line in lines if line.sender is not None and not line.draft and not talk.draft)
