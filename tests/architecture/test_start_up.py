"""What a command imports at start-up, counted in modules, since time depends on the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from tests.archives import Layout, Sizes, invent, write_zip
from tests.e2e.cli import ssi

SOURCE = Path(__file__).parents[2] / "src"

#: Runs `ssi` and prints the modules it imported on the last line of standard error.
RUN = """
import json, sys
before = set(sys.modules)
from openssi.cli import main
code = 0
try:
    main()
except SystemExit as stop:
    code = stop.code or 0
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
sys.exit(code)
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run(  # noqa: S603 (our own interpreter and text)
        [sys.executable, "-c", RUN, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", "PATH": ""},
    )
    assert done.returncode == 0, done.stderr
    return set(cast("list[str]", json.loads(done.stderr.splitlines()[-1])))


def outside(modules: set[str]) -> set[str]:
    """Third-party packages."""
    found = {name.split(".")[0] for name in modules if not name.startswith("_sysconfigdata")}
    return found - sys.stdlib_module_names - {"openssi"}


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] == "openssi"}


def archive(folder: Path) -> str:
    return str(write_zip(folder, invent(sizes=Sizes(posts=5, comments=5, reactions=30)), Layout()))


def test_help_loads_only_click() -> None:
    assert outside(loaded("--help")) == {"click"}


#: Our modules that `ssi --version` needs, and those that any command may need for its options.
BASE = {
    f"openssi{name}"
    for name in ("", ".cli", ".cli.app", ".cli.lazy", ".cli.output", ".errors", ".render", ".render.escaping")
}
WITH_OPTIONS = BASE | {"openssi.cli.options"}
COMMANDS = {
    "admin", "backup", "benchmark", "coach", "connect", "content", "crm", "demo", "digest", "doctor", "evidence", "explain", "history",
    "mcp", "model", "official", "outcomes", "population", "push", "report", "score", "serve", "site", "sync", "trial", "watch",
    "weights", "what_if", "year",
}  # fmt: skip


def test_version_loads_no_command() -> None:
    assert own(loaded("--version")) <= BASE


@pytest.mark.parametrize("command", ["score", "history", "explain", "report", "model"])
def test_help_of_a_command_loads_only_that_command(command: str) -> None:
    assert own(loaded(command, "--help")) - WITH_OPTIONS == {f"openssi.cli.{command}"}


def test_help_of_the_group_loads_only_the_commands() -> None:
    commands = {f"openssi.cli.{name}" for name in COMMANDS}
    assert own(loaded("--help")) - WITH_OPTIONS == commands | {"openssi.cli.server_options"}


def test_a_mistyped_command_is_corrected_even_if_it_is_not_loaded() -> None:
    done = ssi("histor")
    assert done.code == 2
    assert "Did you mean" in done.err
    assert "'history'" in done.err


def test_score_on_the_terminal_loads_only_rich(tmp_path: Path) -> None:
    """Rich brings pygments and markdown-it only where they are used, which is not here."""
    assert outside(loaded("score", archive(tmp_path))) <= {"click", "rich"}


def test_score_as_json_needs_no_rich(tmp_path: Path) -> None:
    assert outside(loaded("score", archive(tmp_path), "--json")) == {"click"}


def test_score_loads_no_standard_module_of_other_commands(tmp_path: Path) -> None:
    made = archive(tmp_path)
    assert {name for name in own(loaded("score", made)) if name.startswith("openssi.cli.")} <= WITH_OPTIONS | {
        "openssi.cli.score"
    }
    assert loaded("score", made).isdisjoint({"json", "socket", "subprocess", "tempfile", "webbrowser"})


def test_the_workbook_reader_is_loaded_only_in_its_sandbox(tmp_path: Path) -> None:
    from tests.workbooks import workbook

    book = workbook(tmp_path / "a.xlsx", {date(2026, 6, 30): 5})
    assert outside(loaded("score", archive(tmp_path), str(book), "--json")) == {"click"}


def test_plans_as_json_need_neither_rich_nor_duckdb(tmp_path: Path) -> None:
    for command in ("what-if", "coach"):
        assert outside(loaded(command, archive(tmp_path), "--json")) == {"click"}, command


def test_score_loads_no_page_no_chart_and_no_demo(tmp_path: Path) -> None:
    rooms = {name.split(".")[1] for name in own(loaded("score", archive(tmp_path))) if "." in name}
    assert rooms == {
        "activity",
        "cli",
        "errors",
        "insight",
        "member",
        "model",
        "progress",
        "render",
        "scoring",
        "sources",
    }
    assert not any(".html" in name for name in own(loaded("score", archive(tmp_path), "--json")))


def test_report_loads_the_template_engine(tmp_path: Path) -> None:
    found = outside(loaded("report", archive(tmp_path), "--out", str(tmp_path / "page.html")))
    assert found <= {"click", "jinja2", "markupsafe", "platformdirs"}
    assert "jinja2" in found


def test_history_and_explain_as_json_need_neither_rich_nor_templates(tmp_path: Path) -> None:
    made = archive(tmp_path)
    assert outside(loaded("history", made, "--json")) == {"click", "platformdirs"}  # where LinkedIn's scores are stored
    assert outside(loaded("history", made, "--out", str(tmp_path / "line.svg"))) == {"click", "platformdirs"}
    assert outside(loaded("explain", made, "--json")) == {"click"}
    assert outside(loaded("official", "list", "--file", str(tmp_path / "none.json"))) == {"click"}


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, openssi; print([name for name in sys.modules if name.startswith('openssi')])"
    done = subprocess.run(  # noqa: S603 (our own interpreter and text)
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env={"PYTHONPATH": str(SOURCE)}
    )
    assert done.stdout.strip() == "['openssi']"
