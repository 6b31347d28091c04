"""What the statistics API answers: a number by day of each metric, read from its elements, and as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, cast

from openssi.activity.calendar import to_day
from openssi.activity.report import file_report_from_plain, file_report_to_plain
from openssi.errors import SnapshotError
from openssi.files.packed_json import pack, reporting_damage, unpack
from openssi.sources.analytics import DailyNumbers
from openssi.sources.tally import Tally

__all__ = [
    "FOLLOWERS",
    "LARGEST",
    "NAME",
    "WEIGHTS",
    "MemberStatistics",
    "read_daily",
    "read_file",
]

#: What reports call the statistics.
NAME = "LinkedIn statistics"
#: What counts as engagement received, by LinkedIn's names, each with its title and weight.
WEIGHTS = {"REACTION": ("Reactions", 1), "COMMENT": ("Comments", 2), "RESHARE": ("Reposts", 3)}
FOLLOWERS = "FOLLOWERS"
#: The largest plausible number: far more than any member receives on a day.
LARGEST = 10_000_000

_WHAT, _VERSION = "statistics", 1
_UNAVAILABLE = -1  # LinkedIn's way to say that it has no number


@dataclass(slots=True)
class MemberStatistics:
    """The statistics of one member.

    Attributes:
        read_at: when they were read, in seconds since 1970.
        metrics: by LinkedIn's name, the number by day; without `FOLLOWERS` if the token doesn't allow them.
    """

    read_at: int
    metrics: dict[str, DailyNumbers] = field(default_factory=dict[str, DailyNumbers])
    name: str = NAME
    kind: ClassVar[str] = "statistics"

    def engagement(self) -> dict[int, int]:
        """Return the weighted engagement of each day of which LinkedIn gave all numbers."""
        of_all = [(self.metrics[name].days, weight) for name, (_, weight) in WEIGHTS.items() if name in self.metrics]
        if len(of_all) < len(WEIGHTS):
            return {}
        known = set(of_all[0][0]).intersection(*(days for days, _ in of_all))
        return {day: sum(days[day] * weight for days, weight in of_all) for day in sorted(known)}

    def to_bytes(self) -> bytes:
        """Serialize for `from_bytes`."""
        metrics = {
            name: [file_report_to_plain(daily.close()), sorted(daily.days.items())]
            for name, daily in self.metrics.items()
        }
        return pack(_WHAT, _VERSION, {"read_at": self.read_at, "metrics": metrics})

    @classmethod
    def from_bytes(cls, data: bytes) -> MemberStatistics:
        """Deserialize statistics.

        Raises:
            SnapshotError: the bytes are damaged or of another version.
        """
        content = unpack(_WHAT, _VERSION, data)
        with reporting_damage(_WHAT):
            return cls(int(content["read_at"]), {name: _daily(*plain) for name, plain in content["metrics"].items()})


def _daily(report: Any, days: Any) -> DailyNumbers:
    """Restore one metric. Raises ValueError or TypeError on malformed input."""
    counts = {int(day): int(count) for day, count in days}
    if not all(0 <= count <= LARGEST for count in counts.values()):
        raise ValueError("implausible")
    return DailyNumbers(Tally.reopen(file_report_from_plain(report)), counts)


def read_file(path: Path) -> MemberStatistics:
    """Return the statistics that `ssi sync` wrote.

    Raises:
        SnapshotError: the file can't be read, or is damaged.
    """
    try:
        return MemberStatistics.from_bytes(path.read_bytes())
    except OSError as error:
        raise SnapshotError(
            "kept-damaged", f"{path.name} can't be read: {error.strerror or error}.", unchanged="Nothing was scored."
        ) from error


def read_daily(metric: str, elements: Iterable[Mapping[str, Any]], first: int, until: int) -> DailyNumbers:
    """Read the elements of one metric; each is imported, a repetition, or rejected with its number.

    LinkedIn documents "one element per day with dateRange" for followers; the same is assumed of posts' metrics with
    `aggregation=DAILY`. A range ends before its last day.

    Args:
        metric: LinkedIn's name of the metric.
        elements: as the API answers them.
        first: the first day that was asked for.
        until: the day before which the days asked for end.
    """
    title, _ = WEIGHTS.get(metric, ("New followers", 1))
    daily = DailyNumbers(Tally(title, NAME))
    for number, element in enumerate(elements, 1):
        try:
            day, count = _day_and_count(metric, element)
            if not first <= day < until:
                raise ValueError("a day that was not asked for")
            if daily.days.get(day, count) != count:
                raise ValueError("another number for a day that is already there")
        except ValueError as error:
            daily.tally.reject(number, str(error))
            continue
        daily.tally.imported += day not in daily.days
        daily.tally.duplicate += day in daily.days
        daily.days[day] = count
    return daily


def _day_and_count(metric: str, element: Mapping[str, Any]) -> tuple[int, int]:
    """Return the day of an element and its number. Raises ValueError with the reason if one is missing."""
    if metric != FOLLOWERS and _metric_of(element) != metric:
        raise ValueError("another metric")
    count = element.get("memberFollowersCount" if metric == FOLLOWERS else "count")
    if not isinstance(count, int) or isinstance(count, bool) or not _UNAVAILABLE <= count <= LARGEST:
        raise ValueError("no whole number where one should be")
    if count == _UNAVAILABLE:
        raise ValueError("LinkedIn has no number for this day")
    return _day_of(element.get("dateRange")), count


def _metric_of(element: Mapping[str, Any]) -> str:
    """Return the metric of an element: a text since version 202605 of the API, before an object with one value."""
    metric: object = element.get("metricType", "")
    if isinstance(metric, dict):
        values = list(cast("dict[str, object]", metric).values())
        metric = values[0] if len(values) == 1 else ""
    return metric if isinstance(metric, str) else ""


def _day_of(date_range: object) -> int:
    """Return the day of a range that covers one day. Raises ValueError if it doesn't."""
    bounds = cast("dict[str, object]", date_range) if isinstance(date_range, dict) else {}
    start, end = (_date(bounds.get(bound)) for bound in ("start", "end"))
    if start is None:
        raise ValueError("no day")
    if end is not None and end - start not in (0, 1):
        raise ValueError("more than one day")
    return start


def _date(value: object) -> int | None:
    parts: Sequence[object] = (
        [cast("dict[str, object]", value).get(part) for part in ("year", "month", "day")]
        if isinstance(value, dict)
        else ()
    )
    with suppress(ValueError, TypeError, OverflowError):
        return to_day(date(*cast("Sequence[int]", parts)))
    return None
