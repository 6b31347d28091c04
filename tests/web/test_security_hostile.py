"""More than 500 hostile strings, imported through archives and entered everywhere, have no effect on any output."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import zipfile
from collections.abc import Generator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from starlette.testclient import TestClient

from openssi.store import imports
from openssi.store.accounts import Account
from openssi.web.http.log import PlainLines
from tests.e2e.cli import HOSTILE, good
from tests.web.harmed import harmed
from tests.web.hostile import harms
from tests.web.logs import logged
from tests.web.rights import PARTS, RIGHTS
from tests.web.site import DATABASES, HTML, Site, new_address

PAGES = [
    one.split()[1]
    for one, needs in RIGHTS.items()
    if one.startswith("GET ") and needs is not None and "{" not in one and "/api/" not in one
]
MARKS = {one.mark for one in harms()}
#: The member's year, drawn by us: the only images.
PICTURES = [f"/year/{card}.svg" for card in ("index", "rhythm", "rise", "words", "people")]
#: With what a cell begins that a spreadsheet takes for a formula.
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")


def test_a_terminal_gets_plain_lines() -> None:
    record = logging.makeLogRecord(
        {
            "name": "openssi.web",
            "levelno": logging.WARNING,
            "levelname": "WARNING",
            "msg": "not synced yet",
            "code": "x",
        }
    )
    assert PlainLines().format(record)[8:] == " Warning: not synced yet (code x)"


@pytest.fixture(scope="module")
def log() -> Generator[list[str]]:
    """The log at its most talkative."""
    with logged() as lines:
        yield lines


@pytest.fixture(scope="module", params=DATABASES)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, log: list[str]
) -> Generator[tuple[Site, Account]]:
    """The server with everything hostile in it."""
    assert log is not None
    made, admin = harmed(tmp_path_factory.mktemp("outer") / "site", new_address(request.param))
    with made:
        yield made, admin


@pytest.fixture
def browser(site: tuple[Site, Account]) -> TestClient:
    """The admin's."""
    return site[0].browser(site[1])


def marks_in(text: str) -> set[str]:
    return set(re.findall(r"ssi\d{4}x", text))


def test_the_hostile_strings_were_imported(site: tuple[Site, Account]) -> None:
    assert len(harms()) > 500
    assert len({one.text for one in harms()}) == len(harms())
    made, admin = site
    with made.server.database.read() as connection:
        found = imports.imports_of(connection, admin.id)
    assert ("done", True) in {(one.state, one.added) for one in found}
    assert [one.state for one in found].count("failed") == 1


