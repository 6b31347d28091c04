"""Compare a population with published figures of the real index."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path

from openssi.activity.calendar import to_date, to_day
from openssi.engines import DuckDB, Engine
from openssi.errors import InputError
from openssi.model import DEFAULT, MICRO, Model
from openssi.population.layout import check_activity_members, check_rows, register_tables
from openssi.population.published import PUBLISHED, Published
from openssi.population.query_progress import Progress, QueryProgress
from openssi.scoring.ranks import population_program

__all__ = ["Check", "Compared", "check"]

#: Micro-points in a thousandth of a point, the unit of the sums: the squares of a billion members fit into 64 bits.
_THOUSANDTH = MICRO // 1000


@dataclass(frozen=True, slots=True)
class Compared:
    """A published figure and the population's value.

    Attributes:
        published: the figure, its source and its expected range.
        here: the population's value, in the same unit.
        about: the title of the best signal, for that figure; otherwise empty.
    """

    published: Published
    here: float
    about: str = ""

    @property
    def inside(self) -> bool | None:
        """Return whether the value is in the range, or None without a range."""
        low, high = self.published.low, self.published.high
        return None if low is None or high is None else low <= self.here <= high

    @property
    def title(self) -> str:
        """Return the figure's title."""
        return f"{self.published.title}: {self.about}" if self.about else self.published.title

    @property
    def shown(self) -> str:
        """Return the population's value as text."""
        return f"{self.here:.1f}{' %' if self.published.unit == 'percent' else ''}"


@dataclass(frozen=True, slots=True)
class Check:
    """A population compared with the real index.

    Attributes:
        as_of: the day that was scored.
        members: how many were scored.
        model: ID of the model.
        figures: one for each published figure, in order.
    """

    as_of: date
    members: int
    model: str
    figures: tuple[Compared, ...]

    @property
    def passed(self) -> bool:
        """Return whether every figure with a range is in it."""
        return all(figure.inside is not False for figure in self.figures)

    def __str__(self) -> str:
        words = {True: "inside", False: "outside", None: "no range"}
        return "\n".join(f"{figure.title}: {figure.shown} ({words[figure.inside]})" for figure in self.figures)


def check(
    folder: str | Path,
    *,
    as_of: date | None = None,
    memory: str = "",
    threads: int = 0,
    model: Model = DEFAULT,
    progress: Progress | None = None,
) -> Check:
    """Score a population and compare its figures with the published ones.

    Args:
        folder: the tables, in the layout of `docs/population.md`.
        as_of: the day to score; by default the last day with data.
        memory: the memory limit ("2GB"); anything beyond is spilled to disk.
        threads: the number of threads; 0 for one per processor.
        model: the model that scores.
        progress: called with the rows read so far and the total.

    Raises:
        InputError: the tables are invalid or empty, or the engine failed.
    """
    with tempfile.TemporaryDirectory(prefix="ssi-") as spill:
        room = Path(spill)
        with DuckDB([Path(folder), room], memory=memory, spill=room, threads=threads) as engine:
            return _check(str(folder), None if as_of is None else to_day(as_of), engine, model, progress)


def _check(folder: str, wanted: int | None, engine: Engine, model: Model, progress: Progress | None) -> Check:
    register_tables(folder, model, engine)
    rows, last = engine.query('SELECT COUNT(*), MAX("known_day") FROM "daily_activity"')[0]
    if wanted is None and last is None:
        raise InputError("population-empty", f"{folder} has no activity.", hint="Choose the day to score with --as-of.")
    day = int(str(last)) if wanted is None else wanted
    check_rows(model, day, engine)
    program = population_program(model, day, engine.dialect)
    with QueryProgress(engine, progress, int(str(rows))) as watch:
        watch.start_query(int(str(rows)))
        engine.materialize("activity_sums", program.text("activity_sums"))
    check_activity_members(engine)
    engine.materialize("member_points", program.text("member_points", ("activity_sums",)))
    sums = _Sums(model, engine)
    if not sums.members:
        raise InputError("population-empty", f"{folder} has no members.")
    best = max(model.signals, key=sums.explained)
    here = {
        "mean": sums.mean("index_micro"),
        "standard_deviation": sqrt(sums.spread("index_micro", "index_micro")) / sums.members / 1000,
        "from_70": 100 * sums.high / sums.members,
        "to_20": 100 * sums.low / sums.members,
        **{pillar.id: sums.mean(pillar.id) for pillar in model.pillars},
        "best_signal": 100 * sums.explained(best),
    }
    figures = tuple(
        Compared(one, here[one.id], model.signals[best].title if one.id == "best_signal" else "") for one in PUBLISHED
    )
    return Check(to_date(day), sums.members, model.id, figures)


class _Sums:
    """Integer sums over all members, in thousandths of a point: of each column, its squares, and its products with the index."""

    def __init__(self, model: Model, engine: Engine) -> None:
        names = ("index_micro", *(pillar.id for pillar in model.pillars), *model.signals)
        quoted = {name: f'"{name}"' for name in names}
        thousandths = ", ".join(f"{engine.dialect.divide(it, str(_THOUSANDTH))} AS {it}" for it in quoted.values())
        wanted = {
            ("members",): "COUNT(*)",
            ("high",): 'SUM(CASE WHEN "index_micro" >= 70000 THEN 1 ELSE 0 END)',
            ("low",): 'SUM(CASE WHEN "index_micro" <= 20000 THEN 1 ELSE 0 END)',
            **{(name,): f'SUM("{name}")' for name in names},
            **{(name, name): f'SUM("{name}" * "{name}")' for name in names},
            **{(name, "index_micro"): f'SUM("{name}" * "index_micro")' for name in names},
        }
        (row,) = engine.query(
            f'SELECT {", ".join(wanted.values())} FROM (SELECT {thousandths} FROM "member_points") AS "thousandths"'
        )
        self._sums = {key: int(str(value or 0)) for key, value in zip(wanted, row, strict=True)}
        self.members, self.high, self.low = (self._sums[(name,)] for name in ("members", "high", "low"))

    def mean(self, name: str) -> float:
        """Return the mean in points."""
        return self._sums[(name,)] / self.members / 1000

    def spread(self, one: str, other: str) -> int:
        """Return the covariance times the squared number of members, exactly."""
        return self.members * self._sums[(one, other)] - self._sums[(one,)] * self._sums[(other,)]

    def explained(self, signal: str) -> float:
        """Return the squared correlation of a signal's points with the index."""
        both = self.spread(signal, signal) * self.spread("index_micro", "index_micro")
        return self.spread(signal, "index_micro") ** 2 / both if both else 0.0
