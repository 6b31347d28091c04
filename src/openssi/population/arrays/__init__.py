"""Score members in NumPy arrays: what rows add to sums, points from sums, ranks and averages of groups."""
