"""Define the score as frozen data: kinds of activity, measures, curves, signals, pillars, bands.

One file per published model.
"""

from openssi.model.check import mistakes
from openssi.model.definition import (
    MICRO,
    WINDOW,
    Attribute,
    Band,
    Credit,
    Curve,
    Fading,
    Kind,
    Measure,
    MeasuredSet,
    Model,
    Pillar,
    Rate,
    Signal,
    Step,
    Stock,
)
from openssi.model.effort import Effort, dose, efforts, efforts_to_toml, load_efforts
from openssi.model.load import DEFAULT, PUBLISHED, load_model, model_of, published_model, to_toml

__all__ = [
    "DEFAULT",
    "MICRO",
    "PUBLISHED",
    "WINDOW",
    "Attribute",
    "Band",
    "Credit",
    "Curve",
    "Effort",
    "Fading",
    "Kind",
    "Measure",
    "MeasuredSet",
    "Model",
    "Pillar",
    "Rate",
    "Signal",
    "Step",
    "Stock",
    "dose",
    "efforts",
    "efforts_to_toml",
    "load_efforts",
    "load_model",
    "mistakes",
    "model_of",
    "published_model",
    "to_toml",
]
