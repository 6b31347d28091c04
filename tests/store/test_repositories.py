"""The contracts of the repositories, the same on both databases."""

from __future__ import annotations

from threading import Thread

import pytest
from sqlalchemy import func, select

from openssi.activity.annotations import LinkedInScore, Note
from openssi.errors import RequestDenied
from openssi.store import (
    accounts,
    connections,
    credentials,
    deliveries,
    imports,
    invitations,
    sales,
    scores,
    second_factor,
    share_links,
)
from openssi.store.accounts import Account
from openssi.store.database import Database
from openssi.store.deliveries import Delivery
from openssi.store.scores import DayScore, StoredActivity
from openssi.store.tables import METADATA

NOW = 1_782_864_000


def person(database: Database, login: str, team: str = "", *, shares: bool = True) -> Account:
    with database.write() as tx:
        home = team or accounts.add_team(tx, f"Team of {login}", NOW).id
        return accounts.add_account(tx, home, login, login.title(), None, "member", NOW, shares=shares)


def day(number: int, micro: int | None, *, active: bool = False) -> DayScore:
    return DayScore(number, micro, micro, None, 1, 2, 3, active=active)


MODEL = "m"


def scored(database: Database, who: Account, *days: DayScore) -> None:
    kept = StoredActivity(who.id, b"a", b"r", "v", MODEL, days[0].day, days[-1].day, "Software")
    with database.write() as tx:
        scores.replace_scores(tx, kept, days)


def test_deleting_an_account_deletes_its_data_only(database: Database) -> None:
    ann, bob = person(database, "ann"), person(database, "bob")
    for who in (ann, bob):
        scored(database, who, day(1, 5))
        with database.write() as tx:
            credentials.add_session(tx, who.id, "agent", NOW, 60)
            credentials.add_token(tx, who.id, "token", ["me:read"], NOW, 60)
            imports.add_import(tx, accounts.new_id(), who.id, "a.zip", "archive", 1, NOW, sample=False)
            imports.store_snapshot(tx, imports.imports_of(tx, who.id)[0].id, b"content")
            imports.suppress_person(tx, who.id, "p")
            scores.add_note(tx, who.id, Note(1, "note"))
            scores.put_linkedin_score(tx, who.id, LinkedInScore(1, 1, 2, 3, 4))
            scores.record_views(tx, [who.id], bob.id, "page", (1, 7), NOW)
            invitations.add_invitation(tx, who.team_id, who.id, "New", "member", NOW, 60)
            connections.connect(tx, who.id, "portability", "token", NOW)
            share_links.add_link(tx, who.id, None, "coach", NOW, 60)
            sales.replace_sales(tx, who.team_id, {who.id: "{}"}, NOW)
            second_factor.replace_recovery_codes(tx, who.id, [f"code of {who.login}"])
            deliveries.add_delivery(
                tx,
                Delivery(
                    accounts.new_id(), who.id, "webhook", "x", alerts=True, review=False, sent_alerts="", sent_review=None,
                    fault="", failures=0, created_at=NOW, sent_at=None, next_at=NOW,
                ),
            )  # fmt: skip
    with database.write() as tx:
        accounts.remove_account(tx, ann.id)
    with database.read() as tx:
        left = {
            table.name: tx.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }
    assert left == {
        "team": 2, "account": 1, "session": 1, "token": 1, "connection": 1, "import": 1, "kept": 1, "activity": 1, "daily_score": 1,
        "note": 1, "official": 1, "forgotten": 1, "look": 1, "invitation": 1, "link": 1, "sale": 1, "recovery": 1, "delivery": 1, "server": 0,
    }  # fmt: skip


def test_a_sign_in_name_is_unique_in_any_case_and_the_transaction_survives(database: Database) -> None:
    ann = person(database, "ann")
    with database.write() as tx:
        with pytest.raises(RequestDenied) as refused:
            accounts.add_account(tx, ann.team_id, "ANN", "Other", None, "member", NOW)
        accounts.add_account(tx, ann.team_id, "anna", "Anna", None, "member", NOW)
    assert refused.value.code == "account-login"
    with database.read() as tx:
        assert [one.login for one in accounts.accounts_of(tx, ann.team_id)] == ["ann", "anna"]


