"""A team's own weights of the pillars, and the model file that has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from os import PathLike
from typing import TYPE_CHECKING

from openssi.member.outcomes import ordered_outcomes, read_team, require_numpy
from openssi.model import Model
from openssi.scoring.rounding import apportion
from openssi.sources.crm import Mapping as CrmMapping

if TYPE_CHECKING:
    from openssi.insight.outcomes.weights import OwnWeights
    from openssi.render.json import weights as _json

__all__ = ["Weights", "own_weights"]

_SHARES = 1_000_000


@dataclass(frozen=True)
class Weights:
    """What a team's sales say about the weights of the pillars.

    Attributes:
        found: the choice, and how well it predicts.
        outcome: the outcome that it was made by.
        model: the published model that it changes.
    """

    found: OwnWeights
    outcome: str
    model: Model

    def to_dict(self) -> _json.Weights:
        """Return the object that `ssi weights --json` prints."""
        from openssi.render.json.weights import as_dict

        return as_dict(self.found, self.outcome, self.model)

    def to_toml(self) -> str:
        """Return adopted weights as a model file with an ID of its own; empty if none were adopted."""
        if self.found.verdict != "adopted":
            return ""
        wanted = [one.maximum * by for one, by in zip(self.model.pillars, self.found.multipliers, strict=True)]
        points = _whole_points(wanted, sum(one.maximum for one in self.model.pillars))
        return _model_file(self.model, points)

    def __str__(self) -> str:
        from openssi.render.words.weights import weights_in_words

        return weights_in_words(self.found, self.outcome, self.model)


def own_weights(
    archives: Iterable[str | PathLike[str]],
    crm: Iterable[str | PathLike[str]],
    *,
    mapping: str | PathLike[str] | CrmMapping | None = None,
    outcome: str = "",
    time_zone: str = "UTC",
    model: str | Model | None = None,
    today: date | None = None,
) -> Weights:
    """Find out whether a team's sales tell its own weights of the pillars from the published ones.

    Args:
        archives: archives of the sellers.
        crm: exports of the CRM, the oldest first.
        mapping: what only the team knows, as for `outcomes`.
        outcome: the outcome to choose by; by default the first found.
        time_zone: the CRM's.
        model: the published model to change.
        today: the day of reading: rows of the CRM with a later day are rejected; None to accept them.

    Raises:
        InputError: a file cannot be read, or has no seller of an archive.
        UsageError: the packages are missing, or the outcome is not in the exports.
    """
    require_numpy()
    from openssi.insight.outcomes.weights import own_weights as choose

    amounts = outcome == "amount_won"
    team = read_team(archives, crm, mapping=mapping, time_zone=time_zone, model=model, amounts=amounts, today=today)
    kind = ordered_outcomes(team.sales.outcomes, outcome, "")[0]
    return Weights(choose(team.sellers, kind, [one.maximum for one in team.model.pillars]), kind, team.model)


def _model_file(model: Model, points: Sequence[int]) -> str:
    """Return a model file in which each pillar has other points, divided among its signals as before."""
    pillars = [f"{pillar.id} = {maximum}" for pillar, maximum in zip(model.pillars, points, strict=True)]
    signals: list[str] = []
    for pillar, maximum in zip(model.pillars, points, strict=True):
        wanted = [signal.maximum * maximum / pillar.maximum for signal in pillar.signals]
        for signal, most in zip(pillar.signals, _whole_points(wanted, maximum), strict=True):
            signals += ["", f"[signals.{signal.id}]", f"max = {most}"]
    based_on = model.based_on or model.id
    own_id = f"{based_on}-own-{sha256(repr((model.fingerprint, signals)).encode()).hexdigest()[:8]}"
    return "\n".join([f'id = "{own_id}"', f'based_on = "{based_on}"', "", "[pillars]", *pillars, *signals, ""])


def _whole_points(wanted: Sequence[float], whole: int) -> list[int]:
    """Round to whole points that add up to `whole`."""
    return apportion([round(one * _SHARES) for one in wanted], _SHARES, whole)
