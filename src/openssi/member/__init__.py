"""The Python twin of the command line: one call each, with results that show themselves."""

from openssi.member.member import Paths
from openssi.member.score import Assessment, score

__all__ = ["Assessment", "Paths", "score"]
