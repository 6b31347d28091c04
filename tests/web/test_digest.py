"""The weekly digest on the server: a member's own, and the team's for its lead."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from openssi.store import accounts, scores
from openssi.store.accounts import Account
from openssi.web.services import digest
from tests.web.site import HTML, TODAY, Site


def test_a_member_reads_their_own_week(site: Site) -> None:
    ada = site.person(site.team("North"), "ada", name="Ada")
    browser = site.browser(ada)
    assert browser.get("/api/v1/me/digest").json() is None
    assert "no digest yet" in browser.get("/digest", headers=HTML).text
    site.scored(ada, [40] * 40)
    found = browser.get("/api/v1/me/digest").json()
    assert found["period"] == "Your week, 22 to 28 June 2026"
    page = browser.get("/digest", headers=HTML).text
    assert "22 to 28 June 2026" in page
    assert 'href="mailto:?subject=Your%20week%20to%2028%20June' in page


def test_the_teams_week_ends_where_its_data_do_and_is_logged_as_seen(site: Site) -> None:
    team = site.team("North")
    lead, ada = site.person(team, "lead", "lead", name="Lena"), site.person(team, "ada", name="Ada", shares=True)
    bob = site.person(team, "bob", name="Bob")
    site.scored(ada, [40] * 20 + [44] * 3, last=TODAY - 20)  # a Thursday
    site.scored(bob, [10] * 40)
    found = site.browser(lead).get("/api/v1/team/digest").json()
    assert found["period"] == "North, 1 to 7 June 2026"
    assert found["changed"] == "Nobody rose by a point or more. Data of 1 of 1 reach 7 June."
    assert "Bob" not in found["text"]
    page = site.browser(lead).get("/team/digest", headers=HTML)
    assert (page.status_code, "Week of 1 to 7 June 2026" in page.text) == (200, True)
    assert site.browser(bob).get("/api/v1/team/digest").status_code == 403
    with site.server.database.read() as connection:
        seen = [(one.viewer, one.what) for one in scores.view_log(connection, ada.id)]
        assert scores.view_log(connection, bob.id) == []
    assert seen == [("Lena", "digest")]


def test_a_job_without_a_request_gets_digests_to_send(site: Site) -> None:
    team = site.team("North")
    lead, ada = site.person(team, "lead", "lead", shares=True), site.person(team, "ada", name="Ada", shares=True)
    site.scored(lead, [30] * 40)
    site.scored(ada, [40] * 33 + [44] * 7)
    own, ours = (digest.digest_to_send(site.server, lead, whose) for whose in ("own", "team"))
    assert own is not None
    assert own.title.startswith("Your week to 28 June: index ")
    assert own.text.startswith("Your week, 22 to 28 June 2026\n\nWhat changed: ")
    assert ours is not None
    assert (ours.title, ours.id) == ("North, 22 to 28 June 2026", f"digest-{team.id}-2026-06-28")
    assert "Ada, up 4" in ours.text
    assert digest.digest_to_send(site.server, ada, "team") is None


def feed_of(site: Site, who: Account) -> list[tuple[str, str, str]]:
    """The category, title and content of each entry of an account's Atom feed."""
    atom = "{http://www.w3.org/2005/Atom}"
    path = site.browser(who).post("/api/v1/me/feed").json()["atom"]
    feed = ET.fromstring(site.browser().get(path).content)  # noqa: S314 (our own text)
    return [
        (one.find(f"{atom}category").get("term"), one.findtext(f"{atom}title"), one.findtext(f"{atom}content"))  # type: ignore[union-attr]
        for one in feed.iter(f"{atom}entry")
    ]


@pytest.mark.parametrize(("people", "entries"), [(9, 1), (10, 2)])
def test_the_feed_has_the_digest_and_names_nobody(site: Site, people: int, entries: int) -> None:
    """A lead's feed has the team's week too, if ten people were active."""
    team = site.team("North")
    for at in range(people):
        member = site.person(team, f"m{at}", "member" if at else "lead", name=f"Name{at}", shares=True)
        site.scored(member, [40] * 33 + [44] * 7)
    with site.server.database.read() as connection:
        lead = accounts.accounts_of(connection, team.id)[0]
    found = [one for one in feed_of(site, lead) if one[0] == "digest"]
    assert len(found) == entries
    assert any(title.startswith("Your week to 28 June: index ") for _, title, _ in found)
    assert "Name" not in str(found)
    if entries == 2:
        ours = next(one for one in found if one[1].startswith("North, 22 to 28 June 2026"))
        assert "<p>What changed: 10 of 10 rose. Data of 10 of 10 reach 28 June.</p>" in ours[2]
