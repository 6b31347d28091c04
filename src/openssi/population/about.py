"""What a folder of scores says of itself: its day, its model, where the tables lie, whether a later day can go on from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from openssi.activity.calendar import to_day
from openssi.engines import ABOUT, Engine
from openssi.errors import InputError

__all__ = ["About", "read_about"]


@dataclass(frozen=True, slots=True)
class About:
    """The file `about.json` of a folder of scores.

    Attributes:
        as_of: the day, as YYYY-MM-DD.
        model: the model's id.
        fingerprint: the model's fingerprint.
        population: where the tables lie that were scored.
        state: whether `state` and `late` are there.
    """

    as_of: str
    model: str
    fingerprint: str
    population: str
    state: bool = False

    @property
    def day(self) -> int:
        """The day in days since 1970-01-01."""
        return to_day(date.fromisoformat(self.as_of))

    def to_json(self) -> str:
        """The file's text."""
        told = {
            "openssi": "scores",
            "as_of": self.as_of,
            "model": {"id": self.model, "fingerprint": self.fingerprint},
            "population": self.population,
            "state": self.state,
        }
        return json.dumps(told, indent=2) + "\n"


def read_about(folder: str, engine: Engine) -> About:
    """Read the file of a folder.

    Raises:
        InputError: the folder holds no scores, or the file cannot be read.
    """
    text = engine.read_text(f"{folder}/{ABOUT}")
    try:
        found: dict[str, Any] = json.loads(text or "{}")
        if found.get("openssi") == "scores":
            model = found["model"]
            date.fromisoformat(found["as_of"])
            return About(found["as_of"], model["id"], model["fingerprint"], found["population"], found["state"])
    except (ValueError, TypeError, AttributeError, KeyError):
        pass
    raise InputError(
        "population-scores",
        f"{folder} holds no scores.",
        hint="Score a population into it: ssi population score DIR --out …",
    )
