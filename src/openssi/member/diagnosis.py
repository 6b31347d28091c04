"""What a member's files cover as a result that displays itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openssi.insight.doctor import Diagnosis as _Data
from openssi.member.tables import Tabular, points_column

if TYPE_CHECKING:
    from openssi.render.json import doctor as _json

__all__ = ["Diagnosis"]


class Diagnosis(_Data, Tabular):
    """What is missing and how to get it. Displays itself in a terminal (`print`) and a notebook; converts to JSON."""

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a signal that is not measured, or only in part: its points, why, and what to do."""
        rows = [(remedy.do or None, signal) for remedy in self.remedies for signal in remedy.signals]
        return {
            "signal": [signal.id for _, signal in rows],
            "title": [self.model.signals[signal.id].title for _, signal in rows],
            "status": [signal.status for _, signal in rows],
            "points": points_column([signal.open_micro for _, signal in rows]),
            "reason": [signal.reason for _, signal in rows],
            "do": [do for do, _ in rows],
        }

    def to_dict(self) -> _json.Diagnosis:
        """Return the object that `ssi doctor --json` prints."""
        from openssi.render.json.doctor import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """Return the text that `ssi doctor --json` prints."""
        from openssi.render.json.doctor import as_json

        return as_json(self)

    def __repr__(self) -> str:
        return f"<openssi.Diagnosis {self.score.measurable} points measurable, {len(self.sources)} files>"

    def __str__(self) -> str:
        from openssi.render.terminal.doctor import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import preformatted

        return preformatted(str(self))
