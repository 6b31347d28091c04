"""Advice as a result that displays itself, and what its target and its minutes are taken from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openssi.errors import UsageError
from openssi.insight.coach import Advice as _Data
from openssi.insight.coach import Target
from openssi.member.tables import Tabular
from openssi.model import MICRO, Effort, Model, efforts, load_efforts

if TYPE_CHECKING:
    from openssi.insight import Assessment, PeerRank
    from openssi.render.json import coach as _json

__all__ = ["Advice", "choose_target", "effort_table", "rank_in_benchmarks"]


class Advice(_Data, Tabular):
    """Next steps and a weekly plan. Displays itself in a terminal (`print`) and a notebook; converts to JSON."""

    def columns(self) -> dict[str, list[Any]]:
        """Return one row a line of the plan."""
        return {
            "signal": [line.item.signal for line in self.plan],
            "count": [line.item.count for line in self.plan],
            "once": [line.item.once for line in self.plan],
            "minutes_a_week": [line.minutes for line in self.plan],
            "now_a_week": [None if line.now is None else line.now / 100 for line in self.plan],
        }

    def to_dict(self) -> _json.Coaching:
        """Return the object that `ssi coach --json` prints."""
        from openssi.render.json.coach import as_dict

        return as_dict(self)

    def to_json(self) -> str:
        """Return the text that `ssi coach --json` prints."""
        from openssi.render.json.coach import as_json

        return as_json(self)

    def __repr__(self) -> str:
        return f"<openssi.Advice {len(self.steps)} next steps, a plan of {self.minutes_a_week} minutes a week>"

    def __str__(self) -> str:
        from openssi.render.terminal.coach import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from openssi.render.html.notebook import preformatted

        return preformatted(str(self))


def choose_target(
    model: Model,
    *,
    minutes: int | None,
    target: float | None,
    top: int | None,
    benchmarks: str | PathLike[str] | None,
    industry: str,
    own_industry: str,
    measured: Collection[str] | None = None,
) -> Target | None:
    """Return the target of `Member.coach`: an index, or what the best of an industry have; None for some minutes.

    Raises:
        InputError: the benchmarks cannot be read.
        UsageError: the arguments do not fit together, or the benchmarks do not cover the industry.
    """
    _check_target(target, top, benchmarks, industry)
    if minutes is not None and (target is not None or top is not None):
        raise UsageError(
            "target-unknown",
            "A plan is for some minutes or for a target, not for both.",
            hint="Leave out --minutes or the target.",
        )
    if target is not None:
        return Target(round(target * MICRO), f"{target:g}")
    if top is not None and benchmarks is not None:
        from openssi.population.benchmarks import industry_target  # only such a target needs a population

        return industry_target(benchmarks, industry or own_industry, top, model, measured)
    return None


def rank_in_benchmarks(
    assessment: Assessment, benchmarks: str | PathLike[str], industry: str = ""
) -> tuple[PeerRank, ...]:
    """Return a member's rank in their industry; empty without an index, or for benchmarks of another measured set.

    Raises:
        InputError: the benchmarks cannot be read, or are of another model.
        UsageError: they do not have the industry.
    """
    from openssi.population.benchmarks import check_industry, rank_in_industry

    score, name = assessment.score, industry or assessment.activity.industry
    check_industry(benchmarks, name, assessment.model)
    if not score.enough:
        return ()
    found = rank_in_industry(benchmarks, name, score.index_micro, assessment.model, score.measured)
    return () if found is None else (found,)


def _check_target(target: float | None, top: int | None, benchmarks: object, industry: str) -> None:
    if target is not None and not 0 <= target <= 100:
        raise UsageError("target-outside", f"The target {target:g} is out of range.", hint="Choose 0 to 100.")
    if target is not None and top is not None:
        raise UsageError("target-unknown", "There are two targets.", hint="Use either --target or --top.")
    if top is None and benchmarks is not None:
        raise UsageError("target-unknown", "--benchmarks needs --top.", hint="Add --top 10, --top 25 or --top 50.")
    if top is not None and benchmarks is None:
        raise UsageError(
            "target-unknown",
            "--top needs benchmarks to know what the best of your industry have.",
            hint="Add --benchmarks: a file of ssi benchmark export, or a folder of ssi population score.",
        )
    if industry and top is None:
        raise UsageError("target-unknown", "--industry needs --top.", hint="Add --top 10 and --benchmarks DIR.")


def effort_table(source: str | PathLike[str] | Mapping[str, Effort] | None, model: Model) -> Mapping[str, Effort]:
    """Return what each step takes: the model's own figures, changed by a table or read from a TOML file.

    Raises:
        ModelError: the file has mistakes.
    """
    if source is None:
        return efforts(model)
    return {**efforts(model), **source} if isinstance(source, Mapping) else load_efforts(Path(source), model)
