"""Compare a population with published figures of the real index."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt
from pathlib import Path

from openssi.activity.calendar import to_date, to_day
from openssi.engines import ABOUT, DuckDB, Engine
from openssi.errors import InputError, UsageError
from openssi.model import MICRO, Model
from openssi.model import PUBLISHED as MODELS
from openssi.population.calibration_targets import PUBLISHED, TargetFigure
from openssi.population.query_progress import QueryProgress
from openssi.population.validation import check_activity_members, check_rows, register_tables
from openssi.progress import Progress
from openssi.scoring.ranks import population_program

__all__ = ["Check", "FigureComparison", "check", "count_rises"]

#: Micro-points in a thousandth of a point, the unit of the sums: the squares of a billion members fit into 64 bits.
_THOUSANDTH = MICRO // 1000
#: The model by which the cohorts were calibrated, and the cohort of tables that don't name one.
_CALIBRATED, _NEWEST = MODELS["2026.2"], "2026"
_YEAR, _WINDOW = 365, 90  # days
#: The steps of the upper tail, in points.
_STEP = 10
_STEPS = range(60, 100, _STEP)
#: How many standard errors count as chance.
_STANDARD_ERRORS = 2

#: A value and its standard error.
_Estimate = tuple[float, float]


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """A published figure and the population's value.

    Attributes:
        published: the figure, its source and its expected range.
        here: the population's value, in the same unit; None if the tables don't show it.
        chance: how far chance alone moves the value with this number of members: two standard errors. The range is
            wider by as much at either end.
        about: the title of the best or weakest signal, for those figures; otherwise empty.
    """

    published: TargetFigure
    here: float | None
    chance: float = 0.0
    about: str = ""

    @property
    def low(self) -> float:
        """Return the lowest value that passes."""
        return max(0.0, self.published.low - self.chance)

    @property
    def high(self) -> float:
        """Return the highest value that passes."""
        high = self.published.high + self.chance
        return min(100.0, high) if self.published.unit == "percent" else high

    @property
    def inside(self) -> bool | None:
        """Return whether the value passes; None without a value."""
        return None if self.here is None else self.low <= self.here <= self.high

    @property
    def title(self) -> str:
        """Return the figure's title."""
        return f"{self.published.title}: {self.about}" if self.about else self.published.title

    @property
    def shown(self) -> str:
        """Return the population's value as text."""
        if self.here is None:
            return "not known"
        if self.published.unit == "count":
            return f"{self.here:.0f}"
        return f"{self.here:.1f}{' %' if self.published.unit == 'percent' else ''}"


@dataclass(frozen=True, slots=True)
class Check:
    """A population compared with the real index.

    Attributes:
        as_of: the day that was scored.
        members: how many were scored.
        model: ID of the model.
        cohort: the cohort that it is compared with.
        figures: one for each published figure, in order.
    """

    as_of: date
    members: int
    model: str
    cohort: str
    figures: tuple[FigureComparison, ...]

    @property
    def passed(self) -> bool:
        """Return whether every figure that is known is in its range."""
        return all(figure.inside is not False for figure in self.figures)

    def __str__(self) -> str:
        words = {True: "inside", False: "outside", None: "not known"}
        return "\n".join(f"{figure.title}: {figure.shown} ({words[figure.inside]})" for figure in self.figures)


def check(
    folder: str | Path,
    *,
    as_of: date | None = None,
    memory: str = "",
    threads: int = 0,
    model: Model = _CALIBRATED,
    cohort: str = "",
    progress: Progress | None = None,
) -> Check:
    """Score a population and compare its figures with the published ones.

    Args:
        folder: the tables, in the layout of `docs/population.md`.
        as_of: the day to score; by default the last day with data.
        memory: the memory limit ("2GB"); anything beyond is spilled to disk.
        threads: the number of threads; 0 for one per processor.
        model: the model that scores; by default the one that the invented cohorts were calibrated by.
        cohort: "2015" or "2026", whose figures to compare with; by default the one that the tables name, or 2026.
        progress: called with the rows read so far and the total.

    Raises:
        InputError: the tables are invalid or empty, or the engine failed.
        UsageError: there is no such cohort.
    """
    if cohort and cohort not in PUBLISHED:
        raise UsageError("population-bounds", f"cohort: {cohort!r} is not one of {', '.join(PUBLISHED)}.")
    with tempfile.TemporaryDirectory(prefix="ssi-") as spill:
        spill_folder = Path(spill)
        with DuckDB([Path(folder), spill_folder], memory=memory, spill=spill_folder, threads=threads) as engine:
            return _check(str(folder), None if as_of is None else to_day(as_of), engine, model, cohort, progress)


