"""The user report: what a lead sees of whom, for which period and in which order; and what members see of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from openssi.insight.team import UserReport, user_report
from openssi.model import DEFAULT
from openssi.render.json.team import ReportMember
from openssi.render.sheets.team import as_csv
from openssi.store import accounts, invitations, tables
from openssi.store.accounts import Account
from openssi.store.column_docs import doc_of
from openssi.store.tables import activities
from openssi.web.services import team_report
from tests.web.site import HTML, TODAY, Site


@pytest.fixture
def lead(site: Site) -> Account:
    """The lead of a team of three others: one shares, one does not, one has no data."""
    team = site.team("North")
    found = site.person(team, "lead", "lead", name="Lena Lead")
    ada = site.person(team, "ada", name="Ada Shares", shares=True)
    bob = site.person(team, "bob", name="Bob Keeps")
    site.person(team, "cy", name="Cy New", shares=True)
    site.scored(ada, [40] * 35 + [52] * 5)
    site.scored(bob, [77] * 40)
    return found


def somebody(site: Site, login: str) -> Account:
    with site.server.database.read() as connection:
        found = accounts.find_account_by_login(connection, login)
    assert found is not None
    return found


def report(site: Site, lead: Account, **query: str) -> dict[str, dict[str, object]]:
    told = site.browser(lead).get("/api/v1/team/report", params=query).json()
    return {one["name"]: one for one in told["members"]}


def test_figures_cover_sharing_members(site: Site, lead: Account) -> None:
    rows = report(site, lead)
    assert list(rows) == ["Ada Shares", "Bob Keeps", "Cy New", "Lena Lead"]
    ada = rows["Ada Shares"]
    assert (ada["index"], ada["change"], ada["days_active"], ada["measurable"]) == (52.0, 12.0, 30, 100)
    assert (ada["as_of"], ada["data_until"]) == ("2026-06-30", "2026-06-30")
    for name in ("Bob Keeps", "Cy New", "Lena Lead"):
        told = {key: value for key, value in rows[name].items() if key not in {"id", "name", "state"}}
        assert told == {
            "as_of": None, "index": None, "index_micro": None, "plus_minus": None, "range": None, "change": None, "comparable": False, "band": None,
            "days_active": None, "measurable": None, "data_until": None, "rank": None,
            "pillars": {"brand": None, "people": None, "insights": None, "relationships": None},
        }  # fmt: skip
        assert rows[name]["state"] == "no_data"


def test_the_change_counts_from_the_evening_before_the_period(site: Site, lead: Account) -> None:
    """The index rose on 26 June: a period that begins then holds the rise, one that begins the day after does not."""
    assert report(site, lead, **{"from": "2026-06-26", "to": "2026-07-02"})["Ada Shares"]["change"] == 12.0
    found = report(site, lead, **{"from": "2026-06-27", "to": "2026-07-03"})["Ada Shares"]
    assert (found["change"], found["days_active"]) == (0.0, 4)


def test_days_before_the_data_are_labelled(site: Site, lead: Account) -> None:
    assert report(site, lead, **{"from": "2026-01-01", "to": "2026-01-31"})["Ada Shares"]["state"] == "later"
    page = site.browser(lead).get("/team", params={"first": "2026-01-01", "last": "2026-01-31"}, headers=HTML).text
    assert '<bdi>Ada Shares</bdi></b> <span class="soft">Data begin after this period' in page
    assert page.count("Nothing uploaded yet") == 1


def test_figures_of_different_models_are_not_compared(site: Site, lead: Account) -> None:
    with site.server.database.write() as connection:
        connection.execute(update(activities).values(model="0" * 16))
    ada = report(site, lead)["Ada Shares"]
    assert (ada["state"], ada["index"], ada["data_until"]) == ("outdated", None, None)
    assert "Being recalculated with a new model" in site.browser(lead).get("/team", headers=HTML).text
    assert views(site, somebody(site, "ada")) == []


def test_the_page_shows_only_shared_rows(site: Site, lead: Account) -> None:
    page = site.browser(lead).get("/team", headers=HTML)
    assert page.status_code == 200
    assert "<b>52</b>" in page.text
    assert "▲ 12" in page.text
    assert ">77" not in page.text
    assert '<bdi>Bob Keeps</bdi>, <bdi>Lena Lead</bdi></b> <span class="soft">Not sharing' in page.text
    assert '<bdi>Cy New</bdi></b> <span class="soft">Nothing uploaded yet' in page.text
    assert "1 of 1 rose: <bdi>Ada Shares</bdi>." in page.text


@pytest.mark.parametrize("way", ["/team", "/team/print", "/team/report.csv", "/team/report.xlsx"])
def test_filters_apply_to_every_format_and_are_logged(way: str, site: Site, lead: Account) -> None:
    ada = somebody(site, "ada")
    reader = site.browser(lead)
    if way.endswith(("csv", "xlsx")):  # a page names the most improved as well
        assert reader.get(way, params={"name": "bob"}, headers=HTML).status_code == 200
        assert views(site, ada) == []
    for _ in range(2):
        assert reader.get(way, params={"name": "ÁDA"}, headers=HTML).status_code == 200
    kind = {"/team": "page", "/team/print": "print", "/team/report.csv": "CSV", "/team/report.xlsx": "XLSX"}[way]
    assert views(site, ada) == [("Lena Lead", kind, "2026-07-01T00:00:00Z")]
    site.now += 3_600
    reader.get(way, headers=HTML)
    assert len(views(site, ada)) == 2
    assert views(site, somebody(site, "bob")) == []


@pytest.mark.parametrize("order", ["active", "coverage"])
def test_from_ten_members_on_more_sort_orders_are_offered(order: str, site: Site, lead: Account) -> None:
    with site.server.database.write() as connection:
        accounts.change_account(connection, somebody(site, "bob").id, shares=True)
        north = accounts.find_team(connection, lead.team_id)
    assert north
    site.scored(somebody(site, "ada"), [40] * 10)
    by_name = ["Ada Shares", "Bob Keeps", "Cy New", "Lena Lead"]

    def shown() -> str:
        return site.browser(lead).get("/team", params={"order": order}, headers=HTML).text

    assert '<option value="name" selected>' in shown()
    assert "Sorting by figures starts at 10 active people." in shown()
    assert list(report(site, lead, order=order)) == by_name
    for at in range(8):
        site.scored(site.person(north, f"more{at}", shares=True), [40] * 5)
    assert f'<option value="{order}" selected>' in shown()
    names = [name for name in report(site, lead, order=order) if name in by_name]
    assert names == (["Bob Keeps", *by_name[:1], *by_name[2:]] if order == "active" else by_name)


def test_the_period_ends_where_most_of_the_data_do(site: Site, lead: Account) -> None:
    """Of Ada, Dan and Eve, two reach 20 June; Eve's older data are late and get a reminder to copy."""
    north = site.server.database
    with north.read() as connection:
        team = accounts.find_team(connection, lead.team_id)
    assert team
    dan, eve = site.person(team, "dan", name="Dan", shares=True), site.person(team, "eve", name="Eve", shares=True)
    site.scored(dan, [40] * 60, last=TODAY - 11)
    site.scored(eve, [40] * 60, last=TODAY - 60)
    page = site.browser(lead).get("/team", headers=HTML).text
    assert "22 May to 20 June 2026" in page
    assert "<dt>Data to 20 June</dt>" in page
    assert "<span>2 <small>of 4</small></span>" in page
    assert '<bdi>Eve</bdi></b> <span class="soft">Data end on 2 May 2026' in page
    assert "Our team report goes to 20 June 2026, and your LinkedIn data don’t yet." in page
    assert 'href="/team?days=7"' in page
    assert site.browser(eve).get("/team/me", headers=HTML).text.count("22 May to 20 June 2026: the last 30 days") == 1


