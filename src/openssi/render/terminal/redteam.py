"""What gaming gains under a model, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from openssi.model import MICRO
from openssi.redteam.results import HONEST_GAIN, HONEST_MINUTES, Result, SuiteResults
from openssi.redteam.sellers import Seller
from openssi.redteam.strategies import Strategy
from openssi.render.terminal.layout import data_table, fingerprint
from openssi.scoring.rounding import format_points, format_signed_points

__all__ = ["redteam_table"]

_STRATEGY_COLUMNS = 34  # name and minutes
_SELLER_COLUMNS = 13
_WORST = 10
_GROUPS = {
    "burst": "Bursts",
    "clicks": "Clicks",
    "text": "Text",
    "people": "People and accounts",
    "bundle": "Bundles",
    "not tellable": "No archive can tell",
}


def redteam_table(table: SuiteResults, width: int) -> RenderableType:
    """Show the excess of each strategy, one column a seller; for a single seller also what it consists of."""
    return Group(
        Text(f"What gaming gains, {fingerprint(table.model)}", "bold"),
        Text(
            "Points gained in eight weeks beyond honest weeks that take as long. A result over the seller's bar "
            "has a !. "
            "Strategies that no archive can distinguish from honest work have no limit.",
            "dim",
        ),
        *(_details(table) if len(table.sellers) == 1 else _matrices(table, width)),
        Text(),
        *_summary(table),
    )


def _matrices(table: SuiteResults, width: int) -> Iterator[RenderableType]:
    """Yield tables of as many sellers as fit the width."""
    fit = max(1, (width - _STRATEGY_COLUMNS) // _SELLER_COLUMNS)
    for at in range(0, len(table.sellers), fit):
        yield Text()
        yield _matrix(table, table.sellers[at : at + fit])


def _matrix(table: SuiteResults, sellers: Sequence[Seller]) -> Table:
    by_key = {(result.strategy.id, result.seller.id): result for result in table.results}
    shown = _table(*(seller.id for seller in sellers))
    for strategy in _grouped(shown, table.strategies):
        cells = (_excess(by_key[strategy.id, seller.id]) for seller in sellers)
        shown.add_row(strategy.id, _minutes(strategy), *cells)
    shown.add_row()
    shown.add_row("bar", "", *(f"{seller.bar}.0" for seller in sellers))
    gains = (_gain(table, seller) for seller in sellers)
    shown.add_row("honest minutes gain", str(HONEST_MINUTES), *gains)
    return shown


def _details(table: SuiteResults) -> Iterator[RenderableType]:
    (seller,) = table.sellers
    yield Text(f"{seller.id}: {seller.title}. The bar is {seller.bar} points.")
    yield Text()
    shown = _table("gains", "honest", "excess", "at 4 weeks")
    results = {result.strategy.id: result for result in table.results}
    for strategy in _grouped(shown, table.strategies):
        halfway, final = results[strategy.id].outcomes
        gained, honest, early = map(format_signed_points, (final.gamed, final.honest, halfway.excess))
        shown.add_row(strategy.id, _minutes(strategy), gained, honest, _excess(results[strategy.id]), early)
    yield shown
    yield Text()
    yield Text.assemble(
        f"{HONEST_MINUTES} honest minutes a week gain ", _gain(table, seller), " points in eight weeks."
    )


def _table(*headings: str) -> Table:
    shown = data_table()
    shown.add_column("strategy", no_wrap=True)
    for heading in ("minutes", *headings):
        shown.add_column(heading, justify="right", no_wrap=True)
    return shown


def _grouped(shown: Table, strategies: Sequence[Strategy]) -> Iterator[Strategy]:
    """Yield the strategies; before each group, add its title to the table."""
    for group, members in groupby(strategies, key=lambda strategy: strategy.group):
        shown.add_row(Text(_GROUPS[group], "dim"))
        yield from members


def _minutes(strategy: Strategy) -> str:
    return f"{strategy.seconds / 60:.1f}"


def _excess(result: Result) -> Text:
    text = format_signed_points(result.outcomes[-1].excess)
    return Text(text) if result.passed else Text(f"{text}!", "bold red")


def _gain(table: SuiteResults, seller: Seller) -> Text:
    text = format_signed_points(table.honest_gains[seller.id])
    return Text(text) if table.is_fair_to(seller) else Text(f"{text}!", "bold red")


def _summary(table: SuiteResults) -> Iterator[Text]:
    counted = sum(result.strategy.has_bar for result in table.results)
    if table.over:
        yield Text(f"{len(table.over)} of {counted} results are over their bar. The largest of them:", "bold")
        yield from (_line(result) for result in table.over[:_WORST])
    else:
        yield Text(f"All {counted} results are within their bars.", "bold")
    unfair = [seller.id for seller in table.sellers if not table.is_fair_to(seller)]
    if unfair:
        yield Text(f"{HONEST_MINUTES} honest minutes a week gain less than {HONEST_GAIN} points: {', '.join(unfair)}.")


def _line(result: Result) -> Text:
    excess = result.outcomes[-1].excess
    over = format_points(excess - result.seller.bar * MICRO)
    return Text(f"- {result.seller.id}, {result.strategy.title}: {format_signed_points(excess)}, {over} over the bar")
