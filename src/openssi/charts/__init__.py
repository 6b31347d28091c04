"""Results to SVG: one function a chart, themed by CSS, the same in notebook, report and web."""

from openssi.charts.bar import pillar_bar
from openssi.charts.dial import gauge
from openssi.charts.svg import STYLE

__all__ = ["STYLE", "gauge", "pillar_bar"]
