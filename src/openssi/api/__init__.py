"""The Python twin of the command line: one call each, with results that show themselves."""

from openssi.api.member import Paths
from openssi.api.score import Assessment, score

__all__ = ["Assessment", "Paths", "score"]
