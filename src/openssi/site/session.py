"""What the page in the browser asks of Python: open files, show results, save them. Requests and answers are JSON."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from openssi.activity.annotations import PILLARS, Annotations
from openssi.activity.calendar import iso
from openssi.activity.days import parse_day
from openssi.errors import InputError, OpenSSIError, UsageError
from openssi.insight.coach import weekly_pace
from openssi.member import Member, open_member
from openssi.member.assessment import Assessment
from openssi.member.report import report_page
from openssi.model import DEFAULT, PUBLISHED, efforts
from openssi.progress import Progress
from openssi.render.html.content import content_view
from openssi.render.html.what_if import projection_page
from openssi.render.words.partial import points_told
from openssi.render.words.plan_lines import planned_in_words
from openssi.render.words.score import index_in_words
from openssi.scoring.rounding import format_points
from openssi.site.memory import Memory
from openssi.sources.linkedin_page import score_from_input
from openssi.sources.notes import parse_notes

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

#: What to do on the page where the error itself names an option of the command line.
_HINTS = {"navigator-user": "Write your name as it is in the report under Options, then choose the files again."}


@dataclass
class _Session:
    """The member whose files are open, and what is or would be stored about them."""

    member: Member | None = None
    assessment: Assessment | None = None
    memory: Memory = field(default_factory=Memory.empty)
    progress: Progress | None = None

    def opened(self) -> tuple[Member, Assessment]:
        """Return the open member and the score.

        Raises:
            UsageError: no file is open.
        """
        if self.member is None or self.assessment is None:
            raise UsageError("archive-not-found", "No file is open.", hint="Choose your LinkedIn archive first.")
        return self.member, self.assessment

    def show(self, member: Member) -> dict[str, Any]:
        """Score the last day of a member; return what the page shows first."""
        assessment = member.score()
        self.member, self.assessment = member, assessment
        score = assessment.score
        return {
            "index_micro": score.index_micro if score.enough else None,
            "title": _title(assessment),
            "band": score.band if score.enough and not assessment.partial else "",
            "as_of": iso(score.as_of),
            "model": member.model.id,
        }

    @property
    def annotations(self) -> Annotations:
        """Notes and LinkedIn's scores."""
        notes, left_out = parse_notes(self.memory.notes)
        return Annotations(notes, left_out, self.memory.official)


def _title(assessment: Assessment) -> str:
    """Say the index, or what can be said without one."""
    score = assessment.score
    if not score.enough:
        return "Not enough data for a number yet"
    if assessment.partial:
        return f"Part of an index: {points_told(assessment.partial, score)}"
    return f"Your index: {index_in_words(score, assessment.interval)} of 100"


_SESSION = _Session()


def call(name: str, arguments: str) -> str:
    """Run a request; return `{"result": …}`, or `{"error": {"message", "unchanged", "hint", "code"}}`."""
    try:
        return json.dumps({"result": _REQUESTS[name](**json.loads(arguments))})
    except OpenSSIError as error:
        hint = _HINTS.get(error.code, error.hint)
        answer = {"code": error.code, "message": error.message, "unchanged": error.unchanged, "hint": hint}
        return json.dumps({"error": answer})


def set_progress(progress: Progress) -> None:
    """Pass on the bytes read so far and in all to the page."""
    _SESSION.progress = progress


def _models() -> list[str]:
    """Return the IDs of the published models, the default first."""
    return sorted(PUBLISHED, key=lambda name: name != DEFAULT.id)


def _open_files(paths: Sequence[str], today: str, model: str = DEFAULT.id, person: str = "") -> dict[str, Any]:
    """Read a member's files and score the last day; `person` says whose row of a Sales Navigator report to read."""
    _SESSION.member = _SESSION.assessment = None
    member = open_member(
        paths,
        model=PUBLISHED[model],
        not_after=date.fromisoformat(today),
        progress=_SESSION.progress,
        navigator_user=person,
    )
    return _SESSION.show(member)


def _remember(paths: Sequence[str], today: str, model: str = DEFAULT.id, person: str = "") -> dict[str, Any]:
    """Add the files to the memory; return it as bytes to store, and the score of everything in it."""
    return _show_memory(replace(_SESSION.memory.add(paths, date.fromisoformat(today), person), model=model))


def _change_model(model: str) -> dict[str, Any]:
    """Score everything in the memory by another model, from now on."""
    return _show_memory(replace(_SESSION.memory, model=model))


def _show_memory(memory: Memory) -> dict[str, Any]:
    """Score a changed memory; return it as bytes to store, too."""
    summary = _SESSION.show(memory.member())
    _SESSION.memory = memory
    return {**summary, **_stored()}


def _recall(paths: Sequence[str]) -> dict[str, Any]:
    """Show what the device remembers."""
    memory = Memory.from_bytes(Path(paths[0]).read_bytes())
    summary = _SESSION.show(memory.member())
    _SESSION.memory = memory
    return summary


def _annotate(notes: str | None = None, score: Mapping[str, str] | None = None, remove: str = "") -> dict[str, Any]:
    """Change the notes, add a score that LinkedIn showed, or remove that of a day."""
    memory = _SESSION.memory
    official = {number.day: number for number in memory.official}
    if score is not None:
        day = parse_day(score["day"])
        official[day] = score_from_input(day, {name: score[name] for name in PILLARS})
    if remove:
        official.pop(parse_day(remove), None)
    notes = memory.notes if notes is None else notes
    _, left_out = parse_notes(notes)
    _SESSION.memory = replace(memory, notes=notes, official=tuple(official[day] for day in sorted(official)))
    return {"left_out": left_out, **_annotations(), **_stored()}


def _annotations() -> dict[str, Any]:
    """Return the notes and LinkedIn's scores as the page lists them."""
    return {
        "notes": _SESSION.memory.notes,
        "official": [
            {"day": iso(number.day), "index": format_points(number.index_micro)} for number in _SESSION.memory.official
        ],
    }


def _stored() -> dict[str, str]:
    """Write the memory where the page takes it from."""
    path = Path(tempfile.gettempdir()) / "memory"
    path.write_bytes(_SESSION.memory.to_bytes())
    return {"file": str(path)}


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
        "html": projection_page(outcome),
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


def _content() -> dict[str, Any]:
    """Compare kinds of posts, or say what is missing for that."""
    member, _ = _SESSION.opened()
    try:
        return asdict(content_view(member.content()))
    except InputError as error:
        return {"missing": error.message}


def _close() -> None:
    """Forget the member, and everything remembered."""
    _SESSION.member = _SESSION.assessment = None
    _SESSION.memory = Memory.empty()


_REQUESTS: Mapping[str, Callable[..., Any]] = {
    "annotate": _annotate,
    "annotations": _annotations,
    "change_model": _change_model,
    "close": _close,
    "content": _content,
    "levers": _levers,
    "models": _models,
    "open": _open_files,
    "recall": _recall,
    "remember": _remember,
    "report": _report,
    "save": _save,
    "what_if": _what_if,
}
