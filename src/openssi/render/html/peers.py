"""A member compared with groups and with their own past, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openssi.activity.calendar import long_day
from openssi.insight import PeerRank
from openssi.insight.history import History, HistoryDay
from openssi.insight.own_past import own_past
from openssi.model import MICRO
from openssi.render.words.peers import network_in_words, rank_in_words, threshold_in_words, top_in_words
from openssi.scoring.group_sizes import LEAST_FOR_AVERAGE
from openssi.scoring.rounding import TENTH, format_points, to_tenths

__all__ = ["PeerComparison", "compare_with_own_past", "compare_with_peers", "comparison_in_brief"]


@dataclass(frozen=True, slots=True)
class PeerComparison:
    """A group or an earlier day, its average or index next to the member's, and more about the rank, in words."""

    who: str
    average: str
    more: tuple[str, ...]


def compare_with_own_past(history: History) -> tuple[PeerComparison, ...]:
    """Compare the newest index, which there is, with the best 90 days and with a year ago."""
    past = own_past(history)
    index = past.now.index_micro or 0
    best = "these are the best so far" if past.best.day == past.now.day else _day(past.best, index)
    rows = [PeerComparison("Your best 90 days", best, ())]
    if past.year_ago is not None:
        other = ("your files show more now",) if (past.year_ago.covered or 0) < (past.now.covered or 0) else ()
        rows.append(PeerComparison("You, a year ago", _day(past.year_ago, index), other))
    return tuple(rows)


def _day(day: HistoryDay, index_micro: int) -> str:
    micro = day.index_micro or 0
    gap = _gap((to_tenths(index_micro) - to_tenths(micro)) * TENTH)  # as a reader subtracts what is shown
    return f"{format_points(micro)} on {long_day(day.day)}, now {'the same' if gap == 'at' else gap}"


def compare_with_peers(groups: Sequence[PeerRank], index_micro: int) -> tuple[PeerComparison, ...]:
    """Compare an index with each group: its average, and the threshold that comes next."""
    return tuple(
        PeerComparison(_who(group), _average(group, index_micro), tuple(_more(group, index_micro))) for group in groups
    )


def comparison_in_brief(groups: Sequence[PeerRank], index_micro: int) -> str:
    """Compare an index with the first group that has an average: "3.1 above your team’s average"; empty without one."""
    for group in groups:
        if group.averages:
            whose = {"team": "your team’s average", "industry": f"the average in {group.name}"}
            average = whose.get(group.group, "your network’s average")
            shown = format_points(abs(index_micro - group.averages["index"]))
            side = "above" if index_micro > group.averages["index"] else "below"
            return f"At {average}" if shown == "0.0" else f"{shown} {side} {average}"
    return ""


def _who(group: PeerRank) -> str:
    words = {
        "team": f"Your team {group.name}".rstrip(),
        "industry": f"People in {group.name}",
        "network": "Your network",
    }
    return words[group.group]


def _average(group: PeerRank, index_micro: int) -> str:
    if group.third:
        return network_in_words(group)
    people = f"{group.size:,} {'person' if group.size == 1 else 'people'}{_active(group)}"
    if not group.averages:
        return f"{people}: an average needs {LEAST_FOR_AVERAGE} people"
    average = group.averages["index"]
    shown = format_points(average) if group.period is None else str(average // MICRO)
    return f"{_gap(index_micro - average)} the average of {shown} · {people}"


def _gap(micro: int) -> str:
    shown = format_points(abs(micro))
    if shown == "0.0":
        return "at"
    return f"{shown} {'above' if micro > 0 else 'below'}"


def _active(group: PeerRank) -> str:
    """Say who is counted: in a team, those who share and were active; in an industry, those scored; on which days."""
    if group.scored is not None:
        first, last = map(long_day, group.scored)
        return f" scored for {last}" if first == last else f" scored for {first} to {last}"
    if group.period is None:
        return ""
    first, last = group.period
    return f" who share and were active in the {last - first + 1} days to {long_day(last)}"


def _more(group: PeerRank, index_micro: int) -> Iterator[str]:
    if group.period is not None and group.rank:
        yield f"you have {rank_in_words(group)}"
    if top := top_in_words(group):
        yield f"{top}, {rank_in_words(group)}"
    if group.thresholds:
        yield threshold_in_words(group, index_micro)
