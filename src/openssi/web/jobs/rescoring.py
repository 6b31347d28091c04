"""A member's days computed anew from all that is kept of them: outside of any transaction, and written only if nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from openssi.activity import Activity
from openssi.activity.codec import activity_to_bytes
from openssi.activity.report import ImportReport, report_to_bytes
from openssi.errors import ArchiveError, RequestDenied, StoreError, WorkbookError
from openssi.insight.history import HistoryDay, history
from openssi.model import Model
from openssi.snapshots.registry import Snapshot, merge_snapshots, snapshot_from_bytes
from openssi.store import accounts, imports, scores
from openssi.store.accounts import Account
from openssi.store.database import Database, Transaction
from openssi.store.imports import Import
from openssi.store.scores import DayScore
from openssi.store.scores import Kept as Row

__all__ = ["Computed", "ScoringInputs", "compute", "load_snapshots", "rescore", "update_inputs", "write_scores"]

_TRIES = 5
_LONGEST_INDUSTRY = 200  # of LinkedIn's the longest has 60

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ScoringInputs:
    """What a member's scores follow from.

    Attributes:
        account: whose; their time zone says when days begin.
        contents: what is kept of each import, as bytes, in the order in which they were received.
        forgotten: keyed hashes of people whom no archive may bring back.
    """

    account: Account
    contents: Sequence[tuple[Import, bytes]]
    forgotten: frozenset[str]


def update_inputs(
    database: Database,
    account_id: str,
    plan: Callable[[ScoringInputs], Callable[[Transaction], Result]],
    import_id: str = "",
) -> Result | None:
    """Change what a member's scores follow from, and the scores with it, in one transaction; None if the account is gone.

    Args:
        database: where.
        account_id: whose.
        plan: computes from what is kept now, which may take a second, and returns what writes the change. If somebody else changed
            the member's basis meanwhile, nothing is written and `plan` is asked again.
        import_id: an import of theirs that is to be kept; its name counts as part of the basis.

    Raises:
        StoreError: it changed again and again.
    """
    for _ in range(_TRIES):
        with database.read() as connection:
            account = accounts.find_account(connection, account_id)
            if account is None:
                return None
            stamp = imports.stamp_of(connection, account_id, import_id)
            basis = ScoringInputs(
                account, imports.contents_of(connection, account_id), imports.forgotten_of(connection, account_id)
            )
        write = plan(basis)
        with database.write() as connection:
            now = accounts.find_account(connection, account_id)
            if now is None:
                return None
            if imports.stamp_of(connection, account_id, import_id) == stamp and now.time_zone == account.time_zone:
                return write(connection)
    raise StoreError(
        "store-busy",
        "Your imports changed again and again meanwhile.",
        unchanged="Nothing was changed.",
        hint="Try again.",
    )


@dataclass(frozen=True)
class Computed:
    """A member's activity and the score of every day."""

    activity: Activity
    report: ImportReport
    model: Model
    days: tuple[HistoryDay, ...]


def compute(kept: Sequence[Snapshot], time_zone: str, model: Model) -> Computed:
    """A member's activity from all that is kept of their archives and workbooks, and the score of every day.

    Raises:
        ArchiveError: there is no archive, or they belong to different members.
        WorkbookError: a workbook is another member's.
    """
    activity, report = merge_snapshots(kept, time_zone=time_zone)
    activity = activity.limited(model)
    if not activity.records:
        raise ArchiveError(
            "archive-undated",
            "None of its records has a date, so there is nothing to score.",
            unchanged="Nothing of it was kept.",
            hint="LinkedIn sends a small part first: upload the larger archive.",
        )
    return Computed(activity, report, model, history(activity, model, activity.first_day, activity.last_day).days)


def rescore(kept: Sequence[Snapshot], time_zone: str, model: Model) -> Computed | None:
    """The same after something was taken out; None if what is left cannot be scored.

    Raises:
        RequestDenied: a workbook is left that lists posts of which none is in an archive that is left.
    """
    if not kept:
        return None
    try:
        return compute(kept, time_zone, model)
    except ArchiveError as error:
        if error.code not in {"archive-undated", "archive-workbook"}:
            raise
        return None
    except WorkbookError as error:
        # It was the member's own when it was given: what knew its posts is what was taken out.
        names = " or ".join(one.name for one in kept if one.kind == "workbook")
        raise RequestDenied(
            "import-needed",
            "A workbook of yours needs this archive: the posts that it lists are in no other.",
            unchanged="Nothing was taken out.",
            hint=f"Take the workbook out first: {names}.",
        ) from error


def write_scores(connection: Transaction, account_id: str, computed: Computed | None) -> None:
    """Keep what was computed in place of what was there; nothing of it if there is nothing to score."""
    if computed is None:
        scores.remove_scores(connection, account_id)
        return
    activity = computed.activity
    content, report = activity_to_bytes(activity), report_to_bytes(computed.report)
    # Pages are made anew for a new version: an archive of duplicates alone changes the report and nothing else.
    version = accounts.hashed(f"{content.hex()} {report.hex()}")
    active = {row.day for row in activity.rows.get("active_day", ())}
    kept = Row(
        account_id, content, report, version, computed.model.fingerprint,
        activity.first_day, max(activity.last_day, activity.first_day),
        "".join(filter(str.isprintable, activity.industry))[:_LONGEST_INDUSTRY],
    )  # fmt: skip
    scores.replace_scores(connection, kept, (_day_score(day, active=day.day in active) for day in computed.days))


def _day_score(day: HistoryDay, *, active: bool) -> DayScore:
    brand, people, insights, relationships = day.pillars
    return DayScore(day.day, day.index_micro, day.upper_micro, brand, people, insights, relationships, active)


def load_snapshots(contents: Sequence[tuple[Import, bytes]]) -> list[Snapshot]:
    """What is kept of imports, opened."""
    return [snapshot_from_bytes(one.kind, content) for one, content in contents]
