"""Teams' retention rules: set by an admin, announced to members a month ahead, applied daily."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from openssi.activity.calendar import DAY_SECONDS
from openssi.errors import OpenSSIError, UsageError
from openssi.store import accounts, retention, server_record
from openssi.store.accounts import Team
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.services import stored_member
from openssi.web.services.erasing import erase_account

__all__ = [
    "FEWEST_DAYS",
    "MOST_DAYS",
    "NOTICE_DAYS",
    "RetentionOutlook",
    "apply_rules",
    "apply_rules_daily",
    "erasure_dates",
    "set_rules",
    "team_with_rules",
]

_LOG = logging.getLogger("openssi.retention")
#: The range of both rules, and how long members see new ones before they apply.
FEWEST_DAYS, MOST_DAYS, NOTICE_DAYS = 30, 3_650, 30


@dataclass(frozen=True, slots=True)
class RetentionOutlook:
    """What is erased when, unless the member does something about it.

    Attributes:
        data_days: the days after their last upload when a member's data are erased; None for never.
        leaver_days: the days after someone leaves the team when their account is erased; None for never.
        data_at: when the member's data are erased if they upload nothing, in seconds since 1970-01-01 UTC.
        account_at: when the member's account is erased, since they left a team.
        data_erased_at: when their data were last erased by rule.
        soon: whether the next of these is at most 30 days away.
    """

    data_days: int | None
    leaver_days: int | None
    data_at: int | None
    account_at: int | None
    data_erased_at: int | None
    soon: bool


def set_rules(server: Server, actor: Actor, team_id: str, data_days: int | None, leaver_days: int | None) -> None:
    """Set a team's rules; they apply after a month, in which members see them.

    Raises:
        RequestDenied: there is no team with this ID, or the actor lost the scope.
        UsageError: a number of days is out of range.
    """
    for days in (data_days, leaver_days):
        if days is not None and not FEWEST_DAYS <= days <= MOST_DAYS:
            raise UsageError(
                "retention-days",
                f"{days} is not a valid number of days.",
                unchanged="Nothing was changed.",
                hint=f"Enter {FEWEST_DAYS} to {MOST_DAYS}, or leave it empty.",
            )
    with server.database.write() as connection:
        reauthorize(connection, actor, Scope.TEAMS, server.now())
        team = accounts.find_team(connection, team_id)
        if team is None or team.id in accounts.personal_team_ids(connection):
            raise not_found_error()
        if (team.data_days, team.leaver_days) == (data_days, leaver_days):
            return
        rules_from = None if data_days is None and leaver_days is None else server.now() + NOTICE_DAYS * DAY_SECONDS
        accounts.change_team(connection, team.id, data_days=data_days, leaver_days=leaver_days, rules_from=rules_from)


def team_with_rules(server: Server, team_id: str) -> Team:
    """Return a team with its rules.

    Raises:
        RequestDenied: there is no team with this ID.
    """
    with server.database.read() as connection:
        team = accounts.find_team(connection, team_id)
        if team is None or team.id in accounts.personal_team_ids(connection):
            raise not_found_error()
        return team


def erasure_dates(server: Server, actor: Actor) -> RetentionOutlook:
    """Return what is erased when."""
    with server.database.read() as connection:
        account = accounts.find_account(connection, actor.id) or actor.account
        team = accounts.find_team(connection, account.team_id)
        data_at = retention.data_expiry(connection, account, team) if team else None
    nearest = min((expiry for expiry in (data_at, account.erase_at) if expiry is not None), default=None)
    return RetentionOutlook(
        data_days=team.data_days if team else None,
        leaver_days=team.leaver_days if team else None,
        data_at=data_at,
        account_at=account.erase_at,
        data_erased_at=account.data_erased_at,
        soon=nearest is not None and nearest - server.now() <= NOTICE_DAYS * DAY_SECONDS,
    )


def apply_rules_daily(server: Server) -> None:
    """Apply the rules if they were last due a day ago; not when the clock seems to have jumped.

    Raises:
        StoreError: the database isn't available.
    """
    with server.database.write() as connection:
        due = server_record.record_rules_run(connection, server.now())
    if due:
        apply_rules(server)


def apply_rules(server: Server) -> None:
    """Erase what is due, and log how many places still have data of a member: none, unless something is wrong.

    Raises:
        StoreError: the database isn't available.
    """
    now = server.now()
    with server.database.read() as connection:
        leavers = retention.expired_accounts(connection, now)
        expired = retention.members_with_expired_data(connection, now)
    for account in leavers:
        try:
            receipt = erase_account(server.worker, account)
        except OpenSSIError as error:
            _LOG.error("account not erased by rule", extra={"account": account.id, "code": error.code})
            continue
        _LOG.info("account erased by rule", extra={"account": account.id, "left": len(receipt.left)})
    for account_id in expired:
        _erase_data(server, account_id, now)
    with server.database.write() as connection:
        sales = retention.erase_old_sales(connection, now)
    if sales:
        _LOG.info("sales erased by rule", extra={"members": sales})
    if expired or sales:
        stored_member.clear_caches()
        server.worker.scrub()


def _erase_data(server: Server, account_id: str, now: int) -> None:
    with server.database.write() as connection:
        if account_id not in retention.members_with_expired_data(connection, now):
            return  # they uploaded something meanwhile
        left = retention.erase_data(connection, account_id)
        accounts.change_account(connection, account_id, data_erased_at=now)
    _LOG.info("data erased by rule", extra={"account": account_id, "left": len(left)})
