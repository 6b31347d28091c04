"""Least squares in plain Python: by hand, against tables of quantiles, and the coverage of intervals."""

from __future__ import annotations

import random
from math import sqrt

import pytest

from openssi.insight.regression import slope


def test_two_groups_by_hand() -> None:
    """Means 3.5 and 5.5, both with variance 3.5: 2 +- 2.228 (Student's t, 10 degrees) x sqrt(3.5 / 3)."""
    found = slope([0.0] * 6 + [1.0] * 6, (), [1, 2, 3, 4, 5, 6, 3, 4, 5, 6, 7, 8], 0.95)
    assert found is not None
    assert found.value == pytest.approx(2)
    assert found.high - found.value == pytest.approx(2.2281 * sqrt(3.5 / 3), rel=1e-3)
    assert found.value - found.low == pytest.approx(found.high - found.value)


def test_a_trend_is_controlled_for() -> None:
    """All that differs between the groups is their time."""
    times = list(map(float, range(20)))
    groups = [float(at >= 10) for at in range(20)]
    noise = [0.1 if at % 2 else -0.1 for at in range(20)]
    y = [3 * time + other for time, other in zip(times, noise, strict=True)]
    bare, beside = slope(groups, (), y, 0.95), slope(groups, [times], y, 0.95)
    assert bare is not None
    assert beside is not None
    assert bare.low > 10
    assert beside.low < 0 < beside.high


def test_a_constant_or_redundant_column_has_no_slope() -> None:
    times = list(map(float, range(20)))
    y = [float(at % 3) for at in range(20)]
    assert slope(times, [[2 * time + 1 for time in times]], y, 0.95) is None
    assert slope([1.0] * 20, (), y, 0.95) is None
    assert slope(times[:11], (), y[:11], 0.95) is None


def test_repeated_columns_count_once() -> None:
    chance = random.Random(5)
    times = list(map(float, range(30)))
    groups = [float(chance.random() < 0.5) for _ in times]
    y = [chance.gauss(0, 1) for _ in times]
    assert slope(groups, [times, [3 * time for time in times]], y, 0.95) == slope(groups, [times], y, 0.95)


def test_intervals_have_their_nominal_coverage() -> None:
    chance = random.Random(7)
    held = 0
    for _ in range(1000):
        groups = [float(at % 3 == 0) for at in range(24)]
        y = [0.7 * group + 0.05 * at + chance.gauss(0, 1) for at, group in enumerate(groups)]
        found = slope(groups, [list(map(float, range(24)))], y, 0.9)
        assert found is not None
        held += found.low <= 0.7 <= found.high
    assert 870 <= held <= 930
