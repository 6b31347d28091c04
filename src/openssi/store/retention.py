"""Find and erase what a team's rules say is no longer needed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, case, delete, func, select

from openssi.activity.calendar import DAY_SECONDS
from openssi.store.accounts import Account, Team, change_account, find_account
from openssi.store.tables import (
    accounts,
    activities,
    connections,
    daily_scores,
    deliveries,
    imports,
    invitations,
    links,
    notes,
    official,
    recovery_codes,
    sales,
    sessions,
    snapshots,
    suppressed,
    teams,
    tokens,
    views,
)

__all__ = [
    "DATA",
    "WITH_ACCOUNT",
    "WITH_PARENT",
    "data_expiry",
    "erase_data",
    "erase_old_sales",
    "erasure_of_leaver",
    "expired_accounts",
    "members_with_expired_data",
]

#: Tables of what a member uploaded or added to it, of their sales, and of who viewed it: a team's rule erases them.
DATA = (imports, activities, daily_scores, notes, official, views, sales)
#: Tables whose rows go with a row of `DATA`.
WITH_PARENT = (snapshots,)
#: Tables that go with the account: its sessions and the like, and the people who must not come back.
WITH_ACCOUNT = (accounts, sessions, tokens, invitations, recovery_codes, connections, deliveries, links, suppressed)
_LAST = func.max(
    case((imports.c.finished_at > imports.c.received_at, imports.c.finished_at), else_=imports.c.received_at)
)


def erasure_of_leaver(team: Team, now: int) -> int | None:
    """Return when the account of someone who leaves a team now is erased; None if it isn't."""
    if team.leaver_days is None:
        return None
    return max(now + team.leaver_days * DAY_SECONDS, team.rules_from or 0)


def data_expiry(connection: Connection, account: Account, team: Team) -> int | None:
    """Return when a member's data are erased if they upload nothing; None if they aren't, or there are none."""
    last = connection.execute(select(_LAST).where(imports.c.account_id == account.id)).scalar()
    if team.data_days is None or last is None:
        return None
    return max(int(last) + team.data_days * DAY_SECONDS, team.rules_from or 0)


def members_with_expired_data(connection: Connection, now: int) -> Sequence[str]:
    """Return the IDs of members whose data are due to be erased."""
    due = (
        select(accounts.c.id)
        .join(teams, teams.c.id == accounts.c.team_id)
        .join(imports, imports.c.account_id == accounts.c.id)
        .where(teams.c.data_days.is_not(None), teams.c.rules_from <= now)
        .group_by(accounts.c.id, teams.c.data_days)
        .having(now - _LAST >= teams.c.data_days * DAY_SECONDS)
    )
    return list(connection.execute(due).scalars())


def erase_data(connection: Connection, account_id: str) -> tuple[str, ...]:
    """Delete a member's data, with their answers to questions about it, but not the account.

    Return the tables that still have some: none, unless this is wrong.
    """
    for table in DATA:
        connection.execute(delete(table).where(table.c.account_id == account_id))
    change_account(connection, account_id, answers=None)
    return tuple(
        table.name
        for table in DATA
        if connection.execute(select(func.count()).select_from(table).where(table.c.account_id == account_id)).scalar()
    )


def erase_old_sales(connection: Connection, now: int) -> int:
    """Delete sales older than a team's rule allows, even of members who upload. Return how many members had some."""
    due = (
        select(sales.c.account_id)
        .join(accounts, accounts.c.id == sales.c.account_id)
        .join(teams, teams.c.id == accounts.c.team_id)
        .where(teams.c.rules_from <= now, now - sales.c.uploaded_at >= teams.c.data_days * DAY_SECONDS)
    )
    return connection.execute(delete(sales).where(sales.c.account_id.in_(due))).rowcount


def expired_accounts(connection: Connection, now: int) -> Sequence[Account]:
    """Return the accounts of people who left a team and are due to be erased."""
    due = connection.execute(select(accounts.c.id).where(accounts.c.erase_at <= now)).scalars()
    return [account for account_id in due if (account := find_account(connection, account_id))]
