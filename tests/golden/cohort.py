"""The committed cohort: six members whose scores under each published model must not change unnoticed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from openssi.activity import Activity, Coverage, DailyRow
from openssi.activity.calendar import to_day
from openssi.model import Model
from openssi.scoring import Score, score

COHORT = Path(__file__).with_name("cohort.json")

Json = dict[str, Any]


def scores_of(model: Model) -> Path:
    """Return the file with the committed scores of a model."""
    return Path(__file__).with_name(f"scores-{model.id}.json")


def read(path: Path) -> Json:
    return cast("Json", json.loads(path.read_text(encoding="utf-8")))


def members() -> dict[str, Activity]:
    """Return each member's activity by name. Days in the file count back from the day of the score."""
    cohort = read(COHORT)
    return {name: _member(found, _as_of(cohort)) for name, found in cohort["members"].items()}


def _as_of(cohort: Json) -> int:
    from datetime import date

    return to_day(date.fromisoformat(cohort["as_of"]))


def _member(found: Mapping[str, Any], today: int) -> Activity:
    """Parse a member; a row is `[days ago, quantity]` or `[days ago, quantity, known days ago]`."""
    rows = {
        kind: tuple(
            sorted(DailyRow(today - row[0], today - (row[2] if len(row) > 2 else row[0]), row[1]) for row in some)
        )
        for kind, some in found["rows"].items()
    }
    spans: dict[str, list[Any] | None] = found["coverage"]
    return Activity(
        rows=rows,
        last_day=today,
        attributes={
            name: tuple((today - ago, value) for ago, value in steps) for name, steps in found["attributes"].items()
        },
        coverage={name: _coverage(span, today) for name, span in spans.items()},
        not_applicable=found["not_applicable"],
        records=tuple(sorted((today - ago, count) for ago, count in found["records"])),
    )


def _coverage(span: list[Any] | None, today: int) -> Coverage:
    """Parse coverage: `null` covers everything; `[first, last]` in days ago, with null for an open end."""
    if span is None:
        return Coverage()
    first, last = (None if ago is None else today - ago for ago in span)
    return Coverage(((first, last),))


def scores(model: Model) -> Json:
    """Return the content of the model's file of scores."""
    day = _as_of(read(COHORT))
    return {
        "model": model.id,
        "fingerprint": model.fingerprint,
        "members": {name: _score_as_dict(score(member, model, day)) for name, member in _members(model)},
    }


def _members(model: Model) -> Iterable[tuple[str, Activity]]:
    """The members as a model counts them; the scores of 2026.1 were committed without its daily limits."""
    for name, member in members().items():
        yield name, member if model.id == "2026.1" else member.for_model(model)


def _score_as_dict(found: Score) -> Json:
    return {
        "index_micro": found.index_micro,
        "range_micro": list(found.range_micro),
        "band": found.band,
        "enough": bool(found.enough),
        "pillars": {pillar.id: pillar.micro for pillar in found.pillars},
        "signals": {
            signal.id: {"value": signal.value, "micro": signal.micro} if signal.status == "measured" else signal.status
            for signal in found.signals.values()
        },
    }
