"""Turn a page of the documentation into HTML: headings get anchors, and links lead to the pages of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["Heading", "Link", "Page", "Section", "convert", "links_by_heading", "slug"]

#: Rewrites the address of a link or picture; None if the site has nothing there.
Rewrite = Callable[[str], str | None]


class Heading(NamedTuple):
    """A heading of a page."""

    level: int
    text: str
    anchor: str


class Section(NamedTuple):
    """A heading with the words under it, for the search."""

    heading: Heading
    words: str


class Link(NamedTuple):
    """A link in a list of the overview."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as HTML, with what a reader finds in it."""

    title: str
    html: str
    sections: tuple[Section, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading below the title, down to the third level."""
        return tuple(one.heading for one in self.sections if 1 < one.heading.level <= 3)


def slug(text: str, taken: Sequence[str] = ()) -> str:
    """Return the anchor of a heading, as code hosts make it; a repeated one is numbered."""
    base = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
    number = sum(one == base or re.fullmatch(rf"{re.escape(base)}-\d+", one) is not None for one in taken)
    return f"{base}-{number}" if number else base


def convert(source: str, rewrite: Rewrite) -> Page:
    """Convert Markdown to HTML."""
    markdown = _markdown()
    tokens = markdown.parse(source)
    headings = _add_anchors(tokens)
    _open_empty_corners(tokens)
    for token in tokens:
        _rewrite_links(token.children or [], rewrite)
    html = markdown.renderer.render(tokens, markdown.options, {})
    title = next((one.text for one in headings if one.level == 1), "")
    return Page(title, html, tuple(_sections(tokens, headings)))


def links_by_heading(source: str) -> dict[str, list[Link]]:
    """Return the links of the lists under each second-level heading: the overview is the navigation as well."""
    found: dict[str, list[Link]] = {}
    tokens = _markdown().parse(source)
    depth = 0
    for token, following in pairwise(tokens):
        depth += token.nesting if token.type.startswith("bullet_list") else 0
        if token.type == "heading_open" and token.tag == "h2":
            found[following.content] = []
        elif token.type == "inline" and depth and found:
            found[next(reversed(found))] += _first_link(token.children or [])
    return {heading: links for heading, links in found.items() if links}


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    for kind in ("html_block", "html_inline"):
        markdown.add_render_rule(kind, lambda *_: "")  # comments; a page has no markup of its own
    markdown.add_render_rule("table_open", _scrolling_table)
    markdown.add_render_rule("table_close", lambda *_: "</table></div>\n")
    markdown.add_render_rule("fence", _code)
    markdown.add_render_rule("code_block", _code)
    return markdown


def _scrolling_table(*_: object) -> str:
    """Open a table in a box that scrolls, by keyboard as well, where the screen is narrower."""
    return '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>\n'


def _code(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return f'<pre tabindex="0"><code>{escape(tokens[at].content, quote=False)}</code></pre>\n'


def _add_anchors(tokens: Sequence[Token]) -> list[Heading]:
    """Give every heading an anchor; return the headings in order."""
    headings: list[Heading] = []
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            text = _plain(inline)
            anchor = slug(text, [one.anchor for one in headings])
            token.attrSet("id", anchor)
            headings.append(Heading(int(token.tag[1:]), text, anchor))
    return headings


def _open_empty_corners(tokens: Sequence[Token]) -> None:
    """Make header cells without words plain ones, since they name nothing to a screen reader."""
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "th_open" and not inline.content:
            opening.tag = closing.tag = "td"


def _rewrite_links(tokens: list[Token], rewrite: Rewrite) -> None:
    """Point links and pictures to the site; what it doesn't have remains as words."""
    dropped = 0
    for token in tokens:
        name = {"link_open": "href", "image": "src"}.get(token.type)
        if name:
            address = rewrite(str(token.attrGet(name)))
            if address is not None:
                token.attrSet(name, address)
            elif token.type == "link_open":
                dropped += 1
                _blank(token)
        elif token.type == "link_close" and dropped:
            dropped -= 1
            _blank(token)


def _blank(token: Token) -> None:
    token.type, token.tag, token.nesting, token.content = "text", "", 0, ""


def _sections(tokens: Sequence[Token], headings: Sequence[Heading]) -> Iterator[Section]:
    """Yield each heading with the words up to the next one."""
    waiting = iter(headings)
    heading: Heading | None = None
    words: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "heading_open":
            if heading:
                yield Section(heading, " ".join(filter(None, words)))
            heading, words = next(waiting), []
        elif token.type in {"inline", "fence", "code_block"} and (before is None or before.type != "heading_open"):
            words.append(_plain(token))
    if heading:
        yield Section(heading, " ".join(filter(None, words)))


def _plain(token: Token) -> str:
    """Return the words of a token without their markup."""
    if token.type != "inline":
        return token.content
    words = {"text", "code_inline", "text_special"}
    return "".join(
        one.content if one.type in words else " " if one.type.endswith("break") else "" for one in token.children or []
    )


def _first_link(tokens: Sequence[Token]) -> list[Link]:
    """Return the link that a line begins with, if it does."""
    if not tokens or tokens[0].type != "link_open":
        return []
    end = next(at for at, one in enumerate(tokens) if one.type == "link_close")
    return [Link("".join(one.content for one in tokens[1:end]), str(tokens[0].attrGet("href")))]
