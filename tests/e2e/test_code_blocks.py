"""Every code block of the documentation is true: commands run, on files of the names they use, and settings are read.

What starts a server, needs another host or installs something is checked without doing so: the command line parses it, and extras and
developer commands must exist. The guides under docs/contributing have a test of their own; the pages under docs/reference are generated.
"""

from __future__ import annotations

import ast
import configparser
import json
import os
import plistlib
import re
import shlex
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from openssi.cli.app import app
from openssi.demo import write_archive
from openssi.demo.seller import seller_of
from openssi.model import DEFAULT, load_efforts
from openssi.population.synthetic.generator import generate
from openssi.sources.crm.mapping import read_mapping
from openssi.web.settings import read_delivery_settings, read_sso_settings
from tests.navigator import usage_report
from tests.workbooks import Listed, workbook
from tests.workbooks.single_post import single_post

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "guides").glob("*.md"))]
_BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
#: Commands that start a server, wait for something, or talk to another host.
_PARSED = frozenset(("backup", "connect", "mcp", "push", "restore", "serve", "site", "sync", "watch"))
#: Commands that ran already, without their numbers and the names of files.
_RUN: set[tuple[str, ...]] = set()
#: The pillars in the data of LinkedIn's page.
PARTS = ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")
_PASSWORD = "a password of some length\n"


def blocks(page: Path) -> list[tuple[str, str]]:
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


