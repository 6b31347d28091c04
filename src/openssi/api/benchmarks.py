"""The mark that the best of an industry have, from a scored population."""

from __future__ import annotations

import json
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from openssi.errors import InputFault, UsageFault
from openssi.insight.coach import Target
from openssi.model import Model
from openssi.scoring.ranks import THRESHOLDS

__all__ = ["industry_target"]


def industry_target(folder: str | PathLike[str], industry: str, top: int, model: Model) -> Target:
    """What the best `top` percent of an industry have at least, from a folder that `ssi population score` wrote.

    Raises:
        InputFault: the folder holds no such result, or one of another model.
        UsageFault: there is no such threshold, industry, or number of people.
    """
    if top not in THRESHOLDS:
        raise UsageFault("target-unknown", f"There is no threshold of the top {top} %.", hint=f"There are {_listed(THRESHOLDS)}.")
    if not industry:
        raise UsageFault("target-unknown", "Profile.csv names no industry.", hint="Say which with --industry.")
    room = Path(folder)
    found = _thresholds(room, model, top)
    name = next((one for one in found if one.casefold() == industry.casefold()), None)
    if name is None:
        raise UsageFault(
            "target-unknown",
            f"The benchmarks in {room.name} have no industry {industry!r}.",
            hint=f"Say with --industry which of theirs is yours: {_listed(sorted(found)[:20])}.",
        )
    threshold = found[name]
    if threshold is None:
        raise UsageFault("target-unknown", f"The benchmarks have too few people in {name} for the top {top} %.")
    return Target(threshold, f"the top {top} % of {name}")


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))


def _thresholds(room: Path, model: Model, top: int) -> dict[str, int | None]:
    """By industry, the threshold in micro-points; None where there are too few people."""
    from openssi.engines import DuckDB  # only benchmarks need it

    column = f"top_{top}_percent"
    with DuckDB([room]) as engine:
        about = engine.read_text(f"{room}/about.json")
        columns = engine.name_table("industries", f"{room}/industries")
        if about is None or not {"industry", column} <= columns.keys():
            raise InputFault(
                "population-layout",
                f"{room.name} holds no thresholds of the top {top} % by industry.",
                hint="Give a folder that ssi population score wrote.",
            )
        _check_model(room, about, model)
        rows = engine.query(f'SELECT "industry", CAST("{column}" AS BIGINT) FROM "industries" WHERE "industry" IS NOT NULL')
    return {str(name): None if threshold is None else int(str(threshold)) for name, threshold in rows}


def _check_model(room: Path, about: str, model: Model) -> None:
    try:
        fingerprint = str(json.loads(about)["model"]["fingerprint"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputFault("population-layout", f"about.json in {room.name} cannot be read.") from error
    if fingerprint != model.fingerprint:
        raise InputFault(
            "population-layout",
            f"The benchmarks in {room.name} were scored by another model ({fingerprint}, not {model.fingerprint}).",
            hint="Score that population with this model.",
        )
