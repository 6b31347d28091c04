"""Test `ssi report` and `ssi demo`: a self-contained page, and a first run in an empty folder."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.archives.files_other import CANARY
from tests.e2e.cli import HOSTILE, good, refused, ssi

XML_NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml"}
NEVER = {"script", "iframe", "object", "embed", "base", "form", "frame", "applet", "audio", "video", "source", "track"}
LOADS = {
    "src",
    "srcset",
    "href",
    "xlink:href",
    "action",
    "formaction",
    "poster",
    "data",
    "background",
    "ping",
    "manifest",
}


class Page(HTMLParser):
    """What a page loads, runs and links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.outside: list[str] = []
        self.scripts: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            text = (value or "").strip()
            if name == "id":
                self.ids.add(text)
            if name.startswith("on"):
                self.scripts.append(f"{name}={text}")
            if name in LOADS and text.startswith("#"):
                self.links.add(text[1:])
            elif name in LOADS and not text.startswith("data:image/"):
                self.outside.append(text)


def _check_page(text: str) -> None:
    page = Page(text)
    assert text.rstrip().endswith("</html>")
    assert not page.tags & NEVER
    assert not page.outside
    assert not page.scripts
    assert page.links <= page.ids, "broken links inside the page"
    assert not re.search(r"@import|url\(\s*['\"]?(?!#|data:image/)|javascript:", text, re.IGNORECASE)
    assert set(re.findall(r"\b(?:https?|ftp|wss?|file)://[^\"'<>\s)]*", text)) <= XML_NAMESPACES
    assert "default-src 'none'" in text
    assert not HOSTILE.search(text)
    assert CANARY not in text


def test_report_is_one_self_contained_file(archive: Path, scored: dict[str, Any], tmp_path: Path) -> None:
    done = good("report", archive, "--out", "page.html", cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert "page.html" in done.out
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    _check_page(text)
    assert f"{scored['index']:.1f}" in text
    assert scored["model"]["fingerprint"] in text
    for source in scored["sources"]:
        assert source["file"] in text


def test_report_takes_the_options_of_score(archive: Path, tmp_path: Path) -> None:
    good(
        "report",
        archive,
        "--out",
        tmp_path / "a.html",
        "--as-of",
        "2024-08-01",
        "--time-zone",
        "Asia/Tokyo",
        "--model",
        "2026.1",
    )
    assert "1 August 2024" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_report_replaces_an_older_page(archive: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("old" * 1_000_000, encoding="utf-8")
    good("report", archive, "--out", page)
    _check_page(page.read_text(encoding="utf-8"))


def test_report_has_a_default_name_and_refuses_a_wrong_ending(archive: Path, tmp_path: Path) -> None:
    done = good("report", archive, cwd=tmp_path)
    assert done.out.strip() == "ssi-report.html"
    _check_page((tmp_path / "ssi-report.html").read_text(encoding="utf-8"))
    refused(ssi("report", archive, "--out", "page.pdf", cwd=tmp_path), 2, "out-format")
    assert [path.name for path in tmp_path.iterdir()] == ["ssi-report.html"]


def test_lines_that_are_not_notes_are_reported_with_the_page(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("2026-03-02 new role\nnot a note\n", encoding="utf-8")
    for command, out in (("report", "page.html"), ("history", "h.csv")):
        done = good(command, archive, "--notes", "notes.txt", "--out", out, cwd=tmp_path)
        assert "Line 2 of the notes was left out" in done.out
    piped = ssi("history", archive, "--notes", "notes.txt", "--out", "-", cwd=tmp_path)
    assert (piped.code, piped.out) == (0, (tmp_path / "h.csv").read_text(encoding="utf-8"))
    assert "Line 2 of the notes was left out" in piped.err


@pytest.mark.parametrize(
    "path",
    [".", "..", "/", "folder", "folder/", "missing/page.html", "file/page.html", "n" * 300, "/dev/full/x", "link"],
)
def test_unwritable_path_is_an_error(path: str, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("unchanged", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "folder", target_is_directory=True)
    before = sorted(tmp_path.rglob("*"))
    done = ssi("report", archive, "--out", path, cwd=tmp_path)
    if path == "link" and done.code == 0:  # the page replaced the link itself
        return
    refused(done, 2, "out-unwritable")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text(encoding="utf-8") == "unchanged"


def test_empty_path_is_a_usage_error(archive: Path, tmp_path: Path) -> None:
    assert ssi("report", archive, "--out", "", cwd=tmp_path).code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("letters", [245, 249, 250])
def test_longest_file_names_work(letters: int, archive: Path, tmp_path: Path) -> None:
    name = "n" * letters + ".html"
    good("report", archive, "--out", tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_no_page_is_written_for_an_invalid_archive(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no zip")
    refused(ssi("report", "no.zip", "--out", "page.html", cwd=tmp_path), 1, "archive-not-zip")
    assert [path.name for path in tmp_path.iterdir()] == ["no.zip"]


def test_page_respects_the_umask(archive: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    good("report", archive, "--out", page, before="import os; os.umask(0o077); ")
    assert page.stat().st_mode & 0o077 == 0


def test_demo_works_in_an_empty_folder(tmp_path: Path) -> None:
    done = good("demo", cwd=tmp_path)
    files = sorted(path for path in (tmp_path / "ssi-demo").iterdir())
    assert [path.suffix for path in files] == [".zip", ".html"] or [path.suffix for path in files] == [".html", ".zip"]
    for path in files:
        assert path.name in done.out
    _check_page((tmp_path / "ssi-demo" / "report.html").read_text(encoding="utf-8"))
    archive = next(path for path in files if path.suffix == ".zip")
    score = good("score", archive, "--json").json()
    assert f"{score['index_micro'] / 1e6:.0f} ± {score['interval']['plus_minus']} of 100" in done.out
    assert score["band"] in done.out
    assert sum(source["records"] for source in score["sources"]) > 500


def test_same_seed_gives_the_same_demo(tmp_path: Path) -> None:
    for folder, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        good("demo", "--out", tmp_path / folder, "--seed", seed)
    contents = {folder: [path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in "abc"}
    assert contents["a"] == contents["b"]
    assert contents["a"] != contents["c"]


@pytest.mark.parametrize("seed", ["0", "-1", "99999999999999999999999"])
def test_any_seed_works_or_is_a_usage_error(seed: str, tmp_path: Path) -> None:
    done = ssi("demo", "--out", tmp_path / "demo", "--seed", seed)
    assert done.code in {0, 2}
    assert (tmp_path / "demo" / "report.html").exists() == (done.code == 0)


def test_unwritable_demo_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("unchanged", encoding="utf-8")
    refused(ssi("demo", "--out", tmp_path / "file"), 2, "out-unwritable")
    refused(ssi("demo", "--out", tmp_path / "file" / "inside"), 2, "out-unwritable")
    assert ssi("demo", "--seed", "x", cwd=tmp_path).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
