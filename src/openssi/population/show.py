"""Show one member of a scored population with the same assessment as a single member, plus ranks and averages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.report import FileReport
from openssi.engines import Engine
from openssi.errors import InputError
from openssi.insight import Assessment, PeerRank, next_steps
from openssi.model import DEFAULT, Model
from openssi.population.scores_metadata import read_metadata
from openssi.population.validation import register_tables
from openssi.scoring import DataSufficiency, score
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE, THRESHOLDS
from openssi.scoring.ranks import average_name, rank_name, score_columns
from openssi.scoring.sql import attributes, index_columns, literal

__all__ = ["show_member"]


def show_member(scores: str, member: int, engine: Engine, model: Model = DEFAULT, population: str = "") -> Assessment:
    """Return the assessment of one member on the day of the scores.

    Args:
        scores: the folder that `score_population` wrote.
        member: the member's ID.
        engine: reads the tables.
        model: the model that scored.
        population: the folder of the tables, if they moved since they were scored.

    Raises:
        InputError: the scores or the member don't exist, or the tables are missing or changed since they were scored.
    """
    about = read_metadata(scores, engine)
    if about.fingerprint != model.fingerprint:
        raise InputError(
            "population-scores",
            f"{scores} was scored by model {about.model} ({about.fingerprint}), which this version doesn't have.",
            hint="Use the version of ssi that scored it.",
        )
    row = _one(engine, "scores", f"{scores}/scores", f'"member_id" = {member}')
    if row is None:
        raise InputError("population-member", f"{scores} has no member {member}.")
    if not row.keys() >= set(score_columns(model)):
        raise InputError(
            "population-scores",
            f"{scores} doesn't have all columns of scores.",
            hint="Score the population without --columns, or into another folder.",
        )
    register_tables(population or about.population, model, engine)
    activity, source = _activity(engine, member, about.day, model)
    activity = activity.for_model(model)
    scored = replace(
        score(activity, model, about.day), enough=DataSufficiency(1, 1, 1, 1)
    )  # a network's data is complete
    if {name: row[name] for name in scored.signals} != {name: signal.micro for name, signal in scored.signals.items()}:
        raise InputError(
            "population-scores",
            f"The tables of member {member} have changed since they were scored on {about.as_of}.",
            hint="Score the population again, or give the original tables with --population.",
        )
    industry = _industry_row(engine, scores, row)
    peer_ranks = [rank for column in index_columns(model) for rank in _ranks_by(column, industry, row, model)]
    return Assessment(
        scored, model, activity, next_steps(activity, model, scored), (source,), peer_ranks=tuple(peer_ranks)
    )


def _one(engine: Engine, name: str, location: str, condition: str) -> dict[str, Any] | None:
    """Return the row that meets a condition, by column, or None."""
    columns = list(engine.register_parquet(name, location))
    if not columns:
        raise InputError("population-scores", f"{location} is missing.", hint="Score the population again.")
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = engine.query(f'SELECT {listed} FROM "{name}" WHERE {condition}')
    return dict(zip(columns, rows[0], strict=True)) if rows else None


def _activity(engine: Engine, member: int, day: int, model: Model) -> tuple[Activity, FileReport]:
    """Return the member's rows and attributes as known on the day."""
    rows: dict[str, list[DailyRow]] = {kind.id: [] for kind in model.kinds}
    records = engine.query(
        'SELECT "kind", "day", "known_day", "quantity" FROM "daily_activity" '
        f'WHERE "member_id" = {member} AND "known_day" <= {day} ORDER BY "day", "known_day", "kind", "quantity"'
    )
    for kind, on, known, quantity in records:
        if str(kind) in rows:
            rows[str(kind)].append(DailyRow(int(str(on)), int(str(known)), int(str(quantity))))
    names = attributes(model)
    listed = ", ".join(f'"{name}"' for name in names) or "1"
    (values,) = engine.query(f'SELECT {listed} FROM "members" WHERE "member_id" = {member}') or [(0,) * len(names)]
    known_values = {name: ((0, int(str(value))),) for name, value in zip(names, values, strict=True)}
    days = [row.day for kind in rows.values() for row in kind]
    activity = Activity(
        {kind: tuple(kind_rows) for kind, kind_rows in rows.items()},
        0,
        known_values,
        dict.fromkeys([*rows, *known_values], Coverage()),
    )
    return activity, FileReport(
        "daily_activity", "", len(records), len(records), 0, 0, 0, min(days, default=None), max(days, default=None)
    )


def _industry_row(engine: Engine, scores: str, row: dict[str, Any]) -> dict[str, Any] | None:
    """Return the row of the member's industry; None without one."""
    if row["industry"] is None:
        return None
    industry = _one(engine, "industries", f"{scores}/industries", f'"industry" = {literal(row["industry"])}')
    if industry is None:
        raise InputError(
            "population-scores", f"{scores} has no row for {row['industry']}.", hint="Score the population again."
        )
    return industry


def _ranks_by(column: str, industry: dict[str, Any] | None, row: dict[str, Any], model: Model) -> Iterator[PeerRank]:
    """Yield the member's ranks by one of the indexes, in the industry and in the network."""
    measured = next((measured_set.id for measured_set in model.sets if column == f"index_{measured_set.id}_micro"), "")
    if industry is not None:
        thresholds = {percent: industry[rank_name(column, f"top_{percent}_percent")] for percent in THRESHOLDS}
        yield PeerRank(
            "industry",
            row["industry"],
            row[rank_name(column, "industry_rank")],
            row["industry_size"],
            row[rank_name(column, "industry_top_percent")],
            _averages(industry, industry["size"], _averaged(column, measured, model)),
            {percent: at for percent, at in thresholds.items() if at is not None},
            measured=measured,
        )
    averaged = _averaged(column, "", model) if not measured else {"index": column}
    yield PeerRank(
        "network",
        "",
        row[rank_name(column, "network_rank")],
        row["network_size"],
        row[rank_name(column, "network_top_percent")],
        _averages(row, row["network_size"], {name: f"network_{total}" for name, total in averaged.items()}),
        measured=measured,
    )


def _averaged(column: str, measured: str, model: Model) -> dict[str, str]:
    """Return the totals that are averaged, by the name that the average is shown under."""
    suffix = f"_{measured}" if measured else ""
    return {"index": column, **{pillar.id: f"{pillar.id}{suffix}" for pillar in model.pillars}}


def _averages(row: dict[str, Any], size: int, totals: dict[str, str]) -> dict[str, int]:
    return {name: row[average_name(total)] for name, total in totals.items()} if size >= LEAST_FOR_AVERAGE else {}
