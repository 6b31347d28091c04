"""The table of security requirements: each row names an existing test or document."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "security.md"
#: What was found to apply; none of them may go missing.
NEEDED = frozenset(
    """
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.2.10 1.3.2 1.3.6 1.3.7 1.3.12 1.5.2 2.2.1 2.3.3 2.4.1 3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4
3.4.5 3.4.6 3.5.1 3.5.2 3.5.3 3.7.2 4.1.1 4.1.3 5.1.1 5.2.1 5.2.2 5.2.3 5.2.4 5.2.5 5.3.2 5.3.3 5.4.1 6.2.1 6.3.1 6.3.2 6.3.3 6.4.1 7.2.3 7.2.4 7.3.1
7.3.2 7.4.1 7.4.2 7.5.2 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1 13.2.4 13.4.2 13.4.5 14.1.1 14.2.1 14.2.3 14.3.2 14.3.3 15.1.2 15.2.2 15.3.1 15.3.3 16.2.5 16.3.1
16.3.2 16.4.1 16.5.1 16.5.3 16.5.4
""".split()  # noqa: SIM905
)


def rows() -> list[tuple[str, str]]:
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^\| (\d+\.\d+\.\d+) \| .+? \| (.*?) \|$", text, re.MULTILINE)
    return list(found)


@cache
def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@cache
def anchors(path: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize(("number", "proof"), rows(), ids=lambda one: one if re.fullmatch(r"[\d.]+", one) else "")
def test_each_row_names_an_existing_test_or_document(number: str, proof: str) -> None:
    tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", proof)
    links = re.findall(r"\[[^]]+\]\(([^)#]*)#?([^)]*)\)", proof)
    assert tests or links, f"{number} has neither a test nor a place"
    for file, name in tests:
        assert name in names_in(ROOT / file), name
    for file, anchor in links:
        page = (PAGE.parent / file) if file else PAGE
        assert page.is_file(), file
        assert not anchor or anchor in anchors(page), anchor


def test_every_applicable_requirement_has_a_row() -> None:
    told = {number for number, _ in rows()}
    lacking = PAGE.read_text(encoding="utf-8").split("## What is not met")[1]
    assert len(told) == len(rows())
    assert [one for one in sorted(NEEDED) if one not in told and f"({one})" not in lacking] == []


def test_the_security_policy_states_contact_and_response_time() -> None:
    assert "72 hours" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
