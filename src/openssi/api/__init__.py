"""The Python twin of the command line: one call each, with results that show themselves."""

from openssi.api.coach import Advice, coach
from openssi.api.member import Paths
from openssi.api.score import Assessment, score
from openssi.api.what_if import WhatIf, what_if

__all__ = ["Advice", "Assessment", "Paths", "WhatIf", "coach", "score", "what_if"]
