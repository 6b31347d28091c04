"""LinkedIn's statistics API: weights, days that other analytics have as well, and what is unknown."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
import stamina
from click.testing import CliRunner

import openssi
from openssi.activity import Coverage
from openssi.activity.calendar import to_day
from openssi.cli.app import app
from openssi.client.linkedin.statistics import read_statistics
from openssi.errors import ArchiveError, InputError, SnapshotError
from openssi.snapshots.registry import merge_snapshots, read_snapshot, snapshot_from_bytes
from openssi.sources.member_statistics.statistics import MemberStatistics, read_daily
from tests.linkedin_api import TOKEN, StandIn, serving
from tests.unit.test_linkedin_sync import NOW
from tests.unit.test_workbook import archive, by_day, read, share, url
from tests.workbooks import Listed, single_post, workbook

pytestmark = pytest.mark.usefixtures("reads_workbooks_here")

TODAY = date(2026, 6, 30)
FIRST = date(2025, 7, 1)  # 365 days with today
MAY, JUNE = date(2026, 5, 4), date(2026, 6, 15)
BOTH = {"r_member_postAnalytics", "r_member_profileAnalytics"}
WINDOW = Coverage(((to_day(FIRST), to_day(TODAY)),))


def stand_in() -> StandIn:
    """10 reactions, 4 comments and 2 reposts on 15 June: 10 + 2 x 4 + 3 x 2 = 24; one reaction in May."""
    daily = {"REACTION": {JUNE: 10, MAY: 1}, "COMMENT": {JUNE: 4}, "RESHARE": {JUNE: 2}, "FOLLOWERS": {JUNE: 3}}
    return StandIn(NOW, daily=daily, scopes=set(BOTH))


@dataclass
class Api:
    linkedin: StandIn
    address: str
    folder: Path

    def file(self) -> Path:
        path = self.folder / "statistics.ssi"
        path.write_bytes(read_statistics(TOKEN, lambda: self.linkedin.now, self.address).to_bytes())
        return path


@pytest.fixture
def api(tmp_path: Path) -> Generator[Api]:
    stamina.set_testing(True, attempts=2)
    linkedin = stand_in()
    with serving(linkedin) as address:
        yield Api(linkedin, address, tmp_path)
    stamina.set_testing(False)


@pytest.mark.parametrize("before_202605", [False, True])
def test_reactions_comments_reposts_and_followers_count_by_day(api: Api, before_202605: bool) -> None:
    api.linkedin.before_202605 = before_202605
    api.linkedin.a_page = 100
    activity, files = read(api.folder, api.file(), shares=share(MAY))
    assert by_day(activity, "engagement_received") == {MAY: 1, JUNE: 24}
    assert by_day(activity, "follower_gained") == {JUNE: 3}
    kinds = ("engagement_received", "engagement_on_share", "follower_gained")
    assert [activity.coverage[kind] for kind in kinds] == [WINDOW] * 3
    found = files["LinkedIn statistics/Comments"]
    assert (found.records, found.imported, found.rejected) == (365, 365, 0)
    assert len(api.linkedin.requests) == 4 * 4  # 365 days in pages of 100, of four metrics


def test_a_day_of_a_workbook_and_of_the_statistics_counts_once(api: Api) -> None:
    """The workbook has 16 engagements on 15 June, which are the 24, and 5 of a day before the statistics begin."""
    before = FIRST - timedelta(days=1)
    book = workbook(api.folder / "book.xlsx", {before: 5, MAY: 0, JUNE: 16}, posts=[Listed(url(MAY), MAY, 9)])
    activity, files = read(api.folder, api.file(), book, shares=share(MAY))
    assert by_day(activity, "engagement_received") == {before: 5, MAY: 1, JUNE: 24}
    sheet = files["book.xlsx/ENGAGEMENT"]
    assert (sheet.imported, sheet.duplicate) == (1, 2)
    assert activity.posts[0].engagement == 9


def test_a_posts_analytics_add_nothing_to_days_of_the_statistics(api: Api) -> None:
    post = single_post(api.folder / "post.xlsx", url(JUNE), 10, 4, 2)
    activity, _ = read(api.folder, api.file(), post, shares=share(JUNE))
    assert by_day(activity, "engagement_received") == {MAY: 1, JUNE: 24}
    assert activity.posts[0].engagement == 16


def test_reposts_are_separated_only_where_a_workbook_lists_them(api: Api) -> None:
    """The workbook gives the repost 6 of the 24."""
    shares = share(MAY) + share(JUNE, words="")
    alone, _ = read(api.folder, api.file(), shares=shares)
    assert by_day(alone, "engagement_received") == {MAY: 1, JUNE: 24}
    assert "engagement_on_share" not in alone.coverage
    assert alone.reasons["engagement_on_share"] == "LinkedIn's statistics count posts and reposts together"
    book = workbook(api.folder / "book.xlsx", {MAY: 1, JUNE: 16}, posts=[Listed(url(JUNE), JUNE, 6)])
    both, _ = read(api.folder, api.file(), book, shares=shares)
    assert by_day(both, "engagement_received") == {MAY: 1, JUNE: 18}
    assert by_day(both, "engagement_on_share") == {JUNE: 6}
    assert both.coverage["engagement_on_share"] == Coverage(((to_day(MAY), to_day(JUNE)),))


def test_a_day_without_all_three_numbers_is_unknown(api: Api) -> None:
    api.linkedin.daily["COMMENT"][JUNE] = -1
    activity, files = read(api.folder, api.file(), shares=share(MAY))
    assert by_day(activity, "engagement_received") == {MAY: 1}
    assert not activity.coverage["engagement_received"].has(to_day(JUNE))
    assert files["LinkedIn statistics/Comments"].reasons == (("LinkedIn has no number for this day", 1),)


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        ({"count": 5, "metricType": "COMMENT"}, "another metric"),
        ({"count": "5", "metricType": "REACTION"}, "no whole number where one should be"),
        ({"count": 5, "metricType": "REACTION", "dateRange": {}}, "no day"),
        ({"count": 5, "metricType": "REACTION", "dateRange": {"start": {"year": 2026, "month": 2, "day": 30}}}, "no day"),
        (
            {
                "count": 5,
                "metricType": "REACTION",
                "dateRange": {
                    "start": {"year": 2026, "month": 2, "day": 1},
                    "end": {"year": 2026, "month": 3, "day": 1},
                },
            },
            "more than one day",
        ),
        (
            {"count": 5, "metricType": "REACTION", "dateRange": {"start": {"year": 2020, "month": 1, "day": 1}}},
            "a day that was not asked for",
        ),
    ],
)  # fmt: skip
def test_an_element_that_is_not_a_days_number_is_rejected(element: dict[str, object], reason: str) -> None:
    daily = read_daily("REACTION", [element], to_day(FIRST), to_day(TODAY) + 1)
    assert (daily.days, daily.tally.rejected, dict(daily.tally.reasons)) == ({}, 1, {reason: 1})


def test_statistics_need_an_archive_and_survive_storing(api: Api) -> None:
    file = api.file()
    with pytest.raises(ArchiveError, match="LinkedIn statistics is a file of LinkedIn's API, and there's no"):
        openssi.score(file)
    key = bytes(range(32))
    stored = read_snapshot(file, key)
    again = snapshot_from_bytes("statistics", stored.to_bytes())
    assert again.digest == stored.digest
    of_archive = read_snapshot(archive(api.folder, share(MAY)), key)
    assert by_day(merge_snapshots([of_archive, again]).activity, "engagement_received") == {MAY: 1, JUNE: 24}
    with pytest.raises(SnapshotError, match="truncated or altered"):
        MemberStatistics.from_bytes(file.read_bytes()[:-9])


def test_the_commands_connect_read_and_score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openssi.cli.sync._now", lambda: NOW)
    monkeypatch.setattr("openssi.client.linkedin.folder.data_folder", lambda: tmp_path / "data")
    linkedin = stand_in()
    token = tmp_path / "token.txt"
    token.write_text(TOKEN)
    linkedin.scopes.remove("r_member_profileAnalytics")
    with serving(linkedin) as address:
        run = CliRunner().invoke
        command = ["connect", "linkedin-statistics", "--token-file", str(token), "--address", address]
        assert run(app, command).output == "Connected to LinkedIn. Read your data with: ssi sync\n"
        first = run(app, ["sync"]).output.splitlines()
        file = tmp_path / "data" / "linkedin-statistics" / "statistics.ssi"
        assert first == [
            "Reactions: 11 in 365 days.",
            "Comments: 4 in 365 days.",
            "Reposts: 2 in 365 days.",
            "New followers aren't read: the token doesn't have the scope r_member_profileAnalytics.",
            f"Score it with: ssi score ARCHIVE {file}",
        ]
        before = file.read_bytes()
        linkedin.quota["memberCreatorPostAnalytics"] = 0
        assert "Run ssi sync again after midnight UTC." in run(app, ["sync"]).output
        assert file.read_bytes() == before
    scored = run(app, ["score", str(archive(tmp_path, share(MAY))), str(file), "--as-of", "2026-06-30", "--json"])
    signals = json.loads(scored.output)["pillars"]["brand"]["signals"]
    assert [signals[name]["status"] for name in ("engagement_received", "followers_gained")] == [
        "measured",
        "not_measured",
    ]
    assert TOKEN not in scored.output
    other = ["connect", "linkedin", "--token-file", str(token), "--data", str(file.parent), "--address", address]
    assert run(app, other).exit_code == 1


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (401, {"status": 401, "code": "EXPIRED_ACCESS_TOKEN"}, "run ssi connect linkedin-statistics --token-file FILE"),
        (403, {"status": 403, "code": "ACCESS_DENIED"}, "Add the product Community Management API to your app"),
        (426, {"status": 426, "code": "NONEXISTENT_VERSION"}, "no longer accepts version 202608 of its API"),
        (400, {"status": 400, "message": "Invalid"}, "answers with status 400: Invalid"),
    ],
)
def test_a_refusal_says_what_to_do(api: Api, status: int, body: dict[str, object], words: str) -> None:
    api.linkedin.faults = [(status, body)]
    with pytest.raises(InputError) as caught:
        read_statistics(TOKEN, lambda: NOW, api.address)
    assert words in f"{caught.value.message} {caught.value.hint}"
