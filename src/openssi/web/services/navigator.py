"""A team's Sales Navigator report: a lead uploads it once, confirms who is who, and those who share get their own rows.

Rows move an index. Who doesn't share has agreed to nothing with the lead, so nobody else adds to their data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openssi.errors import RequestDenied
from openssi.sources.keys import name_key
from openssi.sources.sales_navigator.read import Person
from openssi.sources.sales_navigator.team import split_report
from openssi.store import accounts
from openssi.store.accounts import Account
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.security.names import one_line
from openssi.web.services.uploads import queue_generated_file

__all__ = ["MOST_REPORT_BYTES", "PersonRow", "assign", "read_people"]

#: The maximum size of a report: one of 600 people is smaller. Escaped, it still fits into a request.
MOST_REPORT_BYTES = 75_000


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a report, and the member who seems to be meant; None if nobody who shares has the name or sign-in."""

    person: Person
    suggested: Account | None


def read_people(server: Server, actor: Actor, name: str, text: str) -> tuple[Sequence[PersonRow], Sequence[Account]]:
    """Return the people of a report, and the members who can get rows: those who share, and the actor.

    Raises:
        InputError: it isn't a report, or doesn't say which days it covers.
    """
    with server.database.read() as connection:
        people = accounts.accounts_of(connection, actor.account.team_id)
    members = [member for member in people if _agrees(member, actor)]
    reports = split_report(text.encode("utf-8", "replace"), one_line(name))
    return [PersonRow(report.person, _suggested(report.person, members)) for report in reports], members


def _agrees(member: Account, actor: Actor) -> bool:
    return member.shares or member.id == actor.id


def _suggested(person: Person, members: Sequence[Account]) -> Account | None:
    meant = [
        member
        for member in members
        if (person.name and name_key(member.name) == name_key(person.name)) or member.login == person.email
    ]
    return meant[0] if len(meant) == 1 else None


def assign(server: Server, actor: Actor, name: str, text: str, members: Mapping[str, str]) -> int:
    """Give each person's rows to a member, as an upload of theirs. Return how many uploads there are.

    Args:
        server: the server.
        actor: a lead of the team.
        name: the report's file name.
        text: its content.
        members: maps each `Person.key` to an account ID; people who are left out are
            ignored.

    Raises:
        InputError: it isn't a report, or doesn't say which days it covers.
        RequestDenied: an account or a person is unknown, a member doesn't share, an account has two people, or the
            actor lost the scope.
        StoreError: an upload can't be written.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        team = {item.id: item for item in accounts.accounts_of(connection, actor.account.team_id)}
    reports = {item.person.key: item for item in split_report(text.encode("utf-8", "replace"), one_line(name))}
    if not set(members) <= set(reports) or not set(members.values()) <= set(team):
        raise not_found_error()
    if len(set(members.values())) < len(members):
        raise RequestDenied(
            "request-format",
            "Two people of the report are assigned to the same member.",
            unchanged="Nothing was stored.",
            hint="Choose each member once.",
        )
    if closed := [team[number].name for number in members.values() if not _agrees(team[number], actor)]:
        raise RequestDenied(
            "navigator-sharing",
            f"{closed[0]} doesn't share, so nobody else can add to their data.",
            unchanged="Nothing was stored.",
            hint="Choose nobody for them. They can upload their own report.",
        )
    for key, account_id in members.items():
        queue_generated_file(server, team[account_id], f"From your lead: {one_line(name)}", reports[key].content)
    return len(members)