class Markup(HTMLParser):
    """What of a page could do something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.scripts: list[str | None] = []
        self.images: list[str | None] = []
        self.addresses: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.attributes |= given.keys()
        if tag == "script":
            self.scripts.append(given.get("src"))
        if tag == "img":
            self.images.append(given.get("src"))
        self.addresses |= {
            value or ""
            for name, value in attrs
            if name in {"href", "src", "action", "formaction", "data", "xlink:href", "poster"}
        }


ALLOWED_TAGS = frozenset(
    """
    html head meta title link script body a header p nav ul ol li form button main footer h1 h2 h3 h4 section div span b i bdi time dl dt dd
    table thead tbody tfoot tr th td caption label input select option details summary code pre small strong em br figure figcaption
    svg g path line rect circle text tspan defs pattern use polyline polygon desc progress meter output fieldset legend textarea
    abbr sup sub hr dialog clippath ellipse datalist img
    """.split()  # noqa: SIM905
)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_gains_an_element_an_address_or_a_script(path: str, browser: TestClient) -> None:
    answer = browser.get(path, headers=HTML | ({"HX-Request": "true"} if path in PARTS else {}))
    assert answer.status_code == 200, answer.text[:500]
    if "text/html" not in answer.headers["content-type"]:
        return
    found = Markup()
    found.feed(answer.text)
    assert found.tags <= ALLOWED_TAGS
    assert found.scripts == (
        ["/static/htmx.js", "/static/site.js"] if "html" in found.tags else []
    )  # or a part of a page
    assert found.images == (PICTURES if path == "/history" else [])
    assert all(
        re.match(r"[/#?]|https://(www\.)?linkedin\.com/|data:image/|mailto:\?subject=", one)
        for one in found.addresses
        if one
    ), found.addresses
    assert not any(one.startswith("on") or one == "style" or one == "srcdoc" for one in found.attributes)
    assert not HOSTILE.search(answer.text.replace("\n", "").replace("\t", "").replace("\r", ""))


@pytest.mark.parametrize(
    ("path", "least"),
    [("/team", 681), ("/team/people", 681), ("/team/print", 681), ("/team/me", 90), ("/history", 681), ("/files", 681)],
)
def test_the_strings_do_reach_the_pages(path: str, least: int, browser: TestClient) -> None:
    """Or the tests beside this one would tell nothing."""
    assert len(marks_in(browser.get(path, headers=HTML).text)) >= min(least, len(harms())) * 0.9


def test_no_cell_of_the_csv_starts_a_formula(browser: TestClient) -> None:
    for path in ("/team/report.csv", "/api/v1/team/report.csv"):
        rows = list(csv.reader(io.StringIO(browser.get(path).text)))
        assert marks_in(" ".join(row[0] for row in rows)) == MARKS
        assert len({len(row) for row in rows}) == 1
        for row in rows:
            for cell in row:
                assert not cell.startswith(TRIGGERS) or re.fullmatch(r"-?\d+(\.\d+)?", cell), cell


def test_no_cell_of_the_xlsx_is_or_starts_a_formula(browser: TestClient) -> None:
    for path in ("/team/report.xlsx", "/api/v1/team/report.xlsx"):
        content = browser.get(path).content
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            text = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
            assert not re.search(r"<f[ >]|<hyperlink|externalLink|TargetMode=\"External\"", text)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
        assert marks_in(" ".join(map(str, cells))) == MARKS
        assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(TRIGGERS)]


@pytest.mark.parametrize(
    "operation",
    [one for one, needs in RIGHTS.items() if one.startswith("GET /api/") and needs is not None and "{" not in one],
)
def test_json_is_json_and_never_taken_for_a_page(operation: str, browser: TestClient) -> None:
    answer = browser.get(operation.split()[1], headers=HTML)
    assert answer.status_code in {
        200,
        404,
        422,
    }  # without a workbook no comparison of posts, without a token no connection
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    kind = answer.headers["content-type"]
    assert "html" not in kind
    if kind.startswith("application/json"):
        json.loads(answer.text)


def test_a_search_for_each_string_finds_it_and_breaks_nothing(browser: TestClient) -> None:
    for one in harms()[::40]:
        told = browser.get("/api/v1/team/report", params={"name": one.mark}).json()
        assert len(told["members"]) in {1, 2}  # the admin has one of the names too
        for path in ("/team", "/team/print"):
            answer = browser.get(path, params={"name": one.text[:200], "band": one.text[:40]}, headers=HTML)
            assert answer.status_code in {200, 422}
            found = Markup()
            found.feed(answer.text)
            assert found.scripts == ["/static/htmx.js", "/static/site.js"]


def test_errors_quote_input_escaped(browser: TestClient) -> None:
    for one in harms()[::25]:
        for answer in (
            browser.get("/team", params={"first": one.text[:20]}, headers=HTML),
            browser.get("/team", params={"order": one.text}, headers=HTML),
            browser.get(f"/{one.mark}", params={"x": one.text}, headers=HTML),
            browser.post("/team/invitations", data={"name": one.text, "role": one.text}, headers=HTML),
            browser.post("/teams", data={"name": one.text * 20}, headers=HTML),
        ):
            found = Markup()
            found.feed(answer.text)
            assert found.scripts == ["/static/htmx.js", "/static/site.js"]
            assert found.tags <= ALLOWED_TAGS
            assert "location" not in answer.headers or answer.headers["location"].startswith("/")


def test_log_entries_are_one_line_without_user_input(
    site: tuple[Site, Account], browser: TestClient, log: list[str]
) -> None:
    for one in harms()[::25]:
        browser.get(
            f"/{one.mark}",
            params={"x": one.text},
            headers={"User-Agent": one.text.encode("ascii", "ignore").decode().translate(_PLAIN)},
        )
    assert log
    for line in log:
        assert "\n" not in line
        assert len(line) < 3_000
        assert {"at", "level", "logger", "message"} <= json.loads(line).keys()
        assert not HOSTILE.search(line)
        assert not marks_in(line), line
    assert site[0].server.worker.progress == {}


_PLAIN = dict.fromkeys([*range(32), 127])


def test_a_terminal_gets_no_control_characters(site: tuple[Site, Account]) -> None:
    settings = site[0].server.settings
    done = good("admin", "list", "--data", settings.folder, "--database", settings.address)
    assert not HOSTILE.search(done.out)
    assert marks_in(done.out) == MARKS


def test_nothing_was_written_outside_the_servers_folder(site: tuple[Site, Account]) -> None:
    """The traversing names of the second archive are names only; what was uploaded is gone once it is read."""
    folder: Path = site[0].server.settings.folder
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert {one.name for one in files} <= {
        "key",
        "ssi.db",
        "ssi.db-wal",
        "ssi.db-shm",
        "ssi.db.lock",
        "uploads.lock",
    }
    assert {one.name for one in folder.parent.iterdir()} == {folder.name}
    assert [one.name for one in files if one.stat().st_mode & 0o077] == []
