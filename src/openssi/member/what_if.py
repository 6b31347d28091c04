"""A projection as a result that displays itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openssi.insight.what_if import WhatIf as _Data
from openssi.member.tables import Tabular, day_column, points_column

if TYPE_CHECKING:
    from openssi.render.json import what_if as _json

__all__ = ["WhatIf"]


class WhatIf(_Data, Tabular):
    """A plan and where it leads. Displays itself in a terminal (`print`) and a notebook; converts to JSON and SVG."""

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a day: the index with the plan, as now, and after stopping, in points."""
        return {
            "day": day_column([day.as_of for day in self.path]),
            "with_plan": points_column([day.index_micro for day in self.path]),
            "as_now": points_column([day.index_micro for day in self.as_now]),
            "if_stopped": points_column([day.index_micro for day in self.stopped]),
        }

    def to_dict(self) -> _json.WhatIf:
        """Return the object that `ssi what-if --json` prints."""
        from openssi.render.json.what_if import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """Return the text that `ssi what-if --json` prints."""
        from openssi.render.json.what_if import as_json

        return as_json(self)

    def to_svg(self) -> str:
        """Return both paths as an SVG file."""
        from openssi.render.svg import fan_chart, standalone

        return standalone(fan_chart(self))

    def __repr__(self) -> str:
        return f"<openssi.WhatIf {self.start.shown.index / 10} to {self.end.shown.index / 10} in {self.weeks} weeks>"

    def __str__(self) -> str:
        from openssi.render.terminal.what_if import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import what_if_fragment

        return what_if_fragment(self)
