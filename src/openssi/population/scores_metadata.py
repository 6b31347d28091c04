"""Metadata of a folder of scores: the day, the model and the scored tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from openssi.activity.calendar import to_day
from openssi.engines import ABOUT, Engine
from openssi.errors import InputError

__all__ = ["ScoresMetadata", "parse_metadata", "read_metadata"]


@dataclass(frozen=True, slots=True)
class ScoresMetadata:
    """The file `about.json` of a folder of scores.

    Attributes:
        as_of: the day, as YYYY-MM-DD.
        model: the model's ID.
        fingerprint: the model's fingerprint.
        population: the folder of the tables that were scored.
    """

    as_of: str
    model: str
    fingerprint: str
    population: str

    @property
    def day(self) -> int:
        """The day in days since 1970-01-01."""
        return to_day(date.fromisoformat(self.as_of))

    def to_json(self) -> str:
        """Return the content of the file."""
        content = {
            "openssi": "scores",
            "as_of": self.as_of,
            "model": {"id": self.model, "fingerprint": self.fingerprint},
            "population": self.population,
        }
        return json.dumps(content, indent=2) + "\n"


def read_metadata(folder: str, engine: Engine) -> ScoresMetadata:
    """Read the metadata of a folder of scores.

    Raises:
        InputError: the folder has no scores, or the file is malformed.
    """
    metadata = parse_metadata(engine.read_text(f"{folder}/{ABOUT}") or "")
    if metadata is None:
        raise InputError(
            "population-scores",
            f"{folder} doesn't contain scores.",
            hint="Score a population into it first: ssi population score DIR --as-of DATE --out FOLDER",
        )
    return metadata


def parse_metadata(text: str) -> ScoresMetadata | None:
    """Parse the content of the file; None if it isn't that of scores."""
    try:
        content: dict[str, Any] = json.loads(text or "{}")
        if content.get("openssi") == "scores":
            model = content["model"]
            date.fromisoformat(content["as_of"])
            return ScoresMetadata(content["as_of"], model["id"], model["fingerprint"], content["population"])
    except (ValueError, TypeError, AttributeError, KeyError):
        pass
    return None
