"""The hash, the permutation, the distributions and the calendar of the generator."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.population.synthetic.industries import INDUSTRIES, industries
from openssi.population.synthetic.members import World, scattered
from openssi.population.synthetic.randomness import WHOLE, drawn, frequency_sql, mixed, quantile_sql, salt
from openssi.population.synthetic.seasonality import busy

BITS = st.integers(0, 2**32 - 1)


def test_the_hash_is_the_murmur_finalizer() -> None:
    """Published test vectors: MurmurHash3_x86_32 of nothing with these seeds."""
    assert [mixed(x) for x in (0, 1, 0xFFFF_FFFF)] == [0, 0x514E_28B7, 0x81F1_6F39]


@settings(max_examples=30)
@given(st.lists(BITS, min_size=1, max_size=20), BITS)
def test_sql_hashes_as_python_does(numbers: list[int], salted: int) -> None:
    values = ", ".join(f"({number}::UBIGINT)" for number in numbers)
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(drawn(f"SELECT x FROM (VALUES {values}) AS t (x)", "x", {"bits": salted})).fetchall()
    assert sorted(found) == sorted((number, mixed(number ^ salted)) for number in numbers)


def test_each_purpose_has_its_own_salt() -> None:
    assert len({salt(seed, "day", day) for seed in range(20) for day in range(200)}) == 4_000


@settings(max_examples=30)
@given(st.integers(1, 3_000), st.integers(0, 2**32 - 1))
def test_members_and_positions_map_to_each_other(members: int, seed: int) -> None:
    world = World(members, seed)
    numbers = f"SELECT range::UBIGINT AS number FROM range({world.positions})"
    back = scattered(world, f"SELECT position, number AS given FROM ({scattered(world, numbers)})", back=True)
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(f"SELECT given, number, position FROM ({back})").fetchall()
    assert all(given == number for given, number, _ in found)
    assert sorted(position for _, _, position in found) == list(range(world.positions))
    assert world.members <= world.positions < world.members + world.width


def draws(expression: str) -> list[int]:
    """An expression at each draw `u` there can be."""
    with duckdb.connect(":memory:") as connection:
        return [
            int(value)
            for (value,) in connection.execute(
                f"SELECT {expression} FROM range({WHOLE}) AS t (u) ORDER BY u"
            ).fetchall()
        ]


def test_a_spread_has_the_given_quantiles() -> None:
    found = draws(quantile_sql("u", ((0, 10), (500, 20), (900, 100), (1000, 1000))))
    assert found == sorted(found)
    assert (found[0], found[WHOLE // 2], found[WHOLE * 9 // 10]) == (10, 20, 100)
    assert 990 <= found[-1] <= 1000


def test_sizes_have_the_given_frequencies() -> None:
    found = draws(frequency_sql("u", ((1, 700), (4, 250), (9, 50))))
    assert [round(1000 * found.count(size) / WHOLE) for size in (1, 4, 9)] == [700, 250, 50]
    assert frequency_sql("u", ((3, 1000),)) == "3"


@pytest.mark.parametrize("positions", [1, 2, 59, 1_000, 10**6, 10**9])
def test_industries_partition_all_positions(positions: int) -> None:
    found = industries(positions)
    assert [one.start for one in found] == [sum(before.size for before in found[:n]) for n in range(len(found))]
    assert sum(one.size for one in found) == positions
    for one in found:
        assert one.ring <= one.start
        assert one.start + one.size <= one.ring + one.ring_size <= positions


def test_industry_sizes_follow_zipf() -> None:
    assert len(set(INDUSTRIES)) == len(INDUSTRIES) >= 100
    sizes_by_name = {one.name: one.size for one in industries(10**6)}
    assert sizes_by_name[None] == pytest.approx(15_000, rel=0.01)
    for place in (0, 9, 99):  # the n-th is as common as 1 / (n + 2)
        expected = sizes_by_name[INDUSTRIES[0]] * 3 / (place + 3)
        assert sizes_by_name[INDUSTRIES[place]] == pytest.approx(expected, rel=0.01)


def test_days_follow_the_weekly_rhythm() -> None:
    tuesday = date(2026, 6, 16)
    assert busy(date(2026, 6, 20)) < busy(tuesday) / 5  # a Saturday
    for easter in (date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)):
        assert busy(easter - timedelta(days=2)) == busy(easter + timedelta(days=1)) == busy(date(2026, 12, 25))
        assert busy(easter + timedelta(days=2)) == busy(tuesday)
    assert busy(date(2026, 12, 29)) < busy(date(2026, 8, 18)) < busy(tuesday)
