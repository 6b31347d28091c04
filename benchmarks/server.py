"""Load-test a team server; small by default.

The goal is 50 members who upload archives of 50,000 records within the hour while others read: that is
`python -m benchmarks.server 50 50000 1000`.
"""

from __future__ import annotations

import http.client
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import click

from openssi.activity.report import ImportReport, report_to_bytes
from openssi.model import DEFAULT, MICRO
from openssi.store import accounts, credentials, imports, scores
from openssi.store.database import Database, open_database
from openssi.store.scores import DayScore, StoredActivity
from openssi.web.jobs.worker import Worker
from openssi.web.settings import Settings, default_address, read_key
from tests.unit.samples import zipped

__all__ = ["main"]

_TODAY = int(time.time()) // 86_400
_TEAM = 1_000  # members of whom the user report tells
_DAYS = 400  # that each of them has been scored
_READS = 100


@click.command()
@click.argument("members", type=int, default=5)
@click.argument("records", type=int, default=5_000)
@click.argument("imported", type=int, default=100)
def main(members: int, records: int, imported: int) -> None:
    """Print what a server takes while MEMBERS upload RECORDS each, and its memory after IMPORTED more."""
    print(
        f"Python {sys.version.split()[0]}; {members} members upload {records:,} records each; {imported:,} "
        "imports for memory"
    )
    with tempfile.TemporaryDirectory() as name:
        _memory(Path(name) / "memory", imported)
    with tempfile.TemporaryDirectory() as name:
        _load(Path(name), members, records)


def _load(folder: Path, members: int, records: int) -> None:
    """Measure pages while archives are imported, and afterwards; and the user report of a thousand members."""
    database = open_database(default_address(folder))
    read_key(folder)
    lead, people = _people(database, members)
    database.close()
    with _serving(folder) as port:
        _upload(port, people[0], _archive(folder, records, 0))
        _wait(folder, 1)
        archives = [_archive(folder, records, seed) for seed in range(1, members + 1)]
        began = time.monotonic()
        done = threading.Event()
        during: list[float] = []
        reader = threading.Thread(target=lambda: during.extend(_times(port, people[0], "/", until=done)))
        reader.start()
        for person, archive in zip(people[1:], archives, strict=True):
            _upload(port, person, archive)
        received = time.monotonic() - began
        _wait(folder, members + 1)
        took = time.monotonic() - began
        done.set()
        reader.join()
        print(f"uploads: all received after {received:.1f} s, all read after {took:.1f} s of the hour (3,600 s)")
        _tell("My page while they are read", during)
        _tell("My page afterwards", _times(port, people[0], "/"))
        _tell(f"user report of {_TEAM:,} members, page", _times(port, lead, "/team"))
        _tell(f"user report of {_TEAM:,} members, REST", _times(port, lead, "/api/v1/team/report"))
    database = open_database(default_address(folder))
    with database.read() as tx:
        account = accounts.find_account_by_login(tx, "lead")
        team = account.team_id if account else ""
        _tell(
            "progress_of alone",
            [_timed(lambda: scores.progress_of(tx, team, _TODAY - 30, _TODAY, DEFAULT.fingerprint)) for _ in range(20)],
        )
    database.close()


def _people(database: Database, members: int) -> tuple[str, list[str]]:
    """Return a lead of a thousand scored members, and those who upload, by their cookies."""
    chance = random.Random(1)
    report = report_to_bytes(ImportReport((), ()))
    with database.write() as tx:
        now = int(time.time())
        large, small = accounts.add_team(tx, "Large", now), accounts.add_team(tx, "Small", now)
        lead = accounts.add_account(tx, large.id, "lead", "Lead", None, "lead", now)
        for number in range(_TEAM):
            one = accounts.add_account(tx, large.id, f"m{number}", f"Member {number}", None, "member", now, shares=True)
            points = chance.randrange(20, 70)
            stored = StoredActivity(one.id, b"", report, "0" * 64, DEFAULT.fingerprint, _TODAY - _DAYS, _TODAY - 1, "")
            scores.replace_scores(tx, stored, (_day(day, points, chance) for day in range(_TODAY - _DAYS, _TODAY)))
        uploaders = [
            accounts.add_account(tx, small.id, f"u{n}", f"Uploader {n}", None, "member", now)
            for n in range(members + 1)
        ]
        cookies = [credentials.add_session(tx, one.id, "benchmark", now, 86_400) for one in (lead, *uploaders)]
    return cookies[0], cookies[1:]


