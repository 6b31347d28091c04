"""The report page of an assessment: its history, why it moved, and where it leads."""

from __future__ import annotations

from collections.abc import Sequence

from openssi.activity.annotations import Annotations
from openssi.activity.plan import PlanItem
from openssi.insight import Assessment, PeerRank
from openssi.insight import explain as explaining
from openssi.insight.coach import MINUTES, advise
from openssi.insight.explain import Explanation, Moves
from openssi.insight.history import History, history
from openssi.insight.next_steps import WEEKS
from openssi.insight.what_if import what_if
from openssi.model import dose, efforts
from openssi.render.html.coach import Forecast
from openssi.render.html.page import ReportResults, render_report

__all__ = ["forecast", "largest_moves", "recent_change", "recent_history", "report_page"]

_TWO_YEARS = 730
_NO_ANNOTATIONS = Annotations()


def report_page(
    assessment: Assessment, annotations: Annotations = _NO_ANNOTATIONS, peers: Sequence[PeerRank] = ()
) -> str:
    """Return the report of a score with the member's notes, LinkedIn's scores and ranks among peers."""
    if not assessment.score.enough:
        return render_report(assessment, None)
    results = ReportResults(
        recent_history(assessment, annotations),
        recent_change(assessment),
        largest_moves(assessment),
        forecast(assessment),
        tuple(peers),
    )
    return render_report(assessment, results)


def recent_history(assessment: Assessment, annotations: Annotations) -> History:
    """Return the two years up to the day of an assessment."""
    last = assessment.score.as_of
    first = max(min(assessment.activity.first_day, last), last - _TWO_YEARS)
    return history(assessment.activity, assessment.model, first, last).annotated(annotations)


def recent_change(assessment: Assessment) -> Explanation | None:
    """Explain the last four weeks; None if there was no index at their beginning."""
    return explaining.recent_change(assessment.activity, assessment.model, assessment.score.as_of)


def largest_moves(assessment: Assessment) -> Moves:
    """Explain the largest drops and rises of the year up to the day of an assessment."""
    return explaining.largest_moves(assessment.activity, assessment.model, assessment.score.as_of)


def forecast(assessment: Assessment, minutes: int = MINUTES) -> Forecast:
    """Advise on the weeks after an assessment; project the index with that plan and with the next steps."""
    activity, model, day = assessment.activity, assessment.model, assessment.score.as_of
    advice = advise(activity, model, day, WEEKS, efforts(model), minutes=minutes)
    plan = tuple(line.item for line in advice.plan)
    return Forecast(
        advice,
        what_if(activity, model, plan, day, WEEKS),
        what_if(activity, model, _planned(assessment), day, WEEKS),
    )


def _planned(assessment: Assessment) -> tuple[PlanItem, ...]:
    """Return the next steps as lines of a plan; a step that expires is taken at once and has none."""
    signals = assessment.model.signals
    return tuple(
        PlanItem(step.signal, dose(assessment.model, defined), step.once)
        for step in assessment.next_steps
        if step.until is None and (defined := signals[step.signal].step)
    )
