"""Scores every member of a population on a day, and writes the result whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from openssi.activity.calendar import iso
from openssi.engines import Engine
from openssi.errors import UsageFault
from openssi.model import DEFAULT, Model
from openssi.population.layout import check_rows, name_tables
from openssi.scoring.ranks import population_program

__all__ = ["Scored", "score_population"]


@dataclass(frozen=True, slots=True)
class Scored:
    """What was written: the folder, and how many members and industries."""

    out: Path
    members: int
    industries: int


def score_population(folder: Path, out: Path, day: int, engine: Engine, model: Model = DEFAULT) -> Scored:
    """Score everyone in a folder of tables as of a day (days since 1970-01-01) into a folder `out`.

    `out` then holds `scores.parquet` (a row a member), `industries.parquet` (a row an industry) and `about.json` (the day, the
    model). It is written beside and moved into place: there is the old result or the new one, never a mixture.

    Raises:
        InputFault: the tables break the layout, or the engine stopped.
        UsageFault: `out` cannot be written.
    """
    name_tables(folder, model, engine)
    check_rows(model, day, engine)
    program = population_program(model, day, engine.dialect)
    stored: list[str] = []
    for step in ("member_points", "industry_ranks"):  # read more than once
        engine.keep(step, program.text(step, stored))
        stored.append(step)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        members = engine.write(program.text("scores", stored), beside / "scores.parquet")
        industries = engine.write(program.text("industries", stored), beside / "industries.parquet")
        about = {"as_of": iso(day), "model": {"id": model.id, "fingerprint": model.fingerprint}}
        (beside / "about.json").write_text(json.dumps(about) + "\n", encoding="utf-8")
        _put(beside, out)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Scored(out, members, industries)


def _put(beside: Path, out: Path) -> None:
    """Move the new folder into place; the old one steps aside first, and is back if anything fails."""
    old = beside.with_name(beside.name + "-old")
    if out.exists():
        out.rename(old)
    try:
        beside.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(out: Path, error: OSError) -> UsageFault:
    return UsageFault(
        "out-unwritable", f"{out} cannot be written: {error.strerror or error}.", hint="Choose another place with --out."
    )
