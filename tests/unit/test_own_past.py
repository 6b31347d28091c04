"""A member compared with their own past, on days made by hand."""

from __future__ import annotations

from openssi.insight import PeerRank
from openssi.insight.history import History, HistoryDay
from openssi.insight.own_past import own_past
from openssi.model import MICRO
from openssi.render.html.peers import compare_with_own_past
from openssi.render.json.own_past import as_dict
from openssi.render.words.peers import top_in_words
from tests.models import MODEL_2026_2

TODAY = 20_600  # 27 May 2026


def past(**indexes: tuple[int, int]) -> History:
    """Days as `d30=(index, covered)`: so many days ago, oldest first."""
    return History(
        MODEL_2026_2,
        tuple(
            HistoryDay(TODAY - int(ago[1:]), index * MICRO, 100 * MICRO, (), covered=covered)
            for ago, (index, covered) in indexes.items()
        ),
    )


def test_the_best_and_a_year_ago_are_days_on_which_as_much_was_measured() -> None:
    history = past(d400=(70, 90), d365=(40, 74), d200=(61, 74), d100=(61, 74), d30=(65, 90), d0=(53, 74))
    found = own_past(history)
    assert (found.best.day, found.year_ago and found.year_ago.day) == (TODAY - 100, TODAY - 365)
    assert as_dict(found) == {
        "day": "2026-05-27",
        "index_micro": 53 * MICRO,
        "best": {
            "day": "2026-02-16",
            "index": 61.0,
            "index_micro": 61 * MICRO,
            "change_micro": -8 * MICRO,
            "comparable": True,
        },
        "year_ago": {
            "day": "2025-05-27",
            "index": 40.0,
            "index_micro": 40 * MICRO,
            "change_micro": 13 * MICRO,
            "comparable": True,
        },
    }
    assert [(one.who, one.average) for one in compare_with_own_past(history)] == [
        ("Your best 90 days", "61.0 on 16 February 2026, now 8.0 below"),
        ("You, a year ago", "40.0 on 27 May 2025, now 13.0 above"),
    ]


def test_the_newest_day_can_be_the_best_and_less_can_have_been_measured_a_year_ago() -> None:
    history = past(d365=(60, 50), d1=(50, 74), d0=(53, 74))
    year_ago = as_dict(own_past(history))["year_ago"]
    assert year_ago is not None
    assert not year_ago["comparable"]
    best, before = compare_with_own_past(history)
    assert (best.average, before.more) == ("these are the best so far", ("your files show more now",))
    assert as_dict(own_past(past(d0=(53, 74))))["year_ago"] is None


def test_nobody_is_called_top_of_the_lower_half() -> None:
    words = [top_in_words(PeerRank("industry", "Sales", 1, 100, percent)) for percent in (1, 50, 51, 100, None)]
    assert words == ["top 1%", "top 50%", "not yet in the top half", "not yet in the top half", ""]
