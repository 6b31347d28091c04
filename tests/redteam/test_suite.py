"""The suite itself: real archives, strategies that leave traces, an honest week that spends its minutes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openssi
from openssi.activity import Activity
from openssi.model import MICRO, PUBLISHED, WINDOW
from openssi.redteam import SELLERS, STRATEGIES, run_suite
from openssi.redteam.diary import WEEKS, day_number
from openssi.redteam.honest import be_honest
from openssi.redteam.sellers import Life
from openssi.scoring import score
from openssi.sources.text import repeats, sketch
from tests.redteam.chosen import ARCHIVES, seller, strategy

FIRST = PUBLISHED["2026.1"]
LAST_DAY = day_number(7 * WEEKS - 1)


def index(activity: Activity) -> int:
    return score(activity.for_model(FIRST), FIRST, LAST_DAY).index_micro


def counts(life: Life) -> dict[str, int]:
    story = life.diary.story()
    return {
        "posts": len(story.feed.shares),
        "comments": len(story.feed.comments),
        "reactions": len(story.feed.reactions),
        "searches": len(story.searches),
        "invitations": len(story.network.invitations),
        "conversations": len(story.conversations),
    }


def test_an_archive_is_read_like_any_other(tmp_path: Path) -> None:
    member = openssi.open(Life(1, seller("very-active")).diary.write_archive(tmp_path), model=FIRST)
    assert [file.file for file in member.report.files if file.rejected] == []
    assert index(member.activity) == index(ARCHIVES.ordinary(seller("very-active")))


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    written: list[bytes] = []
    for seed in (1, 1, 2):
        life = Life(seed, seller("brisk")).branch("again")
        strategy("bundle-30").act(life, 0)
        diary = life.diary
        written.append(diary.write_archive(tmp_path).read_bytes())
    assert written[0] == written[1] != written[2]


def test_every_strategy_leaves_traces_in_the_archive() -> None:
    ordinary = ARCHIVES.ordinary(seller("ordinary"))
    gamed = {one.id: ARCHIVES.gamed(seller("ordinary"), one) for one in STRATEGIES}
    assert [name for name, one in gamed.items() if (one.rows, one.records) == (ordinary.rows, ordinary.records)] == []


def test_honest_texts_do_not_repeat_each_other() -> None:
    life = Life(1, seller("ordinary"))
    be_honest(life, 90 * 60)  # longer than any strategy takes
    feed = life.diary.story().feed
    comments = sorted((one.at, one.text) for one in feed.comments if one.at)
    posts = sorted((one.at, one.text) for one in feed.shares)
    assert len(comments) > 90
    assert len(posts) > 20
    for texts in (comments, posts):
        sketches, sentences = zip(*(sketch(text) for _, text in texts), strict=True)
        days = [(at.date() - texts[0][0].date()).days for at, _ in texts]
        assert sum(repeats(sketches, sentences, days, WINDOW)) == 0


def test_an_honest_week_takes_the_next_step_that_fits() -> None:
    base = Life(1, seller("nothing"))
    life = base.branch("honest")
    be_honest(life, 9 * 60)
    # In turn: comment 10:00, search 3:20, reaction 2:00, invitation 5:00, message 10:00. A post (45:00) is more than two weeks'
    # minutes, and without a post there is nothing to answer. Two rounds and a comment take 70:40 of 72 minutes.
    done = {name: count - counts(base)[name] for name, count in counts(life).items()}
    assert done == {"posts": 0, "comments": 3, "searches": 2, "reactions": 2, "invitations": 2, "conversations": 2}
    # The first comment takes more than the nine minutes of the first week.
    assert min(one.at.date() for one in life.diary.story().feed.comments if one.at) == date(2026, 5, 11)


def test_thirty_minutes_a_week_are_enough_for_posts() -> None:
    base = Life(1, seller("nothing"))
    life = base.branch("honest")
    be_honest(life, 30 * 60)
    # A round with a post to answer takes 80:20; 240 minutes are nearly three rounds.
    done = {name: count - counts(base)[name] for name, count in counts(life).items()}
    assert done["posts"] == 3
    assert 2700 * 3 + 600 * (done["comments"] + done["conversations"]) <= 240 * 60


def test_bundles_fit_their_minutes_and_leave_nothing_out_that_fits() -> None:
    assert 10 * 60 > strategy("bundle-10").seconds > 9 * 60
    assert 30 * 60 > strategy("bundle-30").seconds > 28 * 60


def test_there_are_enough_sellers_and_strategies_and_some_are_held_back_from_the_search() -> None:
    with_bar = [one for one in STRATEGIES if one.has_bar]
    assert len(with_bar) >= 40
    assert len({one.id for one in STRATEGIES}) == len(STRATEGIES)
    assert sum(not one.searched for one in with_bar) >= 15
    assert [sum(one.searched is searched for one in SELLERS) for searched in (True, False)] == [7, 9]


def test_a_model_that_can_be_gamed_fails() -> None:
    table = run_suite(FIRST, [seller("ordinary")], [strategy("drip"), strategy("friendly-pod")], archives=ARCHIVES)
    # Three clicks a day, a minute a week: under the first model six points more than an honest minute.
    assert [result.strategy.id for result in table.over] == ["drip"]
    assert 5 * MICRO < table.over[0].outcomes[-1].excess < 8 * MICRO
    assert not table.is_fair_to(seller("ordinary"))
    assert not table.passed
