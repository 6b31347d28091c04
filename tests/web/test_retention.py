"""Rules on when data are erased: seen a month before, applied to the day, and nothing is left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, ColumnElement, String, Table, insert, select

from openssi.activity.annotations import LinkedInScore, Note
from openssi.store import accounts, imports, retention, scores, tables
from openssi.store.accounts import Account
from openssi.store.sales import replace_sales
from openssi.store.tables import METADATA, teams
from openssi.web.services.retention import apply_rules, apply_rules_daily
from tests.web.site import DATABASES, HTML, NOW, TODAY, Site, new_address

DAY = 86_400


@pytest.fixture(params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    return Site(tmp_path, address=new_address(request.param))


def uploaded(site: Site, who: Account) -> str:
    """One upload, received now, with everything that hangs on it."""
    with site.server.database.write() as connection:
        one = accounts.new_id()
        imports.add_import(connection, one, who.id, "a.zip", "archive", 1, site.now, sample=False)
        imports.store_snapshot(connection, one, b"")
        imports.change_import(connection, one, state="done", finished_at=site.now)
        scores.add_note(connection, who.id, Note(TODAY - 3, "A note"))
        scores.put_linkedin_score(connection, who.id, LinkedInScore(TODAY - 3, 1, 2, 3, 4))
    site.scored(who, [40] * 3)
    return one


def stored(site: Site, who: Account) -> list[str]:
    """Every table with something of a member's."""
    tables = ("import", "activity", "daily_score", "note", "official", "look")
    with site.server.database.read() as connection:
        count = "SELECT count(*) FROM \"{}\" WHERE account_id = '{}'".format
        return [one for one in tables if connection.exec_driver_sql(count(one, who.id)).scalar()]


def of_people(table: Table) -> bool:
    """Whether rows of a table belong to an account: directly, or to a row of a table that does."""
    parents = {key.column.table for key in table.foreign_keys} - {teams}
    return table is tables.accounts or any(map(of_people, parents))


def in_every_table(site: Site, who: Account) -> None:
    """Put a row of a member's into every table that can have one, whatever its columns."""
    with site.server.database.write() as connection:
        for table in METADATA.sorted_tables:
            if of_people(table) and table is not tables.accounts:
                connection.execute(insert(table).values({one.name: made_up(one, who) for one in table.columns}))


def made_up(column: Column[Any], who: Account) -> object:
    for key in column.foreign_keys:
        return {"account": who.id, "team": who.team_id, "import": "i" * 32}[key.column.table.name]
    if column.primary_key and isinstance(column.type, String):
        return column.table.name[0] * min(32, column.type.length or 32)
    text = {"state": "done", "role": "member"}.get(column.name, "x")
    return {int: 1, bool: False, str: text, bytes: b"x"}[column.type.python_type]


def filled(site: Site, who: Account) -> set[str]:
    """The tables with a row that belongs to a member."""
    with site.server.database.read() as connection:
        people = [table for table in METADATA.sorted_tables if of_people(table)]
        return {table.name for table in people if connection.execute(select(table).where(owned_by(table, who))).first()}


def owned_by(table: Table, who: Account) -> ColumnElement[bool]:
    if table is tables.accounts:
        return tables.accounts.c.id == who.id
    columns = {key.column.table.name: key.parent for key in table.foreign_keys}
    return columns["account"] == who.id if "account" in columns else columns["import"] == "i" * 32


def test_every_table_of_people_has_a_rule_that_erases_it(site: Site) -> None:
    with site:
        people = {table.name for table in METADATA.sorted_tables if of_people(table)}
        data = {table.name for table in (*retention.DATA, *retention.WITH_PARENT)}
        rest = {table.name for table in retention.WITH_ACCOUNT}
        assert data | rest == people
        assert not data & rest
        who = site.person(site.team(), "ann")
        in_every_table(site, who)
        assert filled(site, who) == people
        with site.server.database.write() as connection:
            assert retention.erase_data(connection, who.id) == ()
        assert filled(site, who) == rest
        with site.server.database.write() as connection:
            accounts.change_account(connection, who.id, erase_at=NOW)
        apply_rules(site.server)
        assert filled(site, who) == set()