def test_an_invitation_works_once_and_expires(database: Database) -> None:
    ann = person(database, "ann")
    with database.write() as tx:
        _, once = invitations.add_invitation(tx, ann.team_id, ann.id, "Bob", "member", NOW, 60)
        _, late = invitations.add_invitation(tx, ann.team_id, ann.id, "Cy", "member", NOW, 60)
        assert invitations.use_invitation(tx, once, NOW + 59).name == "Bob"
        for code in (once, late):
            with pytest.raises(RequestDenied):
                invitations.use_invitation(tx, code, NOW + 60)


def test_imports_are_claimed_once_oldest_first(database: Database) -> None:
    ann = person(database, "ann")
    with database.write() as tx:
        for number, at in (("b", 2), ("a", 1), ("c", 2)):
            imports.add_import(tx, number, ann.id, f"{number}.zip", "archive", 1, NOW + at, sample=False)
    claimed: list[str | None] = []
    for _ in range(4):
        with database.write() as tx:
            found = imports.claim_import(tx)
            claimed.append(found.id if found else None)
    assert claimed == ["a", "b", "c", None]
    with database.write() as tx:
        imports.requeue(tx)
        assert not imports.change_import(tx, "nobody", only_open=True, state="done")
    with database.read() as tx:
        assert [one.state for one in imports.imports_of(tx, ann.id)] == ["waiting"] * 3


def test_members_take_turns_however_many_imports_one_has_waiting(database: Database) -> None:
    people = sorted((person(database, name) for name in ("ann", "bo", "cy")), key=lambda one: one.id)
    with database.write() as tx:
        for number, (at, who) in enumerate([(1, 0), (2, 0), (3, 0), (4, 1), (5, 2), (6, 2)]):
            imports.add_import(tx, f"{number}", people[who].id, "a.zip", "archive", 1, NOW + at, sample=False)
        after, claimed = "", list[str]()
        while found := imports.claim_import(tx, after):
            claimed.append(found.id)
            after = found.account_id
    assert claimed == ["0", "3", "4", "1", "5", "2"]


def test_attempts_are_counted(database: Database) -> None:
    ann = person(database, "ann")
    with database.write() as tx:
        imports.add_import(tx, "a", ann.id, "a.zip", "archive", 1, NOW, sample=False)
        assert [imports.count_attempt(tx, "a") for _ in range(3)] == [1, 2, 3]
        assert imports.take_back_attempt(tx, "a") == 2
        assert imports.count_attempt(tx, "gone") == 0
        found = imports.claim_import(tx)
    assert found
    assert found.tries == 2


def test_a_member_whose_scoring_never_ends_is_skipped_until_the_next_upload(database: Database) -> None:
    ann = person(database, "ann")
    scored(database, ann, day(10, 100))
    with database.write() as tx:
        for _ in range(2):
            assert scores.outdated_accounts(tx, "another model") == [ann.id]
            scores.count_scoring_attempt(tx, ann.id)
        scores.take_back_scoring_attempt(tx, ann.id)
        assert scores.outdated_accounts(tx, "another model") == [ann.id]
        scores.count_scoring_attempt(tx, ann.id)
        assert scores.outdated_accounts(tx, "another model") == []
    scored(database, ann, day(10, 100))
    with database.read() as tx:
        assert scores.outdated_accounts(tx, "another model") == [ann.id]


