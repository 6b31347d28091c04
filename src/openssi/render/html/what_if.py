"""A projection as a page of its own, for a frame next to the numbers of a plan."""

from __future__ import annotations

from openssi.insight.what_if import WhatIf
from openssi.render.html.environment import render
from openssi.render.svg import fan_chart

__all__ = ["projection_page"]


def projection_page(what_if: WhatIf) -> str:
    """Return the lines with the plan, as now and after stopping, with their table."""
    return render("projection.html", chart=fan_chart(what_if))