def test_sales_go_at_their_age_even_if_the_member_uploads(site: Site) -> None:
    with site:
        ada, bob = (site.person(site.team(name), login) for name, login in (("North", "ada"), ("South", "bob")))
        with site.server.database.write() as connection:
            accounts.change_team(connection, ada.team_id, data_days=30, leaver_days=None, rules_from=NOW)
            for who in (ada, bob):
                replace_sales(connection, who.team_id, {who.id: "{}"}, NOW)
        site.now += 30 * DAY - 1
        uploaded(site, ada)
        apply_rules(site.server)
        assert "sale" in filled(site, ada)
        site.now += 1
        apply_rules(site.server)
        assert filled(site, ada) >= {"import", "note"}
        assert "sale" not in filled(site, ada)
        assert "sale" in filled(site, bob), "of a team without a rule"


def test_data_go_after_the_days_of_the_rule_and_only_theirs(site: Site) -> None:
    with site:
        team = site.team("North")
        admin = site.person(site.team("Home"), "root", "admin")
        ada, bob = (site.person(team, login) for login in ("ada", "bob"))
        uploaded(site, ada)
        site.now += 10 * DAY
        late = uploaded(site, bob)
        root = site.browser(admin)
        rules = f"/api/v1/teams/{team.id}/retention"
        assert root.put(rules, json={"data_days": 29, "leaver_days": None}).json()["code"] == "retention-days"
        answer = root.put(rules, json={"data_days": 30, "leaver_days": None}).json()
        assert answer == {"data_days": 30, "leaver_days": None, "applies_from": "2026-08-10T00:00:00Z"}
        seen = site.browser(ada).get("/api/v1/me/retention").json()
        assert (seen["data_erased_from"], seen["data_erased_at"]) == ("2026-08-10T00:00:00Z", None)
        assert "are erased on 10 August 2026 at the latest" in site.browser(ada).get("/signals", headers=HTML).text
        site.now = NOW + 40 * DAY - 1
        apply_rules(site.server)
        assert stored(site, ada) == ["import", "activity", "daily_score", "note", "official"]
        with site.server.database.write() as connection:
            imports.change_import(connection, late, finished_at=site.now)  # synced, or read again
        site.now += 1
        apply_rules(site.server)
        assert stored(site, ada) == []
        assert stored(site, bob) == ["import", "activity", "daily_score", "note", "official"]
        page = site.browser(ada).get("/data", headers=HTML).text
        assert "were erased on 10 August 2026, as your team’s rule says" in page


def test_a_clock_that_jumps_ahead_erases_nothing_until_it_stays_so_for_a_day(site: Site) -> None:
    with site:
        ada = site.person(site.team(), "ada")
        with site.server.database.write() as connection:
            accounts.change_team(connection, ada.team_id, data_days=365, rules_from=NOW)
        uploaded(site, ada)
        apply_rules_daily(site.server)
        for jump in (400 * DAY, 400 * DAY + 60, 0, 400 * DAY):
            site.now = NOW + jump
            apply_rules_daily(site.server)
            assert "import" in stored(site, ada)
        site.now += DAY
        apply_rules_daily(site.server)
        assert stored(site, ada) == []


def test_people_who_leave_see_when_their_account_goes_and_then_it_does(site: Site) -> None:
    with site:
        team = site.team("North")
        root = site.browser(site.person(site.team("Home"), "root", "admin"))
        lead, ada = site.person(team, "lea", "lead"), site.person(team, "ada")
        uploaded(site, ada)
        root.post(f"/teams/{team.id}/retention", data={"data_days": "", "leaver_days": "60"})
        site.now += 40 * DAY
        assert site.browser(lead).delete(f"/api/v1/team/members/{ada.id}").status_code == 204
        page = site.browser(ada).get("/data", headers=HTML).text
        assert "your account with all its data is erased on <b>9 October 2026</b>" in page
        site.now += 60 * DAY - 1
        apply_rules(site.server)
        assert site.browser(ada).get("/api/v1/me").status_code == 200
        site.now += 1
        apply_rules(site.server)
        with site.server.database.read() as connection:
            assert accounts.find_account_by_login(connection, "ada") is None
            assert accounts.find_account_by_login(connection, "lea")
        assert stored(site, ada) == []


def test_an_admin_sets_rules_on_the_page_and_mistakes_are_explained(site: Site) -> None:
    with site:
        team = site.team("North")
        site.person(team, "lea", "lead")
        root = site.browser(site.person(site.team("Home"), "root", "admin"))
        wrong = root.post(f"/teams/{team.id}/retention", data={"data_days": "soon"}, headers=HTML)
        assert "is not a number of days" in wrong.text
        assert root.post(f"/teams/{team.id}/retention", data={"data_days": "400"}).status_code == 303
        assert 'value="400"' in root.get("/teams", headers=HTML).text
        assert "apply from 31 July 2026" in root.get("/teams", headers=HTML).text
