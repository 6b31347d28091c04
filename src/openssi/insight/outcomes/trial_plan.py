"""What a trial decided before its start, and what it showed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from openssi.insight.outcomes.effect import Effect
from openssi.insight.outcomes.trial import WEEKS

__all__ = ["DAYS", "TrialPlan", "TrialResult", "Volunteer"]

DAYS = 7 * WEEKS
_FORMAT = "openssi-trial-1"


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer: the seller as the CRM writes the name, the stratum, and whether the plan comes at the start."""

    seller: str
    stratum: str
    now: bool


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """What was decided before the start.

    Attributes:
        outcome: the outcome that is compared.
        start: the first day.
        drawn_at: when it was drawn, UTC.
        seed: what the draw came from; anybody can repeat it.
        volunteers: who takes part, and who gets the plan now.
    """

    outcome: str
    start: date
    drawn_at: str
    seed: str
    volunteers: tuple[Volunteer, ...]

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=DAYS - 1)

    @property
    def fingerprint(self) -> str:
        """A fingerprint of everything above: anyone who has it can verify that nothing was changed later."""
        content = json.dumps(self._content(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def to_json(self) -> str:
        """Return the content of the file that records the trial."""
        return json.dumps({**self._content(), "fingerprint": self.fingerprint}, indent=1, ensure_ascii=False) + "\n"

    def _content(self) -> dict[str, Any]:
        return {
            "format": _FORMAT,
            "outcome": self.outcome,
            "start": self.start.isoformat(),
            "weeks": WEEKS,
            "drawn_at": self.drawn_at,
            "seed": self.seed,
            "volunteers": [asdict(volunteer) for volunteer in self.volunteers],
        }


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a trial showed.

    Attributes:
        plan: what was decided before.
        effect: the ratio of the plan with its intervals; None if there is nothing to compare.
        totals: outcomes of those with the plan, and of the others.
        detectable_ratio: what such a trial finds four times in five; None if it can find none.
        used_before: whether the same time before the start was used.
        without_rows: volunteers whom the export doesn't name, who count as having none.
    """

    plan: TrialPlan
    effect: Effect | None
    totals: tuple[float, float]
    detectable_ratio: float | None
    used_before: bool
    without_rows: tuple[str, ...]

    @property
    def caused(self) -> bool:
        """Whether the plan made a difference."""
        return self.effect is not None and not self.effect.interval_95[0] <= 1 <= self.effect.interval_95[1]
