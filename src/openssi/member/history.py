"""The history as a result that displays itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openssi.activity.calendar import iso
from openssi.insight.history import Every
from openssi.insight.history import History as _Data
from openssi.member.tables import Tabular, day_column, points_column

if TYPE_CHECKING:
    from openssi.render.json import history as _json

__all__ = ["History"]


class History(_Data, Tabular):
    """One member's index on each day.

    Displays itself in a terminal and a notebook; converts to JSON, CSV, SVG and HTML.
    """

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a day: the index, its upper end and the pillars, in points."""
        return {
            "day": day_column([day.day for day in self.days]),
            "index": points_column([day.index_micro for day in self.days]),
            "index_if_all_were_measured": points_column([day.upper_micro for day in self.days]),
            **{
                pillar.id: points_column([day.pillars[at] for day in self.days])
                for at, pillar in enumerate(self.model.pillars)
            },
        }

    def to_dict(self, every: Every = "day") -> _json.History:
        """Return the object that `ssi history --json` prints."""
        from openssi.render.json.history import as_dict

        return as_dict(self, every)

    def to_json(self, every: Every = "day") -> str:
        """Return the text that `ssi history --json` prints."""
        from openssi.render.json.history import as_json

        return as_json(self, every)

    def to_csv(self, every: Every = "day") -> str:
        """Return one line per day for a spreadsheet, in points."""
        from openssi.render.sheets.history import as_csv

        return as_csv(self, every)

    def to_svg(self) -> str:
        """Return the line as an SVG file."""
        from openssi.render.svg import history_chart, standalone

        return standalone(history_chart(self))

    def to_html(self) -> str:
        """Return the line, the pillars and their tables as a page: self-contained, readable offline."""
        from openssi.render.html.page import history_page

        return history_page(self)

    def __repr__(self) -> str:
        return f"<openssi.History {iso(self.days[0].day)} to {iso(self.days[-1].day)}, {len(self.days)} days>"

    def __str__(self) -> str:
        from openssi.render.terminal.history import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import history_fragment

        return history_fragment(self)
