"""What all screens share: widths, plain text, small lines of blocks, lists, and how a screen ends."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from openssi.model import Model
from openssi.render.escaping import escape_controls

__all__ = [
    "INDEPENDENT",
    "NARROW",
    "NO_VALUE",
    "WIDE",
    "bullet",
    "data_table",
    "fingerprint",
    "indented",
    "numbered",
    "plain_text",
    "sparkline",
]

#: Columns below which tables become lines.
NARROW = 72
#: Columns beyond which a wider screen does not help.
WIDE = 100
#: The last line of a screen with an index.
INDEPENDENT = "An independent, open formula, not LinkedIn's number. Nothing left this machine."
#: A day without a value in a sparkline.
NO_VALUE = "·"
_BLOCKS = "▁▂▃▄▅▆▇█"


def plain_text(screen: Callable[[Console], RenderableType]) -> str:
    """Return a screen as plain text, 100 columns wide."""
    file = io.StringIO()
    console = Console(file=file, width=WIDE, color_system=None, legacy_windows=False, markup=False, emoji=False)
    console.print(screen(console))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def sparkline(values: Sequence[int | None], width: int, low: int, high: int) -> str:
    """Draw values as blocks, one for the last value of each stretch; a missing value is a dot, never a low block."""
    width = min(width, len(values))
    drawn = (values[(at + 1) * len(values) // width - 1] for at in range(width))
    return "".join(
        NO_VALUE if value is None else _BLOCKS[(value - low) * (len(_BLOCKS) - 1) // max(1, high - low)]
        for value in drawn
    )


def data_table(*, header: bool = True) -> Table:
    """Return an empty table without lines."""
    return Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False, show_header=header)


def bullet(text: Text) -> Table:
    """Return an item of a list, its further lines indented."""
    return _item("-", text)


def numbered(at: int, text: Text) -> Table:
    """Return an item of a numbered list, its further lines indented."""
    return _item(f"{at}.", text)


def _item(label: str, text: Text) -> Table:
    item = Table.grid(padding=(0, 1, 0, 0))
    item.add_row(label, text)
    return item


def indented(text: str, columns: int) -> Padding:
    """Return a dim line below an item."""
    return Padding(Text(text, "dim"), (0, 0, 0, columns), expand=False)


def fingerprint(model: Model) -> str:
    """Name a model and its fingerprint."""
    return f"model {escape_controls(model.id)} ({model.fingerprint})"
