"""`ssi evidence merge --json`: what several teams say together."""

from __future__ import annotations

from typing import Annotated, TypedDict

from openssi.insight.outcomes import MetaAnalysis
from openssi.render.json.contract import Doc, Pair

__all__ = ["Evidence", "EvidenceTeam", "as_dict"]


class EvidenceTeam(TypedDict):
    """One team's estimate."""

    name: Annotated[str, Doc("Name of the file, without its ending.")]
    ratio: Annotated[float, Doc("Ratio of the outcome for 10 points more of the index.")]
    interval_95: Annotated[Pair[float], Doc("Ratios that the team's own data allows at 95%.")]
    sellers: Annotated[int, Doc("Number of sellers.")]
    months: Annotated[int, Doc("Number of months.")]


class Evidence(TypedDict):
    """What several teams say together: a random-effects meta-analysis."""

    model: Annotated[str, Doc("ID of the model that scored all teams.")]
    fingerprint: Annotated[str, Doc("Fingerprint of the model.")]
    outcome: Annotated[str, Doc("The outcome that all teams compared.")]
    teams: Annotated[list[EvidenceTeam], Doc("Every team.")]
    ratio: Annotated[float | None, Doc("Mean ratio. Null for fewer than three teams, like all that follows.")]
    interval_95: Annotated[Pair[float] | None, Doc("Mean ratios that the data allows at 95% (Hartung and Knapp).")]
    interval_50: Annotated[Pair[float] | None, Doc("Mean ratios that the data allows at 50%.")]
    prediction_95: Annotated[Pair[float] | None, Doc("Where the ratio of one more such team would be, at 95%.")]
    spread: Annotated[
        float | None, Doc("Standard deviation between teams of the logarithm of the ratio (Paule and Mandel).")
    ]


def as_dict(found: MetaAnalysis, outcome: str, model: str, fingerprint: str) -> Evidence:
    """Return the object of `ssi evidence merge --json`."""
    return {
        "model": model,
        "fingerprint": fingerprint,
        "outcome": outcome,
        "teams": [
            {
                "name": team.name,
                "ratio": round(team.ratio, 4),
                "interval_95": _pair(team.interval_95) or [0.0, 0.0],
                "sellers": team.sellers,
                "months": team.months,
            }
            for team in found.teams
        ],
        "ratio": None if found.ratio is None else round(found.ratio, 4),
        "interval_95": _pair(found.interval_95),
        "interval_50": _pair(found.interval_50),
        "prediction_95": _pair(found.prediction_95),
        "spread": None if found.spread is None else round(found.spread, 4),
    }


def _pair(ends: tuple[float, float] | None) -> Pair[float] | None:
    return None if ends is None else [round(ends[0], 4), round(ends[1], 4)]