WITH_BLOCKS = [page for page in PAGES if blocks(page)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every file that the documentation names."""
    folder = tmp_path_factory.mktemp("files")
    for name, seed, last in (
        ("NEW", 1, date(2026, 6, 30)),
        ("OLD", 1, date(2026, 3, 31)),
        ("ben", 2, date(2026, 6, 30)),
        ("cleo", 3, date(2026, 6, 30)),
    ):
        write_archive(folder / name, seed=seed, last_day=last).rename(folder / f"{name}.zip")
    for name in ("ARCHIVE", "Complete_LinkedInDataExport_06-30-2026", "ada"):
        shutil.copy(folder / "NEW.zip", folder / f"{name}.zip")
    shutil.unpack_archive(folder / "NEW.zip", folder / "unpacked")
    shutil.copy(next((folder / "unpacked").rglob("Connections.csv")), folder)
    days = {date(2026, month, day): 20 * day for month in (4, 5, 6) for day in range(1, 29)}
    post = "https://www.linkedin.com/feed/update/urn:li:share:7340000000000000000"
    workbook(folder / "ANALYTICS.xlsx", days, posts=[Listed(post, date(2026, 6, 15), 99)])
    single_post(folder / "SinglePostAnalytics_1.xlsx", post, "30", "4", "2")
    usage_report(folder / "usage.csv", {"Ada Example": (12, 40, 60, 5, 3)})
    (folder / "notes.txt").write_text("2026-03-02 new role\n", encoding="utf-8")
    parts = [{"pillar": pillar, "score": 10.5} for pillar in PARTS]
    page: dict[str, object] = {"activeSeat": True, "memberScore": {"overall": 42, "subScores": parts}, "groupScore": []}
    (folder / "page.json").write_text(json.dumps(page), encoding="utf-8")
    write_deals(folder / "deals.csv", [f"{one.first} {one.last}" for one in map(seller_of, (1, 2, 3))])
    generate(folder / "net", 300)
    return folder


def write_deals(path: Path, sellers: list[str]) -> None:
    """Write a CRM's export: a deal a month for each seller, won in the same month."""
    rows = ["Record ID,Deal Name,Deal owner,Create Date,Deal Stage,Close Date"]
    months = [f"{2025 + at // 12}-{at % 12 + 1:02}" for at in range(18)]
    rows += [f"{name}-{month},Deal,{name},{month}-05,Closed Won,{month}-25" for name in sellers for month in months]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.fixture
def workspace(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    room = shutil.copytree(files, tmp_path / "room", copy_function=os.link)
    monkeypatch.chdir(room)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return room


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: page.stem)
def test_every_code_block_is_true(page: Path) -> None:
    for language, text in blocks(page):
        check = CHECKS.get(language)
        assert check, f"{page.name}: a block of {language} is not checked"
        check(text)


def run_shell(text: str) -> None:
    for line in text.replace("\\\n", " ").splitlines():
        for command in re.split(r" && | \|\| ", re.sub(r"(^|\s+)# .*", "", line)):
            if words := list(expanded(shlex.split(command))):
                run_words(words)


def run_listing(text: str) -> None:
    """A block without a language: configuration of other programs, and perhaps commands of ours."""
    lines = (re.sub(r" \[.*\]|\$\(.*?\)", "", line) for line in text.splitlines())
    run_shell("\n".join(line for line in lines if line.startswith("ssi ")))


def expanded(words: list[str]) -> Iterator[str]:
    for word in words:
        matches = sorted(str(path) for path in Path().glob(word)) if "*" in word and not word.startswith("/") else []
        yield from matches or ([] if word == "…" else [word])


def run_words(words: list[str]) -> None:
    match words:
        case ["ssi", *arguments]:
            run_ssi(arguments)
        case ["python3", "dev.py", command]:
            tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
            assert command in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        case ["python3", "-m", "pip", "install", package]:
            named = set(re.findall(r"[a-z]+", package))
            assert named <= set(
                tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
            )
        case ["spark-submit", *arguments]:
            script = next(at for at, word in enumerate(arguments) if word.endswith("score.py"))
            parse(arguments[script + 1 :])
        case ["python3", "-m", "http.server", *_] | ["rm", _]:
            pass
        case _:
            pytest.fail(f"not checked: {' '.join(words)}")


def run_ssi(arguments: list[str]) -> None:
    out = arguments[arguments.index(">") + 1] if ">" in arguments else ""
    arguments = arguments[: arguments.index(">")] if out else arguments
    spark = "spark" in arguments and "--show-sql" not in arguments
    elsewhere = any(re.match(r"/|~|\w+://", word) for word in arguments)
    if arguments[0] in _PARSED or spark or elsewhere:
        return parse(arguments)
    arguments = [re.sub(r"^(100000|2000)$", "300", word) for word in arguments if word != "--open"]
    form = tuple(re.sub(r"\d+", "0", Path(word).suffix or word) for word in arguments)
    if form in _RUN and not out:  # with another file or number
        return parse(arguments)
    _RUN.add(form)
    done = CliRunner().invoke(app, arguments, input=_PASSWORD * 2, catch_exceptions=False)
    small = arguments[:2] == ["population", "check"]  # so few members miss some ranges
    assert done.exit_code == 0 or (small and done.exit_code == 1), f"ssi {' '.join(arguments)}\n{done.output}"
    if out:
        Path(out).write_bytes(done.stdout_bytes)
    return None


def parse(arguments: list[str]) -> None:
    """Let the command line parse a command without running it."""
    command: click.Command = app
    while isinstance(command, click.Group):
        name, *arguments = arguments
        command = command.commands[name]
    command.make_context(command.name, arguments)


def run_python(text: str) -> None:
    for before, after in (
        ("100_000", "300"),
        ("from openssi.cli import main\n\nmain()", "from openssi.cli import main"),
    ):
        text = text.replace(before, after)
    exec(compile(text, "a code block", "exec"), {"__name__": "block"})  # noqa: S102 (our own documentation)


def read_toml(text: str) -> None:
    """Read settings as the command that they are for does: the one whose key is in them."""
    readers: Mapping[str, Callable[[Path], object]] = {
        "minutes": lambda path: load_efforts(path, DEFAULT),
        "[stages]": read_mapping,
        "issuer": read_sso_settings,
        "[email]": read_delivery_settings,
        "days_active": read_labels,
    }
    path = Path("settings.toml")
    path.write_text(text, encoding="utf-8")
    for secret in ("sso-secret", "mail-password"):
        Path(secret).write_text("secret\n", encoding="utf-8")
        Path(secret).chmod(0o600)
    next(read for key, read in readers.items() if re.search(rf"^{re.escape(key)}", text, re.MULTILINE))(path)


def read_labels(path: Path) -> None:
    run_ssi(["score", "ARCHIVE.zip", "usage.csv", "--navigator-user", "Ada Example", "--navigator-labels", str(path)])


def read_ini(text: str) -> None:
    units = configparser.ConfigParser()
    units.read_string(text)
    if units.has_option("Service", "ExecStart"):
        parse(units.get("Service", "ExecStart", raw=True).split()[1:])


def read_property_list(text: str) -> None:
    parse(plistlib.loads(text.encode())["ProgramArguments"][1:])


def read_task(text: str) -> None:
    task = re.search(r'/TR "ssi (.*?)"', text)
    assert task
    parse(task[1].split())


CHECKS: Mapping[str, Callable[[str], object]] = {
    "": run_listing,
    "bat": read_task,
    "ini": read_ini,
    "json": json.loads,
    "python": run_python,
    "sh": run_shell,
    "text": lambda _: None,
    "toml": read_toml,
    "xml": read_property_list,
}
