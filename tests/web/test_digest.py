"""The weekly digest on the server: a member's own, and the team's for its lead."""

from __future__ import annotations

from openssi.store import scores
from openssi.web.security.access import ROLE_SCOPES, Actor
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


def test_messages_for_deliveries_need_no_request(site: Site) -> None:
    """A job that sends digests has an account and no request."""
    lead = site.person(site.team("North"), "lead", "lead", shares=True)
    site.scored(lead, [30] * 40)
    actor = Actor(lead, None, ROLE_SCOPES["lead"])
    own = digest.own_digest(site.server, actor)
    assert own is not None
    assert own.subject.startswith("Your week to 28 June: index ")
    assert digest.team_digest(site.server, actor).subject == "North, 22 to 28 June 2026"
