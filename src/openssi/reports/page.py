"""A score as one HTML page, self-contained and without a script, and as a compact piece for notebooks."""

from __future__ import annotations

import unicodedata
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from openssi.charts import STYLE
from openssi.insight import Assessment
from openssi.reports.page_view import view

__all__ = ["fragment", "page", "preformatted", "visible"]

#: Unseen, yet they change what is read: controls, formats (among them the bidirectional), surrogates, separators.
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_JOINERS = "\u200c\u200d"  # they belong to the spelling of many languages, and to emoji


def page(assessment: Assessment) -> str:
    """The report: one file that loads nothing, for screen and paper."""
    return _rendered("page.html", assessment)


def fragment(assessment: Assessment) -> str:
    """The index, its pillars and the next steps, for a notebook; its styles reach nothing outside."""
    return _rendered("fragment.html", assessment)


def preformatted(text: str) -> str:
    """A screen's plain text for a notebook."""
    lines = "\n".join(map(visible, text.splitlines()))
    return f"<pre>{escape(lines)}</pre>"


def visible(text: str) -> str:
    """The text with all that is invisible or changes the direction of reading written out: ⟨U+202E⟩."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(char):04X}⟩" if _is_hidden(char) else char for char in text)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _HIDDEN and char not in _JOINERS


def _finished(value: object) -> object:
    """Applied to every value that a template prints, before it is escaped; markup of our own passes."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _rendered(template: str, assessment: Assessment) -> str:
    return _environment().get_template(template).render(view=view(assessment), chart_style=STYLE)


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        auto_reload=False,  # the templates are part of the package
        finalize=_finished,
        loader=PackageLoader("openssi.reports", "templates"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
