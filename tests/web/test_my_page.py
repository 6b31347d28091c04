"""My page and its forms: what is shown, stored and rejected; the sample apart from own data."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import cast

import pytest
from starlette.testclient import TestClient

import openssi
from openssi.activity.calendar import iso, long_day
from openssi.activity.days import parse_day
from openssi.store import accounts, credentials, imports
from openssi.store.accounts import Account
from openssi.web.security.access import ROLE_SCOPES, Actor
from openssi.web.security.passwords import hash_password
from openssi.web.services import uploads
from openssi.web.services.account import ProfileChanges, change_profile
from tests.archives import Layout, Sizes, invent, write_zip
from tests.web.site import HTML, TODAY, Site

PASSWORD = "four words that differ"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    sizes = Sizes(posts=20, comments=40, reactions=60, messages=60, connections=80)
    return write_zip(tmp_path_factory.mktemp("zip"), invent(3, sizes=sizes), Layout()).read_bytes()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Generator[Site]:
    with Site(tmp_path_factory.mktemp("site")) as made:
        yield made


@pytest.fixture(scope="module")
def scored(shared: Site, archive: bytes) -> TestClient:
    """A member with an archive of their own, for tests that change nothing."""
    browser = shared.browser(shared.person(shared.team(), "reader"), Accept="text/html")
    upload(shared, browser, archive)
    return browser


def upload(site: Site, browser: TestClient, archive: bytes, name: str = "mine.zip") -> None:
    assert browser.post("/imports", files={"archive": (name, archive)}).status_code == 303
    site.server.worker.process_pending()


def member(site: Site, login: str = "me") -> tuple[Account, TestClient]:
    who = site.person(site.team(), login, password=hash_password(PASSWORD, login))
    return who, site.browser(who, Accept="text/html")


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def names(site: Site, who: Account) -> list[tuple[str, str, bool]]:
    with site.server.database.read() as connection:
        return [(one.name, one.state, one.added) for one in imports.imports_of(connection, who.id)]


def test_the_shown_pillars_add_up_to_the_shown_index(scored: TestClient) -> None:
    page = scored.get("/").text
    pillars = re.findall(r"(\d+)\.(\d) of [\d.]+ points", page)
    index = scored.get("/api/v1/me/index").json()["index"]
    assert f"<b>{index:.0f}</b> <span>± " in page
    assert len(pillars) == 4
    assert sum(10 * int(whole) + int(tenth) for whole, tenth in pillars) == round(10 * index)


def test_the_weakest_pillar_has_the_smallest_part_of_its_measured_points(scored: TestClient) -> None:
    page = text(scored.get("/").text)
    told = scored.get("/api/v1/me/index").json()["pillars"]
    measured = {
        name: pillar["micro"] / sum(one["max"] for one in pillar["signals"].values() if one["micro"] is not None)
        for name, pillar in told.items()
    }
    titles = {
        "brand": "Establishing a",
        "people": "Finding the",
        "insights": "Engaging with",
        "relationships": "Building",
    }
    weakest = min(measured, key=lambda name: measured[name])
    assert re.search(rf"Weakest pillar ?{titles[weakest]} [a-z ]+, \d+% of its points", page)
    assert re.search(rf"{titles[weakest]} [a-z ]+ Weakest", page)


def test_a_plan_of_zeros_is_doing_nothing_and_the_url_contains_the_plan(scored: TestClient) -> None:
    parts = (
        scored.get(f"/what-if?{name}=0", headers={"HX-Request": "true"})
        for name in ("posts_published", "comments_given")
    )
    zeros = [text(part.text) for part in parts]
    assert zeros[0] == zeros[1]
    assert "if you stop today. Raise a number" in zeros[0]
    page = scored.get("/plan?posts_published=2&weeks=4").text
    assert "in 4 weeks with 2 posts a week" in text(page)
    assert 'href="/plan?posts_published=2&amp;weeks=4#what-if"' in page
    assert scored.get("/?posts_published=2&weeks=4").headers["location"] == "/plan?posts_published=2&weeks=4"


def test_the_form_for_a_plan_opens_with_the_best_weekly_step(scored: TestClient) -> None:
    steps = scored.get("/api/v1/me/next-steps").json()["next_steps"]
    best = steps[0]["signal"]
    filled = dict(re.findall(r'name="([a-z_]+)" value="(\d+)" min="0"', scored.get("/plan").text))
    assert [name for name, count in filled.items() if count != "0"] == [best]


def test_the_server_gives_the_next_steps_of_the_command_line(
    scored: TestClient, archive: bytes, tmp_path: Path
) -> None:
    (tmp_path / "mine.zip").write_bytes(archive)
    member = openssi.open(tmp_path / "mine.zip")
    steps = json.loads(member.score().to_json())["next_steps"]
    assert json.loads(member.coach().to_json())["next_steps"] == steps
    assert scored.get("/api/v1/me/next-steps").json()["next_steps"] == steps


@pytest.mark.parametrize("path", ["/", "/plan", "/history", "/reasons", "/signals", "/files"])
def test_every_tab_has_an_address_and_links_to_all_others_on_the_same_day(path: str, scored: TestClient) -> None:
    day = re.search(r'name="as_of" value="([^"]+)"', scored.get("/").text)
    assert day
    past = f"?as_of={int(day[1][:4])}-{int(day[1][5:7]) - 1:02}-15"
    tabs = re.search(r'<nav class="tabs".*?</nav>', scored.get(path + past).text, re.DOTALL)
    assert tabs
    assert re.findall(r'href="([^"]+)"', tabs[0]) == [
        one + past for one in ("/", "/plan", "/history", "/reasons", "/signals", "/files")
    ]
    assert re.findall(r'href="([^"]+)" aria-current="page"', tabs[0]) == [path + past]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("posts_published=x", "plan-format"),
        ("posts_published=-1", "plan-format"),
        ("posts_published=9999", "plan-format"),
        ("weeks=27", "plan-weeks"),
        ("as_of=yesterday", "day-format"),
        ("as_of=1999-01-01", "day-outside"),
        ("profile_media=1", "plan-signal"),
    ],
)
def test_invalid_queries_are_explained(query: str, code: str, scored: TestClient) -> None:
    answer = scored.get(f"/plan?{query}")
    assert answer.status_code == 422
    assert f"<code>{code}</code>" in answer.text


def test_a_past_day_says_so_and_answers_stay_on_it(scored: TestClient) -> None:
    last = re.search(r'name="as_of" value="([^"]+)"', scored.get("/").text)
    assert last
    before = scored.get(f"/?as_of={last[1]}").text
    assert "with what was known on that day" not in before
    year, rest = last[1].split("-", 1)
    month = f"{int(rest[:2]) - 1:02}"
    past = scored.get(f"/?as_of={year}-{month}-15").text
    assert "This is 15 " in past
    assert f'href="/plan?as_of={year}-{month}-15#fades"' in past


def test_a_notice_says_when_the_data_is_old(archive: bytes, site: Site) -> None:
    _, browser = member(site)
    upload(site, browser, archive)
    last = re.search(r'name="as_of" value="([^"]+)"', browser.get("/").text)
    assert last
    site.now = (parse_day(last[1]) + 30) * 86_400
    assert "Your data ends" not in browser.get("/").text
    site.now += 86_400
    assert "Your data ended 31 days ago" in text(browser.get("/").text)


def test_own_data_replaces_the_sample_for_good(archive: bytes, site: Site) -> None:
    who, browser = member(site)
    browser.post("/sample")
    site.server.worker.process_pending()
    assert "an invented seller’s data, not yours" in browser.get("/").text
    upload(site, browser, archive)
    assert names(site, who) == [("mine.zip", "done", True)]
    assert "invented" not in browser.get("/").text
    refused = browser.post("/sample")
    assert refused.status_code == 409
    assert "import-sample" in refused.text
    upload(site, browser, archive, "again.zip")
    assert sorted(names(site, who)) == [("again.zip", "done", False), ("mine.zip", "done", True)]


def test_the_sample_counts_towards_limits_and_disk_space(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = site.browser(site.person(site.team(), "ada"))
    codes = [browser.post("/api/v1/me/imports/sample").status_code for _ in range(21)]
    assert codes == [202] * 20 + [429]

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(uploads, "write_archive", full)
    other = site.browser(site.person(site.team("T"), "bo")).post("/api/v1/me/imports/sample")
    assert (other.status_code, other.json()["code"]) == (507, "store-full")
    assert len(list(site.server.settings.staging.iterdir())) == 20


def test_the_sample_is_never_compared_with_a_team(site: Site) -> None:
    team = site.team()
    ada = site.person(team, "ada", shares=True)
    for at in range(12):
        site.scored(site.person(team, f"m{at}", shares=True), [40 + at] * 5)
    site.browser(ada).post("/sample")
    site.server.worker.process_pending()
    browser = site.browser(ada)
    assert browser.get("/api/v1/me/peer-ranks").json() == []
    assert "Your team" not in browser.get("/", headers=HTML).text


def test_an_invalid_file_leaves_the_sample(site: Site) -> None:
    who, browser = member(site)
    browser.post("/sample")
    site.server.worker.process_pending()
    upload(site, browser, b"no zip", "bad.zip")
    assert [(state, added) for _, state, added in names(site, who)].count(("done", True)) == 1
    assert "an invented seller’s data, not yours" in browser.get("/").text


def test_deleting_asks_for_confirmation(archive: bytes, site: Site) -> None:
    who, browser = member(site)
    upload(site, browser, archive)
    found = re.search(r"/imports/(\w+)/remove", browser.get("/imports").text)
    assert found
    path = f"/imports/{found[1]}/remove"
    assert browser.post(path).headers["location"] == path
    assert len(names(site, who)) == 1
    assert "only data stored for you" in browser.get(path).text
    browser.post(path, data={"sure": "yes"})
    assert names(site, who) == []
    assert "Try the sample" in browser.get("/").text


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("/notes", {"day": "2026-03-02", "text": "   "}, "note-text"),
        ("/notes", {"day": "2026-03-02", "text": "x" * 201}, "note-text"),
        ("/notes", {"day": iso(TODAY + 2), "text": "soon"}, "day-outside"),
        (
            "/official",
            {"day": "2026-03-02", "brand": "26", "people": "1", "insights": "1", "relationships": "1"},
            "official-number",
        ),
        ("/account", {"name": "Me", "target": "101"}, "target-outside"),
        ("/account", {"name": "Me", "time_zone": "Mars/Olympus"}, "zone-unknown"),
        ("/account/tokens", {"name": "x", "days": "9", "scopes": ["team:read"]}, "token-wrong"),
        ("/account/tokens", {"name": "x", "days": "367", "scopes": ["me:read"]}, "token-wrong"),
        ("/account/password", {"old": "wrong", "new": "another four words"}, "account-sign-in"),
    ],
)
def test_invalid_form_values_are_explained(path: str, data: dict[str, str], code: str, site: Site) -> None:
    answer = member(site)[1].post(path, data=data)
    assert 400 <= answer.status_code < 500
    assert f"<code>{code}</code>" in answer.text


def test_a_hostile_note_is_shown_as_text(scored: TestClient) -> None:
    scored.post("/notes", data={"day": "2024-06-02", "text": '<img src=x onerror="alert(1)">'})
    page = scored.get("/history?days=730").text
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=" in page


def test_sharing_is_a_separate_form(site: Site) -> None:
    who, browser = member(site)

    def shares() -> bool:
        return browser.get("/api/v1/me", headers={"Accept": "application/json"}).json()["shares"]

    assert browser.post("/account/sharing", data={"shares": "true"}).headers["location"] == "/account#sharing"
    assert shares()
    assert "Stop sharing" in browser.get("/account").text
    old = Actor(who, None, ROLE_SCOPES["member"])  # what a slow request read before sharing was switched on or off
    for given in ({"name": "Me"}, {"target": 40}, {"time_zone": "UTC"}, {"time_zone": "Asia/Tokyo"}):
        change_profile(site.server, old, cast("ProfileChanges", given))
        assert shares()
    browser.post("/account/sharing", data={"shares": "false"})
    browser.post("/account", data={"name": "Me Again", "time_zone": "Asia/Tokyo", "shares": "true"})
    browser.patch("/api/v1/me", json={"time_zone": "UTC"})
    assert not shares()


def test_missing_fields_stay_unchanged(site: Site) -> None:
    _, browser = member(site)
    browser.patch("/api/v1/me", json={"name": "Me", "target": 60, "time_zone": "Asia/Tokyo", "shares": True})
    for given in ({}, {"name": None}, {"shares": None}, {"time_zone": None}):
        told = browser.patch("/api/v1/me", json=given).json()
        assert (told["name"], told["target"], told["time_zone"], told["shares"]) == ("Me", 60, "Asia/Tokyo", True)


def test_a_new_password_ends_all_other_sessions(site: Site) -> None:
    who, browser = member(site)
    feed = browser.post("/api/v1/me/feed").json()["ics"]
    others = [(site.browser(who), "/account"), (site.program(who, "me:read"), "/api/v1/me"), (site.browser(), feed)]
    assert [other.get(path).status_code for other, path in others] == [200, 200, 200]
    assert browser.post("/account/password", data={"old": PASSWORD, "new": "another four words"}).status_code == 303
    assert browser.get("/account").status_code == 200
    assert [other.get(path).status_code for other, path in others] == [401, 401, 404]


def test_a_token_is_shown_once(site: Site) -> None:
    who, browser = member(site)
    answer = browser.post("/account/tokens", data={"name": "tracker", "days": "30", "scopes": ["me:read"]})
    secret = re.search(r"ssi_[\w-]{40,}", answer.text)
    assert secret
    assert secret[0] not in browser.get("/account").text
    with site.server.database.read() as connection:
        found = credentials.find_token(connection, secret[0], site.now)
    assert found
    assert (found[0].scopes, found[1].id, found[0].expires_at) == ("me:read", who.id, site.now + 30 * 86_400)


def test_a_team_shows_its_average_from_ten_sharing_members(archive: bytes, site: Site) -> None:
    team = site.team("North")
    me = site.person(team, "me")
    browser = site.browser(me, Accept="text/html")
    upload(site, browser, archive)
    page = browser.get("/").text
    assert "no team average or benchmark" in text(page)
    shown = re.search(r'name="as_of" value="([^"]+)"', page)
    assert shown
    last = parse_day(shown[1])  # the comparison is of the days up to the member's own last one
    assert last is not None
    for at in range(1, 11):
        site.scored(site.person(team, f"one{at}", shares=True), [40], last)
        assert ("an average needs 10 people" in text(browser.get("/").text)) == (at < 10)
    assert f"the average of 40 · 10 people who share and were active in the 30 days to {long_day(last)}" in text(
        browser.get("/").text
    )
    site.scored(site.person(team, "gone", shares=True), [99] * 9, last - 900)
    assert "average of 40 · 10 people" in text(browser.get("/").text)  # whose data ended years before is not among them
    site.scored(site.person(team, "more", shares=True), [46], last)
    assert "average of 41 · 11 people" in text(
        browser.get("/").text
    )  # 40.5: no tenth from which 46 could be worked out


def test_a_team_with_ranks_shows_members_of_the_upper_half_their_rank(site: Site) -> None:
    team = site.team("North")
    me = site.person(team, "me", shares=True)
    browser = site.browser(me, Accept="text/html")
    site.scored(me, [50])
    place = "you have rank 1 of 12"
    others = [site.person(team, f"one{at}", shares=True) for at in range(11)]
    for one in others:
        site.scored(one, [0])
    assert "· 12 people" in text(browser.get("/").text)
    assert place not in text(browser.get("/").text)
    with site.server.database.write() as connection:
        accounts.change_team(connection, team.id, ranking=True)
    assert place in text(browser.get("/").text)
    assert browser.get("/sales-api/salesApiSsi").json()["groupScore"][0]["rank"] is None
    for one in others:
        site.scored(one, [100])
    page = text(browser.get("/").text)
    assert ("· 12 people" in page, "you have rank" in page) == (True, False)


def test_the_reminder_is_for_tomorrow(site: Site) -> None:
    answer = member(site)[1].get("/reminder.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert f"DTSTART;VALUE=DATE:{iso(TODAY + 1).replace('-', '')}" in answer.text


def test_what_was_never_done_is_remembered_and_can_be_asked_again(archive: bytes, site: Site) -> None:
    _, browser = member(site)
    without = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as whole, zipfile.ZipFile(without, "w") as rest:
        for name in whole.namelist():
            if "Reactions" not in name:
                rest.writestr(name, whole.read(name))
    upload(site, browser, without.getvalue())
    question = "Reactions.csv is not in the archive. If you have no reactions, you could gain"
    before = browser.get("/api/v1/me/index").json()
    assert before["pillars"]["insights"]["signals"]["light_engagement"]["status"] == "not_measured"
    assert question in text(browser.get("/plan").text)
    assert browser.post("/answers", data={"kind": "reaction_given", "said": "never"}).status_code == 303
    after = browser.get("/api/v1/me/index").json()
    light = after["pillars"]["insights"]["signals"]["light_engagement"]
    assert light["status"] == "measured"  # by reposts alone
    assert after["index_micro"] == before["index_micro"] + light["micro"]
    assert question not in text(browser.get("/plan").text)
    browser.post("/answers", data={"kind": "reaction_given", "said": "missing"})
    assert browser.get("/api/v1/me/index").json()["pillars"] == before["pillars"]
    assert question not in text(browser.get("/plan").text)
    assert "You have reactions; the file is missing." in text(browser.get("/plan").text)
    browser.post("/answers", data={"kind": "reaction_given", "said": "forget"})
    assert question in text(browser.get("/plan").text)


def test_an_answer_gives_way_to_the_file(archive: bytes, site: Site) -> None:
    _, browser = member(site)
    browser.post("/answers", data={"kind": "reaction_given", "said": "never"})
    upload(site, browser, archive)
    answered = browser.get("/api/v1/me/index").json()
    browser.post("/answers", data={"kind": "reaction_given", "said": "forget"})
    assert browser.get("/api/v1/me/index").json() == answered
    assert answered["pillars"]["insights"]["signals"]["light_engagement"]["micro"] > 0
    assert browser.post("/answers", data={"kind": "no such", "said": "never"}).status_code == 422
