"""Results to SVG: one function a chart, themed by CSS, the same in notebook, report and web."""

from openssi.charts.bar import pillar_bar
from openssi.charts.calendar import activity_calendar
from openssi.charts.chart import Chart, standalone
from openssi.charts.dial import gauge
from openssi.charts.fan import fan_chart
from openssi.charts.history import history_chart, pillar_chart
from openssi.charts.svg import STYLE
from openssi.charts.waterfall import waterfall

__all__ = [
    "STYLE",
    "Chart",
    "activity_calendar",
    "fan_chart",
    "gauge",
    "history_chart",
    "pillar_bar",
    "pillar_chart",
    "standalone",
    "waterfall",
]