def views(site: Site, who: Account) -> list[tuple[str, str, str]]:
    told = site.browser(who).get("/api/v1/me/team-view").json()["views"]
    return [(one["viewer"], one["channel"], one["viewed_at"]) for one in told]


def test_each_period_viewed_is_logged_for_the_member(site: Site, lead: Account) -> None:
    ada, reader = somebody(site, "ada"), site.browser(lead)
    for last in ("2026-06-30", "2026-06-29", "2026-06-30"):
        reader.get("/api/v1/team/report", params={"from": "2026-06-01", "to": last})
    told = site.browser(ada).get("/api/v1/me/team-view").json()["views"]
    assert sorted((one["from"], one["to"]) for one in told) == [
        ("2026-06-01", "2026-06-29"),
        ("2026-06-01", "2026-06-30"),
    ]
    page = site.browser(ada).get("/team/me", headers=HTML).text
    assert "<bdi>Lena Lead</bdi>, API, 1 to 29 June 2026" in page


def test_taking_a_leads_name_does_not_change_the_log(site: Site, lead: Account) -> None:
    ada, bob = somebody(site, "ada"), somebody(site, "bob")
    site.browser(lead).get("/team", headers=HTML)
    for name in ("Lena Lead", "Somebody Else"):
        assert site.browser(bob).patch("/api/v1/me", json={"name": name}).status_code == 200
    assert [viewer for viewer, *_ in views(site, ada)] == ["Lena Lead"]
    site.browser(lead).patch("/api/v1/me", json={"name": "Lena Newname"})
    assert [viewer for viewer, *_ in views(site, ada)] == ["Lena Newname"]


