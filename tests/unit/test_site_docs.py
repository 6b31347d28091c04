"""The documentation as pages: every link leads somewhere, every page can be reached, and nothing is lost on the way to HTML."""

from __future__ import annotations

import json
import posixpath
import re
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from openssi.demo import write_archive
from openssi.model import DEFAULT
from openssi.site.docs import write_docs
from openssi.site.landing import landing_page
from openssi.site.markdown import convert, links_by_heading, slug

ROOT = Path(__file__).parents[2]
PAGES = Path(str(files("openssi.site") / "pages"))
#: Added by the build, which these tests do without.
BUILT = {"site.css", "docs/minisearch.js", "sample.zip"}


class Links(HTMLParser):
    """The links of a page and the anchors in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (their names in the base class)
        values = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := values.get(name))]
        if values.get("id"):
            self.anchors.add(str(values["id"]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    (folder / "docs").mkdir(parents=True)
    for path in (*PAGES.glob("*.html"), *PAGES.glob("*.js"), *PAGES.glob("docs/*")):
        target = folder / path.relative_to(PAGES)
        target.write_bytes(path.read_bytes())
    write_docs(folder, ROOT)
    (folder / "index.html").write_text(landing_page(write_archive(folder / "sample")), encoding="utf-8")
    return folder


def test_every_link_of_the_site_leads_to_a_page_and_an_anchor_in_it(site: Path) -> None:
    pages = {
        path.relative_to(site).as_posix(): Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }
    dead: list[str] = []
    for name, page in pages.items():
        for link in page.links:
            address, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), address)) if address else name
            if re.match(r"[a-z]+:", link) or target in BUILT or address == "./":
                continue
            if not (site / target).is_file() or (anchor and anchor not in pages[target].anchors):
                dead.append(f"{name}: {link}")
    assert dead == []


def test_every_link_of_the_markdown_leads_to_a_file_and_a_heading() -> None:
    """As code hosts show it; the site drops links to files that it doesn't have."""
    sources = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    dead: list[str] = []
    for source in sources:
        addresses: list[str] = []
        convert(source.read_text(encoding="utf-8"), addresses.append)
        for address in addresses:
            name, _, anchor = address.partition("#")
            target = (source.parent / name).resolve() if name else source
            if "://" in address:
                continue
            if not target.exists() or (anchor and anchor not in anchors(target)):
                dead.append(f"{source.relative_to(ROOT)}: {address}")
    assert dead == []


@cache
def anchors(path: Path) -> set[str]:
    page = convert(path.read_text(encoding="utf-8"), lambda address: address)
    return {section.heading.anchor for section in page.sections}


def test_the_overview_lists_every_page_but_single_decisions() -> None:
    overview = ROOT / "docs" / "README.md"
    links = [
        link.address for group in links_by_heading(overview.read_text(encoding="utf-8")).values() for link in group
    ]
    listed = {(overview.parent / address).resolve() for address in links}
    written = {path for path in (ROOT / "docs").rglob("*.md") if not re.match(r"\d{4}-", path.name)} - {overview}
    assert written - listed == set()


def test_markup_in_a_page_is_shown_and_comments_are_not() -> None:
    page = convert(
        "# A `<b>`\n\n<!-- made -->\n\n| | x |\n|---|---|\n| `a<b` | [y](z.md#q) |\n\n```sh\nls <in>\n```\n\n## A `<b>`\n",
        {"z.md#q": "z.html#q"}.get,
    )
    assert "<!--" not in page.html
    assert '<h1 id="a-b">A <code>&lt;b&gt;</code></h1>' in page.html
    assert '<h2 id="a-b-1">' in page.html
    assert "<td></td>\n<th>x</th>" in page.html
    assert '<a href="z.html#q">y</a>' in page.html
    assert "ls &lt;in&gt;" in page.html
    assert [(one.heading.text, one.words) for one in page.sections] == [("A <b>", "x a<b y ls <in>\n"), ("A <b>", "")]
    assert (
        convert("[gone](src/x.py) and [here](y.md)", {"y.md": "y.html"}.get).html
        == '<p>gone and <a href="y.html">here</a></p>\n'
    )


def test_anchors_are_those_of_code_hosts() -> None:
    assert slug("`ssi score --json`") == "ssi-score---json"
    assert slug("Uploads: what's read?") == "uploads-whats-read"
    assert slug("Same", ["same", "same-1"]) == "same-2"


def test_every_signal_has_a_page_and_the_search_finds_every_section(site: Path) -> None:
    for signal in DEFAULT.signals.values():
        page = (site / "docs" / "signals" / f"{signal.id}.html").read_text(encoding="utf-8")
        assert signal.title in page
        assert (signal.step.do if signal.step else "the coach suggests none") in page.replace("&#39;", "'")
    found = json.loads((site / "docs" / "search.json").read_text(encoding="utf-8"))
    assert {one["address"] for one in found} >= {
        "reference/errors.html",
        "install.html#one-file",
        "signals/posts_published.html",
    }
    for one in found:
        address, _, anchor = one["address"].partition("#")
        assert not anchor or f'id="{anchor}"' in (site / "docs" / address).read_text(encoding="utf-8"), one["address"]
