"""Whether a team's sales go with its index: a lead uploads the CRM's export, confirms who is who, sees one result."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from openssi.activity.codec import activity_from_bytes
from openssi.activity.report import FileReport
from openssi.errors import RequestDenied
from openssi.member.outcomes import by_plain_name, ordered_outcomes, require_numpy, seller_of
from openssi.model import Model
from openssi.sources.crm import Mapping as CrmMapping
from openssi.sources.crm import SellerSales, count_sales, read_csv_text
from openssi.sources.crm.column_labels import OUTCOMES, plain
from openssi.sources.crm.table import SPREADSHEETS, Sheets
from openssi.sources.csv_text import decode
from openssi.store import accounts, sales, scores
from openssi.store.accounts import Account
from openssi.web.context import Server
from openssi.web.http.problems import not_found_error
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.security.names import one_line
from openssi.web.services.stored_member import StoredMember, register_caches

if TYPE_CHECKING:
    from openssi.insight.outcomes import Study

__all__ = [
    "MOST_EXPORT_BYTES",
    "SalesUpload",
    "SellerRow",
    "TeamOutcomes",
    "counts_from_json",
    "counts_to_json",
    "read_export",
    "read_sellers",
    "remove_sales",
    "store_sales",
    "team_outcomes",
]

#: The maximum size of an export.
MOST_EXPORT_BYTES = 10_000_000
_MOST_SELLERS = 5_000
_MONTHS = range(1970 * 12, 2200 * 12)
_LARGEST_QUANTITY = 1e12


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A seller of the export, and the member of the same name; None if there is none, or more than one."""

    name: str
    suggested: Account | None


@dataclass(frozen=True, slots=True)
class SalesUpload:
    """What an export has, before anything is stored.

    Attributes:
        rows: its sellers.
        members: the team.
        sellers: what was counted for each seller.
        file: what became of its rows.
        open_stages: stages whose deals count as open.
        notes: what it lacks, as sentences.
    """

    rows: tuple[SellerRow, ...]
    members: Sequence[Account]
    sellers: Mapping[str, SellerSales]
    file: FileReport
    open_stages: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamOutcomes:
    """The answer for a team.

    Attributes:
        study: what could be seen, what was seen, and what speaks against it; None if nothing was uploaded.
        model: the model that scored.
        stored: how many members have sales.
        sharing: how many of them share and have an archive, and so are compared.
        uploaded_at: when the sales were uploaded; None if none were.
        kinds: the outcomes uploaded.
    """

    study: Study | None
    model: Model
    stored: int = 0
    sharing: int = 0
    uploaded_at: int | None = None
    kinds: tuple[str, ...] = ()


def read_export(server: Server, name: str, content: bytes) -> Sheets:
    """Return the rows of an export; a spreadsheet is read in a sandbox.

    Raises:
        InputError: it can't be read, or is too large.
        RequestDenied: too many requests are waiting.
        TaskFailedError: a bug in the task.
    """
    if Path(name).suffix.lower() not in SPREADSHEETS:
        return read_csv_text(name, decode(content))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "export"
        file.write_bytes(content)
        return server.worker.sandboxes.read_sales(file, name)


def read_sellers(server: Server, actor: Actor, name: str, sheets: Sheets, won: Sequence[str] = ()) -> SalesUpload:
    """Return the sellers of an export and the members of the team. Nothing is stored.

    Args:
        server: the server.
        actor: a lead of the team, whose time zone is the CRM's.
        name: the export's file name.
        sheets: its rows.
        won: stages of deals that were won, if their names don't say so.

    Raises:
        InputError: it can't be read, or has no sales.
    """
    with server.database.read() as connection:
        members = accounts.accounts_of(connection, actor.account.team_id)
    counted = count_sales(
        [(one_line(name), sheets)],
        CrmMapping(won=tuple(won)),
        time_zone=actor.account.time_zone,
        today=server.today(),
    )
    if len(counted.sellers) > _MOST_SELLERS:
        raise _too_many()
    by_name = by_plain_name({member.name: member for member in members})
    logins = {member.login: member for member in members}
    names = {member.name: member for member in members}

    def suggested(seller: str) -> Account | None:
        return names.get(by_name.get(plain(seller), "")) or logins.get(seller.casefold())

    rows = tuple(SellerRow(seller, suggested(seller)) for seller in counted.sellers)
    return SalesUpload(rows, members, counted.sellers, counted.files[0], counted.open_stages, counted.notes)


def counts_to_json(sellers: Mapping[str, SellerSales]) -> str:
    """Return what was counted as JSON, for the form that confirms who is who."""
    return json.dumps({name: _plain(seller, sellers) for name, seller in sellers.items()}, separators=(",", ":"))


