"""Reading in the background: cancelled, deleted, interrupted and failing uploads end as they should."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from openssi.errors import ArchiveError, StoreError
from openssi.store import accounts, imports, scores
from openssi.store.database import open_database
from openssi.store.imports import Import
from openssi.store.tables import activities
from openssi.web.app import create_app
from openssi.web.jobs import score_updates
from openssi.web.jobs.sandboxes import Sandboxes
from openssi.web.services import account, erasing, uploads
from tests.postgres import end_connections
from tests.unit.samples import reactions, zipped
from tests.web.site import Site, new_address
from tests.web.uploading import (
    BO,
    MOMENTS,
    PROFILE,
    actor,
    ann,
    archive,
    days,
    given,
    listed,
    meanwhile,
    snapshots,
    staged,
)


def test_an_upload_is_read_and_its_file_deleted(site: Site, tmp_path: Path) -> None:
    who = ann(site)
    given(site, who, archive(tmp_path))
    assert len(staged(site)) == 1
    assert site.server.worker.process_pending() == 1
    [one] = listed(site, who)
    assert (one.state, one.added) == ("done", True)
    assert staged(site) == []
    assert days(site, who) > 200
    given(site, who, archive(tmp_path))
    assert site.server.worker.process_pending() == 1
    assert [one.added for one in listed(site, who)].count(True) == 1


def test_an_import_cancelled_while_reading_is_never_stored(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ann(site)
    one = given(site, who, archive(tmp_path))
    meanwhile(monkeypatch, lambda: site.server.worker.cancel(who.id, one.id))
    site.server.worker.process_pending()
    assert [one.state for one in listed(site, who)] == ["cancelled"]
    assert (days(site, who), staged(site)) == (0, [])


def test_an_import_deleted_while_another_is_read_does_not_come_back(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ann(site)
    first = given(site, who, archive(tmp_path))
    site.server.worker.process_pending()
    given(site, who, archive(tmp_path, 40))
    meanwhile(monkeypatch, lambda: site.server.worker.remove(who.id, first.id))
    site.server.worker.process_pending()
    [left] = listed(site, who)
    assert (left.state, left.id != first.id) == ("done", True)
    with site.server.database.read() as tx:
        assert len(imports.snapshots_of(tx, who.id)) == 1
        found = scores.find_activity(tx, who.id)
    lone = site.person(site.team("Other"), "lone")
    given(site, lone, archive(tmp_path, 40))
    site.server.worker.process_pending()
    with site.server.database.read() as tx:
        alone = scores.find_activity(tx, lone.id)
    assert found
    assert alone
    assert (found.first_day, found.last_day, found.version) == (alone.first_day, alone.last_day, alone.version)


def test_an_account_erased_while_reading_leaves_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ann(site)
    given(site, who, archive(tmp_path))

    def erase() -> None:
        with site.server.database.write() as tx:
            accounts.remove_account(tx, who.id)

    meanwhile(monkeypatch, erase)
    site.server.worker.process_pending()
    assert (days(site, who), staged(site), listed(site, who)) == (0, [], [])


def test_an_import_that_cannot_be_stored_stays_in_the_queue(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ann(site)
    given(site, who, archive(tmp_path))

    def full() -> None:
        raise StoreError("store-full", "The disk is full.")

    meanwhile(monkeypatch, full)
    with pytest.raises(StoreError):
        site.server.worker.process_pending()
    assert len(staged(site)) == 1
    site.server.worker.recover()
    assert site.server.worker.process_pending() == 1
    assert [(one.state, one.added) for one in listed(site, who)] == [("done", True)]


def test_a_start_deletes_orphaned_files_and_reports_missing_ones(site: Site, tmp_path: Path) -> None:
    who = ann(site)
    kept = given(site, who, archive(tmp_path))
    lost = given(site, who, archive(tmp_path, 40))
    site.server.worker.staged(lost.id).unlink()
    (site.server.settings.staging / "half").write_bytes(b"half")
    (site.server.settings.staging / "sample").mkdir()
    site.server.worker.recover()
    assert staged(site) == [kept.id]
    site.server.worker.process_pending()
    found = {one.id: one for one in listed(site, who)}
    assert found[kept.id].state == "done"
    assert found[lost.id].state == "failed"
    assert "[import-stopped]" in found[lost.id].error


def test_a_file_that_is_not_an_archive_fails_and_is_deleted(site: Site, tmp_path: Path) -> None:
    who = ann(site)
    file = tmp_path / "x.zip"
    file.write_bytes(b"no zip")
    given(site, who, file)
    site.server.worker.process_pending()
    [one] = listed(site, who)
    assert one.state == "failed"
    assert one.error.endswith("[archive-not-zip]")
    assert staged(site) == []


def test_the_thread_reads_uploads_and_stops_on_request(site: Site, tmp_path: Path) -> None:
    who = ann(site)
    site.server.worker.start()
    given(site, who, archive(tmp_path))
    for _ in range(2_000):
        if listed(site, who)[0].state == "done":
            break
        site.server.worker.stopped.wait(0.01)
    assert site.server.worker.alive
    site.server.worker.stop()
    assert not site.server.worker.alive
    assert listed(site, who)[0].state == "done"


def test_a_second_server_of_the_same_folder_does_not_start(site: Site) -> None:
    app = create_app(site.server.settings)
    with pytest.raises(StoreError) as fault:
        create_app(site.server.settings)
    assert fault.value.code == "server-running"
    app.state.server.database.close()


def test_readiness_requires_disk_database_and_worker(site: Site) -> None:
    client = site.browser()

    def ready() -> Any:
        site.now += 1  # it is tried once a second
        return client.get("/readyz")

    staging = site.server.settings.staging
    assert ready().text == "ok\n"
    staging.rmdir()
    staging.touch()
    answer = ready()
    assert (answer.status_code, answer.json()["code"]) == (503, "store-unreachable")
    staging.unlink()
    assert ready().json()["code"] == "store-unreachable"
    staging.mkdir()
    assert ready().status_code == 200
    with site.server.database.write() as tx:
        tx.exec_driver_sql("ALTER TABLE alembic_version RENAME TO gone")
    assert ready().json()["code"] == "store-unreachable"
    assert client.get("/healthz").text == "ok\n"
    with site.server.database.write() as tx:
        tx.exec_driver_sql("ALTER TABLE gone RENAME TO alembic_version")
    assert ready().status_code == 200
    site.server.worker.start()
    site.server.worker.stop()
    assert ready().json()["code"] == "server-fault"


def test_a_server_that_lost_its_lock_stops_reading_and_reports_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Site(tmp_path, address=new_address("postgresql")) as site:
        site.server.database.acquire_lock()
        who = ann(site)
        given(site, who, archive(tmp_path))
        end_connections(site.server.settings.address)
        other = open_database(site.server.settings.address, exclusive=True)
        site.server.worker.start()
        while "another server took the database" not in caplog.text:
            site.server.worker.stopped.wait(0.01)
        assert [one.state for one in listed(site, who)] == ["waiting"]
        answer = site.browser().get("/readyz")
        assert (answer.status_code, answer.json()["code"]) == (503, "server-running")
        assert site.browser(who).post("/api/v1/me/imports", content=b"x").json()["code"] == "server-running"
        other.close()
        site.now += 1
        assert site.browser().get("/readyz").status_code == 200
        site.server.worker.wake()
        while listed(site, who)[0].state != "done":
            site.server.worker.stopped.wait(0.01)
        site.server.worker.stop()


def test_readiness_is_checked_at_most_once_a_second(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody may ask: nobody can make it write much, or turn it red."""
    tries: list[int] = []
    probe = site.server.database.probe
    monkeypatch.setattr(site.server.database, "probe", lambda: (tries.append(site.now), probe()))
    client = site.browser()
    assert {client.get("/readyz").status_code for _ in range(700)} == {200}
    assert len(tries) == 1
    site.now += 1
    asked: list[str] = []

    def slow() -> None:
        asked.append(client.get("/readyz").text)  # somebody else asks while it is tried
        site.now += 31
        asked.append(client.get("/readyz").json()["code"])

    monkeypatch.setattr(site.server.database, "probe", slow)
    assert client.get("/readyz").status_code == 200
    assert asked == ["ok\n", "store-busy"]


