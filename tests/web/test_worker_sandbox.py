"""Reading in a sandbox: limits, bugs, cancellation and shutdowns, each with what the member sees."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import update

from openssi.errors import StoreError
from openssi.sandbox import Limits
from openssi.store import imports, scores
from openssi.store.accounts import Account
from openssi.store.tables import activities
from openssi.web.jobs import sandboxes
from openssi.web.jobs.worker import Worker
from tests.sandbox import acts
from tests.web.site import JobHere, Site
from tests.web.uploading import (
    BO,
    ann,
    archive,
    days,
    given,
    listed,
    meanwhile,
    staged,
)


def fault_of(site: Site, who: Account) -> str:
    [one] = listed(site, who)
    assert (one.state, one.added) == ("failed", False)
    return one.error


@pytest.mark.sandboxed
def test_an_upload_is_read_and_scored_in_a_sandbox_with_the_same_result(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann_, bo = ann(site), site.person(site.team("Other"), "bo")
    given(site, ann_, archive(tmp_path, people=BO))
    assert site.server.worker.process_pending() == 1
    monkeypatch.setattr(sandboxes, "Job", JobHere)
    given(site, bo, archive(tmp_path, people=BO))
    assert site.server.worker.process_pending() == 1
    with site.server.database.read() as tx:
        found = [(imports.snapshots_of(tx, one.id)[0][1], scores.find_activity(tx, one.id)) for one in (ann_, bo)]
        days_of = [scores.scores_of(tx, one.id, 0, 100_000) for one in (ann_, bo)]
    assert found[0][0] == found[1][0]
    assert found[0][1]
    assert found[1][1]
    assert found[0][1].version == found[1][1].version
    assert days_of[0] == days_of[1]
    assert len(days_of[0]) > 200


@pytest.mark.sandboxed
@pytest.mark.parametrize(
    ("act", "words"),
    [
        (acts.abort, "archive0.zip takes more memory to read, unlike any archive from LinkedIn."),
        (acts.take_time, "archive0.zip takes more than 1 seconds to read, unlike any archive from LinkedIn."),
    ],
)
def test_a_file_that_takes_too_much_memory_or_time_fails_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, act: Any, words: str
) -> None:
    monkeypatch.setattr(sandboxes, "read_upload", act)
    with Site(tmp_path, sandbox=Limits(seconds=1)) as site:
        who = ann(site)
        given(site, who, archive(tmp_path))
        assert site.server.worker.process_pending() == 1
        assert fault_of(site, who) == (
            f"{words} Nothing from this file was stored. Upload the archive unchanged, as you downloaded it from LinkedIn. [archive-unsafe]"
        )
        assert staged(site) == []
    assert "reading stopped" in caplog.text


@pytest.mark.sandboxed
@pytest.mark.parametrize("task", ["read_upload", "score_member"])
def test_a_bug_in_a_sandbox_shows_an_id_and_is_logged(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, task: str
) -> None:
    monkeypatch.setattr(sandboxes, task, acts.fail)
    who = ann(site)
    given(site, who, archive(tmp_path))
    site.server.worker.process_pending()
    assert fault_of(site, who).endswith("[server-fault]")
    [record] = [one for one in caplog.records if one.getMessage() == "import failed"]
    assert "ZeroDivisionError in acts.py" in record.__dict__["cause"]


@pytest.mark.sandboxed
def test_a_cancelled_import_stops_at_once(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandboxes, "read_upload", acts.wait)  # ten minutes
    who = ann(site)
    one = given(site, who, archive(tmp_path))
    thread = Thread(target=site.server.worker.process_pending)
    thread.start()
    while one.id not in site.server.worker.progress:
        site.server.worker.stopped.wait(0.01)
    assert site.server.worker.cancel(who.id, one.id)
    thread.join(60)
    assert not thread.is_alive()
    assert [one.state for one in listed(site, who)] == ["cancelled"]
    assert staged(site) == []


@pytest.mark.sandboxed
def test_an_import_interrupted_by_a_shutdown_is_retried_without_counting_an_attempt(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandboxes, "read_upload", acts.wait)
    who = ann(site)
    one = given(site, who, archive(tmp_path))
    site.server.worker.start()
    while one.id not in site.server.worker.progress:
        site.server.worker.stopped.wait(0.01)
    site.server.worker.stop()
    assert not site.server.worker.alive
    assert [(one.state, one.tries) for one in listed(site, who)] == [("waiting", 0)]
    assert staged(site) == [one.id]


def test_database_errors_count_as_one_attempt(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    who = ann(site)
    given(site, who, archive(tmp_path))

    def refuse() -> None:
        raise StoreError("store-full", "The disk is full.")

    for _ in range(5):
        meanwhile(monkeypatch, refuse)
        with pytest.raises(StoreError):
            site.server.worker.process_pending()
        site.server.worker.recover()
    assert [(one.state, one.tries) for one in listed(site, who)] == [("waiting", 1)]
    assert site.server.worker.process_pending() == 1
    assert [one.state for one in listed(site, who)] == ["done"]


def test_a_member_with_too_many_uploads_is_asked_to_delete_some(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ann(site)
    given(site, who, archive(tmp_path))
    site.server.worker.process_pending()
    with site.server.database.read() as tx:
        [(_, content)] = imports.snapshots_of(tx, who.id)
    monkeypatch.setattr(sandboxes, "_MOST_STORED", len(content) + 10)
    given(site, who, archive(tmp_path, 40))
    site.server.worker.process_pending()
    [failed] = [one for one in listed(site, who) if one.state == "failed"]
    assert failed.error.endswith("the newest archive usually contains everything in them. [import-large]")
    assert days(site, who) > 200


@pytest.mark.sandboxed
def test_a_member_who_cannot_be_rescored_keeps_scores_and_blocks_nobody(site: Site, tmp_path: Path) -> None:
    team = site.team()
    people = sorted((site.person(team, login) for login in ("ann", "bo")), key=lambda one: one.id)
    for one in people:
        given(site, one, archive(tmp_path))
    site.server.worker.process_pending()
    before = days(site, people[0])
    with site.server.database.write() as tx:
        tx.execute(update(activities).values(model="0" * 16))
        imports.store_snapshot(tx, listed(site, people[0])[0].id, b"openssi archive 1\ndamaged")
    for start in range(1, 4):
        worker = Worker(site.server.settings, site.server.database, site.server.key)
        worker.run_maintenance()
        with site.server.database.read() as tx:
            first, second = (scores.find_activity(tx, one.id) for one in people)
        assert first
        assert second
        assert (first.model, first.tries, second.model) == ("0" * 16, min(start, 2), worker.model.fingerprint)
    assert days(site, people[0]) == before
