"""How large a group has to be before its averages and percentiles are shown, and which thresholds are."""

__all__ = ["LEAST_FOR_AVERAGE", "LEAST_FOR_PERCENT", "THRESHOLDS"]

#: Smallest group with an average.
LEAST_FOR_AVERAGE = 10

#: Smallest group with a percentile.
LEAST_FOR_PERCENT = 30

#: Thresholds of an industry: the index that its top 50, 25 and 10 percent reach.
THRESHOLDS = (50, 25, 10)