def counts_from_json(text: str) -> dict[str, Any]:
    """Return the counts by seller of `counts_to_json`.

    Raises:
        RequestDenied: the text is not what `counts_to_json` writes.
    """
    try:
        content = json.loads(text)
        for counts in content.values():
            _checked(counts)
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError) as error:
        raise RequestDenied(
            "request-format",
            "The form isn't complete.",
            unchanged="Nothing was stored.",
            hint="Upload the export again.",
        ) from error
    return content


def store_sales(server: Server, actor: Actor, counted: Mapping[str, Any], members: Mapping[str, str]) -> int:
    """Store sales of members, in place of all that the team had. Return how many members have some.

    Args:
        server: the server.
        actor: a lead of the team.
        counted: what was counted, by seller.
        members: the ID of the account by seller; sellers who are left out are ignored.

    Raises:
        RequestDenied: an account or a seller is unknown, an account has two sellers, or the actor lost the scope.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        team = {member.id for member in accounts.accounts_of(connection, actor.account.team_id)}
        if not set(members) <= set(counted) or not set(members.values()) <= team:
            raise not_found_error()
        if len(set(members.values())) < len(members):
            raise RequestDenied(
                "request-format",
                "Two sellers of the export are assigned to the same member.",
                unchanged="Nothing was stored.",
                hint="Choose each member once.",
            )
        contents = {account: json.dumps(counted[seller], separators=(",", ":")) for seller, account in members.items()}
        sales.replace_sales(connection, actor.account.team_id, contents, server.now())
    return len(contents)


def remove_sales(server: Server, actor: Actor) -> int:
    """Delete the team's sales. Return how many members had some. Raises RequestDenied if the actor lost the scope."""
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.TEAM_WRITE, server.now())
        removed = sales.remove_sales(connection, actor.account.team_id)
    _study.cache_clear()
    return removed


def team_outcomes(server: Server, actor: Actor, outcome: str = "", independent: str = "") -> TeamOutcomes:
    """Compare the sales of all members who share with their index.

    Raises:
        UsageError: an outcome was not uploaded, or the package that compares is missing.
    """
    with server.database.read() as connection:
        stored = sales.team_sales(connection, actor.account.team_id)
        shared = [(scores.find_activity(connection, row.account_id), row.counts) for row in stored if row.shares]
    model = server.worker.model
    if not stored:
        return TeamOutcomes(None, model)
    require_numpy()
    members = tuple((StoredMember(record), content) for record, content in shared if record is not None)
    kinds = tuple(kind for kind in OUTCOMES if any(kind in json.loads(row.counts)["outcomes"] for row in stored))
    tested = tuple(ordered_outcomes(kinds, outcome, independent))
    study = _study(members, tested, independent, model)
    return TeamOutcomes(study, model, len(stored), len(members), max(row.uploaded_at for row in stored), kinds)


@lru_cache(maxsize=16)
def _study(
    members: tuple[tuple[StoredMember, str], ...], kinds: tuple[str, ...], independent: str, model: Model
) -> Study:
    """Compare; cached until an archive, the sales, who shares, or the model changes."""
    from openssi.insight.outcomes import study

    sellers = [
        seller_of(activity_from_bytes(member.record.content), model, _seller_sales(content))
        for member, content in members
    ]
    return study(sellers, list(kinds), independent=independent)


register_caches(_study.cache_clear)


def _plain(one: SellerSales, everyone: Mapping[str, SellerSales]) -> dict[str, Any]:
    """Return one seller's counts as JSON types, with a number for the territory, so that no text is stored."""
    strata = sorted({seller.stratum for seller in everyone.values()})
    return {
        "outcomes": {
            kind: {str(month): count for month, count in by_month.items()} for kind, by_month in one.outcomes.items()
        },
        "exposure": {str(month): days for month, days in one.exposure.items()},
        "stratum": strata.index(one.stratum),
    }


def _checked(one: Mapping[str, Any]) -> None:
    """Check that counts from a form are numbers by month.

    Raises ValueError, TypeError, AttributeError or KeyError if not.
    """
    if set(one) != {"outcomes", "exposure", "stratum"} or not isinstance(one["stratum"], int):
        raise ValueError(one)
    if not set(one["outcomes"]) <= set(OUTCOMES):
        raise ValueError(one)
    for by_month in (*one["outcomes"].values(), one["exposure"]):
        for month, count in by_month.items():
            if int(month) not in _MONTHS or not 0 <= float(count) <= _LARGEST_QUANTITY:
                raise ValueError(one)


def _seller_sales(content: str) -> SellerSales:
    stored = cast("dict[str, Any]", json.loads(content))
    return SellerSales(
        {
            kind: {int(month): float(count) for month, count in by_month.items()}
            for kind, by_month in stored["outcomes"].items()
        },
        {int(month): float(days) for month, days in stored["exposure"].items()},
        str(stored["stratum"]),
    )


def _too_many() -> RequestDenied:
    return RequestDenied(
        "import-large",
        f"The export has more than {_MOST_SELLERS:,} sellers.",
        unchanged="Nothing was stored.",
        hint="Export the deals of your team only.",
    )
