"""Results to SVG: one function a chart, themed by CSS, the same in notebook, report and web."""
