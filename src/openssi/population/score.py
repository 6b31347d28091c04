"""Scores every member of a population on a day, and writes the result whole or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass

from openssi.activity.calendar import iso
from openssi.engines import ABOUT, Engine
from openssi.model import DEFAULT, Model
from openssi.population.layout import check_rows, name_tables
from openssi.scoring.ranks import population_program

__all__ = ["Scored", "score_population"]


@dataclass(frozen=True, slots=True)
class Scored:
    """What was written: the folder, and how many members and industries."""

    out: str
    members: int
    industries: int


def score_population(folder: str, out: str, day: int, engine: Engine, model: Model = DEFAULT) -> Scored:
    """Score everyone in a folder of tables as of a day (days since 1970-01-01) into a folder `out`.

    `out` then holds `scores.parquet` (a row a member), `industries.parquet` (a row an industry) and `about.json` (the day, the
    model). There is the old result or the new one, never a mixture.

    Raises:
        InputFault: the tables break the layout, or the engine stopped.
        UsageFault: `out` cannot be written, or holds something else.
    """
    name_tables(folder, model, engine)
    check_rows(model, day, engine)
    program = population_program(model, day, engine.dialect)
    stored: list[str] = []
    for step in ("member_points", "industry_ranks"):  # read more than once
        engine.keep(step, program.text(step, stored))
        stored.append(step)
    with engine.placing(out) as beside:
        members = engine.write(program.text("scores", stored), f"{beside}/scores")
        industries = engine.write(program.text("industries", stored), f"{beside}/industries")
        about = {"openssi": "scores", "as_of": iso(day), "model": {"id": model.id, "fingerprint": model.fingerprint}}
        engine.write_text(f"{beside}/{ABOUT}", json.dumps(about) + "\n")
    return Scored(out, members, industries)
