"""A whole network at once: its tables, invented or real, and everyone's score with ranks, written as Parquet."""

from openssi.population.check import Check, Compared, check
from openssi.population.synthetic.generator import LAST_DAY, Generated, generate

__all__ = ["LAST_DAY", "Check", "Compared", "Generated", "check", "generate"]
