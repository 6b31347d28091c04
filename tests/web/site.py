"""A team server with people and scored days, without their archives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from fastapi import FastAPI
from starlette.testclient import TestClient

from openssi.activity.codec import activity_to_bytes
from openssi.activity.report import ImportReport, report_to_bytes
from openssi.model import DEFAULT, MICRO
from openssi.sandbox import Limits
from openssi.sandbox.messages import Message
from openssi.store import accounts, credentials, scores
from openssi.store.accounts import Account, Role, Team
from openssi.store.database import open_database
from openssi.store.scores import DayScore, StoredActivity
from openssi.web.app import create_app
from openssi.web.context import Server, cookie_name
from openssi.web.settings import Settings, default_address
from tests.postgres import new_database
from tests.unit.samples import activity, once

#: 1 July 2026, 00:00 UTC.
NOW = 1_782_864_000
TODAY = NOW // 86_400
HOST = "localhost"
#: Refuses connections at once: no test may reach LinkedIn.
NO_HOST = "http://127.0.0.1:9"
HTML = {"Accept": "text/html"}
#: An activity to open: one post on 30 June 2026. Its scores are set separately.
CONTENT = activity_to_bytes(activity(once("post_published")))
SAME = {"Sec-Fetch-Site": "same-origin"}


#: Whose behaviour must not differ.
DATABASES = ("sqlite", "postgresql")


def new_address(kind: str) -> str | None:
    """Return the address of a database of a kind without rows; None for the file that a server makes by itself."""
    return new_database(_migrated_postgresql()) if kind == "postgresql" else None


@cache
def _migrated_postgresql() -> str:
    address = new_database()
    open_database(address).close()
    return address


def put_migrated(file: Path) -> None:
    """Create a database with all tables and no rows, unless the file exists: a server would take 0.1 s to migrate it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_bytes(_migrated())


@cache
def _migrated() -> bytes:
    """Return the bytes of an SQLite database with all tables and no rows."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ssi.db"
        open_database(f"sqlite:///{file}").close()
        return file.read_bytes()


class JobHere:
    """Does what a job in a sandbox does, in this process."""

    def __init__(self, work: Any, _: Limits) -> None:
        self._work = work

    def run(self, data: dict[str, Any], blobs: Sequence[bytes] = (), progress: Any = None) -> Message:
        answer, made = self._work(json.loads(json.dumps(data)), list(blobs), progress or _ignore)
        return Message(json.loads(json.dumps(answer)), list(made))

    def cancel(self) -> None:
        """Nothing stops it: tests that cancel start a real one."""


def _ignore(_: int, __: int) -> None:
    """Nobody follows the progress."""


class Site:
    """One server; `now` is its clock. Without `raises`, bugs are answers as in life."""

    def __init__(self, folder: Path, *, secure: bool = False, **settings: Any) -> None:
        self.now = NOW
        address = settings.pop("address", None)
        if address is None:
            address = default_address(folder)
            put_migrated(folder / "ssi.db")
        settings.setdefault("linkedin", NO_HOST)
        told = Settings(folder, address, secure=secure, clock=lambda: self.now, **settings)
        self.app: FastAPI = create_app(told, work=False)
        self.server: Server = self.app.state.server
        self.secure = secure
        self.raises = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.database.close()

    def browser(self, who: Account | None = None, **headers: str) -> TestClient:
        """A browser of its own, in which somebody may be signed in."""
        scheme = "https" if self.secure else "http"
        found = TestClient(
            self.app,
            f"{scheme}://{HOST}",
            headers={**SAME, **headers},
            raise_server_exceptions=self.raises,
            follow_redirects=False,
        )
        if who is not None:
            with self.server.database.write() as connection:
                secret = credentials.add_session(connection, who.id, "a browser", self.now, 86_400)
            found.cookies.set(cookie_name(self.server.settings), secret)
        return found

    def program(self, who: Account, *scopes: str) -> TestClient:
        """A program with a token."""
        with self.server.database.write() as connection:
            _, secret = credentials.add_token(connection, who.id, "a program", scopes, self.now, 86_400)
        return TestClient(
            self.app, f"http://{HOST}", headers={"Authorization": f"Bearer {secret}"}, follow_redirects=False
        )

    def team(self, name: str = "Team") -> Team:
        """A new team."""
        with self.server.database.write() as connection:
            return accounts.add_team(connection, name, self.now)

    def person(
        self,
        team: Team,
        login: str,
        role: Role = "member",
        *,
        name: str = "",
        shares: bool = False,
        password: str | None = None,
    ) -> Account:
        """Somebody new in a team; `password` is a hash."""
        with self.server.database.write() as connection:
            return accounts.add_account(
                connection, team.id, login, name or login, password, role, self.now, shares=shares
            )

    def scored(self, who: Account, points: Iterable[int], last: int = TODAY - 1, *, active: bool = True) -> None:
        """Scores of one day after another up to `last`, all four pillars alike: points of 100, all measured."""
        found = list(points)
        days = [day_score(last - len(found) + 1 + at, value, active=active) for at, value in enumerate(found)]
        kept = StoredActivity(
            who.id, CONTENT, report_to_bytes(ImportReport((), ())), "0" * 64, DEFAULT.fingerprint, days[0].day, last, ""
        )
        with self.server.database.write() as connection:
            scores.replace_scores(connection, kept, days)


def day_score(day: int, points: int, *, active: bool = True) -> DayScore:
    """A day with this many points, in four equal pillars, all of it measured."""
    micro = points * MICRO
    return DayScore(day, micro, micro, micro // 4, micro // 4, micro // 4, micro // 4, active)
