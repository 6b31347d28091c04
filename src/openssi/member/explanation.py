"""Explanations as results that display themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openssi.activity.calendar import iso
from openssi.insight import explain as _insight
from openssi.member.tables import Tabular, day_column, points_column
from openssi.render.json import explain as _json

__all__ = ["DayExplanation", "Explanation", "Moves"]


class Explanation(_insight.Explanation, Tabular):
    """Why the index moved between two days.

    Displays itself in a terminal (`print`) and a notebook; converts to JSON.
    """

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a reason; the points add up to the change."""
        return _reasons(self.reasons)

    def to_dict(self) -> _json.Change:
        """Return the object that `ssi explain --from D --to D --json` prints."""
        return _json.change_as_dict(self)

    def to_json(self) -> str:
        """Return the text that `ssi explain --from D --to D --json` prints."""
        return _json.to_text(self.to_dict())

    def __repr__(self) -> str:
        before, after = self.before, self.after
        change = (after.shown.index - before.shown.index) / 10
        return f"<openssi.Explanation {iso(before.as_of)} to {iso(after.as_of)}, {change:+} points>"

    def __str__(self) -> str:
        from openssi.render.terminal.explain import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import explanation_fragment

        return explanation_fragment(self)


class DayExplanation(_insight.DayExplanation, Tabular):
    """What the index of a day consists of. Displays itself in a terminal (`print`) and a notebook; converts to JSON."""

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a reason; the points add up to the index."""
        return _reasons(self.reasons)

    def to_dict(self) -> _json.DayExplanation:
        """Return the object that `ssi explain --day D --json` prints."""
        return _json.day_as_dict(self)

    def to_json(self) -> str:
        """Return the text that `ssi explain --day D --json` prints."""
        return _json.to_text(self.to_dict())

    def __repr__(self) -> str:
        return f"<openssi.DayExplanation {iso(self.now.as_of)}, {self.now.shown.index / 10} of 100>"

    def __str__(self) -> str:
        from openssi.render.terminal.explain import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import explanation_fragment

        return explanation_fragment(self)


class Moves(_insight.Moves, Tabular):
    """The largest drops and rises of a year.

    Displays itself in a terminal (`print`) and a notebook; converts to JSON.
    """

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a rise or drop: its days and its points."""
        return {
            "first": day_column([explanation.before.as_of for explanation in self.explanations]),
            "last": day_column([explanation.after.as_of for explanation in self.explanations]),
            "points": points_column([explanation.change_micro for explanation in self.explanations]),
        }

    def to_dict(self) -> _json.Moves:
        """Return the object that `ssi explain --json` prints without dates."""
        return _json.moves_as_dict(self)

    def to_json(self) -> str:
        """Return the text that `ssi explain --json` prints without dates."""
        return _json.to_text(self.to_dict())

    def __repr__(self) -> str:
        return f"<openssi.Moves {iso(self.first)} to {iso(self.last)}, {len(self.explanations)} drops and rises>"

    def __str__(self) -> str:
        from openssi.render.terminal.explain import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import explanation_fragment

        return explanation_fragment(self)


def _reasons(reasons: Sequence[_insight.Reason]) -> dict[str, list[Any]]:
    return {
        "signal": [reason.signal for reason in reasons],
        "cause": [reason.cause for reason in reasons],
        "points": points_column([reason.micro for reason in reasons]),
    }
