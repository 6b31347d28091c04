"""A member's year as a result that displays itself and draws its pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from openssi.activity.calendar import to_date
from openssi.insight.year import Year as _Data
from openssi.member.tables import Tabular

if TYPE_CHECKING:
    from openssi.render.json.year import Year as JsonYear

__all__ = ["Year"]


class Year(_Data, Tabular):
    """A year in five figures.

    Displays itself in a terminal (`print`) and a notebook; draws five pictures without a name.
    """

    __slots__ = ()

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a picture: its figure, and what the figure means."""
        from openssi.render.words.year import year_cards

        cards = year_cards(self)
        return {name: [getattr(card, name) for card in cards] for name in ("id", "title", "figure", "words")}

    def pictures(self) -> tuple[str, ...]:
        """Return the five SVG files that `ssi year` writes."""
        from openssi.render.svg.year import year_pictures

        return tuple(picture for _, picture in year_pictures(self))

    def to_dict(self) -> JsonYear:
        """Return the object of `ssi year --json`."""
        from openssi.render.json.year import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """Return what `ssi year --json` prints."""
        from openssi.render.json.year import as_json

        return as_json(self)

    def files(self, folder: Path) -> tuple[Path, ...]:
        """Return the paths of the pictures in a folder, in the same order."""
        from openssi.render.words.year import year_cards

        until = to_date(self.last).isoformat()
        return tuple(folder / f"{until}-{at}-{card.id}.svg" for at, card in enumerate(year_cards(self), 1))

    def __repr__(self) -> str:
        return f"<openssi.Year up to {to_date(self.last)}>"

    def __str__(self) -> str:
        from openssi.render.terminal.year import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import preformatted

        return preformatted(str(self))
