"""A workbook never lowers the index, and removing a file never raises it."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import openssi
from tests.unit.samples import write
from tests.unit.test_workbook import share, url
from tests.workbooks import Listed, workbook

LAST = date(2026, 6, 30)
REACTIONS = "Date,Type,Link\n" + "".join(f"2026-0{1 + at % 6}-15 08:00:00,LIKE,https://x/{at}\n" for at in range(30))
HEAD = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"

days_ago = st.integers(0, 100)
engagements = st.dictionaries(days_ago, st.integers(0, 900), min_size=1, max_size=12)
posts = st.dictionaries(days_ago, st.tuples(st.booleans(), st.integers(0, 2000)), max_size=6)


@settings(max_examples=25)
@given(engagements, posts)
def test_removing_a_source_never_raises_the_index(
    received: dict[int, int], published: dict[int, tuple[bool, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        on = {ago: LAST - timedelta(days=ago) for ago in published}
        rows = "".join(share(on[ago], "own words" if own else "") for ago, (own, _) in published.items())
        listed = [Listed(url(on[ago]), on[ago], count) for ago, (_, count) in published.items()]
        days = {LAST - timedelta(days=ago): count for ago, count in received.items()} | {LAST: received.get(0, 0)}
        book = workbook(room / "a.xlsx", days, {}, listed)
        alone = write(room / "alone", {"Reactions.csv": REACTIONS})
        beside = write(room / "beside", {"Reactions.csv": REACTIONS, "Shares.csv": HEAD + rows})
        everything, no_book, no_shares, neither = (
            openssi.score(given, as_of=LAST).score.range_micro
            for given in ([beside, book], [beside], [alone, book], [alone])
        )
        assert everything[0] >= max(no_book[0], no_shares[0])
        assert min(no_book[0], no_shares[0]) >= neither[0]
