"""`Member`: one member's data, read once and asked often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from os import PathLike
from typing import TYPE_CHECKING

from openssi.activity import Activity
from openssi.activity.calendar import FOUR_WEEKS, iso
from openssi.activity.days import Day, check_order, parse_day
from openssi.activity.report import ImportReport
from openssi.errors import DayError
from openssi.model import DEFAULT, Effort, Model

if TYPE_CHECKING:
    from openssi.member.advice import Advice
    from openssi.member.assessment import Assessment
    from openssi.member.content import Content
    from openssi.member.diagnosis import Diagnosis
    from openssi.member.explanation import DayExplanation, Explanation, Moves
    from openssi.member.history import History
    from openssi.member.what_if import WhatIf
    from openssi.member.year import Year

__all__ = ["Member"]

#: How many days after the end of the data can still be scored: a third of the window.
_DAYS_AFTER = 30


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """One member's data. Every method returns a typed result that displays itself in a terminal and in a notebook.

    Days are dates or texts such as "2026-06-30"; the default is the last day of the data. Modules are imported by the
    method that needs them, so that a score does not wait for the planner.

    Attributes:
        activity: daily activity, as far as the model counts it.
        report: what was imported from which file.
        model: the model that scores.
        time_zone: where the member's days begin.
    """

    activity: Activity
    report: ImportReport
    model: Model = DEFAULT
    time_zone: str = "UTC"

    def __repr__(self) -> str:
        days = (
            f"{iso(self.activity.first_day)} to {iso(self.activity.last_day)}" if self.activity.records else "no dates"
        )
        return f"<openssi.Member {days}, model {self.model.id}>"

    def assume_never(self, *kinds: str) -> Member:
        """Return the member as if they had never done some kinds of activity: "posts", "articles", "searches".

        A missing file doesn't prove it, so only the member can say so. What was never done is measured as nothing.

        Raises:
            UsageError: the model has no such kind, or the data have something of it.
        """
        from openssi.insight.never_done import assume_never

        return replace(self, activity=assume_never(self.activity, self.model, kinds))

    def score(self, as_of: Day | None = None) -> Assessment:
        """Score one day: index, pillars, signals, next steps and sources.

        Raises:
            DayError: the day is outside the data.
            UsageError: the text is not a date.
        """
        from openssi.member.assessment import assess

        return assess(self.activity, self.report, self.model, self.scored_day(as_of))

    def history(
        self,
        first: Day | None = None,
        last: Day | None = None,
        *,
        notes: str | PathLike[str] | None = None,
        official: str | PathLike[str] | None = None,
    ) -> History:
        """Score every day from the first to the last; each equals `score` of that day.

        Args:
            first: the first day; by default that of the data.
            last: the last day.
            notes: a file of notes to show with the line, one per line: `2026-03-02 new role`.
            official: a file with LinkedIn's own numbers, as `openssi.official` stores them; they become the second
                line.

        Raises:
            DayError: a day is outside the data.
            InputError: the notes or the official numbers cannot be read.
            UsageError: a text is not a date, or the first day is after the last.
        """
        from openssi.insight.history import history
        from openssi.member.annotations import read_annotations
        from openssi.member.history import History

        check_order(parse_day(first), parse_day(last))
        annotations = read_annotations(notes, official)
        end = self.scored_day(last)
        begin = min(self.activity.first_day, end) if first is None else self.scored_day(first)
        check_order(begin, end)
        return History(**vars(history(self.activity, self.model, begin, end).annotated(annotations)))

    def explain(
        self,
        first: Day | None = None,
        last: Day | None = None,
        *,
        earlier_model: Model | str | PathLike[str] | None = None,
    ) -> Explanation:
        """Explain why the index moved between two days: every micro-point of the change, by signal and cause.

        Args:
            first: the earlier day; by default four weeks before the last, or the first day after that with a number.
            last: the later day.
            earlier_model: the model that scored the first day, if it was another; its effect is a cause of its own.
                `open_member` needs it too if the two models read texts differently.

        Raises:
            DayError: a day is outside the data, or had too little data for a number.
            ModelError: a model file has mistakes.
            UsageError: a text is not a date, the first day is after the last, or the files weren't read for the earlier
                model.
        """
        from openssi.insight.explain import explain_change
        from openssi.member.explanation import Explanation
        from openssi.model import load_model

        check_order(parse_day(first), parse_day(last))
        end = self.scored_day(last)
        begin = self._four_weeks_before(end) if first is None else self.scored_day(first)
        check_order(begin, end)
        earlier = load_model(str(earlier_model)) if isinstance(earlier_model, str | PathLike) else earlier_model
        return Explanation(**vars(explain_change(self.activity, self.model, begin, end, earlier)))

    def _four_weeks_before(self, end: int) -> int:
        """Return the day four weeks earlier; for someone new, the first day with a number."""
        from openssi.insight.minimum_data import first_day_with_number

        begin = max(end - FOUR_WEEKS, self.activity.first_day)
        return first_day_with_number(self.activity, self.model, begin, end - 1) or begin

    def explain_day(self, day: Day | None = None) -> DayExplanation:
        """Explain the index of one day: what it consists of, and what changed since the member's best 90 days.

        Raises:
            DayError: the day is outside the data, or had too little data for a number.
            UsageError: the text is not a date.
        """
        from openssi.insight.explain import explain_day
        from openssi.member.explanation import DayExplanation

        return DayExplanation(**vars(explain_day(self.activity, self.model, self.scored_day(day))))

    def explain_moves(self) -> Moves:
        """Explain the largest drops and rises of the last year.

        Raises:
            DayError: there is too little data for a number.
        """
        from openssi.insight.explain import largest_moves
        from openssi.member.explanation import Moves

        return Moves(**vars(largest_moves(self.activity, self.model, self.scored_day(None))))

    def coach(
        self,
        target: float | None = None,
        *,
        minutes: int | None = None,
        top: int | None = None,
        benchmarks: str | PathLike[str] | None = None,
        industry: str = "",
        weeks: int = 8,
        efforts: str | PathLike[str] | Mapping[str, Effort] | None = None,
        as_of: Day | None = None,
    ) -> Advice:
        """Suggest next steps and a weekly plan: the best use of an hour a week, or the least effort to a target.

        Args:
            target: the index to reach, 0 to 100, in the fewest minutes; instead of minutes.
            minutes: how many minutes a week the plan may take; 60 by default.
            top: instead of a target, what the best 10, 25 or 50 percent of the member's industry have, by `benchmarks`.
            benchmarks: a folder written by `ssi population score`.
            industry: the member's industry, as the benchmarks call it; by default that of the profile.
            weeks: how many weeks to plan, at most 26.
            efforts: how long each step takes, as a table or the path of a TOML file; by default the model's own
                figures.
            as_of: the day from which to plan.

        Raises:
            DayError: the day is outside the data, or there is too little data for a number.
            InputError: the benchmarks cannot be read.
            ModelError: the file of efforts has mistakes.
            UsageError: another argument is wrong.
        """
        from openssi.insight.coach import MINUTES, advise, check_minutes
        from openssi.member.advice import Advice, choose_target, effort_table
        from openssi.scoring import score

        budget = MINUTES if minutes is None else minutes
        check_minutes(budget)
        day = self.scored_day(as_of)
        goal = choose_target(
            self.model,
            minutes=minutes,
            target=target,
            top=top,
            benchmarks=benchmarks,
            industry=industry,
            own_industry=self.activity.industry,
            measured=score(self.activity, self.model, day).measured if top is not None else None,
        )
        table = effort_table(efforts, self.model)
        return Advice(**vars(advise(self.activity, self.model, day, weeks, table, goal, budget)))

    def what_if(self, plan: str | Iterable[str] = (), *, weeks: int = 8, as_of: Day | None = None) -> WhatIf:
        """Project the index day by day: with a plan on top of the recent pace, as now, and if nothing more is done.

        Args:
            plan: lines such as "posts_published=2/week" or, for once, "articles_published=1"; none shows where
                carrying on and stopping lead.
            weeks: for how many weeks, at most 26.
            as_of: the day on which the plan starts.

        Raises:
            DayError: the day is outside the data, or there is too little data for a number.
            UsageError: a line of the plan or another argument is wrong.
        """
        from openssi.activity.plan import parse_plan
        from openssi.insight.what_if import check_weeks, what_if
        from openssi.member.what_if import WhatIf

        check_weeks(weeks)
        items = parse_plan([plan] if isinstance(plan, str) else plan, self.model)
        return WhatIf(**vars(what_if(self.activity, self.model, items, self.scored_day(as_of), weeks)))

    def year(self, as_of: Day | None = None) -> Year:
        """Sum up the year up to a day in five figures, with pictures of them that carry no name.

        Raises:
            DayError: the day is outside the data, or there is too little data for a number.
            UsageError: the text is not a date.
        """
        from openssi.insight.year import year_of
        from openssi.member.year import Year

        result = year_of(self.activity, self.model, self.scored_day(as_of))
        return Year(**{name: getattr(result, name) for name in result.__slots__})

    def content(self, periods: Iterable[tuple[Day, Day, str]] = ()) -> Content:
        """Compare kinds of posts by the engagement they received, and periods with the time before them.

        Args:
            periods: first day, last day and name of each, as ("2026-03-01", "2026-04-30", "original posts only").

        Raises:
            DayError: a period is not covered by the workbook.
            InputError: the workbook or Shares.csv is missing.
            UsageError: a text is not a date, or a period ends before it begins.
        """
        from openssi.insight.content import Period, content
        from openssi.member.content import Content

        spans = [Period(parse_day(first), parse_day(last), name) for first, last, name in periods]
        return Content(**vars(content(self.activity, spans, self.time_zone)))

    def doctor(self) -> Diagnosis:
        """List what is there, what is missing, how to get it and how many points that opens."""
        from openssi.insight.doctor import diagnose
        from openssi.member.assessment import named_sources
        from openssi.member.diagnosis import Diagnosis
        from openssi.scoring import score

        scored = score(self.activity, self.model, self.activity.last_day or self.activity.known_until)
        return Diagnosis(**vars(diagnose(self.model, scored, *named_sources(self.report))))

    def scored_day(self, day: Day | None) -> int:
        """Return the day to score, in days since 1970-01-01: the one given, or the last of the data.

        Raises:
            DayError: the day is outside the data, or no record has a date and no day was given.
            UsageError: the text is not a date.
        """
        requested = parse_day(day)
        if self.activity.records:
            return self._check_day(self.activity.last_day if requested is None else requested)
        if requested is None:
            raise self._no_dates()
        return requested

    def _no_dates(self) -> DayError:
        """Return the error that no record has a date, with the reason of the first file with rejected records."""
        why = next((f" {file.file}: {file.reasons[0][0]}." for file in self.report.files if file.rejected), "")
        hint = "Choose the day yourself: --as-of to score it, --to to look back from it."
        if why:
            hint = "Use the files as LinkedIn sent them, or save them again with dates such as 2026-03-05."
        if not any(file.records for file in self.report.files):
            return DayError("day-outside", "The files have no records below their column names.", hint=hint)
        return DayError("day-outside", f"None of the records has a date that can be read.{why}", hint=hint)

    def _check_day(self, day: int) -> int:
        first, last = self.activity.first_day, max(self.activity.last_day, self.activity.known_until)
        if day < first:
            raise DayError("day-outside", f"The data starts on {iso(first)}, so {iso(day)} can't be scored.")
        if day < self.activity.scored_from:
            raise DayError(
                "day-outside",
                f"Only days since {iso(self.activity.scored_from)} can be scored: recent_only left out older texts.",
                hint="Open the files without recent_only.",
            )
        if day > last + _DAYS_AFTER:
            raise DayError(
                "day-outside",
                f"Your data ends on {iso(last)}, too long before {iso(day)} for a score.",
                hint=f"Download a fresh archive from LinkedIn, or choose a day up to {iso(last + _DAYS_AFTER)}.",
            )
        return day
