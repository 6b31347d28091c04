"""Measure speed and memory as ratios within one run; docs/benchmarks.md has the figures."""
