"""Benchmarks as one small file that anybody can make and share: histograms of the index and its pillars by industry.

A file needs no engine to read. Several can be added up; each states who made it, for which day, of how many people, by
which model.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from math import ceil, sqrt
from pathlib import Path
from typing import Any, cast

from openssi.activity.calendar import long_day, to_day
from openssi.errors import InputError, UsageError
from openssi.insight import PeerRank
from openssi.insight.coach import Target
from openssi.model import MICRO, Model
from openssi.population.industries import current_name, industry_key, require_industry, resolve_industry
from openssi.population.private_noise import discrete_laplace
from openssi.scoring.group_sizes import THRESHOLDS

__all__ = [
    "EVERYTHING",
    "LEAST_PEOPLE",
    "BenchmarkFile",
    "BenchmarkSource",
    "Person",
    "check_days",
    "count_people",
    "days_of",
    "file_rank",
    "file_target",
    "merge_benchmark_files",
    "parse_epsilon",
    "read_benchmark_file",
    "target_name",
]

#: Groups of fewer people are withheld.
LEAST_PEOPLE = 30
#: Points of a bin; with noise, bins are wider, so that less of a bin is noise.
_WIDTH, _PRIVATE_WIDTH = 1, 5
_FORMAT = "openssi-benchmark-1"
_LARGEST = 20_000_000  # bytes
_MOST_PEOPLE = 10**12
_LONGEST_NAME = 200  # characters
_MOST_EPSILON = 10
_FIRST_DAY = date(2003, 5, 5)  # LinkedIn began
#: What a file measures that counts by the whole index.
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class BenchmarkSource:
    """Where counts come from.

    Attributes:
        who: who made them.
        as_of: the day of the scores.
        people: how many people were counted; with noise, approximately.
        epsilon: the privacy loss of this release, as a fraction; empty without noise.
    """

    who: str
    as_of: str
    people: int
    epsilon: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person to count: industry, index and pillars in micro-points."""

    industry: str
    index_micro: int
    pillars: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BenchmarkFile:
    """Histograms by industry.

    Attributes:
        model: the ID of the model that scored.
        fingerprint: its fingerprint.
        measured: the set of signals that was measured ("archive"), or "everything".
        width: points of a bin.
        sources: where the counts come from.
        industries: by industry, how many people are in each bin of the index ("index") and of each pillar.
    """

    model: str
    fingerprint: str
    measured: str
    width: int
    sources: tuple[BenchmarkSource, ...]
    industries: Mapping[str, Mapping[str, Sequence[int]]]

    def to_json(self) -> str:
        """Return the content of the file."""
        content = {
            "format": _FORMAT,
            "model": self.model,
            "fingerprint": self.fingerprint,
            "measured": self.measured,
            "width": self.width,
            "sources": [asdict(source) for source in self.sources],
            "industries": {name: dict(counts) for name, counts in sorted(self.industries.items())},
        }
        return json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n"


def parse_epsilon(text: str) -> Fraction:
    """Return the privacy loss that a user chose. Raises UsageError if it is not one."""
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if not 0 < value <= _MOST_EPSILON or value.denominator > 10**6:
        raise UsageError(
            "benchmark-epsilon", f"{text} is not a privacy loss.", hint="Choose a number above 0, at most 10."
        )
    return value


