"""`ssi model redteam --json`: what each way of gaming gains for each seller."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

from openssi.redteam.results import HONEST_MINUTES, Outcome, Result, SuiteResults
from openssi.redteam.sellers import Seller
from openssi.redteam.strategies import Strategy
from openssi.render.json.contract import Doc, ModelRef

__all__ = ["GamingOutcome", "GamingResult", "GamingSeller", "GamingStrategy", "GamingTable", "as_dict", "as_json"]


class GamingSeller(TypedDict):
    """An invented seller."""

    title: Annotated[str, Doc("What the seller does.")]
    limit: Annotated[int, Doc("The bar: points by which a strategy may exceed an honest week of equal minutes.")]
    honest_minutes: Annotated[int, Doc("Honest minutes a week, for `honest_gain_micro`.")]
    honest_gain_micro: Annotated[int, Doc("What these minutes gain in eight weeks.")]
    promised: Annotated[bool, Doc("Whether these minutes are promised to gain four points.")]
    searched: Annotated[bool, Doc("Whether the knots were chosen with this seller; the others test them.")]


class GamingStrategy(TypedDict):
    """A way to game the index."""

    title: Annotated[str, Doc("What is done.")]
    group: Annotated[str, Doc("`burst`, `clicks`, `text`, `people`, `bundle` or `not tellable`; the last has no bar.")]
    seconds_a_week: Annotated[int, Doc("How long it takes.")]
    searched: Annotated[bool, Doc("Whether the knots were chosen with this strategy; the others test them.")]


class GamingOutcome(TypedDict):
    """What was gained over going on as before."""

    gained_micro: Annotated[int, Doc("By the strategy.")]
    honest_micro: Annotated[int, Doc("By honest weeks of equal minutes.")]
    excess_micro: Annotated[int, Doc("The difference of both.")]


class GamingResult(TypedDict):
    """One strategy, carried out by one seller."""

    seller: Annotated[str, Doc("ID of the seller.")]
    strategy: Annotated[str, Doc("ID of the strategy.")]
    passed: Annotated[bool, Doc("Whether the excess after eight weeks is within the bar, or there is none.")]
    weeks: Annotated[dict[str, GamingOutcome], Doc("By the number of weeks: `4` and `8`.")]


class GamingTable(TypedDict):
    """What gaming gains under a model."""

    model: Annotated[ModelRef, Doc("The model that scored.")]
    sellers: Annotated[dict[str, GamingSeller], Doc("The invented sellers by ID.")]
    strategies: Annotated[dict[str, GamingStrategy], Doc("The strategies by ID.")]
    results: Annotated[list[GamingResult], Doc("Every strategy for every seller.")]
    passed: Annotated[bool, Doc("Whether all results and all promised gains are within their bars.")]


def as_dict(table: SuiteResults) -> GamingTable:
    """Return the object that `ssi model redteam --json` prints."""
    return {
        "model": {"id": table.model.id, "fingerprint": table.model.fingerprint},
        "sellers": {seller.id: _seller(seller, table) for seller in table.sellers},
        "strategies": {strategy.id: _strategy(strategy) for strategy in table.strategies},
        "results": [_result(result) for result in table.results],
        "passed": table.passed,
    }


def _seller(seller: Seller, table: SuiteResults) -> GamingSeller:
    return {
        "title": seller.title,
        "limit": seller.bar,
        "honest_minutes": HONEST_MINUTES,
        "honest_gain_micro": table.honest_gains[seller.id],
        "promised": seller.gains,
        "searched": seller.searched,
    }


def _strategy(strategy: Strategy) -> GamingStrategy:
    return {
        "title": strategy.title,
        "group": strategy.group,
        "seconds_a_week": strategy.seconds,
        "searched": strategy.searched,
    }


def _result(result: Result) -> GamingResult:
    return {
        "seller": result.seller.id,
        "strategy": result.strategy.id,
        "passed": result.passed,
        "weeks": {str(outcome.weeks): _outcome(outcome) for outcome in result.outcomes},
    }


def _outcome(outcome: Outcome) -> GamingOutcome:
    return {"gained_micro": outcome.gamed, "honest_micro": outcome.honest, "excess_micro": outcome.excess}


def as_json(table: SuiteResults) -> str:
    """Return the JSON text."""
    return json.dumps(as_dict(table), indent=1)
