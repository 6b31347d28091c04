"""What a command loads before it does anything: counted in modules, since time depends on the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import cast

from tests.archives import Layout, Sizes, invent, write_zip
from tests.e2e.cli import ssi

SOURCE = Path(__file__).parents[2] / "src"

#: Runs `ssi` in this process and tells on the last line of standard error what it loaded.
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


def test_help_loads_click_and_nothing_else() -> None:
    assert outside(loaded("--help")) == {"click"}


#: All that the help of a command needs of ours that stands in the first module.
FOR_ONE = {
    "openssi", "openssi.cli", "openssi.cli.app", "openssi.cli.lazy", "openssi.cli.options", "openssi.cli.output", "openssi.errors", "openssi.render", "openssi.render.escaping",
}  # fmt: skip
#: And that of all commands.
FOR_ALL = FOR_ONE | {
    f"openssi.cli.{name}" for name in ("advice", "backup", "official", "past", "population", "push", "server")
}


def test_help_loads_few_modules_of_ours() -> None:
    for arguments in (["--version"], ["score", "--help"], ["report", "--help"], ["model", "--help"]):
        assert own(loaded(*arguments)) <= FOR_ONE, arguments
    assert own(loaded("--help")) <= FOR_ALL
    assert own(loaded("history", "--help")) - FOR_ONE == {"openssi.cli.past"}


def test_a_slip_of_the_pen_is_told_of_commands_that_are_not_loaded_too() -> None:
    done = ssi("histor")
    assert done.code == 2
    assert "Did you mean" in done.err
    assert "'history'" in done.err


def test_score_on_the_screen_loads_rich_and_nothing_else(tmp_path: Path) -> None:
    """Rich brings pygments and markdown-it only where they are used, which is not here."""
    assert outside(loaded("score", archive(tmp_path))) <= {"click", "rich"}


def test_score_as_json_needs_no_rich(tmp_path: Path) -> None:
    assert outside(loaded("score", archive(tmp_path), "--json")) == {"click"}


def test_score_loads_no_module_of_the_standard_library_that_only_other_commands_need(tmp_path: Path) -> None:
    made = archive(tmp_path)
    assert {name for name in own(loaded("score", made)) if name.startswith("openssi.cli.")} <= FOR_ONE
    assert loaded("score", made).isdisjoint({"json", "socket", "subprocess", "tempfile", "webbrowser"})


def test_the_reader_of_workbooks_is_loaded_in_its_sandbox_alone(tmp_path: Path) -> None:
    from tests.workbooks import workbook

    book = workbook(tmp_path / "a.xlsx", {date(2026, 6, 30): 5})
    assert outside(loaded("score", archive(tmp_path), str(book), "--json")) == {"click"}


def test_plans_as_json_need_neither_rich_nor_duckdb(tmp_path: Path) -> None:
    for command in ("what-if", "coach"):
        assert outside(loaded(command, archive(tmp_path), "--json")) == {"click"}, command


def test_score_loads_no_page_no_chart_and_no_demo(tmp_path: Path) -> None:
    rooms = {name.split(".")[1] for name in own(loaded("score", archive(tmp_path))) if "." in name}
    assert rooms == {"activity", "cli", "errors", "insight", "member", "model", "render", "scoring", "sources"}
    assert not any(".html" in name for name in own(loaded("score", archive(tmp_path), "--json")))


def test_report_adds_the_page_s_template_engine(tmp_path: Path) -> None:
    found = outside(loaded("report", archive(tmp_path), "--out", str(tmp_path / "page.html")))
    assert found <= {"click", "jinja2", "markupsafe", "platformdirs"}
    assert "jinja2" in found


def test_the_past_as_json_needs_no_rich_and_no_template_engine(tmp_path: Path) -> None:
    made = archive(tmp_path)
    assert outside(loaded("history", made, "--json")) == {"click", "platformdirs"}  # where LinkedIn's scores are stored
    assert outside(loaded("history", made, "--out", str(tmp_path / "line.svg"))) == {"click", "platformdirs"}
    assert outside(loaded("explain", made, "--json")) == {"click"}
    assert outside(loaded("official", "list", "--file", str(tmp_path / "none.json"))) == {"click"}


def test_the_package_itself_loads_nothing_until_it_is_used() -> None:
    code = "import sys, openssi; print([name for name in sys.modules if name.startswith('openssi')])"
    done = subprocess.run(  # noqa: S603 (our own interpreter and text)
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env={"PYTHONPATH": str(SOURCE)}
    )
    assert done.stdout.strip() == "['openssi']"