def test_a_member_erased_during_a_report_causes_no_error(
    site: Site, lead: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = team_report.team_report

    def meanwhile(*given: Any) -> UserReport:
        found = asked(*given)
        with site.server.database.write() as connection:
            accounts.remove_account(connection, somebody(site, "ada").id)
        return found

    monkeypatch.setattr(team_report, "team_report", meanwhile)
    assert site.browser(lead).get("/team", headers=HTML).status_code == 200


def test_reading_ones_own_row_is_not_logged(site: Site, lead: Account) -> None:
    with site.server.database.write() as connection:
        accounts.change_account(connection, lead.id, shares=True)
    site.scored(lead, [30])
    site.browser(lead).get("/team", headers=HTML)
    assert views(site, lead) == []


@pytest.mark.usefixtures("lead")
def test_the_sample_is_visible_only_to_its_owner(site: Site) -> None:
    cy, boss = somebody(site, "cy"), somebody(site, "lead")
    own, before = site.browser(cy), site.browser(boss).get("/api/v1/team/report").json()
    assert own.post("/sample").status_code == 303
    site.server.worker.process_pending()
    assert site.browser(boss).get("/api/v1/team/report").json() == before
    assert views(site, cy) == []
    index = own.get("/api/v1/me/index")
    assert (index.status_code, index.headers["sample"]) == (200, "true")
    assert own.get("/sales-api/salesApiSsi").headers["sample"] == "true"
    assert own.get("/api/v1/me").json()["sample"] is True
    view = own.get("/api/v1/me/team-view").json()
    assert (view["sample"], view["report"]["members"][0]["state"]) == (True, "no_data")
    assert "<b>Sample:</b> it isn’t yours, so nobody else sees it" in own.get("/team/me", headers=HTML).text
    ada = site.browser(somebody(site, "ada"))
    assert "sample" not in ada.get("/api/v1/me/index").headers
    assert ada.get("/api/v1/me").json()["sample"] is False


def test_csv_has_one_line_per_member(site: Site, lead: Account) -> None:
    answer = site.browser(lead).get("/team/report.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="user-report-2026-06-30.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["name"], row["index"], row["brand"]) for row in rows] == [
        ("Ada Shares", "52.0", "13.0"),
        ("Bob Keeps", "", ""),
        ("Cy New", "", ""),
        ("Lena Lead", "", ""),
    ]


