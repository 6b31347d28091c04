"""What all charts share: the frame with its text alternative, and the style rules."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

__all__ = ["STYLE", "svg"]

#: Style rules for every chart, to put into the style element of a page that shows one. A theme sets these custom
#: properties: --ssi-earned, --ssi-possible (points not measured), --ssi-track, --ssi-second (LinkedIn's score, points
#: lost), --ssi-ink and --ssi-soft (text), --ssi-ground (the background, so that text on a line can be read). Blue-green
#: and orange can be distinguished with every kind of color blindness, and dashes, signs and positions say the same as
#: the color. Without these rules a chart is black outlines, and still correct.
STYLE = """
.ssi-chart{display:block;width:100%;height:auto;overflow:visible}
.ssi-chart text{font-family:inherit;font-variant-numeric:tabular-nums}
.ssi-track{fill:var(--ssi-track,#8884);stroke:none}
.ssi-earned{fill:var(--ssi-earned,#218198);stroke:none}
.ssi-possible{fill:var(--ssi-possible-ground,#8882);stroke:none}
.ssi-hatch{stroke:var(--ssi-possible,#218198)}
.ssi-arc{fill:none}
.ssi-arc.ssi-track{fill:none;stroke:var(--ssi-track,#8884);stroke-width:18}
.ssi-arc.ssi-earned{fill:none;stroke:var(--ssi-earned,#218198)}
.ssi-arc.ssi-possible{fill:none;stroke:var(--ssi-possible,#218198)}
.ssi-mark{stroke:var(--ssi-soft,currentColor)}
.ssi-label{fill:var(--ssi-soft,currentColor)}
.ssi-number{fill:var(--ssi-ink,currentColor)}
.ssi-wide{overflow:visible}
:not(svg)>.ssi-wide{display:block;width:100%}
:not(svg)>.ssi-values{width:calc(100% - 44px)}
:not(svg)>.ssi-named{width:calc(100% - 66px)}
:not(svg)>.ssi-pillars{width:calc(100% - 84px)}
:not(svg)>.ssi-rows{width:calc(100% - 220px);margin-left:176px}
:not(svg)>.ssi-years{width:calc(100% - 92px);margin-left:40px}
.ssi-wide text{font-family:inherit;font-variant-numeric:tabular-nums;
paint-order:stroke;stroke:var(--ssi-ground,transparent);stroke-width:3px;stroke-linejoin:round}
@media (max-width:34rem){
:not(svg)>.ssi-rows{width:calc(100% - 196px);margin-left:152px}
.ssi-rows .ssi-name{font-size:11px}
.ssi-minor{display:none}
}
.ssi-rule{stroke:var(--ssi-track,#8884);stroke-opacity:1}
.ssi-tick,.ssi-change{stroke:var(--ssi-soft,currentColor)}
.ssi-note{stroke:var(--ssi-ink,currentColor)}
.ssi-band{fill:var(--ssi-earned,#218198);fill-opacity:.12}
.ssi-line{stroke:var(--ssi-earned,#218198);stroke-linejoin:round;stroke-linecap:round}
.ssi-second{stroke:var(--ssi-second,#b4530a)}
.ssi-second-label,.ssi-diamond{fill:var(--ssi-second,#b4530a)}
.ssi-lost{fill:var(--ssi-second,#b4530a);fill-opacity:1}
.ssi-day{fill-opacity:1}
.ssi-pillar-1{fill:var(--ssi-pillar-1,#0e6377);fill-opacity:1}
.ssi-pillar-2{fill:var(--ssi-pillar-2,#4a8fa0);fill-opacity:1}
.ssi-pillar-3{fill:var(--ssi-pillar-3,#8dbac5);fill-opacity:1}
.ssi-pillar-4{fill:var(--ssi-pillar-4,#c4dce1);fill-opacity:1}
.ssi-cut{stroke:var(--ssi-ground,transparent);stroke-width:1.5}
.ssi-point{fill:var(--ssi-earned,#218198);stroke:var(--ssi-ground,transparent);stroke-width:2}
.ssi-interval{stroke:var(--ssi-ink,currentColor)}
@media (forced-colors:active){
.ssi-band,.ssi-pillar-1,.ssi-pillar-2,.ssi-pillar-3,.ssi-pillar-4{fill:CanvasText;fill-opacity:.15}
.ssi-cut,.ssi-interval{stroke:CanvasText}
.ssi-line,.ssi-second{stroke:Highlight}
.ssi-rule,.ssi-tick,.ssi-change,.ssi-note{stroke:CanvasText}
.ssi-diamond,.ssi-lost{fill:CanvasText}
.ssi-second-label{fill:CanvasText}
.ssi-track{fill:Canvas;stroke:CanvasText}
.ssi-earned{fill:Highlight}
.ssi-arc.ssi-track{stroke:CanvasText;stroke-width:2}
.ssi-arc.ssi-earned,.ssi-arc.ssi-possible{stroke:Highlight}
.ssi-hatch,.ssi-mark{stroke:CanvasText}
.ssi-label,.ssi-number{fill:CanvasText}
}
"""


def svg(width: int, height: int, title: str, about: str, shapes: Iterable[str]) -> str:
    """Return an SVG element that a screen reader announces by its title and description."""
    return (
        f'<svg class="ssi-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" focusable="false">'
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>{''.join(shapes)}</svg>"
    )
