"""A trial of the weekly plan: drawn and written down before it starts, analyzed once it is over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from os import PathLike
from pathlib import Path
from secrets import token_hex
from typing import Any, cast

from openssi.activity.calendar import to_day
from openssi.errors import InputError, UsageError
from openssi.insight.outcomes.trial import LEAST_VOLUNTEERS, WEEKS, TrialData, draw
from openssi.insight.outcomes.trial_plan import DAYS, TrialPlan, TrialResult, Volunteer
from openssi.sources.crm import Mapping as CrmMapping
from openssi.sources.crm import Sales, read_mapping, read_sales
from openssi.sources.crm.column_labels import OUTCOMES, find_columns, plain
from openssi.sources.crm.table import find_table, read_sheets_of

__all__ = ["plan_trial", "read_plan", "trial_result"]

_LARGEST = 1_000_000  # bytes of a plan


def plan_trial(
    roster: str | PathLike[str], *, start: date, now: datetime, outcome: str, strata: str = "", seed: str = ""
) -> TrialPlan:
    """Draw who gets the plan now, and who after 8 weeks.

    Args:
        roster: a table of volunteers, CSV or XLSX: a column with the seller, and one with a stratum if there is one.
        start: the first day, after today.
        now: the moment of the draw.
        outcome: what will be compared: opportunities, deals_won, meetings or quota.
        strata: the label of the column within which halves are drawn; by default territory, segment, region or team.
        seed: for a draw that was made before; by default a new one.

    Raises:
        InputError: the table can't be read, or names someone twice.
        UsageError: there are too few volunteers, the start isn't after today, or the outcome doesn't exist.
    """
    if outcome not in OUTCOMES:
        raise UsageError(
            "crm-outcome", f"There is no outcome {outcome!r}.", hint=f"Possible are {', '.join(OUTCOMES)}."
        )
    if start <= now.date():
        raise UsageError(
            "trial-start", "A trial has to start after the day on which it is drawn.", hint="Choose a later --start."
        )
    people = _read_roster(Path(roster), strata)
    if len(people) < LEAST_VOLUNTEERS:
        raise UsageError(
            "trial-small",
            f"{len(people)} volunteers are too few: fewer than {LEAST_VOLUNTEERS} can't show anything.",
            hint="With 50 or more, a trial can find what matters.",
        )
    seed = seed or token_hex(16)
    chosen = draw([stratum for _, stratum in people], seed)
    volunteers = tuple(Volunteer(*person, yes) for person, yes in zip(people, chosen, strict=True))
    return TrialPlan(outcome, start, now.strftime("%Y-%m-%d %H:%M UTC"), seed, volunteers)


def read_plan(path: str | PathLike[str]) -> TrialPlan:
    """Read the file that records a trial.

    Raises:
        InputError: it can't be read, was changed, or its draw isn't the one of its seed.
    """
    file = Path(path)
    try:
        if file.stat().st_size > _LARGEST:
            raise _wrong(file, "is not a file of `ssi trial plan`")
        content = cast("dict[str, Any]", json.loads(file.read_text(encoding="utf-8")))
        plan = TrialPlan(
            content["outcome"],
            date.fromisoformat(content["start"]),
            content["drawn_at"],
            content["seed"],
            tuple([Volunteer(**volunteer) for volunteer in content["volunteers"]]),
        )
        fingerprint, chosen = (
            content["fingerprint"],
            draw([volunteer.stratum for volunteer in plan.volunteers], plan.seed),
        )
        unchanged = fingerprint == plan.fingerprint and content["weeks"] == WEEKS
    except OSError as error:
        raise _wrong(file, f"can't be read: {error.strerror or error}") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _wrong(file, "is not a file of `ssi trial plan`") from error
    if not unchanged or tuple(volunteer.now for volunteer in plan.volunteers) != chosen:
        raise _wrong(file, "was changed after the draw, so it proves nothing")
    return plan


def trial_result(
    plan: TrialPlan,
    crm: Sequence[str | PathLike[str]],
    *,
    today: date,
    mapping: str | PathLike[str] | None = None,
    time_zone: str = "UTC",
) -> TrialResult:
    """Compare both halves.

    Args:
        plan: what was decided before the start.
        crm: exports of the CRM that reach to the end of the trial.
        today: the day of the analysis, after the end.
        mapping: a TOML file with the CRM's own labels, stages, and names of volunteers that it writes in another way.
        time_zone: the CRM's.

    Raises:
        InputError: a file can't be read, or ends before the trial, or has months instead of days.
        UsageError: the trial isn't over.
    """
    if today <= plan.end:
        raise UsageError(
            "trial-early",
            f"The trial ends on {plan.end}. Reading it earlier would let you stop when it happens to look good.",
            hint="Come back after that day.",
        )
    answers = read_mapping(Path(mapping)) if mapping else CrmMapping()
    amounts = plan.outcome == "amount_won"
    sales = read_sales([Path(item) for item in crm], answers, time_zone=time_zone, amounts=amounts, today=to_day(today))
    first, last = _covered(sales, plan)
    start = to_day(plan.start)
    if last < start + DAYS - 7:
        raise InputError(
            "trial-sales",
            f"The export has nothing from the last week of the trial, which ends on {plan.end}.",
            unchanged="Nothing was compared.",
            hint="Export again.",
        )
    by_name = {plain(name): item.days.get(plan.outcome, {}) for name, item in sales.sellers.items()}
    days = [by_name.get(plain(answers.sellers.get(item.seller, item.seller))) for item in plan.volunteers]
    before = _counts(days, start - DAYS) if first <= start - DAYS else None
    return _compared(plan, days, _counts(days, start), before)


def _compared(
    plan: TrialPlan, days: Sequence[Mapping[int, float] | None], counts: Sequence[float], before: Sequence[float] | None
) -> TrialResult:
    import numpy as np

    now = np.array([volunteer.now for volunteer in plan.volunteers])
    data = TrialData(
        np.array(counts),
        now,
        tuple(volunteer.stratum for volunteer in plan.volunteers),
        None if before is None else np.array(before),
    )
    missing = tuple(volunteer.seller for volunteer, by_day in zip(plan.volunteers, days, strict=True) if by_day is None)
    totals = (float(data.counts[now].sum()), float(data.counts[~now].sum()))
    return TrialResult(plan, data.effect(), totals, data.detectable_ratio, before is not None, missing)


def _counts(days: Sequence[Mapping[int, float] | None], first: int) -> list[float]:
    """Count outcomes of as many days as a trial has."""
    return [sum(count for day, count in (by_day or {}).items() if first <= day < first + DAYS) for by_day in days]


def _covered(sales: Sales, plan: TrialPlan) -> tuple[int, int]:
    """Return the first and the last day with the outcome."""
    days = {day for seller in sales.sellers.values() for day in seller.days.get(plan.outcome, {})}
    if not days:
        raise InputError(
            "trial-sales",
            f"The export has no outcome {plan.outcome}, which the trial compares.",
            unchanged="Nothing was compared.",
        )
    if len(days) > 1 and all(_is_first_of_month(day) for day in days):
        raise InputError(
            "trial-sales",
            "The export has months, and a trial needs days.",
            unchanged="Nothing was compared.",
            hint="Export deals or meetings with their dates.",
        )
    return min(days), max(days)


def _is_first_of_month(day: int) -> bool:
    return (date(1970, 1, 1) + timedelta(days=day)).day == 1


def _read_roster(path: Path, strata: str) -> list[tuple[str, str]]:
    """Return seller and stratum of each volunteer, sorted by name, so that the order of the table decides nothing."""
    chosen = {"stratum": strata} if strata else {}
    table = find_table(
        path.name, read_sheets_of(path), lambda cells: "" if "seller" in find_columns([*cells], {}) else "the seller"
    )
    columns = find_columns(table.header, chosen)
    if strata and plain(table.header[columns.get("stratum", 0)]) != plain(strata):
        raise InputError(
            "trial-roster",
            f'{path.name} has no column "{strata}".',
            unchanged="Nothing was drawn.",
            hint=f"Its columns are: {', '.join(table.header[:12])}.",
        )
    people = [
        (row.cells[columns["seller"]], row.cells[columns["stratum"]] if "stratum" in columns else "")
        for row in table.rows
    ]
    names = [plain(name) for name, _ in people]
    for name, key in zip(people, names, strict=True):
        if not key or names.count(key) > 1:
            what = f"names {name[0]} twice" if key else "has a row without a name"
            raise InputError("trial-roster", f"{path.name} {what}.", unchanged="Nothing was drawn.")
    return sorted(people)


def _wrong(path: Path, what: str) -> InputError:
    return InputError("trial-file", f"{path.name} {what}.", unchanged="Nothing was compared.")
