"""Explanations as results that display themselves."""

from __future__ import annotations

from openssi.activity.calendar import iso
from openssi.insight import explain as _insight
from openssi.render.json import explain as _json

__all__ = ["DayExplanation", "Explanation", "Moves"]


class Explanation(_insight.Explanation):
    """Why the index moved between two days. Displays itself in a terminal (`print`) and a notebook; converts to JSON."""

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


class DayExplanation(_insight.DayExplanation):
    """What the index of a day consists of. Displays itself in a terminal (`print`) and a notebook; converts to JSON."""

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


class Moves(_insight.Moves):
    """The largest drops and rises of a year. Displays itself in a terminal (`print`) and a notebook; converts to JSON."""

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
