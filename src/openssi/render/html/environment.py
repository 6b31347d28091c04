"""Templates in which everything printed is escaped, and invisible characters are written out."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from openssi.render.escaping import reveal_invisible
from openssi.render.svg import STYLE

__all__ = ["environment", "render", "typographic"]


def environment(*packages: str) -> Environment:
    """Return the templates of these packages, and those of this one."""
    return Environment(
        autoescape=True,
        auto_reload=False,  # templates are part of the package
        finalize=_finalize,
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "openssi.render.html")]),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


def render(template: str, **values: object) -> str:
    """Render a template of this package."""
    return _own_templates().get_template(template).render(chart_style=STYLE, **values)


def typographic(text: str) -> str:
    """Write apostrophes as a page does; a terminal has the plain ones."""
    return text.replace("'", "’")


@cache
def _own_templates() -> Environment:
    return environment()


def _finalize(value: object) -> object:
    """Reveal invisible characters in every printed value before it is escaped; our own markup passes."""
    return reveal_invisible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