def _day(day: int, points: int, chance: random.Random) -> DayScore:
    micro = (points + chance.randrange(5)) * MICRO
    return DayScore(day, micro, micro, *(micro // 4,) * 4, active=chance.random() < 0.4)


def _archive(folder: Path, records: int, seed: int) -> Path:
    """Reactions, connections and messages of three years."""
    chance = random.Random(seed)
    third = records // 3

    def moment() -> str:
        return time.strftime(
            "%Y-%m-%d %H:%M:%S", time.gmtime(int(time.time()) - chance.randrange(86_400, 1_000 * 86_400))
        )

    reactions = "Date,Type,Link\n" + "".join(f"{moment()},LIKE,https://x/{n}\n" for n in range(third))
    people = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(
        f"F{n},L{n},https://www.linkedin.com/in/p{n},,C{n % 99},Head of Sales,{_day_words(moment())}\n"
        for n in range(third)
    )
    head = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE "
        "URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    )
    messages = head + "".join(
        f"c{n // 4},,Me Mine,https://www.linkedin.com/in/me,F{n // 4} L{n // 4},https://www.linkedin.com/in/p{n // 4},"
        f"{moment()} UTC,,Hello there and thank you,INBOX\n"
        for n in range(third)
    )
    profile = "First Name,Last Name,Headline,Industry\nMe,Mine,Seller,Software\n"
    files = {"Reactions.csv": reactions, "Connections.csv": people, "messages.csv": messages, "Profile.csv": profile}
    return zipped(folder / f"archive{seed}.zip", files)


def _day_words(moment: str) -> str:
    return time.strftime("%d %b %Y", time.strptime(moment, "%Y-%m-%d %H:%M:%S"))


@contextmanager
def _serving(folder: Path) -> Generator[int]:
    command = [
        sys.executable,
        "-c",
        "from openssi.cli import main; main()",
        "serve",
        "--data",
        str(folder),
        "--port",
        "0",
        "--no-open",
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = server.stdout.readline() if server.stdout else ""
        yield int(line.split("127.0.0.1:")[1].split(",")[0])
    finally:
        server.terminate()
        server.wait()


def _ask(port: int, cookie: str, path: str, body: bytes | None = None, kind: str = "") -> int:
    headers = {"Cookie": f"ssi={cookie}", "Sec-Fetch-Site": "same-origin", "Accept": "text/html", "Content-Type": kind}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET" if body is None else "POST", path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def _upload(port: int, cookie: str, archive: Path) -> None:
    head = f'--cut\r\nContent-Disposition: form-data; name="archive"; filename="{archive.name}"\r\n\r\n'.encode()
    status = _ask(
        port, cookie, "/imports", head + archive.read_bytes() + b"\r\n--cut--\r\n", "multipart/form-data; boundary=cut"
    )
    if status != 303:
        sys.exit(f"an upload was answered by {status}")


def _wait(folder: Path, count: int) -> None:
    """Wait until a number of imports are done."""
    database = open_database(default_address(folder))
    while True:
        with database.read() as tx:
            found = list(tx.exec_driver_sql("SELECT state, count(*) FROM import GROUP BY state"))
        if dict(map(tuple, found)).get("failed"):
            sys.exit("an import failed")
        if dict(map(tuple, found)).get("done") == count:
            break
        time.sleep(0.2)
    database.close()


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _times(
    port: int, cookie: str, path: str, *, count: int = _READS, until: threading.Event | None = None
) -> list[float]:
    """Return the seconds of requests made one after another: a number of them, or until an event."""
    found: list[float] = []
    while (not until.is_set()) if until else len(found) < count:
        began = time.perf_counter()
        if _ask(port, cookie, path) != 200:
            sys.exit(f"{path} was not there")
        found.append(time.perf_counter() - began)
        time.sleep(0.12)  # a server takes 600 requests a minute of one person
    return found


def _tell(what: str, seconds: list[float]) -> None:
    ranked = sorted(seconds)
    half, last = ranked[len(ranked) // 2], ranked[-(-len(ranked) * 99 // 100) - 1]  # the 99th of 100
    print(
        f"{what:<44} p50 {half * 1000:6.0f} ms   p99 {last * 1000:6.0f} ms   slowest {ranked[-1] * 1000:6.0f} ms   "
        f"({len(ranked)} times)"
    )


def _memory(folder: Path, count: int) -> None:
    """Measure the memory of the process while one small import follows another, of twenty members."""
    settings = Settings(folder, default_address(folder))
    database = open_database(settings.address)
    worker = Worker(settings, database, read_key(folder))
    settings.staging.mkdir(parents=True)
    with database.write() as tx:
        team = accounts.add_team(tx, "Team", 0)
        people = [accounts.add_account(tx, team.id, f"m{n}", "M", None, "member", 0) for n in range(20)]
    shown = {count // 10, count // 2, count}
    archives = [_archive(folder, 300, seed).read_bytes() for seed in range(min(count, 50))]
    began = time.process_time()
    for number in range(1, count + 1):
        one = accounts.new_id()
        who = people[number % len(people)].id
        (settings.staging / one).write_bytes(archives[number % len(archives)])
        with database.write() as tx:
            for old in imports.imports_of(tx, who)[1:]:
                imports.remove_import(tx, who, old.id)
            imports.add_import(tx, one, who, "a.zip", "archive", 1, number, sample=False)
        worker.process_pending()
        if number in shown:
            print(
                f"memory after {number:>5,} imports {_resident():6.1f} MB   "
                f"{(time.process_time() - began) / number:.2f} s CPU each"
            )
    print(f"memory at its peak        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.1f} MB")
    database.close()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
