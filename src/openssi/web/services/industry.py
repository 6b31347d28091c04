"""Which industry a member is compared with: that of their profile, or one of the benchmarks that they chose."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass

from openssi.errors import InputError, UsageError
from openssi.population.benchmarks import industries_of
from openssi.population.industries import nearest_industries, resolve_industry
from openssi.store import accounts
from openssi.store.accounts import Account
from openssi.store.scores import StoredActivity
from openssi.web.context import Server
from openssi.web.security.access import Actor

__all__ = ["IndustryChoice", "choose_industry", "industry_choice", "industry_of"]

_LOG = logging.getLogger("openssi.web")


@dataclass(frozen=True, slots=True)
class IndustryChoice:
    """The industries that a member can choose from.

    Attributes:
        profile: the industry of their profile; empty if it names none.
        chosen: the one they chose; empty if they did not.
        compared: the one of the benchmarks that they are compared with; empty if the benchmarks do not have it.
        nearest: industries of the benchmarks that look like it, best first; empty if the benchmarks have it.
        industries: all industries of the benchmarks, sorted.
    """

    profile: str
    chosen: str
    compared: str
    nearest: tuple[str, ...]
    industries: tuple[str, ...]


def industry_of(account: Account, record: StoredActivity) -> str:
    """Return the industry that a member chose, or that of their profile; empty if there is neither."""
    return account.industry or record.industry


def industry_choice(server: Server, account: Account, record: StoredActivity) -> IndustryChoice | None:
    """Return what a member can choose from; None without benchmarks."""
    known = _industries(server)
    if not known:
        return None
    name = industry_of(account, record)
    compared = resolve_industry(name, known) or ""
    nearest = () if compared else tuple(nearest_industries(name, known))
    return IndustryChoice(record.industry, account.industry or "", compared, nearest, tuple(sorted(known)))


def choose_industry(server: Server, actor: Actor, name: str) -> None:
    """Remember which industry of the benchmarks a member chose; an empty name returns to that of their profile.

    Raises:
        UsageError: the benchmarks do not have it.
    """
    if name and name not in _industries(server):
        raise UsageError(
            "target-unknown",
            "The benchmarks of this server don't have that industry.",
            unchanged="Nothing was changed.",
            hint="Choose one from the list.",
        )
    with server.database.write() as connection:
        accounts.change_account(connection, actor.id, industry=name or None)


def _industries(server: Server) -> Collection[str]:
    folder = server.settings.benchmarks
    if folder is None:
        return ()
    try:
        return industries_of(folder, server.worker.model)
    except InputError as error:  # the folder was removed after the start; the page works without it
        _LOG.warning("benchmarks can't be read", extra={"code": error.code})
        return ()
