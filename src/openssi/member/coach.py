"""One call advises: the best next steps, and the least-effort plan to a target."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path

from openssi.errors import UsageError
from openssi.insight.coach import Advice as _Data
from openssi.insight.coach import Target, advise
from openssi.member.member import Paths, given_day, read_member
from openssi.model import DEFAULT, MICRO, Effort, Model, load_efforts
from openssi.model import efforts as _efforts
from openssi.population.benchmarks import industry_target
from openssi.sources.protocol import Progress

__all__ = ["Advice", "coach"]


class Advice(_Data):
    """The best next steps and a plan; shows itself in a terminal (`print`), in a notebook and as JSON."""

    def to_dict(self) -> dict[str, object]:
        """The object that `ssi coach --json` prints."""
        from openssi.render.json.coach import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """The text that `ssi coach --json` prints."""
        from openssi.render.json.coach import as_json

        return as_json(self)

    def __repr__(self) -> str:
        return f"<openssi.Advice {len(self.steps)} steps, a plan of {float(self.minutes):.0f} minutes a week>"

    def __str__(self) -> str:
        from openssi.render.terminal.coach import screen
        from openssi.render.terminal.score import plain_text

        return plain_text(lambda console: screen(self, console.width))

    def _repr_html_(self) -> str:
        from openssi.render.html.page import preformatted

        return preformatted(str(self))


def coach(
    paths: Paths,
    *,
    target: float | None = None,
    top: int | None = None,
    benchmarks: str | PathLike[str] | None = None,
    industry: str = "",
    weeks: int = 8,
    efforts: str | PathLike[str] | Mapping[str, Effort] | None = None,
    as_of: date | str | None = None,
    model: Model | str | PathLike[str] = DEFAULT,
    time_zone: str = "UTC",
    not_after: date | None = None,
    progress: Progress | None = None,
) -> Advice:
    """The best next steps for one member, and the plan with the fewest minutes a week that reaches a target.

    Args:
        paths: an archive, or several of the same member, and analytics workbooks (.xlsx) of theirs; the order does not matter.
        target: the index to reach, 0 to 100; by default the next band, or the mark of a thought leader.
        top: instead, what the best 10, 25 or 50 percent of the member's industry have, by `benchmarks`.
        benchmarks: a folder that `ssi population score` wrote.
        industry: the member's, by the names of the benchmarks; by default that of the profile.
        weeks: for how many weeks is planned, at most 26.
        efforts: what each step takes, as a table or as the path of a TOML file; by default the model's own figures.
        as_of: the day from which is planned; by default the archive's own last day.
        model: a model, the id of a published one, or the path of a TOML file.
        time_zone: the zone whose calendar days are the days active ("Europe/Berlin").
        not_after: records dated later are rejected; give today if a row from the future would be a mistake.
        progress: called with the bytes read so far and in all.

    Raises:
        ArchiveError: an archive cannot be read, or they belong to different members.
        DayError: `as_of` lies outside the data, or there is too little data for a number.
        InputError: the benchmarks cannot be read.
        ModelError: the model file or the file of efforts has mistakes.
        UsageError: another argument is at fault.
    """
    wanted = given_day(as_of)
    _check_target(target, top, benchmarks, industry)
    member = read_member(paths, model=model, time_zone=time_zone, not_after=not_after, progress=progress)
    aim: Target | None = None
    if target is not None:
        aim = Target(round(target * MICRO), f"{target:g}")
    elif top is not None and benchmarks is not None:
        aim = industry_target(benchmarks, industry or member.activity.industry, top, member.model)
    taken = _table(efforts, member.model)
    found = advise(member.activity, member.model, member.scored_day(wanted), weeks, taken, aim)
    return Advice(
        found.model, found.now, found.weeks, found.steps, found.target, found.plan,
        found.minutes, found.end_micro, found.stopped_micro, found.highest_micro,
    )  # fmt: skip


def _check_target(target: float | None, top: int | None, benchmarks: object, industry: str) -> None:
    if target is not None and not 0 <= target <= 100:
        raise UsageError("target-outside", f"{target:g} is no target.", hint="The index goes from 0 to 100.")
    if target is not None and top is not None:
        raise UsageError("target-unknown", "There are two targets.", hint="Give either --target or --top.")
    if (top is None) != (benchmarks is None):
        raise UsageError(
            "target-unknown",
            "The best of an industry are known from benchmarks only."
            if top is not None
            else "Benchmarks are for --top.",
            hint="Give --top 10 together with --benchmarks DIR, a folder that ssi population score wrote.",
        )
    if industry and top is None:
        raise UsageError(
            "target-unknown", "An industry is for --top.", hint="Give --top 10 and --benchmarks DIR with it."
        )


def _table(given: str | PathLike[str] | Mapping[str, Effort] | None, model: Model) -> Mapping[str, Effort]:
    if given is None:
        return _efforts(model)
    return {**_efforts(model), **given} if isinstance(given, Mapping) else load_efforts(Path(given), model)
