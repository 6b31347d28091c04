"""Write the documentation as pages of the site: every Markdown file, and every signal of the model."""

from __future__ import annotations

import json
import posixpath
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from openssi.errors import UsageError
from openssi.model import DEFAULT
from openssi.render.html.environment import environment
from openssi.site.markdown import Heading, Page, convert, links_by_heading
from openssi.site.signals import signal_list, signal_view

__all__ = ["content_folder", "write_docs"]

_OVERVIEW = "docs/README.md"
#: Pages next to the folder of the documentation.
_OUTSIDE = ("CHANGELOG.md", "CONTRIBUTING.md", "GLOSSARY.md", "SECURITY.md")
_SIGNALS = "docs/signals/index.html"
#: Under which heading of the overview the pages of the signals are listed.
_SIGNALS_HEADING = "Reference"
_TEMPLATES = environment("openssi.site")


class _Place(NamedTuple):
    """A page of the site in the navigation."""

    text: str
    address: str


@dataclass
class _Docs:
    """The documentation while it is written.

    Attributes:
        content: the folder with the Markdown files.
        site: the folder of the site.
        targets: the address in the site of every Markdown file.
        navigation: the places under each heading of the overview.
        found: what the search finds: page, heading, address and words.
    """

    content: Path
    site: Path
    targets: Mapping[str, str]
    navigation: dict[str, list[_Place]] = field(default_factory=dict[str, list[_Place]])
    found: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def convert(self, source: str) -> Page:
        """Convert a Markdown file, with links that lead to pages of the site."""
        text = (self.content / source).read_text(encoding="utf-8")
        return convert(text, lambda address: self._address(source, address))

    def _address(self, source: str, address: str) -> str | None:
        """Return where a link of a page leads in the site; None if the site doesn't have it."""
        if "://" in address or address.startswith("#"):
            return address
        name, mark, anchor = address.partition("#")
        linked = posixpath.normpath(posixpath.join(posixpath.dirname(source), name))
        if linked in self.targets:
            return _relative(self.targets[linked], self.targets[source]) + mark + anchor
        if not linked.startswith("docs/") or not (self.content / linked).is_file():
            return None
        target = self.site / linked
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.content / linked, target)
        return _relative(linked, self.targets[source])

    def write(self, address: str, title: str, body: str, headings: tuple[Heading, ...] = ()) -> None:
        """Write a page with the navigation around its body."""
        groups = [
            (heading, [(text, _relative(target, address), target == address) for text, target in places])
            for heading, places in self.navigation.items()
        ]
        page = _TEMPLATES.get_template("docs_page.html").render(
            title=title, body=body, headings=headings, groups=groups, root=_relative("docs", address)
        )
        path = self.site / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")

    def index(self, address: str, page: str, heading: str, words: str, anchor: str = "") -> None:
        """Let the search find a section."""
        where = address.removeprefix("docs/") + (f"#{anchor}" if anchor else "")
        self.found.append({"page": page, "heading": heading, "address": where, "words": words})


def content_folder(package: Path) -> Path:
    """Return the folder that contains the documentation: part of the installed package, or of the checkout.

    Raises:
        UsageError: there is none.
    """
    for folder in (package / "site" / "content", package.parents[1]):
        if (folder / _OVERVIEW).is_file():
            return folder
    raise UsageError(
        "site-tool",
        "This installation has no documentation, which is part of the website.",
        unchanged="Nothing was written.",
        hint="Install openssi again; docs/install.md has the ways.",
    )


def write_docs(site: Path, content: Path) -> None:
    """Write every page of the documentation below `docs/` of the site, and the words that its search finds."""
    sources = [*_OUTSIDE, *sorted(str(path.relative_to(content)) for path in (content / "docs").rglob("*.md"))]
    docs = _Docs(content, site, {source: _target(source) for source in sources})
    docs.navigation = _navigation(docs)
    for source in sources:
        page, address = docs.convert(source), docs.targets[source]
        docs.write(address, page.title, page.html, page.headings)
        for section in page.sections:
            anchor = section.heading.anchor if section.heading.level > 1 else ""
            docs.index(address, page.title, section.heading.text, section.words, anchor)
    _write_signals(docs)
    (site / "docs" / "search.json").write_text(json.dumps(docs.found, ensure_ascii=False), encoding="utf-8")


def _target(source: str) -> str:
    """Return the address of a Markdown file in the site."""
    path = Path(source)
    if path.name == "README.md":
        return (path.parent / "index.html").as_posix()
    name = path.with_suffix(".html").as_posix()
    return name if name.startswith("docs/") else f"docs/{name.lower()}"


def _navigation(docs: _Docs) -> dict[str, list[_Place]]:
    """Return the places under each heading of the overview, with those of the signals."""
    overview = (docs.content / _OVERVIEW).read_text(encoding="utf-8")
    groups = {
        heading: [
            _Place(link.text, docs.targets[posixpath.normpath(posixpath.join("docs", link.address))]) for link in links
        ]
        for heading, links in links_by_heading(overview).items()
    }
    groups[_SIGNALS_HEADING].insert(0, _Place("Every signal and its curve", _SIGNALS))
    return groups


def _write_signals(docs: _Docs) -> None:
    """Write a page for every signal of the default model, and their list."""
    templates = _TEMPLATES
    body = templates.get_template("signal_list.html").render(model=DEFAULT, pillars=signal_list(DEFAULT))
    docs.write(_SIGNALS, "Every signal and its curve", body)
    for name in DEFAULT.signals:
        view = signal_view(DEFAULT, name)
        address = f"docs/signals/{name}.html"
        docs.write(address, view.title, templates.get_template("signal.html").render(view=view))
        docs.index(address, "Signals", view.title, " ".join(_words_of(view)))


def _words_of(view: object) -> Iterator[str]:
    """Yield the sentences of a signal's page."""
    for name in ("id", "why", "measured", "provenance", "source", "step"):
        yield str(getattr(view, name))


def _relative(target: str, address: str) -> str:
    """Return the address of one page as seen from another."""
    return posixpath.relpath(target, posixpath.dirname(address))
