"""Find and erase what a team's rules say is no longer needed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, case, delete, func, select

from openssi.store.accounts import Account, Team, find_account
from openssi.store.tables import accounts, activities, daily_scores, imports, notes, official, teams, views

__all__ = ["data_expiry", "erase_data", "erasure_of_leaver", "expired_accounts", "members_with_expired_data"]

_DAY = 86_400
#: Everything that comes from a member's uploads or was added to it, and who viewed it. Snapshots go with their imports.
_DATA = (imports, activities, daily_scores, notes, official, views)
_LAST = func.max(
    case((imports.c.finished_at > imports.c.received_at, imports.c.finished_at), else_=imports.c.received_at)
)


def erasure_of_leaver(team: Team, now: int) -> int | None:
    """Return when the account of someone who leaves a team now is erased; None if it isn't."""
    if team.leaver_days is None:
        return None
    return max(now + team.leaver_days * _DAY, team.rules_from or 0)


def data_expiry(connection: Connection, account: Account, team: Team) -> int | None:
    """Return when a member's data are erased if they upload nothing; None if they aren't, or there are none."""
    last = connection.execute(select(_LAST).where(imports.c.account_id == account.id)).scalar()
    if team.data_days is None or last is None:
        return None
    return max(int(last) + team.data_days * _DAY, team.rules_from or 0)


def members_with_expired_data(connection: Connection, now: int) -> Sequence[str]:
    """Return the IDs of members whose data are due to be erased."""
    due = (
        select(accounts.c.id)
        .join(teams, teams.c.id == accounts.c.team_id)
        .join(imports, imports.c.account_id == accounts.c.id)
        .where(teams.c.data_days.is_not(None), teams.c.rules_from <= now)
        .group_by(accounts.c.id, teams.c.data_days)
        .having(now - _LAST >= teams.c.data_days * _DAY)
    )
    return list(connection.execute(due).scalars())


def erase_data(connection: Connection, account_id: str) -> tuple[str, ...]:
    """Delete a member's data but not the account.

    Return the tables that still have some: none, unless this is wrong.
    """
    for table in _DATA:
        connection.execute(delete(table).where(table.c.account_id == account_id))
    return tuple(
        table.name
        for table in _DATA
        if connection.execute(select(func.count()).select_from(table).where(table.c.account_id == account_id)).scalar()
    )


def expired_accounts(connection: Connection, now: int) -> Sequence[Account]:
    """Return the accounts of people who left a team and are due to be erased."""
    due = connection.execute(select(accounts.c.id).where(accounts.c.erase_at <= now)).scalars()
    return [account for one in due if (account := find_account(connection, one))]
