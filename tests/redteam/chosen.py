"""Sellers and strategies by ID, and the archives that the tests of a process share."""

from __future__ import annotations

from openssi.redteam import SELLERS, STRATEGIES, Archives, Seller, Strategy

ARCHIVES = Archives()


def seller(seller_id: str) -> Seller:
    return next(one for one in SELLERS if one.id == seller_id)


def strategy(strategy_id: str) -> Strategy:
    return next(one for one in STRATEGIES if one.id == strategy_id)
