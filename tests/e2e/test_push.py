"""`ssi push` as a process, against a server in another process."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.e2e.cli import Done, command, environment, good, refused, ssi
from tests.navigator import usage_report
from tests.patience import PATIENCE

NO_TOKEN = "ssi_" + "x" * 43


@dataclass(frozen=True)
class Served:
    """A server on this machine, and the browser of its user."""

    address: str
    browser: httpx2.Client

    def token(self, *scopes: str) -> str:
        made = self.browser.post("/api/v1/me/tokens", json={"name": "push", "scopes": scopes, "days": 1})
        assert made.status_code == 201, made.text
        return made.json()["secret"]

    def imports(self) -> list[dict[str, Any]]:
        return self.browser.get("/api/v1/me/imports").json()["items"]

    def push(self, archive: Path, *more: str | Path, token: str) -> Done:
        return ssi("push", archive, "--server", self.address, *more, env={"OPENSSI_TOKEN": token})


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    line = command("serve", "--port", "0", "--no-open", "--data", tmp_path_factory.mktemp("server"))
    with subprocess.Popen(  # noqa: S603 (our own interpreter and our own arguments)
        line, env=environment({"PYTHONUNBUFFERED": "1"}), stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout
        try:
            address, code = None, None
            while not code:
                said = process.stdout.readline()
                assert said, "the server ended"
                address = address or re.search(r"http://127\.0\.0\.1:\d+", said)
                code = re.search(r"/enter#(\S+)", said)
            assert address
            with httpx2.Client(
                base_url=address[0], headers={"Sec-Fetch-Site": "same-origin"}, trust_env=False
            ) as browser:
                assert browser.post("/enter", data={"code": code[1]}).status_code == 303
                yield Served(address[0], browser)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@pytest.fixture
def token(served: Served) -> Generator[str]:
    """A token; what is pushed with it is taken out again."""
    yield served.token("me:read", "me:write")
    for one in served.imports():
        served.browser.delete(f"/api/v1/me/imports/{one['id']}")


def test_a_zip_is_uploaded_read_and_reported(served: Served, archive: Path, scored: dict[str, Any], token: str) -> None:
    done = served.push(archive, token=token)
    assert (done.code, done.err) == (0, "")
    first, *files = done.out.splitlines()
    assert (
        first
        == f"The server has read {archive.name}: {sum(one['imported'] for one in scored['sources']):,} new records."
    )
    assert files == [
        f"  {one['file']}: {one['records']:,} record{'s' if one['records'] > 1 else ''}, {one['imported']:,} imported, {one['duplicate']:,} duplicate, "
        f"{one['rejected']:,} rejected, {one['repaired']:,} repaired"
        for one in scored["sources"]
    ]
    assert served.browser.get("/api/v1/me/index").json()["index_micro"] == scored["index_micro"]


def test_the_same_archive_as_a_folder_adds_nothing(served: Served, archive: Path, folder: Path, token: str) -> None:
    assert served.push(archive, token=token).code == 0
    done = served.push(folder, token=token)
    already, totals = done.out.splitlines()
    assert already == f"The server already had {folder.name}.zip; nothing was added."
    assert totals.startswith("All your uploads: ")
    assert sorted(one["added"] for one in served.imports()) == [False, True]


def test_a_second_upload_lists_its_own_files_and_sums_up_all(served: Served, tmp_path: Path, token: str) -> None:
    """Two of the second file's three reactions are also in the first, re-saved with semicolons."""
    rows = [("2026-06-01 09:00:00", 1), ("2026-06-15 09:00:00", 2), ("2026-06-30 09:00:00", 3)]
    link = "https://www.linkedin.com/feed/update/urn:li:activity:743700000000000000"
    for name, mark, some in (("first", ",", rows[:2]), ("second", ";", rows)):
        (tmp_path / name).mkdir()
        lines = [
            mark.join(("Date", "Type", "Link")),
            *(mark.join((day, "LIKE", f"{link}{at}")) for day, at in some),
            "",
        ]
        (tmp_path / name / "Reactions.csv").write_text("\n".join(lines))
    assert served.push(tmp_path / "first", token=token).code == 0
    second = served.push(tmp_path / "second", token=token)
    assert second.out.splitlines() == [
        "The server has read second.zip: 1 new record.",
        "  Reactions.csv: 3 records, 3 imported, 0 duplicate, 0 rejected, 0 repaired",
        "All your uploads: 2 files with 5 records = 3 imported + 2 duplicates + 0 rejected.",
    ]


