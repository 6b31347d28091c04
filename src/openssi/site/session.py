"""What the page in the browser asks of Python: open files, show results, save them. Requests and answers are JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openssi.activity.annotations import Annotations
from openssi.activity.calendar import iso
from openssi.errors import OpenSSIError, UsageError
from openssi.insight.coach import weekly_pace
from openssi.member import Member, open_member
from openssi.member.assessment import Assessment
from openssi.member.report import report_page
from openssi.model import efforts
from openssi.render.html.notebook import what_if_fragment
from openssi.render.words.what_if import planned_in_words
from openssi.scoring.rounding import format_points
from openssi.sources.protocol import Progress

__all__ = ["call", "set_progress"]

#: How a file that the page saves is called, and what it is.
_SAVED = {
    "report.html": "text/html",
    "score.json": "application/json",
    "history.json": "application/json",
    "history.csv": "text/csv",
    "history.svg": "image/svg+xml",
    "advice.json": "application/json",
    "content.json": "application/json",
}


@dataclass
class _Session:
    """The member whose files are open, and what they wrote down."""

    member: Member | None = None
    assessment: Assessment | None = None
    annotations: Annotations = field(default_factory=Annotations)
    progress: Progress | None = None

    def opened(self) -> tuple[Member, Assessment]:
        """Return the open member and the score.

        Raises:
            UsageError: no file is open.
        """
        if self.member is None or self.assessment is None:
            raise UsageError("archive-not-found", "No file is open.", hint="Choose your LinkedIn archive first.")
        return self.member, self.assessment


_SESSION = _Session()


def call(name: str, arguments: str) -> str:
    """Run a request; return `{"result": …}`, or `{"error": {"message", "unchanged", "hint", "code"}}`."""
    try:
        return json.dumps({"result": _REQUESTS[name](**json.loads(arguments))})
    except OpenSSIError as error:
        return json.dumps(
            {
                "error": {
                    "code": error.code,
                    "message": error.message,
                    "unchanged": error.unchanged,
                    "hint": error.hint,
                }
            }
        )


def set_progress(progress: Progress) -> None:
    """Pass on the bytes read so far and in all to the page."""
    _SESSION.progress = progress


def _open_files(paths: Sequence[str], today: str) -> dict[str, Any]:
    """Read a member's files and score the last day."""
    _SESSION.member = _SESSION.assessment = None
    member = open_member(paths, not_after=date.fromisoformat(today), progress=_SESSION.progress)
    _SESSION.member, _SESSION.assessment = member, member.score()
    return _summary(_SESSION.assessment)


def _summary(assessment: Assessment) -> dict[str, Any]:
    """Return what the page shows first."""
    score = assessment.score
    return {
        "index_micro": score.index_micro if score.enough else None,
        "index": assessment.index,
        "band": score.band if score.enough else "",
        "as_of": iso(score.as_of),
        "model": score.model_id,
        "json": assessment.to_json(),
    }


def _report() -> str:
    _, assessment = _SESSION.opened()
    return report_page(assessment, _SESSION.annotations)


def _levers() -> list[dict[str, Any]]:
    """Return what can be planned by the week, with the recent pace."""
    member, assessment = _SESSION.opened()
    model, score, effort = member.model, assessment.score, efforts(member.model)
    levers: list[dict[str, Any]] = []
    for name in model.offered:
        step = model.signals[name].step
        if step is None or not score.signals[name].counts:
            continue
        pace = weekly_pace(member.activity, model, name, score.as_of)
        kind = model.kind.get(step.adds[0][0])
        title = (kind.many if kind else model.signals[name].title).capitalize()
        recent = None if pace is None else pace / 100
        levers.append({"signal": name, "title": title, "recent": recent, "most": effort[name].most})
    return levers


def _what_if(plan: Mapping[str, int], weeks: int) -> dict[str, Any]:
    """Project a plan, as `ssi what-if` does."""
    member, _ = _SESSION.opened()
    outcome = member.what_if([f"{name}={count}/week" for name, count in plan.items() if count], weeks=weeks)
    return {
        "index_micro": outcome.end.index_micro,
        "end": format_points(outcome.end.index_micro),
        "gain": format_points(outcome.gain_micro),
        "plan": [planned_in_words(item, member.model) for item in outcome.plan],
        "html": what_if_fragment(outcome),
    }


def _save(name: str) -> dict[str, str]:
    """Return a file to save."""
    member, assessment = _SESSION.opened()
    makers: dict[str, Callable[[], str]] = {
        "report.html": _report,
        "score.json": assessment.to_json,
        "history.json": lambda: member.history().annotated(_SESSION.annotations).to_json(),
        "history.csv": lambda: member.history().to_csv(),
        "history.svg": lambda: member.history().annotated(_SESSION.annotations).to_svg(),
        "advice.json": lambda: member.coach().to_json(),
        "content.json": lambda: member.content().to_json(),
    }
    return {"name": f"openssi-{name}", "type": _SAVED[name], "text": makers[name]()}


def _close() -> None:
    """Forget the member."""
    _SESSION.member = _SESSION.assessment = None
    _SESSION.annotations = Annotations()


_REQUESTS: Mapping[str, Callable[..., Any]] = {
    "open": _open_files,
    "report": _report,
    "levers": _levers,
    "what_if": _what_if,
    "save": _save,
    "close": _close,
}
