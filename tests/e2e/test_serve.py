"""`ssi serve` as a process: one per folder, stopped at any time, silent about user input; usage errors."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from openssi import __version__
from openssi.demo import write_archive
from openssi.sandbox import Limits
from tests.e2e.cli import ROOT, command, run, ssi
from tests.e2e.server import Serving
from tests.patience import PATIENCE

ENDED = {0, -signal.SIGTERM}  # uvicorn ends cleanly and then hands the signal on


def states(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "data" / "ssi.db") as connection:
        found = [row[0] for row in connection.execute("SELECT state FROM import ORDER BY received_at")]
    connection.close()
    return found


def test_an_interrupted_upload_is_read_after_a_restart(tmp_path: Path) -> None:
    archive = write_archive(tmp_path, seed=1)
    with Serving(tmp_path) as first:
        first.enter()
        for _ in range(3):
            assert first.upload(archive) == 303
        assert first.end() in ENDED
    assert set(states(tmp_path)) & {"waiting", "reading"}, "all was read before the signal came: this proves nothing"
    assert len(states(tmp_path)) == 3
    with Serving(tmp_path) as second:
        deadline = time.monotonic() + PATIENCE
        while set(states(tmp_path)) != {"done"} and time.monotonic() < deadline:
            time.sleep(0.05)
        assert states(tmp_path) == ["done"] * 3
        assert second.end() in ENDED
    assert list((tmp_path / "data" / "uploads").iterdir()) == []
    assert "Traceback" not in first.log + second.log


def test_a_second_server_of_a_folder_is_refused_while_the_first_runs(tmp_path: Path) -> None:
    with Serving(tmp_path) as first:
        second = ssi("serve", "--data", str(tmp_path / "data"), "--port", "0", "--no-open")
        assert (second.code, "[server-running]" in second.err) == (1, True)
        backup = ssi("backup", str(tmp_path / "b.zip"), "--data", str(tmp_path / "data"))
        assert backup.code == 0, backup.err
        first.end(signal.SIGKILL)
    with Serving(tmp_path) as third:
        assert third.ask("/readyz") == (200, "ok\n")
    restored = ssi("restore", str(tmp_path / "b.zip"), "--data", str(tmp_path / "new" / "data"))
    assert restored.code == 0, restored.err
    again = ssi("restore", str(tmp_path / "b.zip"), "--data", str(tmp_path / "new" / "data"))
    assert (again.code, "[backup-not-empty]" in again.err) == (1, True)


def test_the_log_has_routes_and_no_user_input(tmp_path: Path) -> None:
    with Serving(tmp_path) as server:
        server.enter()
        server.ask("/api/v1/me?secret=Kanarienvogel")
        server.ask("/Kanarienvogel")
        server.ask("/imports/Kanarienvogel/remove", {"Kanarienvogel": "Kanarienvogel"})
        server.end()
    lines = [json.loads(line) for line in server.log.splitlines()]
    asked = [(one["method"], one["route"], one["status"]) for one in lines if one["message"] == "request"]
    assert asked == [
        ("POST", "/enter", 303),
        ("GET", "/api/v1/me", 422),
        ("GET", "none", 404),
        ("POST", "/imports/{import_id}/remove", 404),
    ]
    requests = [one for one in lines if one["message"] == "request"]
    assert len({one["request"] for one in requests}) == 4
    assert (requests[1]["code"], len(requests[1]["account"])) == ("request-format", 32)
    started = next(one for one in lines if one["message"] == "started")
    assert (started["version"], started["database"]) == (__version__, "sqlite")
    assert [one["message"] for one in lines][-2:] == ["stopping", "stopped"]
    assert "Kanarienvogel" not in server.log
    assert server.code not in server.log


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--host", "0.0.0.0"], 2, "server-admin"),  # noqa: S104 (refused: that is the test)
        (["--tls-proxy"], 2, "server-admin"),
        (["--allow-host", "ssi.example.org"], 2, "server-admin"),
        (["--database", "mysql://host/name"], 2, "database-address"),
        (["--database", "postgresql://nobody@127.0.0.1:9/none"], 1, "store-unreachable"),
        (["--data", "/dev/null/folder"], 1, "store-unreachable"),
        (["--host", "192.0.2.1"], 2, "server-"),
        (["--port", "70000"], 2, "70000"),
        (["--tls-proxy", "--proxy-address", "proxy.example"], 2, "proxy.example"),
    ],
    ids=["everywhere", "proxy", "name", "mysql", "no-postgresql", "no-folder", "not-my-address", "no-port", "no-proxy"],
)
def test_usage_errors_are_sentences(arguments: list[str], code: int, told: str, tmp_path: Path) -> None:
    done = ssi("serve", "--data", str(tmp_path / "data"), "--no-open", *arguments)
    assert (done.code, told in done.err) == (code, True), done.err
    assert "Traceback" not in done.err


def test_the_unit_allows_what_the_server_may_use() -> None:
    lines = (ROOT / "deploy" / "openssi.service").read_text().splitlines()
    unit = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    sandboxes = 2 * (Limits().memory // 1_000_000 + 40)  # as docs/security.md says
    passwords, server = 2 * 64, 300
    assert int(unit["MemoryMax"].removesuffix("M")) >= sandboxes + passwords + server
    assert int(unit["LimitNOFILE"]) >= 2 * 4_000  # connections, each perhaps with a file


def test_the_service_restarts_except_after_usage_errors(tmp_path: Path) -> None:
    """A database that is not up yet must not keep the server down for good."""
    lines = (ROOT / "deploy" / "openssi.service").read_text().splitlines()
    unit = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    away = ssi("serve", "--data", str(tmp_path), "--no-open", "--database", "postgresql://nobody@127.0.0.1:9/none")
    wrong = ssi("serve", "--data", str(tmp_path), "--no-open", "--tls-proxy")
    assert [str(one.code) in unit["RestartPreventExitStatus"].split() for one in (away, wrong)] == [False, True]
    assert (unit["Restart"], unit["StartLimitIntervalSec"], "postgresql.service" in unit["After"]) == (
        "on-failure",
        "0",
        True,
    )


def test_a_port_in_use_is_reported(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = ssi("serve", "--data", str(tmp_path / "data"), "--no-open", "--port", port)
    assert (done.code, "[server-port]" in done.err) == (2, True)


def test_a_single_user_becomes_admin_and_is_erased_after_confirmation(tmp_path: Path) -> None:
    place = ("--data", str(tmp_path / "data"))
    with Serving(tmp_path) as server:
        server.enter()
        made = run(command("admin", "create", "ada", *place), given=b"four words of mine\n")
        assert (made.code, "with all its data" in made.out) == (0, True), made.err
        other = run(command("admin", "erase", "ada", *place), given=b"bob\n")
        assert (other.code, "[account-login]" in other.err, "Nothing was erased" in other.err) == (1, True, True)
        erased = run(command("admin", "erase", "ada", *place), given=b" ADA \n")
        assert (erased.code, "Erased the account" in erased.out) == (0, True), erased.err
        assert server.ask("/readyz") == (200, "ok\n")
    gone = ssi("admin", "erase", "ada", "--yes", *place)
    assert (gone.code, "[account-login]" in gone.err) == (1, True)


@pytest.mark.parametrize(("address", "sixth"), [("127.0.0.0/8", 422), ("192.0.2.1", 429)], ids=["the proxy", "another"])
def test_only_a_configured_proxy_is_trusted(address: str, sixth: int, tmp_path: Path) -> None:
    """Behind the bridge of a container all callers would be one: five tries a minute for all of them together."""
    run(command("admin", "create", "ada", "--data", str(tmp_path / "data")), given=b"four words of mine\n")
    form = {"code": "x", "login": "bo", "name": "Bo", "password": "four words of his"}
    with Serving(tmp_path, "--tls-proxy", "--proxy-address", address) as server:
        tries = [server.ask("/join", form, {"X-Forwarded-For": f"198.51.100.{at}"})[0] for at in range(6)]
    assert tries == [422] * 5 + [sixth]


def test_a_backup_without_data_and_an_invalid_backup_are_reported(tmp_path: Path) -> None:
    nothing = ssi("backup", str(tmp_path / "b.zip"), "--data", str(tmp_path / "none"))
    assert (nothing.code, "[backup-empty]" in nothing.err) == (1, True)
    assert not (tmp_path / "none").exists()
    (tmp_path / "x.zip").write_bytes(b"no zip")
    for name in ("x.zip", "missing.zip"):
        done = ssi("restore", str(tmp_path / name), "--data", str(tmp_path / "none"))
        assert (done.code, "[backup-foreign]" in done.err) == (1, True)


@pytest.mark.parametrize("command", [["serve"], ["admin", "list"], ["backup", "b.zip"], ["restore", "b.zip"]])
def test_missing_server_packages_are_reported(command: list[str], tmp_path: Path) -> None:
    gone = "import sys; sys.modules.update(dict.fromkeys(['uvicorn', 'sqlalchemy', 'fastapi'])); "
    done = ssi(*command, "--data", str(tmp_path / "data"), before=gone)
    assert (done.code, "[server-missing]" in done.err, "python3 -m pip install '.[web]'" in done.err) == (2, True, True)
