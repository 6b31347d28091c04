"""Speed and memory as ratios within one run; the figures stand in docs/benchmarks.md."""
