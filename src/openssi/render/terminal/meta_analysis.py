"""Evidence of several teams on the terminal: a forest plot in text."""

from __future__ import annotations

from math import exp, log

from rich.console import Group, RenderableType
from rich.text import Text

from openssi.insight.outcomes import MetaAnalysis
from openssi.render.escaping import escape_controls
from openssi.render.words.meta_analysis import together_in_words
from openssi.render.words.outcomes import OUTCOME_NAMES

__all__ = ["screen"]

_WIDTH = 41  # columns of the plot; its middle is a ratio of 1
_NAME = 16
_WIDEST = log(4)


def screen(found: MetaAnalysis, outcome: str, model: str) -> RenderableType:
    """Show every team, their mean, and what they say."""
    teams = found.teams
    reach = min(_WIDEST, max([log(1.25), *(abs(log(end)) for team in teams for end in team.interval_95)]))
    lines: list[RenderableType] = [
        Text("Does the index go with sales, in several teams?", "bold underline"),
        Text(f"{OUTCOME_NAMES.get(outcome, outcome)}, {len(teams)} teams, model {escape_controls(model)}"),
        Text(),
        Text(together_in_words(found, outcome), "bold"),
        Text(),
        Text("Ratio for 10 points more of the index, with its 95% interval", "bold"),
    ]
    for team in teams:
        line = _line(team.name, team.ratio, team.interval_95, reach)
        lines.append(Text.assemble(line, (f"  {team.sellers} sellers, {team.months} months", "dim")))
    if found.ratio is not None and found.interval_95 is not None:
        lines.append(Text(_line("All teams", found.ratio, found.interval_95, reach), "bold"))
    half = _WIDTH // 2
    scale = f"{exp(-reach):<{half}.2f}1{exp(reach):>{half}.2f}"
    lines.append(Text(f"{'':{_NAME}} {scale}", "dim"))
    return Group(*lines)


def _line(name: str, ratio: float, interval: tuple[float, float], reach: float) -> str:
    cells = [" "] * _WIDTH
    cells[_WIDTH // 2] = "|"
    low, high = (_column(end, reach) for end in interval)
    cells[low : high + 1] = "-" * (high + 1 - low)
    cells[_column(ratio, reach)] = "o"
    shown = escape_controls(name)
    shown = shown if len(shown) <= _NAME else f"{shown[: _NAME - 1]}…"
    return f"{shown:{_NAME}} {''.join(cells)} {ratio:.2f}"


def _column(ratio: float, reach: float) -> int:
    fraction = 0.5 + log(max(ratio, 1e-9)) / (2 * reach)
    return round(min(1.0, max(0.0, fraction)) * (_WIDTH - 1))
