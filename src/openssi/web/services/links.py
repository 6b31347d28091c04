"""Links by which people without an account see a member's own page, or a team's averages: create, open, remove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import RequestDenied, UsageError
from openssi.insight.team import DEFAULT_PERIOD, UserReport
from openssi.store import accounts, imports, scores, share_links
from openssi.store.accounts import Account
from openssi.store.share_links import Link
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.security.access import ROLE_SCOPES, Actor, Scope, reauthorize
from openssi.web.services.answers import never_done_by
from openssi.web.services.page_parts import Parts, page_parts
from openssi.web.services.stored_member import StoredMember
from openssi.web.services.team_report import SAME_VIEW, ReportQuery, team_report

__all__ = ["LONGEST_LINK", "LinkSubject", "SharedPage", "SharedTeam", "create", "list_links", "open_link", "remove"]

#: What a link shows: the member's own page, or their team's averages.
LinkSubject = Literal["page", "team"]
#: The longest time in days until a link expires.
LONGEST_LINK = 90
_LONGEST_NAME = 100
_MOST = 20  # links of one member
_OPENINGS = 60  # a minute, from one address


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A member's page as a link shows it; `parts` is None without data."""

    name: str
    link: Link
    parts: Parts | None = None


@dataclass(frozen=True, slots=True)
class SharedTeam:
    """A team's averages as a link shows them."""

    name: str
    link: Link
    report: UserReport


def list_links(server: Server, actor: Actor) -> list[Link]:
    """Return the member's links that haven't expired, newest first."""
    with server.database.read() as connection:
        return [link for link in share_links.links_of(connection, actor.id) if link.expires_at > server.now()]


def create(server: Server, actor: Actor, subject: LinkSubject, name: str, days: int) -> tuple[Link, str]:
    """Create a link. Return it with its code, which is not stored.

    Raises:
        RequestDenied: the actor may not see the team's averages, or has too many links; or the session has ended.
        UsageError: the name or the days are invalid; the message lists every mistake.
    """
    cleaned = " ".join(name.split())
    faults: list[str] = []
    if not 0 < len(cleaned) <= _LONGEST_NAME or not cleaned.isprintable():
        faults.append(f"say whom it is for, in 1–{_LONGEST_NAME} printable characters")
    if not 0 < days <= LONGEST_LINK:
        faults.append(f"it must expire after 1 to {LONGEST_LINK} days")
    if faults:
        raise UsageError("link-wrong", f"No link was created: {'; '.join(faults)}.")
    now = server.now()
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.ACCOUNT, now)
        if subject == "team":
            actor.check(Scope.TEAM_READ)
        if len([link for link in share_links.links_of(connection, actor.id) if link.expires_at > now]) >= _MOST:
            raise RequestDenied(
                "link-wrong", f"You already have {_MOST} links.", hint="Remove one that you don't need."
            )
        team_id = actor.account.team_id if subject == "team" else None
        return share_links.add_link(connection, actor.id, team_id, cleaned, now, days * DAY_SECONDS)


def remove(server: Server, actor: Actor, link_id: str) -> None:
    """Delete a link; it stops working at once.

    Raises:
        RequestDenied: there is no link with this ID.
    """
    with server.database.write() as connection:
        if not share_links.remove_link(connection, actor.id, link_id):
            raise not_found_error()


def open_link(server: Server, code: str, address: str) -> SharedPage | SharedTeam:
    """Return what a link shows, and log the view. Guesses are rate-limited.

    Raises:
        RequestDenied: no link has this code: it was removed or has expired.
    """
    server.limit_rate("shared", address, per_minute=_OPENINGS)
    with server.database.read() as connection:
        link = share_links.find_link(connection, code.strip(), server.now())
        account = accounts.find_account(connection, link.account_id) if link else None
    if link is None or account is None or not _is_valid(link, account):
        server.limit_rate("shared-guess", address, sign_in=True)
        raise RequestDenied(
            "link-unknown",
            "This link doesn't work any more.",
            hint="It was removed or has expired. Ask the person who sent it for a new one.",
        )
    server.worker.write_soon(lambda connection: share_links.record_opening(connection, link.id, server.now()))
    return _shared_page(server, link, account) if link.team_id is None else _shared_team(server, link, account)


def _is_valid(link: Link, account: Account) -> bool:
    """Return whether the owner may still share this: a team's averages, only while they lead it."""
    return link.team_id is None or (account.team_id == link.team_id and Scope.TEAM_READ in ROLE_SCOPES[account.role])


def _shared_page(server: Server, link: Link, account: Account) -> SharedPage:
    with server.database.read() as connection:
        record = scores.find_activity(connection, account.id)
        sample = imports.find_sample(connection, account.id)
    if record is None or sample is not None:
        return SharedPage(account.name, link)
    day, now = record.last_day, server.now()
    parts = page_parts(StoredMember(record, never_done_by(account)), day)
    if parts.overview is None:
        return SharedPage(account.name, link)
    server.worker.write_soon(
        lambda connection: scores.record_views(connection, [account.id], None, "link", (day, day), now, SAME_VIEW)
    )
    return SharedPage(account.name, link, parts)


def _shared_team(server: Server, link: Link, account: Account) -> SharedTeam:
    lead = Actor(account, None, ROLE_SCOPES[account.role])
    report = team_report(server, lead, ReportQuery(days=DEFAULT_PERIOD))
    with server.database.read() as connection:
        team = accounts.find_team(connection, account.team_id)
    counted = {row.id for row in report.everyone if row.active and row.id != account.id}
    if report.averages.index is not None and counted:
        period, now = (report.first, report.last), server.now()
        server.worker.write_soon(
            lambda connection: scores.record_views(connection, counted, account.id, "link", period, now, SAME_VIEW)
        )
    return SharedTeam(team.name if team else "", link, report)
