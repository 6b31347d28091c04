"""Whatever the archives hold and in whichever order: scored for one day only is scored from a whole reading."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.activity.calendar import to_day
from openssi.api.member import read_member
from openssi.api.score import assess
from openssi.errors import DayError
from openssi.sources.archive import OneDay, table

LAST = date(2026, 6, 30)
TEXTS = (
    "We cut 14 days from our audits in Ghent after moving every supplier contract into one register; did yours change?",
    "Great post!",
    "",
)

#: Enough records of enough days for a number, and so for next steps, which tell when the last comment was.
ENOUGH = list(range(150, 200))

ages = st.lists(st.integers(0, 140), max_size=5).map(lambda found: found + ENOUGH)
said = st.lists(st.tuples(st.integers(0, 250), st.sampled_from(TEXTS)), max_size=120)


def written(folder: Path, comments: list[tuple[int, str]], reactions: list[int], *, reactions_first: bool) -> Path:
    """An archive with the comments in this order; files are read in the order of their names."""
    at = {age: f"{LAST - timedelta(days=age)} 09:00:00" for age in {*reactions, *(age for age, _ in comments)}}
    folder.mkdir()
    (folder / "Comments.csv").write_text(
        "Date,Link,Message\n" + "".join(f'{at[age]},https://x/urn%3Ali%3Aactivity%3A1,"{text}"\n' for age, text in comments)
    )
    name = "Reactions.csv" if not reactions_first else "A/Reactions.csv"
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("Date,Type,Link\n" + "".join(f"{at[age]},LIKE,https://x/{age}\n" for age in reactions))
    return folder


@settings(max_examples=150, deadline=None)
@given(
    archives=st.lists(st.tuples(said, ages, st.booleans()), min_size=1, max_size=2),
    as_of=st.none() | st.integers(-20, 260),
)
def test_one_day_is_scored_as_from_a_whole_reading(
    archives: list[tuple[list[tuple[int, str]], list[int], bool]], as_of: int | None
) -> None:
    wanted = None if as_of is None else to_day(LAST) - as_of
    with tempfile.TemporaryDirectory() as room, patch.object(table, "_CHUNK", 300):  # some records a block
        paths = [
            written(Path(room) / str(number), comments, reactions, reactions_first=first)
            for number, (comments, reactions, first) in enumerate(archives)
        ]
        told: list[object] = []
        for only in (OneDay(wanted), None):
            member = read_member(paths, only=only)
            try:
                told.append(assess(member, member.scored_day(wanted)).to_dict())
            except DayError as error:
                told.append(str(error))
    assert told[0] == told[1]
