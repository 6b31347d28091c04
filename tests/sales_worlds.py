"""Invented teams whose truth is known: how activity and sales come about, and what else moves both."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Literal

import numpy as np

from openssi.insight.outcomes import MonthPoints, Seller

__all__ = ["WORLDS", "World", "invent_team", "invent_weighted_team"]

#: What else moves activity and sales.
#: - `drive`: some sellers are more active and sell more, always.
#: - `good months`: what makes a month good for a seller makes it active too, and lasts a while.
#: - `selling connects`: sales produce connections and exchanges.
#: - `trends`: sellers who grow into the job get more active and sell more from month to month.
#: - `few`: nothing else, but an outcome that happens once in five months.
#: - `away`: each seller is away for 30 days of each year, from any day, and neither sells nor is active.
#: - `hired`: a third of the sellers come later; until then they sell nothing and are less active.
World = Literal["nothing", "drive", "good months", "selling connects", "trends", "few", "away", "hired"]
WORLDS: tuple[World, ...] = ("nothing", "drive", "good months", "selling connects", "trends", "few", "away", "hired")
_MONTHS, _BEFORE = 16, 3  # the first three have activity alone
_LEVEL = 40  # points of a mean month
_STOCKS = 14  # points that stay while a seller is away
_BEFORE_HIRED = 12  # points fewer before a seller is hired
_SILENT = 8 / 30  # of a month


def invent_team(
    world: World,
    chance: np.random.Generator,
    sellers: int = 50,
    ratio: float = 1.0,
    outcome: str = "opportunities",
    *,
    as_expected: bool = False,
) -> list[Seller]:
    """Invent a team with a true ratio of sales for 10 points of the mean activity of four months.

    Sellers sell by chance, or exactly as much as is to be expected; where selling connects, that differs by month.
    """
    drive = chance.normal(size=sellers) * (world == "drive")
    good = np.zeros((sellers, _MONTHS))
    for at in range(_MONTHS):
        good[:, at] = (0.6 * good[:, at - 1] if at else 0) + chance.normal(size=sellers)
    good *= world == "good months"
    trend = chance.normal(size=(sellers, 1)) * np.linspace(-1, 1, _MONTHS) * (world == "trends")
    own = _LEVEL + 6 * drive[:, None] + 6 * good + 6 * trend + 7 * chance.normal(size=(sellers, _MONTHS))
    away, absent = np.zeros((sellers, _MONTHS)), np.zeros((sellers, _MONTHS))
    months = np.arange(_MONTHS)
    if world == "away":
        for first in range(0, _MONTHS, 12):
            begin = first + 12 * chance.random((sellers, 1))
            away += np.clip(np.minimum(months + 1, begin + 1) - np.maximum(months, begin), 0, 1)
        away = np.minimum(away, 1)
        own = _STOCKS + (own - _STOCKS) * (1 - away)
    if world == "hired":
        begin = (chance.random((sellers, 1)) < 1 / 3) * chance.uniform(_BEFORE, _MONTHS - 3, (sellers, 1))
        absent = np.clip(begin - months, 0, 1)
        own -= _BEFORE_HIRED * absent
    mean = 0.2 if world == "few" else 2.5
    produced, sold = np.zeros((sellers, _MONTHS)), np.zeros((sellers, _MONTHS))
    for at in range(_BEFORE, _MONTHS):
        recent = (own + produced)[:, at - _BEFORE : at + 1].mean(1)
        other = 0.4 * drive + 0.25 * good[:, at] + 0.4 * trend[:, at]
        expected = mean * np.exp(other + log(ratio) / 10 * (recent - _LEVEL)) * (1 - away - absent)[:, at]
        if as_expected and world == "selling connects":
            expected *= np.exp(0.5 * chance.normal(size=sellers))
        sold[:, at] = expected if as_expected else chance.poisson(expected)
        if world == "selling connects":
            produced[:, at] = 2.5 * (sold[:, at] - mean)
    return [
        Seller(
            {at: MonthPoints(own[one, at] + produced[one, at], own[one, at]) for at in range(_MONTHS)},
            {outcome: {at: sold[one, at] for at in range(_BEFORE, _MONTHS) if sold[one, at] or world != "hired"}},
            silent=frozenset(at for at in range(_MONTHS) if away[one, at] >= _SILENT),
        )
        for one in range(sellers)
    ]


def invent_weighted_team(
    chance: np.random.Generator, slopes: Sequence[float], sellers: int = 120, months: int = 24
) -> list[Seller]:
    """Invent a team in which a point of each pillar has its own log ratio of sales."""
    points = 12 + 4 * chance.normal(size=(4, sellers, 1)) + 4 * chance.normal(size=(4, sellers, months))
    sold = np.zeros((sellers, months))
    for at in range(_BEFORE, months):
        recent = points[:, :, at - _BEFORE : at + 1].mean(2) - 12
        sold[:, at] = chance.poisson(3 * np.exp(np.tensordot(slopes, recent, 1)))
    return [
        Seller(
            {
                at: MonthPoints(float(points[:, one, at].sum()), 0.0, tuple(map(float, points[:, one, at])))
                for at in range(months)
            },
            {"opportunities": {at: sold[one, at] for at in range(_BEFORE, months)}},
        )
        for one in range(sellers)
    ]
