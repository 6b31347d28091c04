"""A whole network at once: its tables, invented or real, and everyone's score with ranks, written as Parquet."""

from openssi.population.check import Check, FigureComparison, check
from openssi.population.synthetic.generator import LAST_DAY, GeneratedNetwork, generate

__all__ = ["LAST_DAY", "Check", "FigureComparison", "GeneratedNetwork", "check", "generate"]
