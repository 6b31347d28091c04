"""A team server in which every text a user can enter is hostile: names, archives, notes, browsers, files."""

from __future__ import annotations

import io
from pathlib import Path

from sqlalchemy import text

from openssi.activity.annotations import Note
from openssi.store import accounts, credentials, invitations, scores
from openssi.store.accounts import Account
from tests.web.hostile import archive, harms, traversing
from tests.web.site import TODAY, Site, day_score

__all__ = ["harmed"]


def harmed(folder: Path, address: str | None = None) -> tuple[Site, Account]:
    """The server, and the admin who leads the one team in it: their archive was read, their name is hostile like all others."""
    site = Site(folder, address=address)
    nul = "" if address else "\0"  # PostgreSQL holds none
    texts = [one.text.replace("\0", nul) for one in harms()]
    team = site.team(texts[0])
    admin = site.person(team, "root", "admin", name=texts[1], shares=True)
    with site.server.database.write() as connection:
        for at, words in enumerate(texts):
            # What a page would refuse on the way in is put behind it: the way out has to hold by itself.
            one = accounts.add_account(
                connection, team.id, f"{at} {words}"[:200], words[:200], None, "member", site.now, shares=True
            )
            rows = [{"account_id": one.id, **fields(day, 30 + at % 60)} for day in (TODAY - 40, TODAY - 1)]
            connection.execute(text(_INSERT), rows)
            scores.add_note(connection, admin.id, Note(TODAY - 600 + at % 20, words[:200]))
            invitations.add_invitation(connection, team.id, admin.id, words[:200], "lead", site.now, 86_400)
            credentials.add_session(connection, admin.id, words, site.now, 86_400)
            scores.record_views(connection, [admin.id], one.id, "page", (TODAY - 6, TODAY), site.now)
        for words in texts[:60]:
            accounts.add_team(connection, words[:200], site.now)
            credentials.add_token(connection, admin.id, words[:200], ["me:read"], site.now, 86_400)
    browser = site.browser(admin)
    for name, content in (
        (f"{texts[2]}.zip", archive()),
        ("<img src=x onerror=window.ssiHarm=1>.zip", traversing()),
        ("\u202e\x1b[31m=1+1.zip", b"PK no zip"),
    ):
        answer = browser.post("/imports", files={"archive": (name, io.BytesIO(content), "application/zip")})
        assert answer.status_code == 303, answer.text
    assert site.server.worker.process_pending() == 3
    return site, admin


_FIELDS = ("day", "index_micro", "upper_micro", "brand", "people", "insights", "relationships", "active")
_INSERT = f"INSERT INTO daily_score (account_id, {', '.join(_FIELDS)}) VALUES (:account_id, {', '.join(f':{name}' for name in _FIELDS)})"


def fields(day: int, points: int) -> dict[str, object]:
    """A day's scores as a row."""
    found = day_score(day, points)
    return {name: getattr(found, name) for name in _FIELDS}
