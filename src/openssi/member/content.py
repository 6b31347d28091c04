"""The comparison of posts as a result that displays itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openssi.insight.content import Content as _Data
from openssi.member.tables import Tabular

if TYPE_CHECKING:
    from openssi.render.json import content as _json

__all__ = ["Content"]


class Content(_Data, Tabular):
    """Kinds of posts compared. Displays itself in a terminal (`print`) and a notebook; converts to JSON."""

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a comparison: kinds of posts, their numbers, and the ratio with its interval."""
        names = ("id", "posts", "others", "count", "other_count", "ratio", "low", "high")
        return {name: [getattr(comparison, name) for comparison in self.comparisons] for name in names}

    def to_dict(self) -> _json.Content:
        """Return the object that `ssi content --json` prints."""
        from openssi.render.json.content import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """Return the text that `ssi content --json` prints."""
        from openssi.render.json.content import as_json

        return as_json(self)

    def __repr__(self) -> str:
        return (
            f"<openssi.Content {self.used} posts, {len(self.comparisons)} comparisons, {len(self.experiments)} "
            "experiments>"
        )

    def __str__(self) -> str:
        from openssi.render.terminal.content import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import preformatted

        return preformatted(str(self))
