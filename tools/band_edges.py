"""Print the edges of the bands of a model's measured sets: `python -m tools.band_edges MODEL`.

An edge is the whole point nearest to the restricted index that as many members of the invented network reach as reach
the edge of the whole index.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from openssi.activity.calendar import to_day
from openssi.engines import DuckDB
from openssi.model import MICRO, Model, load_model
from openssi.population.synthetic.generator import LAST_DAY, generate
from openssi.population.validation import register_tables
from openssi.scoring.ranks import population_program
from openssi.scoring.sql import index_columns

_MEMBERS, _SEED = 20_000, 1


def main(name: str) -> None:
    """Print each set with its edges."""
    for measured, edges in band_edges(load_model(name)).items():
        print(measured, edges)


def band_edges(model: Model) -> dict[str, dict[str, int]]:
    """Return by measured set where each band after the lowest begins."""
    indexes = _indexes(model)
    below = {band.id: sum(index < band.start * MICRO for index in indexes["index_micro"]) for band in model.bands[1:]}
    return {
        one.id: {band: _edge(indexes[f"index_{one.id}_micro"], count) for band, count in below.items()}
        for one in model.sets
    }


def _edge(values: list[int], below: int) -> int:
    return (sorted(values)[min(below, len(values) - 1)] + MICRO // 2) // MICRO


def _indexes(model: Model) -> dict[str, list[int]]:
    """Return the indexes of everyone in the network, by column."""
    columns = index_columns(model)
    with tempfile.TemporaryDirectory(prefix="ssi-") as temporary:
        network = Path(temporary, "network")
        generate(network, _MEMBERS, seed=_SEED)
        with DuckDB([network]) as engine:
            register_tables(str(network), model, engine)
            points = population_program(model, to_day(LAST_DAY), engine.dialect).text("member_points")
            listed = ", ".join(f'"{column}"' for column in columns)
            rows = engine.query(f'SELECT {listed} FROM ({points}) AS "points"')
    return {column: [int(str(row[at])) for row in rows] for at, column in enumerate(columns)}


if __name__ == "__main__":
    main(*sys.argv[1:2])
