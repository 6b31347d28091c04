"""What the archives cover: by kind and attribute the days of which they know, or the reason why they don't."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

from openssi.activity import Coverage
from openssi.activity.calendar import DAYS_PER_YEAR, iso
from openssi.activity.report import COULD_NOT_BE_READ, NOT_IN_ARCHIVE, WITHOUT_DATE
from openssi.sources.linkedin_archive.catalogue import ARTICLE
from openssi.sources.linkedin_archive.file_formats import COLUMNS, FILE_FORMATS
from openssi.sources.linkedin_archive.kinds import KINDS
from openssi.sources.linkedin_archive.kinds_v2 import KINDS_V2
from openssi.sources.linkedin_archive.member_facts import PROFILE_ROLES
from openssi.sources.linkedin_archive.profile import ATTRIBUTES, ATTRIBUTES_DOMINATED_BY

__all__ = ["CoverageReport", "Span", "coverage_of", "title_of"]


#: Days for which an archive counts after its last day if a newer one lacks the file: LinkedIn sends one export in parts
#: that are up to three days apart, and few members do something on every day.
_GRACE = 7
#: What the member's profile shows stays so until another archive says otherwise.
_STATES = frozenset((*PROFILE_ROLES, "richmedia"))


@dataclass(slots=True)
class Span:
    """What one archive covers.

    Attributes:
        last_day: its last day.
        exported: the day in its name; 0 if there is none.
        is_file: whether it is one file, of which nobody knows when it was exported.
        unreadable: the roles whose files could not be read.
        roles: of each role that could be read, and of its `COLUMNS` that are there, the first day (None if nothing has
            a date) and the number of records.
        in_part: of each role of which too little could be read, the reason.
        begins: of each role of which it has only the records since a day, that day.
    """

    last_day: int
    exported: int = 0
    is_file: bool = False
    unreadable: set[str] = field(default_factory=set[str])
    roles: dict[str, tuple[int | None, int]] = field(default_factory=dict[str, tuple[int | None, int]])
    in_part: dict[str, str] = field(default_factory=dict[str, str])
    begins: Mapping[str, int] = field(default_factory=dict[str, int])


class CoverageReport(NamedTuple):
    """What is covered, by kind and attribute; why something isn't, or only in part; and why counts are lower bounds."""

    coverage: dict[str, Coverage]
    reasons: dict[str, str]
    lower_bounds: dict[str, str]


class _Needs(NamedTuple):
    """The roles that a kind or an attribute needs, as in `Kind`."""

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    dominated_by: tuple[str, ...] = ()


_NEEDS = {kind.id: _Needs(kind.needs, kind.needs_any, kind.dominated_by) for kind in (*KINDS, *KINDS_V2)} | {
    attribute: _Needs(roles, dominated_by=ATTRIBUTES_DOMINATED_BY.get(attribute, ()))
    for attribute, roles in ATTRIBUTES.items()
}


def coverage_of(spans: Sequence[Span], *, has_articles: bool, sides_known: bool) -> CoverageReport:
    """Return by kind and attribute what the archives cover.

    Args:
        spans: what each archive covers, newest first.
        has_articles: whether any article has a date.
        sides_known: whether it is known which side of a conversation is the member.
    """
    by_role = {role: _covered(role, spans) for role in {role for span in spans for role in span.roles}}
    if not has_articles:
        by_role.pop(ARTICLE, None)
    covered = CoverageReport({}, {}, {})
    for name, needs in _NEEDS.items():
        reason = _why_not(needs.all_of, needs.any_of, by_role, spans)
        if not reason and not sides_known and "messages" in needs.all_of:
            reason = "nothing tells which side of a conversation is you: add Profile.csv"
        if reason:
            covered.reasons[name] = reason
            continue
        roles = (*needs.all_of, *(needs.dominated_by or needs.any_of))
        limited = [role for role in roles if by_role.get(role, Coverage()) != Coverage()]
        covered.coverage[name] = reduce(Coverage.common, (by_role[role] for role in limited), Coverage())
        if limited:
            covered.reasons[name] = f"{title_of(limited[0])} covers only {_describe(by_role[limited[0]])}"
        if lower := _why_lower_bound(needs, by_role, spans):
            covered.lower_bounds[name] = lower
    return covered


