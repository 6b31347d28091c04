"""A benchmark file of this server: everyone who shares, counted by industry, once a quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from openssi.activity.calendar import DAY_SECONDS, to_date
from openssi.activity.codec import activity_from_bytes
from openssi.model import WINDOW, Model
from openssi.population.benchmark_file import BenchmarkFile, Person, count_people
from openssi.population.benchmark_release import quarter_of, release_once
from openssi.population.industries import current_name
from openssi.scoring import score
from openssi.store import scores
from openssi.store.database import Database
from openssi.store.scores import StoredActivity
from openssi.web.settings import Settings

__all__ = ["release_benchmark"]

_MEASURED = "archive"


def release_benchmark(settings: Settings, database: Database, who: str, epsilon: Fraction | None) -> BenchmarkFile:
    """Return this quarter's benchmark file; the first call of a quarter makes it.

    From two counts in quick succession, somebody could work out a person who began to share between them. So there is
    one release a quarter, and later calls return the same, whatever they ask for.

    Args:
        settings: the server's.
        database: the server's.
        who: who makes the file, as others see it.
        epsilon: the privacy loss of each person by this release; None adds no noise.

    Raises:
        UsageError: no industry has enough people who share, or `who` is not a name.
        StoreError: the file can't be stored.
        InputError: the stored file can't be read.
    """
    now = settings.clock()
    path = settings.folder / "benchmarks" / f"{quarter_of(now)}.json"
    return release_once(path, lambda: _count(database, settings.model, now // DAY_SECONDS, who, epsilon))


def _count(database: Database, model: Model, today: int, who: str, epsilon: Fraction | None) -> BenchmarkFile:
    with database.read() as connection:
        found = scores.shared_activities(connection, today - WINDOW)
    current = [one for one in found if one.industry and one.model == model.fingerprint]
    newest = max((one.last_day for one in current), default=today)
    return count_people(
        _people(current, model), model, measured=_MEASURED, who=who, as_of=to_date(newest), epsilon=epsilon
    )


def _people(members: Sequence[StoredActivity], model: Model) -> Iterator[Person]:
    """Yield everyone with an index, by what an archive can measure."""
    signals = next(one.signals for one in model.sets if one.id == _MEASURED)
    for member in members:
        scored = score(activity_from_bytes(member.content), model, member.last_day)
        if not scored.enough or scored.is_partial:
            continue
        pillars = {
            pillar.id: sum(scored.signals[one.id].micro for one in pillar.signals if one.id in signals)
            for pillar in model.pillars
        }
        yield Person(current_name(member.industry), sum(pillars.values()), pillars)