def test_only_files_that_count_are_sent_from_a_folder(served: Served, folder: Path, tmp_path: Path, token: str) -> None:
    """Three megabytes that cannot be packed, in a file that is never opened, would show in the size."""
    own = tmp_path / "archive"
    own.mkdir()
    (own / "Connections.csv").write_bytes((folder / "Connections.csv").read_bytes())
    (own / "PhoneNumbers.csv").write_bytes(os.urandom(3_000_000))
    (own / "link.csv").symlink_to(folder / "messages.csv")
    assert served.push(own, token=token).code == 0
    assert served.imports()[0]["size"] < 1_000_000


def test_of_a_teams_report_only_the_own_row_is_sent(served: Served, archive: Path, tmp_path: Path, token: str) -> None:
    report = usage_report(tmp_path / "usage.csv", {"Ada Example": (1, 2, 3, 4, 5), "Bo Sample": (1, 1, 1, 1, 1)})
    refused = served.push(report, token=token)
    assert (refused.code, "has 2 people in it" in refused.err) == (1, True)
    assert served.push(archive, token=token).code == 0
    assert served.push(report, "--navigator-user", "ada example", token=token).code == 0
    sent = next(one for one in served.imports() if one["kind"] == "navigator")
    whole = report.stat().st_size
    assert whole - len("Bo Sample,bo.sample@example.org,Sales,3,1,1,1,1,1,1") > sent["size"] > 0


def test_push_can_return_without_waiting(served: Served, archive: Path, tmp_path: Path) -> None:
    """Then a token that may only write is enough; it is read from a file."""
    file = tmp_path / "token"
    file.write_text(served.token("me:write") + "\n")
    done = good("push", archive, "--server", served.address, "--token-file", file, "--no-wait")
    assert done.out == f"The server received {archive.name} and will read it.\n"
    waited = ssi("push", archive, "--server", served.address, "--token-file", file)
    refused(waited, 1, "push-refused")
    assert "me:read" in waited.err
    assert f"The server received {archive.name}" in waited.err


def test_a_file_the_server_cannot_read_is_an_error(served: Served, tmp_path: Path, token: str) -> None:
    foreign = tmp_path / "holiday.zip"
    with zipfile.ZipFile(foreign, "w") as out:
        out.writestr("beach.txt", "sand")
    done = served.push(foreign, token=token)
    refused(done, 1, "push-failed")
    assert "[archive-foreign]" in done.err


def test_a_file_that_is_not_an_archive_is_never_sent(served: Served, tmp_path: Path, token: str) -> None:
    before = {one["id"] for one in served.imports()}
    secret = tmp_path / "passwords.kdbx"
    secret.write_bytes(b"not a zip")
    refused(served.push(secret, token=token), 1, "archive-not-zip")
    refused(served.push(tmp_path / "nothing.zip", token=token), 1, "archive-not-found")
    assert {one["id"] for one in served.imports()} == before


def test_a_wrong_token_is_rejected(served: Served, archive: Path) -> None:
    done = served.push(archive, token=NO_TOKEN)
    refused(done, 1, "push-refused")
    assert "[access-sign-in]" in done.err
    assert NO_TOKEN not in done.err


@pytest.mark.parametrize("token", ["", "hunter2", "ssi_", "ssi_ä" + "x" * 40])
def test_a_malformed_token_is_not_sent(token: str, archive: Path) -> None:
    done = ssi("push", archive, "--server", "https://example.invalid", env={"OPENSSI_TOKEN": token})
    refused(done, 2, "push-token")


@pytest.mark.parametrize(
    "address",
    [
        "http://team.example.org",
        "http://127.0.0.1.example.org",
        "http://localhost@example.org",
        "https://me:secret@example.org",
        "team.example.org",
        "https://example.org/path?query",
        "https://example.org:port",
        "ftp://127.0.0.1",
        "",
    ],
)
def test_nothing_is_sent_to_an_unsafe_address(address: str, archive: Path) -> None:
    refused(ssi("push", archive, "--server", address, env={"OPENSSI_TOKEN": NO_TOKEN}), 2, "push-address")


def test_a_server_that_is_not_running_is_an_error(archive: Path) -> None:
    done = ssi("push", archive, "--server", "http://127.0.0.1:9", env={"OPENSSI_TOKEN": NO_TOKEN})
    refused(done, 1, "push-unreachable")


def test_missing_packages_are_named(archive: Path) -> None:
    without = "import sys; sys.modules['stamina'] = None\nimport importlib.util as u; f = u.find_spec\n"
    without += "u.find_spec = lambda name, *more: None if name == 'stamina' else f(name, *more)\n"
    done = ssi("push", archive, "--server", "http://127.0.0.1:9", env={"OPENSSI_TOKEN": NO_TOKEN}, before=without)
    refused(done, 2, "push-missing")