@pytest.mark.parametrize("ranking", [False, True])
def test_a_member_sees_the_same_row_as_the_lead(ranking: bool, site: Site) -> None:
    team = site.team("Big")
    lead = site.person(team, "boss", "lead")
    people = [site.person(team, f"m{at}", shares=True) for at in range(12)]
    for at, one in enumerate(people):
        site.scored(one, [40 + at] * 10)
    with site.server.database.write() as connection:
        accounts.change_team(connection, team.id, ranking=ranking)
    told = {one["id"]: one for one in site.browser(lead).get("/api/v1/team/report").json()["members"]}
    for one in people:
        view = site.browser(one).get("/api/v1/me/team-view").json()
        assert view["report"]["members"] == [told[one.id]]
        assert view["leads"] == ["boss"]
    assert told[people[11].id]["rank"] == (1 if ranking else None)
    assert told[people[0].id]["rank"] is None


@pytest.mark.usefixtures("lead")
def test_a_member_sees_the_leads_and_that_nothing_is_shared(site: Site) -> None:
    page = site.browser(somebody(site, "bob")).get("/team/me", headers=HTML).text
    assert "Lena Lead" in page
    assert "Not sharing" in page
    assert "<b>77" not in page


def page_to_join(site: Site) -> str:
    """The page that an invited person decides on."""
    lead = somebody(site, "lead")
    with site.server.database.write() as connection:
        _, code = invitations.add_invitation(connection, lead.team_id, lead.id, "New", "member", site.now, 86_400)
    return site.browser().post("/join/invitation", data={"code": code}, headers=HTML).text


@pytest.mark.usefixtures("lead")
@pytest.mark.parametrize("path", ["/join", "/account", "/team/me", "/data"])
def test_consent_states_the_earlier_days_it_covers(path: str, site: Site) -> None:
    site.person(site.team(), "eve", password="hash")
    page = page_to_join(site) if path == "/join" else site.browser(somebody(site, "eve")).get(path, headers=HTML).text
    assert "before you began to share" in page
    assert "by comparing periods" in page


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"from": "2026-07-01", "to": "2026-06-30"}, "day-order"),
        ({"from": "2024-01-01"}, "team-period"),
        ({"to": "soon"}, "day-format"),
        ({"order": "index"}, "team-order"),
        ({"band": "golden"}, "team-band"),
        ({"order": "worst"}, "request-format"),
        ({"from": "2026-06-25", "to": "2026-06-30"}, "team-period"),
        ({"days": "6"}, "request-format"),
        ({"days": "732"}, "request-format"),
    ],
)
def test_invalid_report_queries_are_explained(query: dict[str, str], code: str, site: Site, lead: Account) -> None:
    answer = site.browser(lead).get("/api/v1/team/report", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


#: What the words of consent name, and which figures of the report that is: in JSON, and in a spreadsheet of a team with ranks.
CONSENTED: dict[str, set[str]] = {
    "index": {"index", "index_micro", "band", "rank"},
    "pillars": {"pillars", *(pillar.id for pillar in DEFAULT.pillars)},
    "any day": {"as_of"},
    "how they change": {"change", "comparable", "measured_alike"},
    "how sure": {"plus_minus"},
    "how much of the index": {"measurable", "range", "index_if_all_were_measured"},
    "last day": {"data_until"},
    "how many days": {"days_active"},
    "sales go with the index": set(),
}
#: What takes no consent: who it is, that there is no figure, and of which report.
GIVEN = {"id", "name", "state", "first", "last", "model", "fingerprint"}


def test_the_consent_names_every_figure_that_a_lead_sees(site: Site) -> None:
    keys = ReportMember.__required_keys__
    headings = as_csv(user_report([], DEFAULT, 0, 29, ranking=True)).splitlines()[0].split(",")
    assert keys.union(headings) - GIVEN == set().union(*CONSENTED.values())
    site.person(site.team(), "lead", "lead")
    page = page_to_join(site)
    manual = (Path(__file__).parents[2] / "docs/team-server.md").read_text(encoding="utf-8")
    sees, works_out = "our lead sees", "an work out"
    promised = [text[text.index(sees) : text.index(works_out)] for text in (page, manual)]
    for text in (*promised, doc_of(tables.accounts.c.shares).meaning):
        plain = " ".join(text.replace("*", "").split()).lower()
        assert [words for words in CONSENTED if words not in plain] == []
