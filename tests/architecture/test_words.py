"""Retired words stay out of messages, docstrings, comments, pages, documentation and test names."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Each of these has a plain equivalent: again, said, is not a valid, anyone, next to, release, fix.
RETIRED = re.compile(
    r"\b(anew|told|whoever|beside|let go|mend|mended|mends)\b|(?<!there )\bis no (?!longer\b|more\b|need\b|handicap\b|index\b)[a-z]",
    re.IGNORECASE,
)
_TEST = re.compile(r"^ *def test_(\w+)", re.MULTILINE)
#: Words of other people: what invented members write, and the word lists of the text readers.
QUOTED = ("src/openssi/demo/stock_", "src/openssi/sources/text/_")


def files() -> list[str]:
    paths = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), ROOT / "dev.py"]
    paths += [*(ROOT / "benchmarks").glob("*.py"), *(ROOT / "tools").rglob("*.py")]
    for ending in ("py", "html", "js", "css", "mako"):
        paths += (ROOT / "src").rglob(f"*.{ending}")
    names = [str(path.relative_to(ROOT)) for path in sorted(paths)]
    return [name for name in names if not name.startswith(QUOTED) and not name.endswith("htmx.js")]


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a person reads, with its line: all of a page or document; comments and strings of Python."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from enumerate(text.splitlines(), 1)
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in {tokenize.COMMENT, tokenize.STRING} or tokenize.tok_name[token.type] == "FSTRING_MIDDLE":
            yield token.start[0], token.string


def names_of_tests() -> list[tuple[str, str]]:
    """Return the names of all tests as words, with their files."""
    return [
        (path.name, match[1].replace("_", " "))
        for path in (ROOT / "tests").rglob("test_*.py")
        for match in _TEST.finditer(path.read_text())
    ]


def test_no_retired_word_is_left() -> None:
    retired = [
        f"{name}:{line}: {match[0]}"
        for name in files()
        for line, text in prose(ROOT / name)
        for match in RETIRED.finditer(text)
    ]
    assert retired == []


def test_no_retired_word_is_in_the_name_of_a_test() -> None:
    names = names_of_tests()
    assert len(names) > 1_000
    assert [(file, name) for file, name in names if RETIRED.search(name)] == []
