"""Invents the people around the member: connections, invitations, endorsements, recommendations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tests.archives.chance import Chance, clock_changes
from tests.archives.facts import CLOSED, Connection, Endorsement, Invitation, Person, Profile, Recommendation
from tests.archives.words import MESSAGES, person

if TYPE_CHECKING:
    from tests.archives.world import Sizes

STRANGERS = 30_000  # people of this number and above are not connections


@dataclass(frozen=True)
class People:
    profile: Profile
    connections: tuple[Connection, ...]
    invitations: tuple[Invitation, ...]
    endorsements_received: tuple[Endorsement, ...]
    endorsements_given: tuple[Endorsement, ...]
    recommendations_received: tuple[Recommendation, ...]
    recommendations_given: tuple[Recommendation, ...]


def make(chance: Chance, how: Sizes, profile: Profile, doubts: frozenset[str]) -> People:
    connections = _connections(chance, how, profile, doubts)
    invitations = _accepted(chance, how, connections, "changed_addresses" in doubts)
    invitations += _open(chance, how)
    received = [_endorsement(chance, number, number % 5 != 4) for number in range(how.endorsements)]
    given = [_endorsement(chance, 500 + number, number % 3 != 2) for number in range(how.endorsements // 2)]
    praise = [_recommendation(chance, number) for number in range(how.recommendations * 2)]
    return People(
        profile,
        tuple(connections),
        tuple(invitations),
        tuple(received),
        tuple(given),
        tuple(praise[: how.recommendations]),
        tuple(praise[how.recommendations :]),
    )


def _connections(chance: Chance, how: Sizes, profile: Profile, doubts: frozenset[str]) -> list[Connection]:
    made = [_connection(chance, number, how, profile) for number in range(how.connections - how.closed)]
    if how.closed:
        # All closed accounts of one day look alike in the file, and still are as many connections as there are rows.
        day = chance.day()
        made += [Connection(chance.midday(day if n < 2 else None), CLOSED) for n in range(how.closed)]
    if "namesake" in doubts:
        twin = Person(profile.first, profile.last, "another-mira-77", "Globex Sample AG", "Intern", "below")
        made.append(Connection(chance.midday(chance.exported - timedelta(days=70)), twin))
    return made


def _connection(chance: Chance, number: int, how: Sizes, profile: Profile) -> Connection:
    company = ""
    if number < how.coworkers:
        company = (profile.positions[number % 2].company, profile.positions[number % 2].company.upper())[
            number // 2 % 2
        ]
    known = person(number, company=company)
    if number % 17 == 16:
        known = replace(known, company="")
    return Connection(chance.midday(), known, "a,b@example.org" if number % 40 == 7 else "")


def _accepted(chance: Chance, how: Sizes, connections: list[Connection], changed: bool) -> list[Invitation]:
    """The newest connections came by invitation: first those of the member's own, then those of others."""
    newest = sorted((one for one in connections if one.person.address), key=lambda one: one.at, reverse=True)
    chosen = newest[: how.invitations_accepted + how.invitations_in // 2]
    made: list[Invitation] = []
    for number, one in enumerate(chosen):
        outgoing = number < how.invitations_accepted
        sent = chance.moment(one.at.date() - timedelta(days=chance.rng.choice((0, 1, 1, 2, 9, 30))))
        if sent >= one.at:
            sent = chance.moment(one.at.date() - timedelta(days=1))
        note = MESSAGES[number % len(MESSAGES)] if number % 3 == 0 else ""
        made.append(Invitation(sent, one.person, outgoing, one.at, note, changed and number % 6 == 1))
    return made


def _open(chance: Chance, how: Sizes) -> list[Invitation]:
    """Not answered yet. The first ones lie where the US Pacific zone's day or clock turns."""
    edges = _turns(chance.exported)
    made: list[Invitation] = []
    for number in range(how.invitations_open + how.invitations_in // 2):
        outgoing = number < how.invitations_open
        at = edges[number] if outgoing and number < len(edges) else chance.moment()
        made.append(
            Invitation(at, person(STRANGERS + number), outgoing, None, "Hello, there" if number % 4 == 0 else "")
        )
    return made


def _turns(exported: date) -> list[datetime]:
    turns: list[datetime] = []
    for day in clock_changes(exported - timedelta(days=150), exported - timedelta(days=2)):
        for offset, hour, minute in ((0, 6, 59), (0, 7, 1), (0, 8, 30), (0, 9, 30), (1, 7, 30), (1, 8, 5)):
            turns.append(datetime.combine(day + timedelta(days=offset), time(hour, minute, 20), UTC))
    day = exported - timedelta(days=5)
    return [*turns, datetime.combine(day, time(0, 0, 5), UTC), datetime.combine(day, time(23, 59, 40), UTC)]


def _endorsement(chance: Chance, number: int, accepted: bool) -> Endorsement:
    return Endorsement(chance.moment(), person(number // 2), f"Skill {number}, plain", accepted)


def _recommendation(chance: Chance, number: int) -> Recommendation:
    text = 'Mira is "reliable",\nand on time. 🎯'
    return Recommendation(chance.midday(), person(number), text, visible=number % 3 != 1)
