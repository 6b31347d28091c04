"""Results as SVG: one function a chart, themed by CSS, the same in notebooks, reports and on the web."""

from openssi.render.svg.bar import pillar_bar, share_bar
from openssi.render.svg.base import STYLE
from openssi.render.svg.calendar import activity_calendar
from openssi.render.svg.chart import Chart, standalone
from openssi.render.svg.dots import dots_chart
from openssi.render.svg.fan import fan_chart
from openssi.render.svg.gauge import gauge
from openssi.render.svg.history import history_chart
from openssi.render.svg.network import network_chart
from openssi.render.svg.plan_curve import minutes_chart
from openssi.render.svg.ratios import RatioRow, ratio_chart
from openssi.render.svg.spark import spark
from openssi.render.svg.stack import stack_chart
from openssi.render.svg.waterfall import WaterfallRow, waterfall, waterfall_rows

__all__ = [
    "STYLE",
    "Chart",
    "RatioRow",
    "WaterfallRow",
    "activity_calendar",
    "dots_chart",
    "fan_chart",
    "gauge",
    "history_chart",
    "minutes_chart",
    "network_chart",
    "pillar_bar",
    "ratio_chart",
    "share_bar",
    "spark",
    "stack_chart",
    "standalone",
    "waterfall",
    "waterfall_rows",
]
