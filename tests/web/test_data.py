"""My data: every field explained, an export of everything, and erasure that leaves no byte."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
import zlib
from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest
from sqlalchemy import Column, LargeBinary, String, create_engine

from openssi.activity.annotations import LinkedInScore, Note
from openssi.errors import RequestDenied
from openssi.store import accounts, credentials, imports, invitations, scores
from openssi.store.accounts import Account
from openssi.store.column_docs import doc_of, is_free_text
from openssi.store.tables import METADATA, documented_tables, free_text_columns
from openssi.web.http.problems import status_of
from openssi.web.security.access import ROLE_SCOPES, Actor
from openssi.web.security.passwords import hash_password
from openssi.web.services.erasing import TEXTS, erase_own_account
from openssi.web.services.uploads import receive
from tests.postgres import data_folder
from tests.unit.samples import reactions, zipped
from tests.web.site import DATABASES, HTML, Site, new_address

MOMENTS = [f"2025-{month:02}-{day:02} 10:00:00" for month in range(1, 9) for day in range(1, 28, 3)]
CANARY = "Kanarienvogel"
PASSWORD = "four words without sense"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ZOE = "Zoe,Zander,https://www.linkedin.com/in/zoe-zander,,Zebra Ltd,CEO,03 Mar 2025\n"
YAN = "Yan,Young,https://www.linkedin.com/in/yan-young,,Yak Ltd,CTO,04 Mar 2025\n"


def archive(folder: Path, name: str = "archive.zip", people: str = ZOE + YAN, first: int = 0) -> Path:
    files = {"Reactions.csv": reactions(*MOMENTS[first:], first_link=first), "Connections.csv": CONNECTIONS + people}
    return zipped(folder / name, files)


@pytest.fixture(params=DATABASES)
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Site]:
    """A server on a database of each kind."""
    with Site(tmp_path / "site", address=new_address(request.param)) as made:
        yield made


def on_disk(site: Site) -> bytes:
    """Every byte that the database and the server's folder hold."""
    if site.server.database.kind == "postgresql":
        engine = create_engine(
            site.server.settings.address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.exec_driver_sql("CHECKPOINT")
            number = connection.exec_driver_sql(
                "SELECT oid FROM pg_database WHERE datname = current_database()"
            ).scalar_one()
        engine.dispose()
        folders = [data_folder() / "base" / str(number), site.server.settings.folder]
    else:
        folders = [site.server.settings.folder]
    return b"".join(path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def upload(site: Site, who: Account, file: Path) -> None:
    with file.open("rb") as content:
        site.browser(who).post("/imports", files={"archive": (file.name, content)})


def filled(site: Site, folder: Path, login: str = "ann") -> Account:
    """Somebody with something in every table, their mark in all that can hold words."""
    who = site.person(site.team(f"Team {CANARY}"), login, name=f"Ann {CANARY}", password=hash_password(PASSWORD, login))
    upload(site, who, archive(folder, f"{CANARY}.zip"))
    site.server.worker.process_pending()
    with site.server.database.write() as tx:
        scores.add_note(tx, who.id, Note(20_000, f"Note {CANARY}"))
        scores.put_linkedin_score(tx, who.id, LinkedInScore(20_000, 1, 2, 3, 4))
        scores.record_views(tx, [who.id], who.id, "page", (20_000, 20_006), site.now)
        credentials.add_session(tx, who.id, f"Agent {CANARY}", site.now, 60)
        credentials.add_token(tx, who.id, f"Token {CANARY}", ["me:read"], site.now, 60)
    return who


def contents(site: Site, who: Account) -> list[bytes]:
    with site.server.database.read() as tx:
        return [content for _, content in imports.snapshots_of(tx, who.id)]


def test_my_data_explains_every_column_most_important_first(site: Site) -> None:
    text = site.browser(site.person(site.team(), "ann")).get("/data", headers=HTML).text
    assert text.index("Nothing leaves this machine") < text.index("<h2")
    columns = [column.name for table in METADATA.sorted_tables for column in table.columns]
    assert sum(len(found) for _, found in documented_tables()) == len(columns)
    for name in columns:
        assert f"<code>{name}</code>" in text


def test_the_export_has_everything_except_secrets(site: Site, tmp_path: Path) -> None:
    who = filled(site, tmp_path)
    answer = site.browser(who).get("/data/export")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as found:
        told = {name: found.read(name) for name in found.namelist()}
    read = {name: json.loads(content) for name, content in told.items() if name.endswith(".json")}
    assert read["account.json"]["login"] == "ann"
    assert read["notes.json"] == [{"day": "2024-10-04", "text": f"Note {CANARY}"}]
    assert read["official.json"][0]["brand"] == 1
    assert [(one["name"], one["state"]) for one in read["imports.json"]] == [(f"{CANARY}.zip", "done")]
    assert {one["file"] for one in read["import-report.json"]["files"]} == {"Reactions.csv", "Connections.csv"}
    assert len(read["activity.json"]["days"]["reaction_given"]) == len(MOMENTS)
    [look] = read["views.json"]
    assert (look["viewer"], look["first_day"], look["last_day"]) == (f"Ann {CANARY}", "2024-10-04", "2024-10-10")
    assert {one["agent"] for one in read["sessions.json"]} == {f"Agent {CANARY}", "a browser"}
    assert [one["name"] for one in read["tokens.json"]] == [f"Token {CANARY}"]
    assert len(told["daily-scores.csv"].splitlines()) > 200
    assert [told[name] for name in told if name.startswith("snapshots/")] == contents(site, who)
    with site.server.database.read() as tx:
        secrets = [row for row in tx.exec_driver_sql("SELECT password FROM account").scalars() if row]
        secrets += [
            *tx.exec_driver_sql("SELECT id FROM session").scalars(),
            *tx.exec_driver_sql("SELECT hash FROM token").scalars(),
        ]
    assert not [one for one in secrets if any(one.encode() in content for content in told.values())]


def test_an_erased_member_leaves_no_bytes(either: Site, tmp_path: Path) -> None:
    who = filled(either, tmp_path)
    other = either.person(either.team("Other"), "bob", name="Bob Bleibt")
    upload(either, who, archive(tmp_path, f"waits-{CANARY}.zip", first=40))
    [content] = contents(either, who)
    piece = content[len(content) // 2 :][:48]
    before = on_disk(either)
    assert CANARY.encode() in before
    if either.server.database.kind == "sqlite":  # PostgreSQL may have packed it
        assert piece in before
    assert list(either.server.settings.staging.iterdir())
    browser = either.browser(who, Accept="text/html")
    wrong = browser.post("/data/erase", data={"login": "ann", "password": "not this one at all"})
    assert (wrong.status_code, "account-sign-in" in wrong.text) == (422, True)
    answer = browser.post("/data/erase", data={"login": " Ann ", "password": PASSWORD})
    assert answer.status_code == 200
    assert "no byte of it is left" in answer.text
    after = on_disk(either)
    assert CANARY.encode() not in after
    assert piece not in after
    assert who.id.encode() not in after
    assert b"Bob Bleibt" in after
    assert list(either.server.settings.staging.iterdir()) == []
    assert either.browser(other).get("/api/v1/me").status_code == 200
    assert browser.get("/", headers=HTML).headers["location"] == "/sign-in"


def test_the_last_lead_or_admin_must_hand_over_first(site: Site) -> None:
    team = site.team()
    lead, member = site.person(team, "lead", "lead"), site.person(team, "member")
    answer = site.browser(lead).post("/data/erase", data={"login": "lead"})
    assert answer.json()["code"] == "account-last-lead"
    admin = site.person(site.team("Host"), "admin", "admin")
    assert site.browser(admin).post("/data/erase", data={"login": "admin"}).json()["code"] == "account-last-lead"
    assert site.browser(member).post("/data/erase", data={"login": "member"}).status_code == 200
    assert site.browser(lead).post("/data/erase", data={"login": "lead"}).status_code == 200  # nobody is left to lead
    assert site.browser(admin).post("/data/erase", data={"login": "admin"}).status_code == 200
    with site.server.database.read() as tx:
        assert accounts.all_teams(tx) == []


def test_the_name_of_an_erased_member_disappears_for_others(site: Site) -> None:
    team = site.team()
    lead = site.person(team, "lead", "lead", name=f"Lead {CANARY}")
    site.person(team, "second", "lead")
    member = site.person(team, "member", shares=True)
    with site.server.database.write() as tx:
        scores.record_views(tx, [member.id], lead.id, "page", (20_000, 20_006), site.now)
    assert site.browser(lead).post("/data/erase", data={"login": "lead"}).status_code == 200
    [look] = site.browser(member).get("/api/v1/me/profile-views").json()["items"]
    assert (look["viewer"], look["from"], look["to"]) == (None, "2024-10-04", "2024-10-10")
    assert (
        "Someone whose account no longer exists, page, 4 to 10 October 2024"
        in site.browser(member).get("/team/me", headers=HTML).text
    )
    assert CANARY.encode() not in on_disk(site)


@pytest.mark.parametrize("told", ["Zoe Zander", "https://www.linkedin.com/in/zoe-zander/"])
def test_an_erased_contact_is_gone_and_does_not_come_back(told: str, either: Site, tmp_path: Path) -> None:
    who, twin = either.person(either.team(), "ann"), either.person(either.team("T"), "twin")
    upload(either, who, archive(tmp_path))
    upload(either, twin, archive(tmp_path, "without.zip", YAN))
    either.server.worker.process_pending()
    [old] = contents(either, who)
    pieces = [old[at : at + 24] for at in range(len(old) // 3, len(old) - 24, 24)]
    answer = either.browser(who, Accept="text/html").post("/data/forget", data={"person": told})
    assert "1 record about this person was erased from 1 upload" in answer.text
    [new] = contents(either, who)
    assert old != new
    if either.server.database.kind == "sqlite":
        left = on_disk(either)
        rightly = new + b"".join(contents(either, twin))  # packed alike, some bytes can be the same
        assert [piece for piece in pieces if piece in left and piece not in rightly] == []
    assert score_days(either, who) == score_days(either, twin)
    upload(either, who, archive(tmp_path))  # the very same archive
    upload(either, who, archive(tmp_path, "later.zip", ZOE + YAN, first=1))  # another that knows them
    either.server.worker.process_pending()
    with either.server.database.read() as tx:
        assert {one.state for one in imports.imports_of(tx, who.id)} == {"done"}
    assert score_days(either, who) == score_days(either, twin)
    again = either.browser(who).post("/api/v1/me/data/erase-contact", json={"person": told}).json()
    assert (again["records"], again["journal_cleared"]) == (0, True)


def test_a_contact_is_erased_from_notes_and_file_names(either: Site, tmp_path: Path) -> None:
    who = either.person(either.team(), "ann")
    upload(either, who, archive(tmp_path, "Export_of-ZOE%20zander (1).zip"))
    upload(either, who, archive(tmp_path, "Suezoe Zander.zip", first=9))
    either.server.worker.process_pending()
    upload(either, who, tmp_path / "Export_of-ZOE%20zander (1).zip")  # waits
    texts = (
        "Met Zoe  Zander, CEO",
        "(zoe zander)",
        "Zoe",
        "Zander, Zoe",
        "Zoe Zandera",
        "https://linkedin.com/in/zozan?x",
    )
    browser = either.browser(who)
    for text in texts:
        assert browser.post("/api/v1/me/notes", json={"day": "2025-03-01", "text": text}).status_code == 201
    assert "Any of your notes that contains what you type here is deleted" in browser.get("/data", headers=HTML).text
    told = browser.post("/data/forget", data={"person": "zoe zander"}, headers=HTML).text
    assert "3 notes naming them were deleted, and their name was removed from 2 uploads." in told
    assert "0 places left." in told
    assert sorted(one["text"] for one in browser.get("/api/v1/me/notes").json()) == sorted(["Zoe", *texts[4:]])
    either.server.worker.process_pending()
    names = {one["name"] for one in browser.get("/api/v1/me/imports").json()["items"]}
    assert names == {"archive.zip", "Suezoe Zander.zip"}
    if either.server.database.kind == "sqlite":
        left = on_disk(either)
        assert b"Met Zoe" not in left
        assert b"ZOE" not in left + browser.get("/data/export").content
    again = browser.post("/api/v1/me/data/erase-contact", json={"person": "https://www.linkedin.com/in/zozan"}).json()
    assert (again["notes"], again["names"]) == (1, 0)


def test_a_contact_is_erased_from_the_copy_of_a_deleted_upload(site: Site, tmp_path: Path) -> None:
    who = site.person(site.team(), "ann")
    browser = site.browser(who)
    for name in ("zoe zander.zip", "mine.zip"):
        upload(site, who, archive(tmp_path, name, YAN))
        site.server.worker.process_pending()
        site.now += 1
    [first] = [
        one["id"] for one in browser.get("/api/v1/me/imports").json()["items"] if one["name"] == "zoe zander.zip"
    ]
    assert browser.delete(f"/api/v1/me/imports/{first}").status_code == 204
    assert b"zoe zander" in on_disk(site)
    told = browser.post("/api/v1/me/data/erase-contact", json={"person": "Zoe Zander"}).json()
    assert (told["records"], told["names"]) == (0, 1)
    assert [one["name"] for one in browser.get("/api/v1/me/imports").json()["items"]] == ["mine.zip"]
    with zipfile.ZipFile(io.BytesIO(browser.get("/data/export").content)) as found:
        assert {one["archive"] for one in json.loads(found.read("import-report.json"))["files"]} == {"mine.zip"}
    assert b"zoe zander" not in on_disk(site)


ARTICLE = "<html><body><h1>Interview</h1></body></html>"
PROFILE = "First Name,Last Name,Headline,Industry\nAnn,Sample,,Zander Zoe Consulting\n"


def test_a_forgotten_contact_is_left_in_no_text_of_any_table(either: Site, tmp_path: Path) -> None:
    lead = either.person(either.team(), "ann", "lead")
    files = {
        "Zoë Zander/Reactions.csv": reactions(*MOMENTS),
        "Zoë Zander/Connections.csv": CONNECTIONS + ZOE + YAN,
        "Zoë Zander/Profile.csv": PROFILE,
        "Zoë Zander/Articles/Articles/Interview-with-ZoeZander.html": ARTICLE,
        "Zoë Zander/zander_zoe.csv": "a\n1\n",
    }
    upload(either, lead, zipped(tmp_path / "zoezander2025.zip", files))
    either.server.worker.process_pending()
    with either.server.database.write() as tx:
        scores.add_note(tx, lead.id, Note(20_000, "ask ZANDER, Zoe"))
        credentials.add_session(tx, lead.id, "Browser of Zoe Zander", either.now, 60)
        credentials.add_token(tx, lead.id, "for zoe.zander", ["me:read"], either.now, 60)
        invitations.add_invitation(tx, lead.team_id, lead.id, "Zoe  Zander", "member", either.now, 60)
    browser = either.browser(lead)
    found = browser.post("/api/v1/me/data/erase-contact", json={"person": "https://www.linkedin.com/in/zoe-zander"})
    receipt = found.json()
    assert receipt["places_left"] == []
    assert (receipt["records"], receipt["notes"], receipt["names"], receipt["other_texts"]) == (1, 1, 1, 3)
    [content] = contents(either, lead)
    texts = zlib.decompress(content.partition(b"\n")[2]).decode().casefold()
    with either.server.database.read() as tx:
        report = scores.find_activity(tx, lead.id)
        assert report is not None
        everything = texts + repr(report) + repr(tx.exec_driver_sql("SELECT name, error FROM import").all())
    for piece in ("zander", "zoezander", "zo\\u00eb"):
        assert piece not in everything.casefold()
    assert report.industry == ""
    upload(either, lead, zipped(tmp_path / "Zoe Zander.zip", {"Zoe Zander.csv": "x\n1\n", **files}))
    either.server.worker.process_pending()
    assert {one["name"] for one in browser.get("/api/v1/me/imports").json()["items"]} == {"archive.zip"}


def test_the_receipt_names_the_places_that_are_not_the_members_to_change(site: Site) -> None:
    who = site.person(site.team("Friends of Zoe Zander"), "ann")
    browser = site.browser(who)
    told = browser.post("/api/v1/me/data/erase-contact", json={"person": "Zoe Zander"}).json()
    assert told["places_left"] == ["Your team: the team's name"]
    page = browser.post("/data/forget", data={"person": "Zoe Zander"}, headers=HTML).text
    assert "1 place left." in page
    assert "Your team: the team&#39;s name" in page


def test_an_erased_member_is_left_in_no_invitation_and_the_receipt_says_so(site: Site) -> None:
    team = site.team("Ann Arbor's team")
    lead, ann = site.person(team, "lead", "lead"), site.person(team, "ann", name="Ann Arbor")
    with site.server.database.write() as tx:
        invitations.add_invitation(tx, team.id, lead.id, "Arbor, Ann", "member", site.now, 60)
    told = site.browser(ann).post("/api/v1/me/data/erase", json={"login": "ann"}).json()
    assert told == {"places_left": ["Your team: the team's name"], "journal_cleared": True}
    with site.server.database.read() as tx:
        assert invitations.invitations_of(tx, team.id, site.now) == []


@pytest.mark.parametrize("column", free_text_columns(), ids=str)
def test_every_column_that_can_name_a_person_is_searched_and_says_what_happens(column: Column[object]) -> None:
    assert doc_of(column).forgetting
    assert str(column) in TEXTS


def test_no_other_column_can_name_a_person() -> None:
    others = [
        column
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | LargeBinary) and not is_free_text(column)
    ]
    assert sorted(TEXTS) == sorted(map(str, free_text_columns()))
    assert [str(column) for column in others if doc_of(column).forgetting] == []
    assert {column.name for column in others} <= {
        "key_hash",
        "id", "team_id", "account_id", "import_id", "viewer_id", "invited_by", "password", "role", "time_zone", "feed", "channel", "address",
        "hash", "scopes", "subject", "token", "fault", "kind", "digest", "state", "version", "model", "person", "what", "sent_alerts",
        "counts", "totp", "answers", "industry", "steps", "product",
    }  # fmt: skip


def test_an_upload_of_a_member_erased_meanwhile_is_not_stored(either: Site) -> None:
    who = either.person(either.team(), "ann")
    actor = Actor(who, None, ROLE_SCOPES["member"])

    async def pieces() -> AsyncIterator[bytes]:
        yield b"x"
        erase_own_account(either.server, actor, "ann", "")
        yield b"y"

    with pytest.raises(RequestDenied) as refused:
        asyncio.run(receive(either.server, actor, "a.zip", pieces()))
    assert status_of(refused.value) == 404
    assert list(either.server.settings.staging.iterdir()) == []


def score_days(site: Site, who: Account) -> list[tuple[object, ...]]:
    with site.server.database.read() as tx:
        return [(one.day, one.index_micro, one.pillars) for one in scores.scores_of(tx, who.id, 0, 100_000)]


def test_a_blank_name_erases_nobody(site: Site) -> None:
    answer = site.browser(site.person(site.team(), "ann")).post("/data/forget", data={"person": "  \t "})
    assert (answer.status_code, answer.json()["code"]) == (409, "person-unknown")
