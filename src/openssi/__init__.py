"""openssi: the open Social Selling Index. Score your own LinkedIn data archive, on your own machine, by a published formula.

An independent project, not affiliated with LinkedIn, whose term "Social Selling Index" is.
"""

from openssi.api import Assessment, score
from openssi.errors import OpenSSIError
from openssi.model import DEFAULT, Model, load_model

__version__ = "0.1.0"

__all__ = ["DEFAULT", "Assessment", "Model", "OpenSSIError", "__version__", "load_model", "score"]
