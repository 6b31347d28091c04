"""A member's connections who share: the third that the member is in, from ten of them on, and nothing about one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from openssi.snapshots.archive import ArchiveSnapshot
from openssi.store import imports
from openssi.store.accounts import Account, new_id
from tests.unit.samples import reactions, zipped
from tests.web.site import HTML, Site

INVITATION = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    'Me,Other,"1/5/24, 9:00 AM",,OUTGOING,https://www.linkedin.com/in/m{},https://www.linkedin.com/in/other\n'
)
CONNECTION = "{},Sample,https://www.linkedin.com/in/{},,Acme,Seller,02 Mar 2024\n"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def store(site: Site, who: Account, folder: Path, files: dict[str, str]) -> None:
    """Store a snapshot of an archive, as the worker does."""
    path = zipped(folder / f"{who.login}.zip", {**files, "Reactions.csv": reactions("2024-11-20 10:00:00")})
    content = ArchiveSnapshot.read(path, site.server.key).to_bytes()
    with site.server.database.write() as connection:
        added = imports.add_import(connection, new_id(), who.id, path.name, "archive", 1, site.now, sample=False)
        imports.store_snapshot(connection, added.id, content)


def invent(site: Site, folder: Path, connected: int, points: int) -> Account:
    """Ada is connected with the first of eleven colleagues who share, with 40 to 50 points, and with a stranger."""
    team = site.team("North")
    ada = site.person(team, "ada", shares=True)
    site.scored(ada, [points])
    names = [*(f"m{at}" for at in range(connected)), "stranger"]
    store(site, ada, folder, {"Connections.csv": CONNECTIONS + "".join(CONNECTION.format(one, one) for one in names)})
    for at in range(11):
        one = site.person(team, f"m{at}", shares=True)
        site.scored(one, [40 + at])
        store(site, one, folder, {"Invitations.csv": INVITATION.format(at)})
    return ada


@pytest.mark.parametrize(("points", "third"), [(47, "upper"), (43, "middle"), (40, "lower")])
def test_ten_connections_who_share_show_a_third(points: int, third: str, site: Site, tmp_path: Path) -> None:
    """Of the ten with 40 to 49 points, 2, 6 or 9 have more: ranks 3, 7 and 10 of 11."""
    browser = site.browser(invent(site, tmp_path, 10, points))
    network = [rank for rank in browser.get("/api/v1/me/peer-ranks").json() if rank["group"] == "network"]
    assert [(one["size"], one["connections"], one["third"], one["averages"]) for one in network] == [
        (10, 11, third, {})
    ]
    page = browser.get("/", headers=HTML).text
    assert f"10 of your 11 connections share here: you are in the {third} third" in page


def test_nine_connections_who_share_show_nothing(site: Site, tmp_path: Path) -> None:
    browser = site.browser(invent(site, tmp_path, 9, 47))
    assert {rank["group"] for rank in browser.get("/api/v1/me/peer-ranks").json()} == {"team"}