def test_imports_of_the_same_second_are_sorted_by_name(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ann(site)
    numbers = iter(["f" * 32, "0" * 32])
    monkeypatch.setattr(uploads, "new_id", lambda: next(numbers))
    for first in (0, 40):
        given(site, who, archive(tmp_path, first))
        site.server.worker.process_pending()
    with site.server.database.read() as tx:
        assert [one.name for one, _ in imports.snapshots_of(tx, who.id)] == ["archive0.zip", "archive40.zip"]
        found = scores.find_activity(tx, who.id)
    account.change_profile(site.server, actor(who), {"time_zone": "Etc/GMT"})
    with site.server.database.read() as tx:
        assert scores.find_activity(tx, who.id) == found


@pytest.mark.parametrize("change", ["time zone", "taken out", "forgotten", "model"])
def test_rescoring_includes_uploads_stored_meanwhile(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    who, server = ann(site), site.server
    first, second = (given(site, who, archive(tmp_path, start, people=BO)) for start in (0, 20))
    server.worker.process_pending()
    third = given(site, who, archive(tmp_path, 40, people=BO))
    # It writes: whoever computes holds nobody up.
    meanwhile(monkeypatch, server.worker.process_pending, "erase" if change == "forgotten" else "rescore")
    changes: dict[str, Callable[[], object]] = {
        "time zone": lambda: account.change_profile(
            server, actor(who), {"name": "A", "target": 70, "time_zone": "Asia/Tokyo", "shares": True}
        ),
        "taken out": lambda: server.worker.remove(who.id, first.id),
        "forgotten": lambda: erasing.erase_contact(server, actor(who), "Bo Berg"),
        "model": lambda: server.worker.rescore(who.id),
    }
    changes[change]()
    with server.database.read() as tx:
        contents, found, now = (
            imports.snapshots_of(tx, who.id),
            scores.find_activity(tx, who.id),
            accounts.find_account(tx, who.id),
        )
    assert [one.id for one, _ in contents] == [first.id, second.id, third.id][change == "taken out" :]
    assert found
    assert now
    assert (now.name, now.target, now.time_zone) == (
        ("A", 70, "Asia/Tokyo") if change == "time zone" else ("ann", None, "UTC")
    )
    expected = server.worker.sandboxes.rescore([(one.kind, content) for one, content in contents], now.time_zone)
    assert expected
    assert found.content == expected.content
    assert days(site, who) == len(expected.days)
    assert erasing.erase_contact(server, actor(who), "Bo Berg").uploads == (
        0 if change == "forgotten" else len(contents)
    )


@pytest.mark.parametrize("fails", [False, True], ids=["read", "failed"])
def test_a_contact_erased_while_reading_is_stored_nowhere(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    who = ann(site)
    given(site, who, archive(tmp_path).rename(tmp_path / "bo-berg.zip"))

    def forget() -> erasing.ErasureReceipt:
        return erasing.erase_contact(site.server, actor(who), "Bo Berg")

    if fails:

        def refuse(_: Sandboxes, upload: Import, *__: object) -> None:
            forget()
            raise ArchiveError("archive-foreign", f"{upload.name} is no archive.")

        monkeypatch.setattr(Sandboxes, "read", refuse)
    else:
        meanwhile(monkeypatch, forget)
    site.server.worker.process_pending()
    [one] = listed(site, who)
    assert (one.name, one.state) == ("archive.zip", "failed" if fails else "done")
    assert one.error == ("archive.zip is no archive. [archive-foreign]" if fails else "")
    with site.server.database.read() as tx:
        kept, found = imports.snapshots_of(tx, who.id), scores.find_activity(tx, who.id)
    assert {content.name for content in snapshots(kept)} == (set() if fails else {"archive.zip"})
    assert not found or b"bo-berg" not in found.report


@pytest.mark.parametrize("late", [False, True], ids=["read", "while it is read"])
def test_a_failure_does_not_reveal_another_uploads_name(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    who = ann(site)
    files = {"Reactions.csv": reactions(*MOMENTS), "Profile.csv": PROFILE.format("Ann")}
    given(site, who, zipped(tmp_path / "chat with bo berg.zip", files))
    site.server.worker.process_pending()
    given(site, who, zipped(tmp_path / "other.zip", files | {"Profile.csv": PROFILE.format("Zed")}))

    def forget() -> erasing.ErasureReceipt:
        return erasing.erase_contact(site.server, actor(who), "Bo Berg")

    if late:
        meanwhile(monkeypatch, forget)
    site.server.worker.process_pending()
    if not late:
        assert "chat with bo berg.zip" in "".join(one.error for one in listed(site, who))
        forget()
    [failed] = [one for one in listed(site, who) if one.state == "failed"]
    assert failed.error.startswith("archive.zip and other.zip belong to different members.")
    assert not failed.added


def test_a_message_naming_an_erased_contact_is_deleted(site: Site, tmp_path: Path) -> None:
    who = ann(site)
    one = given(site, who, archive(tmp_path))
    with site.server.database.write() as tx:
        imports.change_import(tx, one.id, state="failed", error="It has Bo_Berg.csv in it twice.")
    assert erasing.erase_contact(site.server, actor(who), "Bo Berg").names == 1
    [failed] = listed(site, who)
    assert failed.error == "The reason was removed: it named a person who asked to be forgotten."


@pytest.mark.parametrize("named", ["being read", "kept", "kept of a twin"])
def test_a_second_erasure_while_reading_leaves_no_name(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    who = ann(site)

    def forget() -> erasing.ErasureReceipt:
        return erasing.erase_contact(site.server, actor(who), "Bo Berg")

    forget()
    first = given(
        site, who, archive(tmp_path).rename(tmp_path / ("bo berg.zip" if named != "being read" else "archive.zip"))
    )
    site.server.worker.process_pending()
    if named == "kept of a twin":
        given(site, who, (tmp_path / "bo berg.zip").rename(tmp_path / "archive.zip"))
        site.server.worker.process_pending()
        site.server.worker.remove(who.id, first.id)
    given(site, who, archive(tmp_path, 40).rename(tmp_path / ("bo berg.zip" if named == "being read" else "later.zip")))
    meanwhile(monkeypatch, forget)
    site.server.worker.process_pending()
    assert {one.state for one in listed(site, who)} == {"done"}
    with site.server.database.read() as tx:
        contents, found = imports.snapshots_of(tx, who.id), scores.find_activity(tx, who.id)
    told = {one.name for one, _ in contents} | {one.name for one in snapshots(contents)}
    assert told == ({"archive.zip"} if named == "being read" else {"archive.zip", "later.zip"})
    assert found
    assert b"bo berg" not in found.report


def test_uploads_do_not_wait_for_the_rescoring_of_everyone(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = site.team()
    people = [site.person(team, login) for login in ("ann", "bo")]
    for one in people:
        given(site, one, archive(tmp_path))
    site.server.worker.process_pending()
    with site.server.database.write() as tx:
        tx.execute(update(activities).values(model="0" * 16))
    new = site.person(team, "new")
    waiting = given(site, new, archive(tmp_path))
    seen: list[str] = []
    real = Sandboxes.rescore

    def note_state(*values: Any, **named: Any) -> Any:
        seen.append(listed(site, new)[0].state)
        return real(*values, **named)

    monkeypatch.setattr(Sandboxes, "rescore", note_state)
    site.server.worker.run_maintenance()
    assert seen == ["waiting", "done"]
    assert listed(site, new)[0].id == waiting.id


def test_an_update_that_keeps_conflicting_is_refused_and_changes_nothing(site: Site, tmp_path: Path) -> None:
    who = ann(site)
    given(site, who, archive(tmp_path))
    site.server.worker.process_pending()
    before = days(site, who)

    def change_all_the_time() -> None:
        for attempt in score_updates.attempts(site.server.database, who.id):
            with attempt:
                with site.server.database.write() as tx:
                    imports.suppress_person(tx, who.id, secrets.token_hex(32))
                with attempt.commit() as tx:
                    score_updates.write_scores(tx, who.id, None)

    with pytest.raises(StoreError, match="changed while it was being processed"):
        change_all_the_time()
    assert days(site, who) == before