def _why_lower_bound(needs: _Needs, by_role: Mapping[str, Coverage], spans: Sequence[Span]) -> str:
    """Return why a count is a lower bound; "" if it isn't."""
    missing = [role for role in needs.dominated_by if role not in by_role]
    roles = dict.fromkeys((*needs.all_of, *(needs.dominated_by or needs.any_of)))
    reasons = [_missing(missing, spans)] if missing else []
    return "; ".join(dict.fromkeys((*reasons, *(why for role in roles for why in _in_part(role, spans)))))


def _in_part(role: str, spans: Sequence[Span]) -> Iterator[str]:
    """Yield why a role was read in part: in the newest archive that has it or, if it covers a window, in any."""
    having = [span for span in spans if role in span.roles]
    windowed = role in FILE_FORMATS and (FILE_FORMATS[role].window_days or FILE_FORMATS[role].rolling)
    yield from (span.in_part[role] for span in (having if windowed else having[:1]) if role in span.in_part)


def _why_not(
    all_of: tuple[str, ...], any_of: tuple[str, ...], by_role: Mapping[str, Coverage], spans: Sequence[Span]
) -> str:
    missing = [role for role in all_of if role not in by_role]
    if missing:
        return _missing(missing, spans)
    if any_of and not any(role in by_role for role in any_of):
        return f"neither {' nor '.join(map(title_of, any_of[:2]))} is {NOT_IN_ARCHIVE}"
    return ""


def _covered(role: str, spans: Sequence[Span]) -> Coverage:
    periods: list[tuple[int | None, int | None]] = []
    for span in spans:
        if role not in span.roles:
            continue
        # The newest archive counts until another comes, an older one for the days of which it tells.
        is_last = span is spans[0] or span.is_file or role in _STATES
        last = None if is_last and not periods else max(span.last_day, span.exported) + _GRACE
        start = _window_start(role, span)
        periods.append((start, last))
        if start is None:
            break
    return Coverage(tuple(periods))


def _window_start(role: str, span: Span) -> int | None:
    """Return the first day that a file covers; None if it covers everything."""
    if role in span.begins:
        return span.begins[role]
    first, count = span.roles[role]
    file_format = FILE_FORMATS.get(role)
    if file_format and file_format.window_days:
        return max(span.last_day, span.exported) - file_format.window_days
    begin = span.last_day if first is None else first
    if file_format and file_format.rolling:
        return min(begin, max(span.last_day, span.exported) - DAYS_PER_YEAR)
    return begin if file_format and count in file_format.row_limits else None


def _missing(roles: list[str], spans: Sequence[Span]) -> str:
    if roles == [ARTICLE] and any(ARTICLE in span.roles or ARTICLE in span.unreadable for span in spans):
        return f"the articles in the archive have {WITHOUT_DATE} inside"
    unreadable = [role for role in roles if any(role in span.unreadable for span in spans)]
    if unreadable:
        return f"{_list_titles(unreadable)} {COULD_NOT_BE_READ}"
    return f"{_list_titles(roles)} {'is' if len(roles) == 1 else 'are'} not {NOT_IN_ARCHIVE}"


def _list_titles(roles: Sequence[str]) -> str:
    """Return the files of some roles as in a sentence: "Positions.csv, Education.csv and Skills.csv"."""
    *others, last = map(title_of, roles)
    return f"{', '.join(others)} and {last}" if others else last


def title_of(role: str) -> str:
    """Return what to call the file of a role, or its columns."""
    if role in COLUMNS:
        return COLUMNS[role].title
    return FILE_FORMATS[role].title if role in FILE_FORMATS else "the Articles folder"


def _describe(coverage: Coverage) -> str:
    return " and ".join(_describe_span(first, last) for first, last in reversed(coverage.spans))


def _describe_span(first: int | None, last: int | None) -> str:
    if last is None:
        return f"{iso(first or 0)} and later"
    return f"{iso(first)} to {iso(last)}" if first is not None else f"days up to {iso(last)}"