def test_progress_covers_sharing_members_of_one_team(database: Database) -> None:
    ann = person(database, "ann")
    hidden = person(database, "hid", ann.team_id, shares=False)
    empty = person(database, "new", ann.team_id)
    other = person(database, "out")
    scored(database, ann, day(10, 100, active=True), day(11, 110, active=True), day(12, 120), day(20, 200, active=True))
    scored(database, hidden, day(11, 999))
    scored(database, other, day(11, 777))
    with database.read() as tx:
        found = {one.account_id: one for one in scores.progress_of(tx, ann.team_id, 10, 12, MODEL)}
        early = {one.account_id: one for one in scores.progress_of(tx, ann.team_id, 5, 9, MODEL)}
        alone = scores.progress_of(tx, ann.team_id, 10, 12, MODEL, only=ann.id)
        foreign = scores.progress_of(tx, ann.team_id, 10, 12, MODEL, only=other.id)
    assert found.keys() == {ann.id, hidden.id, empty.id}
    of_ann = found[ann.id]
    assert (of_ann.before, of_ann.after) == (day(10, 100, active=True), day(12, 120))
    assert (of_ann.days_active, of_ann.data_until) == (1, 20)  # the 11th: after the first day, up to the last
    for one in (found[hidden.id], found[empty.id]):
        assert (one.before, one.after, one.days_active, one.data_until) == (None, None, 0, None)
    assert (early[ann.id].before, early[ann.id].after, early[ann.id].days_active) == (None, None, 0)
    assert alone == [of_ann]
    assert foreign == []
    with database.read() as tx:
        [of_another] = scores.progress_of(tx, ann.team_id, 10, 12, "another", only=ann.id)
    assert (of_another.before, of_another.after, of_another.days_active, of_another.data_until) == (None, None, 0, None)
    assert (of_another.outdated, of_ann.outdated) == (True, False)


def test_repeated_views_are_recorded_once_per_interval(database: Database) -> None:
    ann, lea = person(database, "ann"), person(database, "lea")

    def look(viewer: Account, at: int, period: tuple[int, int] = (1, 7), what: str = "page") -> None:
        with database.write() as tx:
            scores.record_views(tx, [ann.id], viewer.id, what, period, NOW + at, within=50)

    for at in (0, 10, 100):
        look(lea, at)
    look(lea, 101, (1, 8))  # something else was asked
    look(lea, 102, (0, 7))
    look(lea, 103, what="CSV")
    namesake = person(database, "lea2", lea.team_id)
    with database.write() as tx:
        accounts.change_account(tx, namesake.id, name=lea.name)
    look(namesake, 104)
    with database.read() as tx:
        found = [(one.viewer, one.first_day, one.last_day, one.at - NOW) for one in scores.view_log(tx, ann.id)]
    assert found == [
        ("Lea", 1, 7, 104), ("Lea", 1, 7, 103), ("Lea", 0, 7, 102), ("Lea", 1, 8, 101), ("Lea", 1, 7, 100), ("Lea", 1, 7, 0),
    ]  # fmt: skip


def test_a_view_belongs_to_an_account_whatever_its_name(database: Database) -> None:
    ann, lea = person(database, "ann"), person(database, "lea")
    with database.write() as tx:
        scores.record_views(tx, [ann.id], lea.id, "page", (1, 7), NOW)
        accounts.change_account(tx, lea.id, name="Lea New")
        accounts.change_account(tx, ann.id, name="Lea")  # the name that is free now
        assert [one.viewer for one in scores.view_log(tx, ann.id)] == ["Lea New"]
        accounts.remove_account(tx, lea.id)
        assert [one.viewer for one in scores.view_log(tx, ann.id)] == [None]


def test_views_of_deleted_members_are_skipped(database: Database) -> None:
    ann, bob, lea = (person(database, login) for login in ("ann", "bob", "lea"))
    with database.write() as tx:
        accounts.remove_account(tx, bob.id)
        accounts.remove_account(tx, lea.id)
        scores.record_views(tx, [ann.id, bob.id], lea.id, "page", (1, 7), NOW)
        assert [one.viewer for one in scores.view_log(tx, ann.id)] == [None]


def test_many_writers_at_once_lose_nothing(database: Database) -> None:
    ann = person(database, "ann")
    faults: list[Exception] = []

    def add(first: int) -> None:
        try:
            for number in range(first, first + 5):
                with database.write() as tx:
                    account = accounts.find_account(tx, ann.id)
                    assert account
                    accounts.change_account(tx, ann.id, target=(account.target or 0) + number)
        except Exception as fault:  # noqa: BLE001 (told below, by the test's own thread)
            faults.append(fault)

    threads = [Thread(target=add, args=(first,)) for first in (0, 5, 10, 15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with database.read() as tx:
        found = accounts.find_account(tx, ann.id)
    assert found
    assert found.target == sum(range(20))
