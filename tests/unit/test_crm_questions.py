"""Questions about a CRM's export: asked once, stored, and not asked again."""

from __future__ import annotations

from pathlib import Path

import click
from click.testing import CliRunner

from openssi.cli.crm_questions import ask
from openssi.sources.crm import Mapping, read_mapping


def answered(files: list[Path], answers: str, mapping: Path | None = None) -> tuple[Mapping, str]:
    """What `ask` returns, and what it printed."""
    found: list[Mapping] = []

    @click.command()
    def command() -> None:
        found.append(ask(files, mapping, "UTC"))

    result = CliRunner().invoke(command, input=answers, catch_exceptions=False)
    return found[0], result.output


def test_columns_and_stages_are_asked_once(tmp_path: Path) -> None:
    export = tmp_path / "deals.csv"
    export.write_text("Kollege,Angelegt,Stand,Ende\nAda,2026-03-02,Fertig,2026-04-05\nBen,2026-03-03,Neu,\n")
    found, asked = answered([export], "1\n2\n4\n3\nwon\n\n")
    columns = {"seller": "Kollege", "created": "Angelegt", "closed": "Ende", "stage": "Stand"}
    assert found == Mapping(columns, won=("Fertig",), open=("Neu",))
    assert "aren't recognized" in asked
    stored = tmp_path / "deals.toml"
    assert f"Your answers are in {stored}" in asked
    assert read_mapping(stored) == found
    assert answered([export], "", stored) == (found, "")


def test_rows_that_are_not_deals_are_described(tmp_path: Path) -> None:
    export = tmp_path / "calls.csv"
    export.write_text("Kollege,Tag,Wie viele\nAda,2026-03-02,4\n")
    found, _ = answered([export], "1\n0\n2\nmeetings\n3\n")
    assert found == Mapping({"seller": "Kollege", "date": "Tag", "count": "Wie viele"}, kind="meetings")


def test_an_export_that_explains_itself_asks_nothing(tmp_path: Path) -> None:
    export = tmp_path / "deals.csv"
    export.write_text("Owner,Created\nAda,2026-03-02\n")
    assert answered([export], "") == (Mapping(), "")
    assert not (tmp_path / "deals.toml").exists()


def test_another_file_is_not_replaced_without_asking(tmp_path: Path) -> None:
    export = tmp_path / "deals.csv"
    export.write_text("Kollege,Angelegt\nAda,2026-03-02\n")
    (tmp_path / "deals.toml").write_text("mine = 1\n")
    answered([export], "1\n2\n0\n0\nn\n")
    assert (tmp_path / "deals.toml").read_text() == "mine = 1\n"