def count_people(
    people: Iterable[Person], model: Model, *, measured: str, who: str, as_of: date, epsilon: Fraction | None = None
) -> BenchmarkFile:
    """Count people.

    Args:
        people: everyone, once.
        model: the model that scored them.
        measured: the set of signals that was measured, or "everything".
        who: who makes the file, as others see it.
        as_of: the day of the scores.
        epsilon: the privacy loss that each person may have from this release; None adds no noise.

    Raises:
        UsageError: no industry has enough people, or `who` is not a name.
    """
    who = who.strip()
    if not who or len(who) > _LONGEST_NAME or not who.isprintable():
        raise UsageError(
            "benchmark-who", "Names must be 1–200 printable characters.", hint="Change who makes the file (--who)."
        )
    width = _WIDTH if epsilon is None else _PRIVATE_WIDTH
    sizes = _sizes(model, width)
    counted: dict[str, dict[str, list[int]]] = {}
    names: dict[str, str] = {}
    for person in people:
        name = names.get(person.industry) or names.setdefault(
            person.industry, names.setdefault(industry_key(person.industry), current_name(person.industry))
        )
        bins = counted.setdefault(name, {name: [0] * size for name, size in sizes.items()})
        for name, micro in {"index": person.index_micro, **person.pillars}.items():
            bins[name][min(sizes[name] - 1, micro // (width * MICRO))] += 1
    least = LEAST_PEOPLE if epsilon is None else max(LEAST_PEOPLE, _add_noise(counted, epsilon, sizes))
    published = {name: bins for name, bins in counted.items() if name and sum(bins["index"]) >= least}
    if not published:
        raise UsageError(
            "benchmark-small",
            f"No industry has {LEAST_PEOPLE} people, and smaller groups are withheld.",
            hint="Score more people, or join with others who have people of the same industry.",
        )
    total = sum(sum(bins["index"]) for bins in published.values())
    source = BenchmarkSource(who, as_of.isoformat(), total, str(epsilon) if epsilon else "")
    return BenchmarkFile(model.id, model.fingerprint, measured, width, (source,), published)


def _sizes(model: Model, width: int) -> dict[str, int]:
    """Return how many bins the index and each pillar have; the last one includes its upper end."""
    return {"index": 100 // width} | {pillar.id: -(-pillar.maximum // width) for pillar in model.pillars}


def _add_noise(counted: Mapping[str, Mapping[str, list[int]]], epsilon: Fraction, sizes: Mapping[str, int]) -> int:
    """Add discrete Laplace noise to every bin: one person changes one bin of each histogram by one.

    Counts may get negative; without that, empty bins would add up to people who don't exist. Return how many people a
    group must seem to have, so that it isn't noise alone: four standard deviations of the noise of its size.
    """
    scale = Fraction(len(sizes)) / epsilon
    for bins in counted.values():
        for counts in bins.values():
            counts[:] = [count + discrete_laplace(scale) for count in counts]
    return ceil(4 * sqrt(2 * sizes["index"]) * scale)


def merge_benchmark_files(files: Sequence[BenchmarkFile]) -> BenchmarkFile:
    """Add up files.

    Raises:
        InputError: they are of different models, measured sets or bins, or two are by the same maker.
    """
    _check_alike(files)
    _check_makers(files)
    first = files[0]
    names: dict[str, str] = {}
    merged: dict[str, dict[str, list[int]]] = {}
    for file in files:
        for industry, bins in file.industries.items():
            name = names.setdefault(industry_key(industry), current_name(industry))
            into = merged.setdefault(name, {name: [0] * len(counts) for name, counts in bins.items()})
            for total, counts in bins.items():
                into[total] = [before + more for before, more in zip(into[total], counts, strict=True)]
    sources = tuple(source for file in files for source in file.sources)
    return BenchmarkFile(first.model, first.fingerprint, first.measured, first.width, sources, merged)


def _check_alike(files: Sequence[BenchmarkFile]) -> None:
    """Refuse files that count different things."""
    first = files[0]
    for file in files:
        for name, words in (("measured", "measured sets"), ("width", "widths of bins")):
            if getattr(file, name) != getattr(first, name):
                raise _refused(
                    f"The files have different {words}: {getattr(first, name)} and {getattr(file, name)}",
                    "Only files of one measured set can be added up, and files with noise only with each other.",
                )
        if file.fingerprint != first.fingerprint or _shape(file) != _shape(first):
            raise _refused(
                f"The files have different models: {_models_apart(first, file.model, file.fingerprint)}",
                "Only files of one model can be added up.",
            )


def _check_makers(files: Sequence[BenchmarkFile]) -> None:
    """Refuse the same people twice: two files of one maker, however the name is written, or with the same counts."""
    makers: dict[str, str] = {}
    counts: dict[object, str] = {}
    for file in files:
        for who in [source.who for source in file.sources]:
            key = _maker_key(who)
            if before := makers.get(key):
                alike = "" if before == who else f' ("{before}" and "{who}")'
                raise _refused(
                    f"Two files are by {before}{alike}", "The same people would count twice. Give the newer one only."
                )
            makers[key] = who
        by = ", ".join(source.who for source in file.sources)
        for industry, bins in file.industries.items():
            content = (industry_key(industry), tuple((name, tuple(values)) for name, values in sorted(bins.items())))
            if before := counts.get(content):
                raise _refused(
                    f'The files by "{before}" and "{by}" have the same counts for {industry}',
                    "They seem to be of the same people, who would count twice. Give one of them only.",
                )
            counts[content] = by


def _maker_key(who: str) -> str:
    """Return a maker's name without differences in case, spaces and encoding."""
    return " ".join(unicodedata.normalize("NFKC", who).casefold().split())


def _shape(file: BenchmarkFile) -> dict[str, int]:
    """Return how many bins the index and each pillar have."""
    return {name: len(counts) for name, counts in next(iter(file.industries.values())).items()}


def _models_apart(file: BenchmarkFile, model: str, fingerprint: str) -> str:
    """Name two models, and their fingerprints if one is a changed copy of the other."""
    if file.model != model:
        return f"{file.model} and {model}"
    return f"two versions of {model}, with the fingerprints {file.fingerprint[:12]} and {fingerprint[:12]}"


def read_benchmark_file(path: Path) -> BenchmarkFile:
    """Read a file. Raises InputError if it can't be read or isn't one."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _wrong(path)
        content = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
        file = BenchmarkFile(
            str(content["model"]),
            str(content["fingerprint"]),
            str(content["measured"]),
            content["width"],
            tuple([BenchmarkSource(**source) for source in content["sources"]]),
            content["industries"],
        )
        valid = content["format"] == _FORMAT and _is_valid(file)
    except OSError as error:
        raise _refused(f"{path} can't be read: {error.strerror or error}", "Check its path.") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _wrong(path) from error
    if not valid:
        raise _wrong(path)
    return file


def _is_valid(file: BenchmarkFile) -> bool:
    if type(file.width) is not int or file.width not in {_WIDTH, _PRIVATE_WIDTH}:
        return False
    if not file.sources or not file.industries or not all(_is_source(source, file.width) for source in file.sources):
        return False
    shapes = {tuple(sorted((name, len(counts)) for name, counts in bins.items())) for bins in file.industries.values()}
    if len(shapes) != 1:
        return False
    sizes = dict(next(iter(shapes)))
    pillars = sum(sizes.values()) - sizes.get("index", 0)
    # The points of the pillars add up to 100; the last bin of each may be narrower.
    if sizes.get("index") != 100 // file.width or not 0 <= file.width * pillars - 100 <= (file.width - 1) * (
        len(sizes) - 1
    ):
        return False
    counts = (count for bins in file.industries.values() for bin_counts in bins.values() for count in bin_counts)
    least = -_MOST_PEOPLE if file.width == _PRIVATE_WIDTH else 0
    if not all(type(count) is int and least <= count <= _MOST_PEOPLE for count in counts):
        return False
    people = sum(sum(bins["index"]) for bins in file.industries.values())
    if sum(source.people for source in file.sources) != people:
        return False
    # Without noise, everybody is in one bin of each histogram.
    everyone = (len({sum(counts) for counts in bins.values()}) == 1 for bins in file.industries.values())
    return file.width == _PRIVATE_WIDTH or all(everyone)


def _is_source(source: BenchmarkSource, width: int) -> bool:
    day = date.fromisoformat(source.as_of)
    epsilon = Fraction(source.epsilon) if source.epsilon else Fraction(0)
    return (
        0 < len(source.who.strip()) <= _LONGEST_NAME
        and source.who.isprintable()
        and day >= _FIRST_DAY
        and type(source.people) is int
        and source.people >= 0
        and 0 <= epsilon <= _MOST_EPSILON
        and bool(epsilon) == (width == _PRIVATE_WIDTH)
    )


def file_rank(
    file: BenchmarkFile, name: str, industry: str, index_micro: int, model: Model, measured: str | None
) -> PeerRank | None:
    """Return an index's rank in an industry of a file, as a range: people in the same bin may be above or below.

    None without that industry, or if the file is of another measured set: like is compared with like only.

    Raises:
        InputError: the file is of another model.
    """
    _check_model(file, name, model)
    resolved = resolve_industry(industry, file.industries)
    if resolved is None or file.measured != (measured or EVERYTHING):
        return None
    bins = file.industries[resolved]
    counts = bins["index"]
    size = sum(counts)
    if size < LEAST_PEOPLE:
        return None
    at = min(len(counts) - 1, index_micro // (file.width * MICRO))
    above = min(size - 1, max(0, sum(counts[at + 1 :])))  # noise can make counts negative
    worst = min(size, 1 + above + max(0, counts[at]))
    averages = {total: _mean(values, file.width) for total, values in bins.items()}
    return PeerRank(
        "industry",
        resolved,
        worst,
        size,
        -(-100 * worst // size),
        averages,
        _thresholds(counts, file.width),
        best_rank=1 + above,
        scored=days_of(file),
    )


def file_target(file: BenchmarkFile, name: str, industry: str, top: int, model: Model, measured: str | None) -> Target:
    """Return the index that the best `top` percent of an industry reach.

    Raises:
        InputError: the file is of another model or another measured set.
        UsageError: the file has no such industry, or too few people in it.
    """
    _check_model(file, name, model)
    if file.measured != (measured or EVERYTHING):
        raise _refused(
            f"The benchmarks in {name} are of what {file.measured} measures, and yours of what "
            f"{measured or EVERYTHING} does",
            "Like is compared with like only.",
        )
    resolved = require_industry(industry, file.industries, name)
    threshold = _thresholds(file.industries[resolved]["index"], file.width).get(top)
    if threshold is None:
        raise UsageError("target-unknown", f"The benchmarks have too few people in {resolved} for the top {top}%.")
    return Target(threshold, target_name(top, resolved, days_of(file)))


def target_name(top: int, industry: str, scored: tuple[int, int]) -> str:
    """Name what the best of an industry reach, with the days of the scores."""
    first, last = scored
    days = long_day(last) if first == last else f"{long_day(first)} to {long_day(last)}"
    return f"the top {top}% of {industry} ({days})"


def days_of(file: BenchmarkFile) -> tuple[int, int]:
    """Return the days of the oldest and of the newest scores in a file."""
    days = [to_day(date.fromisoformat(source.as_of)) for source in file.sources]
    return min(days), max(days)


def check_days(file: BenchmarkFile, name: str, today: int) -> None:
    """Refuse a file whose scores are of a day that hasn't come. Raises InputError."""
    for source in file.sources:
        if to_day(date.fromisoformat(source.as_of)) > today + 1:  # tomorrow, where the sun rises first
            raise _refused(
                f"{name} has scores by {source.who} for {source.as_of}, a day in the future", "Ask for the file again."
            )


def _check_model(file: BenchmarkFile, name: str, model: Model) -> None:
    if file.fingerprint != model.fingerprint:
        models = _models_apart(file, model.id, model.fingerprint)
        raise _refused(
            f"The benchmarks in {name} were scored by another model than yours: {models}",
            "Ask for a file of this model, or choose the model with --model.",
        )
    if _shape(file) != _sizes(model, file.width):
        raise _refused(f"The pillars in {name} don't have the points of model {model.id}", "Ask for the file again.")


def _mean(counts: Sequence[int], width: int) -> int:
    """Return the mean in micro-points, of the middles of the bins."""
    total = max(1, sum(counts))
    return sum(count * (2 * at + 1) for at, count in enumerate(counts)) * width * MICRO // (2 * total)


def _thresholds(counts: Sequence[int], width: int) -> dict[int, int]:
    """Return, by percent, the lowest bin that at most that many percent reach."""
    size = sum(counts)
    if size < LEAST_PEOPLE:
        return {}
    from_here = list(accumulate(reversed(counts)))[::-1]
    thresholds: dict[int, int] = {}
    for percent in THRESHOLDS:
        at = next((at for at, count in enumerate(from_here) if 100 * count <= percent * size), len(counts))
        thresholds[percent] = at * width * MICRO
    return thresholds


def _wrong(path: Path) -> InputError:
    return _refused(f"{path.name} is not a file of `ssi benchmark export`", "Ask for the file again.")


def _refused(what: str, hint: str) -> InputError:
    return InputError("benchmark-file", f"{what}.", hint=hint)
