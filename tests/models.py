"""The published models by name. A test with figures worked out by hand says which model they belong to."""

from __future__ import annotations

from openssi.model import PUBLISHED

__all__ = ["MODEL_2026_1", "MODEL_2026_2"]

MODEL_2026_1, MODEL_2026_2 = PUBLISHED["2026.1"], PUBLISHED["2026.2"]
