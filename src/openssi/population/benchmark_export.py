"""Make a benchmark file from a scored population."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

from openssi.activity.calendar import to_date
from openssi.errors import InputError, UsageError
from openssi.model import Model, load_model
from openssi.population.benchmark_file import EVERYTHING, BenchmarkFile, Person, count_people
from openssi.population.benchmarks import benchmark_of, open_scores

__all__ = ["export_benchmark", "people_digest"]


def export_benchmark(
    folder: Path, *, who: str, measured: str = "archive", epsilon: Fraction | None = None
) -> BenchmarkFile:
    """Count the members of a folder that `ssi population score` wrote, by industry.

    Args:
        folder: the folder.
        who: who makes the file, as others see it.
        measured: the set of signals to count by, such as "archive", or "everything".
        epsilon: the privacy loss of everybody by this release; None adds no noise.

    Raises:
        InputError: the folder does not contain such a result, or one of a model that is not published.
        UsageError: the model has no such set, or no industry has enough people.
    """
    about = benchmark_of(folder)
    model = load_model(about.model)
    if model.fingerprint != about.fingerprint:
        raise InputError("population-layout", f"The scores in {folder.name} are of a model that isn't published.")
    sets = {measured_set.id: measured_set.signals for measured_set in model.sets} | {
        EVERYTHING: frozenset(model.signals)
    }
    if measured not in sets:
        raise UsageError(
            "benchmark-measured",
            f"Model {model.id} has no measured set {measured!r}.",
            hint=f"Choose one of {', '.join(sorted(sets))}.",
        )
    people = _people(folder.resolve(), model, measured, frozenset(sets[measured]))
    day: date = to_date(about.as_of)
    return count_people(people, model, measured=measured, who=who, as_of=day, epsilon=epsilon)


def people_digest(folder: Path) -> str:
    """Return what identifies the people of a folder, whatever it is called and whenever they were scored.

    It is of who is in which industry, so it is the same for a copy and another once somebody joins, leaves or changes.

    Raises:
        InputError: the folder does not contain scores.
    """
    benchmark_of(folder)
    scores = folder.resolve()
    with open_scores(scores) as engine:
        engine.register_parquet("scores", f"{scores}/scores")
        squares = '("member_id" % 2147483647) * ("member_id" % 2147483647) % 2147483647'
        rows = engine.query(
            f'SELECT "industry", COUNT(*), SUM("member_id"), SUM({squares}) FROM "scores" GROUP BY 1 ORDER BY 1'
        )
    return sha256(repr([tuple(map(str, row)) for row in rows]).encode()).hexdigest()[:16]


def _people(scores: Path, model: Model, measured: str, signals: frozenset[str]) -> Iterator[Person]:
    """Yield everybody who has an industry. A pillar is what the set's signals earn in it."""
    index = "index_micro" if measured == EVERYTHING else f"index_{measured}_micro"
    sums = {
        pillar.id: " + ".join(f'"{signal.id}"' for signal in pillar.signals if signal.id in signals) or "0"
        for pillar in model.pillars
    }
    with open_scores(scores) as engine:
        engine.register_parquet("scores", f"{scores}/scores")
        columns = ", ".join(f"CAST({text} AS BIGINT)" for text in sums.values())
        rows = engine.query(f'SELECT "industry", "{index}", {columns} FROM "scores" WHERE "industry" IS NOT NULL')
        for industry, total, *points in rows:
            pillars = {name: int(str(micro)) for name, micro in zip(sums, points, strict=True)}
            yield Person(str(industry), int(str(total)), pillars)