def _check(
    folder: str, wanted: int | None, engine: DuckDB, model: Model, cohort: str, progress: Progress | None
) -> Check:
    register_tables(folder, model, engine)
    rows, first, last = engine.query('SELECT COUNT(*), MIN("known_day"), MAX("known_day") FROM "daily_activity"')[0]
    if wanted is None and last is None:
        raise InputError("population-empty", f"{folder} has no activity.", hint="Choose the day to score with --as-of.")
    day = int(str(last)) if wanted is None else wanted
    check_rows(model, day, engine)
    with QueryProgress(engine, progress, int(str(rows))) as watch:
        watch.start_query(int(str(rows)))
        sums = _scored(model, day, engine)
    check_activity_members(engine)
    if not sums.members:
        raise InputError("population-empty", f"{folder} has no members.")
    cohort = cohort or _cohort_of(folder, engine)
    explained = {signal: sums.explained(signal)[0] for signal in model.signals}
    best, weakest = max(explained, key=explained.__getitem__), min(explained, key=explained.__getitem__)
    about = {"best_signal": model.signals[best].title, "weakest_signal": model.signals[weakest].title}
    values: dict[str, tuple[float | None, float]] = {
        "mean": sums.mean("index_micro"),
        "standard_deviation": sums.deviation("index_micro"),
        "from_70": sums.percentage("from_70"),
        "to_20": sums.percentage("to_20"),
        "upper_modes": (count_rises(sums.tail), 0.0),
        **{pillar.id: sums.mean(pillar.id) for pillar in model.pillars},
        "best_signal": sums.explained(best),
        "weakest_signal": sums.explained(weakest),
    }
    if cohort in _GROWING:
        values["growth"] = (_growth(sums, model, day, int(str(first)), engine), 0.0)
    figures = tuple(_compared(figure, *values[figure.id], about.get(figure.id, "")) for figure in PUBLISHED[cohort])
    return Check(to_date(day), sums.members, model.id, cohort, figures)


def _compared(figure: TargetFigure, here: float | None, error: float, about: str) -> FigureComparison:
    return FigureComparison(figure, here, _STANDARD_ERRORS * error, about)


_GROWING = frozenset(cohort for cohort, figures in PUBLISHED.items() if any(one.id == "growth" for one in figures))


def _scored(model: Model, day: int, engine: Engine) -> _Sums:
    """Score everyone as of a day and return the sums."""
    program = population_program(model, day, engine.dialect)
    engine.materialize("activity_sums", program.text("activity_sums"))
    engine.materialize("member_points", program.text("member_points", ("activity_sums",)))
    return _Sums(model, engine)


def _growth(now: _Sums, model: Model, day: int, first: int, engine: DuckDB) -> float | None:
    """Return by how many percent the mean grew in a year; None if the tables don't go back so far."""
    if day - _YEAR - _WINDOW < first:
        return None
    mean, _ = now.mean("index_micro")
    for table in ("member_points", "activity_sums"):
        engine.run(f'DROP TABLE "{table}"')
    before, _ = _scored(model, day - _YEAR, engine).mean("index_micro")
    return 100 * (mean - before) / before if before else None


def _cohort_of(folder: str, engine: Engine) -> str:
    """Return the cohort that an invented network names; others are compared with the newest."""
    try:
        named = json.loads(engine.read_text(f"{folder}/{ABOUT}") or "{}").get("cohort")
    except (ValueError, AttributeError):
        named = None
    return named if named in PUBLISHED else _NEWEST


def count_rises(tail: Sequence[int]) -> int:
    """Return how many steps of the tail have more members than the step below, beyond chance."""
    return sum(after - before > _STANDARD_ERRORS * sqrt(after + before) for before, after in pairwise(tail))


class _Sums:
    """Integer sums over all members, in thousandths of a point: columns, squares, products with the index."""

    def __init__(self, model: Model, engine: Engine) -> None:
        names = ("index_micro", *(pillar.id for pillar in model.pillars), *model.signals)
        quoted = {name: f'"{name}"' for name in names}
        thousandths = ", ".join(f"{engine.dialect.divide(it, str(_THOUSANDTH))} AS {it}" for it in quoted.values())
        columns = {
            ("members",): "COUNT(*)",
            ("from_70",): 'SUM(CASE WHEN "index_micro" >= 70000 THEN 1 ELSE 0 END)',
            ("to_20",): 'SUM(CASE WHEN "index_micro" <= 20000 THEN 1 ELSE 0 END)',
            **{
                (str(start),): f'SUM(CASE WHEN "index_micro" BETWEEN {start * 1000} AND {(start + _STEP) * 1000 - 1} '
                "THEN 1 ELSE 0 END)"
                for start in _STEPS
            },
            **{(name,): f'SUM("{name}")' for name in names},
            **{(name, name): f'SUM("{name}" * "{name}")' for name in names},
            **{(name, "index_micro"): f'SUM("{name}" * "index_micro")' for name in names},
        }
        (row,) = engine.query(
            f'SELECT {", ".join(columns.values())} FROM (SELECT {thousandths} FROM "member_points") AS "thousandths"'
        )
        self._sums = {key: int(str(value or 0)) for key, value in zip(columns, row, strict=True)}
        self.members = self._sums[("members",)]
        self.tail = [self._sums[(str(start),)] for start in _STEPS]

    def percentage(self, name: str) -> _Estimate:
        """Return how many percent of the members are in a range."""
        fraction = self._sums[(name,)] / self.members
        return 100 * fraction, 100 * sqrt(fraction * (1 - fraction) / self.members)

    def mean(self, name: str) -> _Estimate:
        """Return the mean in points."""
        deviation, _ = self.deviation(name)
        return self._sums[(name,)] / self.members / 1000, deviation / sqrt(self.members)

    def deviation(self, name: str) -> _Estimate:
        """Return the standard deviation in points. Its error is that of a normal distribution."""
        deviation = sqrt(self.spread(name, name)) / self.members / 1000
        return deviation, deviation / sqrt(2 * self.members)

    def spread(self, one: str, other: str) -> int:
        """Return the covariance times the squared number of members, exactly."""
        return self.members * self._sums[(one, other)] - self._sums[(one,)] * self._sums[(other,)]

    def explained(self, signal: str) -> _Estimate:
        """Return the squared correlation of a signal's points with the index, in percent."""
        both = self.spread(signal, signal) * self.spread("index_micro", "index_micro")
        squared = self.spread(signal, "index_micro") ** 2 / both if both else 0.0
        return 100 * squared, 200 * sqrt(squared) * (1 - squared) / sqrt(self.members)
