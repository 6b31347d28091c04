"""The Python twin of the command line: one call each, with results that show themselves."""

from openssi.api.coach import Advice, coach
from openssi.api.content import Content, content
from openssi.api.member import Paths
from openssi.api.score import Assessment, score
from openssi.api.what_if import WhatIf, what_if

__all__ = ["Advice", "Assessment", "Content", "Paths", "WhatIf", "coach", "content", "score", "what_if"]
