"""Evidence of several teams without sharing rows: one small file a team, and what several files say together."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from openssi.errors import InputError, UsageError
from openssi.insight.outcomes import LEAST_DOTS, LEAST_MONTHS, MetaAnalysis, TeamEstimate, combine_teams

if TYPE_CHECKING:
    from openssi.member.outcomes import Outcomes
    from openssi.render.json import meta_analysis as _json

__all__ = ["Evidence", "evidence_file", "merge_evidence"]

_FORMAT = "openssi-evidence-1"
_LARGEST = 10_000  # bytes; a file has 300
_KEYS = {"format", "model", "fingerprint", "outcome", "log_ratio", "standard_error", "sellers", "months"}


@dataclass(frozen=True)
class Evidence:
    """What files of several teams say together.

    Attributes:
        found: the teams, and their mean.
        outcome: the outcome that all of them compared.
        model: the ID of the model that scored all of them.
        fingerprint: the model's fingerprint.
    """

    found: MetaAnalysis
    outcome: str
    model: str
    fingerprint: str

    def to_dict(self) -> _json.Evidence:
        """Return the object that `ssi evidence merge --json` prints."""
        from openssi.render.json.meta_analysis import as_dict

        return as_dict(self.found, self.outcome, self.model, self.fingerprint)

    def to_svg(self) -> str:
        """Return a forest plot as a file of its own."""
        from openssi.render.svg import standalone
        from openssi.render.svg.forest import forest_chart

        return standalone(forest_chart(self.found, self.outcome))

    def __str__(self) -> str:
        from openssi.render.terminal.layout import plain_text
        from openssi.render.terminal.meta_analysis import screen

        return plain_text(lambda _: screen(self.found, self.outcome, self.model))


def evidence_file(outcomes: Outcomes) -> str:
    """Return a team's estimate as the content of a file: no seller, no name, no row.

    Raises:
        UsageError: there are too few sellers or months, or no variation.
    """
    chosen = outcomes.study.outcomes[0]
    if chosen.estimate is None:
        raise UsageError(
            "evidence-small",
            f"There is too little data for an estimate: it takes {LEAST_DOTS} sellers and {LEAST_MONTHS} months "
            "that both an "
            "archive and the sales cover, and activity and sales that vary.",
            hint="`ssi outcomes` shows how many there are.",
        )
    content = {
        "format": _FORMAT,
        "model": outcomes.model.id,
        "fingerprint": outcomes.model.fingerprint,
        "outcome": chosen.kind,
        "log_ratio": round(chosen.estimate.log_ratio, 6),
        "standard_error": round(chosen.estimate.standard_error, 6),
        "sellers": outcomes.study.sellers,
        "months": len(outcomes.study.months),
    }
    return json.dumps(content, indent=1) + "\n"


def merge_evidence(files: Iterable[str | PathLike[str]]) -> Evidence:
    """Combine the files of several teams.

    Raises:
        InputError: a file can't be read or is there twice, or the files are about different outcomes or models.
    """
    read = [(Path(file), _read(Path(file))) for file in files]
    paths: dict[str, Path] = {}
    for path, content in read:
        first = read[0][1]
        for key, words in (("outcome", "outcomes"), ("fingerprint", "models")):
            if content[key] != first[key]:
                both = f"{_named(first, key)} and {_named(content, key)}"
                raise _refused(
                    f"{read[0][0].name} and {path.name} are about different {words}: {both}",
                    "Only the same outcome, scored by the same model, can be combined.",
                )
        earlier = paths.setdefault(json.dumps(content, sort_keys=True), path)
        if earlier is not path:
            raise _refused(f"{earlier.name} and {path.name} are the same", "Give each team's file once.")
    teams = [
        TeamEstimate(
            path.stem, estimate["log_ratio"], estimate["standard_error"], estimate["sellers"], estimate["months"]
        )
        for path, estimate in read
    ]
    content = read[0][1]
    return Evidence(combine_teams(teams), content["outcome"], content["model"], content["fingerprint"])


def _named(content: dict[str, Any], key: str) -> str:
    return f"{content['model']} ({content['fingerprint']})" if key == "fingerprint" else content[key]


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise _wrong(path)
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refused(f"{path} can't be read: {error.strerror or error}", "Check its path.") from error
    except (ValueError, RecursionError) as error:
        raise _wrong(path) from error
    if not _is_valid(content):
        raise _wrong(path)
    return cast("dict[str, Any]", content)


def _is_valid(content: Any) -> bool:
    if not isinstance(content, dict) or set(cast("dict[str, Any]", content)) != _KEYS or content["format"] != _FORMAT:
        return False
    fields = cast("dict[str, Any]", content)
    texts = all(
        isinstance(fields[key], str) and 0 < len(fields[key]) <= 100 for key in ("model", "fingerprint", "outcome")
    )
    counts = all(type(fields[key]) is int and fields[key] > 0 for key in ("sellers", "months"))
    numbers = all(
        type(fields[key]) in {int, float} and math.isfinite(fields[key]) for key in ("log_ratio", "standard_error")
    )
    return texts and counts and numbers and abs(fields["log_ratio"]) <= 10 and 1e-6 <= fields["standard_error"] <= 100


def _wrong(path: Path) -> InputError:
    return _refused(f"{path.name} is not a file of `ssi evidence export`", "Ask the team to export it again.")


def _refused(what: str, hint: str) -> InputError:
    return InputError("evidence-file", f"{what}.", unchanged="Nothing was combined.", hint=hint)
