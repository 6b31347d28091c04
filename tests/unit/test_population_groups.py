"""Buckets, ranks in industries and comparisons with connections, against plain loops."""

from __future__ import annotations

import numpy as np
import pytest

from openssi.population.arrays import groups
from openssi.population.arrays.groups import BucketConnections, RankedIndustries, industry_keys
from openssi.population.store.manifest import even_bucket


def test_equal_indexes_share_the_better_rank_and_members_without_an_industry_have_none() -> None:
    industry, index = np.array([1, 0, 1, -1, 1, 1]), np.array([500, 700, 100_000_000, 900, 500, 0])
    keys = industry_keys(industry, index)
    ranked = RankedIndustries(np.sort(keys), np.array([1, 4]))
    assert ranked.ranks(keys).tolist() == [2, 1, 1, 0, 2, 4]
    assert ranked.ranks(keys[3:]).tolist() == [0, 2, 4]


def test_without_any_industry_nobody_has_a_rank() -> None:
    keys = industry_keys(np.array([-1, -1]), np.array([7, 5]))
    ranked = RankedIndustries(np.sort(keys), np.zeros(0, np.int64))
    assert ranked.ranks(keys).tolist() == [0, 0]
    assert ranked.thresholds()[10].tolist() == []


def test_the_buckets_of_a_large_network_are_equally_full_and_divisible_by_four() -> None:
    assert [even_bucket(members) for members in (1, 65_536, 65_537, 1_000_000)] == [65_536, 65_536, 16_385, 62_500]


def test_thresholds_are_those_of_the_last_one_inside_and_small_industries_have_none() -> None:
    """Of 39 people with the indexes 1 to 39, three are within the top 10 percent, and nine and 19 within the others."""
    industry = np.array([*[2] * 39, *[0] * 29, -1])
    index = np.array([*range(1, 40), *range(29), 99])
    thresholds = RankedIndustries(np.sort(industry_keys(industry, index)), np.array([29, 0, 39])).thresholds()
    assert {percent: found.tolist() for percent, found in thresholds.items()} == {
        50: [-1, -1, 21],
        25: [-1, -1, 31],
        10: [-1, -1, 37],
    }


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_connections_are_compared_piece_by_piece(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members with none, one and many connections, also at both ends."""
    monkeypatch.setattr(groups, "_AT_ONCE", at_once)
    chance = np.random.default_rng(3)
    counts = [0, 0, 3, 1, 0, 20, 7, 2, 0]
    member, other = np.repeat(np.arange(9), counts), chance.integers(0, 50, sum(counts))
    totals, own = chance.integers(0, 25_000_000, (50, 5), np.int32), chance.integers(0, 100_000_000, (2, 9))
    found = BucketConnections(member, other, 9).compare(totals, list(own))  # another index, and four pillars
    for one in range(9):
        pillars = totals[other[member == one]][:, 1:].sum(axis=1)
        values = np.column_stack([pillars, totals[other[member == one]]])
        assert found.others[one] == counts[one]
        assert found.sums[:, one].tolist() == values.sum(axis=0, dtype=np.int64).tolist()
        assert found.higher[:, one].tolist() == [int((values[:, row] > own[row, one]).sum()) for row in (0, 1)]


def test_members_without_any_connections_are_compared_with_nobody() -> None:
    nothing = np.zeros(0, np.int32)
    found = BucketConnections(nothing, nothing, 2).compare(np.ones((2, 2), np.int32), [np.array([5, 5])])
    assert (found.others.tolist(), found.sums.tolist(), found.higher.tolist()) == ([0, 0], [[0, 0]] * 3, [[0, 0]])
