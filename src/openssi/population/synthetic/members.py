"""Members, as SQL: scattered over positions, each with an industry, tastes, and chances for every kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isqrt

from openssi.population.synthetic.cohorts import COHORT_2026
from openssi.population.synthetic.industries import Industry, industries
from openssi.population.synthetic.parameters import Cohort
from openssi.population.synthetic.randomness import WHOLE, chance, drawn, probability_sql, quantile_sql, salt
from openssi.scoring.sql import literal

__all__ = ["World", "industry_table", "members", "people", "scattered", "tasted"]


@dataclass(frozen=True)
class World:
    """The size, the seed and the cohort of an invented network.

    Members are numbered from 0 (their ID is one more) and scattered over positions by a permutation, so that one is
    computed from the other without a table. An industry is a range of positions, and connections are distances between
    positions.

    Attributes:
        members: the number of members.
        seed: a different number gives a different network.
        cohort: what its members are like.
    """

    members: int
    seed: int
    cohort: Cohort = COHORT_2026

    @cached_property
    def width(self) -> int:
        """The width of the grid that the permutation uses."""
        return isqrt(self.members - 1) + 1

    @cached_property
    def height(self) -> int:
        """Rows of the grid; at most one row's worth of positions has no member."""
        return -(-self.members // self.width)

    @property
    def positions(self) -> int:
        """The number of positions: that of the members, plus less than a row."""
        return self.width * self.height

    @cached_property
    def industries(self) -> tuple[Industry, ...]:
        """The industries as ranges of positions."""
        return industries(self.positions)

    def salt(self, *names: str | int) -> int:
        """Return 32 bits for a purpose in this world."""
        return salt(self.seed, *names)


def scattered(world: World, source: str, *, back: bool = False) -> str:
    """Add a column `position` computed from `number` to a query, or with `back` the reverse."""
    given, result = ("position", "number") if back else ("number", "position")
    return _permuted(world, source, given, result, "scatter", back=back)


def _permuted(world: World, source: str, given: str, wanted: str, purpose: str, *, back: bool = False) -> str:
    """Add a column that is a permutation of a column of positions to a query.

    A Feistel network on a grid: each round moves a column by a hash of the row or a row by a hash of the column,
    which can be inverted.
    """
    rounds = [
        (moved, by, size, world.salt(purpose, number))
        for number, (moved, by, size) in enumerate([("x", "y", world.width), ("y", "x", world.height)] * 2)
    ]
    sql = f"SELECT *, {given} % {world.width} AS x, {given} // {world.width} AS y FROM ({source})"
    for moved, by, size, salted in reversed(rounds) if back else rounds:
        step = f"{size} - bits % {size}" if back else "bits"
        sql = (
            f"SELECT * EXCLUDE (bits) REPLACE (({moved} + {step}) % {size} AS {moved}) FROM "
            f"({drawn(sql, by, {'bits': salted})})"
        )
    return f"SELECT * EXCLUDE (x, y), y * {world.width} + x AS {wanted} FROM ({sql})"


def industry_table(world: World) -> str:
    """Return SQL for the table `industries`: name, first position, and the ring of its members."""
    rows = (
        f"({literal(entry.name) if entry.name else 'NULL'}, {entry.start}, {entry.ring}, {entry.ring_size})"
        for entry in world.industries
    )
    columns = "name, start::UBIGINT AS start, ring::UBIGINT AS ring, ring_size::UBIGINT AS ring_size"
    return f"SELECT {columns} FROM (VALUES {', '.join(rows)}) AS rows (name, start, ring, ring_size)"


def tasted(world: World, source: str, tastes: tuple[str, ...] = ()) -> str:
    """Add `base`, the random bits of the member at `position`, and a draw for each taste to a query.

    The drive is not a draw but a rank among all members, so that even a small network has all degrees of it.
    """
    tastes = tastes or tuple(world.cohort.tastes)
    placed = _permuted(world, source, "position", "place", "drive")
    once = drawn(placed, "position", {"once": world.salt("member")})
    twice = drawn(once, "once", {"base": world.salt("again")})
    draws = drawn(twice, "base", {name: world.salt("taste", name) for name in tastes})
    driven = f"SELECT *, (place * {WHOLE} // {world.positions})::BIGINT AS drive FROM ({draws})"
    more = probability_sql("drive", world.cohort.rules)
    ruled = ", ".join(
        f"(CASE WHEN {name} & {WHOLE - 1} < {chance(world.cohort.tastes[name])} + {more} "
        f"THEN drive ELSE {name} >> 16 END)::BIGINT AS {name}"
        for name in tastes
    )
    return f"SELECT * REPLACE ({ruled}) FROM ({driven})"


def people(world: World, first: int, end: int) -> str:
    """Return the members numbered from `first` to before `end`, with everything that decides what they do."""
    numbers = f"SELECT range::UBIGINT AS number FROM range({first}, {end})"
    cohort = world.cohort
    chances = [
        f"{probability_sql('presence', cohort.presence)} AS there",
        f"{probability_sql('presence', cohort.away)} AS away",
        f"{probability_sql('quality', cohort.senior)} AS senior",
        f"{probability_sql('talk', cohort.reached)} AS reached",
        *(
            f"({probability_sql(one.taste, one.often)}) * ({quantile_sql('presence', cohort.catching_up)}) "
            f"// 1000 AS often_{one.kind}"
            for one in cohort.own
        ),
        *(f"{probability_sql(one.taste, one.often)} AS gets_{one.kind}" for one in cohort.received),
        *(f"{probability_sql('quality', one.rate)} AS rate_{one.attempt}" for one in cohort.answers),
        *(f"{quantile_sql('network', one.audience)} AS audience_{one.of}" for one in cohort.echoes),
    ]
    columns = ", ".join(f"({expression.replace(' AS ', ')::INT AS ')}" for expression in chances)
    tastes = ", ".join(f"{name}::INT AS {name}" for name in cohort.tastes)
    return (
        f"SELECT (number + 1)::BIGINT AS member_id, position, ring, ring_size, name AS industry, base, {tastes}, "
        f"{columns} "
        f"FROM ({tasted(world, scattered(world, numbers))}) AS one "
        "ASOF JOIN industries ON one.position >= industries.start"
    )


def members(world: World) -> str:
    """Return SQL for the table `members`."""
    return (
        "SELECT member_id, industry, "
        f"LEAST(10, {quantile_sql('quality::BIGINT', world.cohort.completeness)})::INT * 100000 "
        "AS profile_completeness, "
        f"({quantile_sql('quality::BIGINT', world.cohort.media)})::INT * 500000 AS profile_media "
        f"FROM ({people(world, 0, world.members)}) ORDER BY member_id"
    )
