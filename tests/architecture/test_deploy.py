"""The unit and the container allow what the server's own limits add up to."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from openssi.cli import serve
from openssi.sandbox import Limits

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = (DEPLOY / "openssi.service").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
#: The server, two sandboxes with the interpreter's 40 MB, two passwords of 64 MB, three messages that are being sent.
NEEDED = 150 + 2 * (Limits().memory // 1_000_000 + 40) + 2 * 64 + 3 * 60


def setting(name: str) -> str:
    found = re.search(rf"^{name}=(.+)$", UNIT, re.MULTILINE)
    assert found, name
    return found[1]


def test_unit_and_container_have_the_memory_of_the_budgets() -> None:
    assert int(setting("MemoryMax").removesuffix("M")) >= NEEDED
    found = re.search(r"--memory (\d+)m ", CONTAINER)
    assert found
    assert int(found[1]) >= NEEDED


def test_files_may_be_open_for_every_connection_and_the_rest() -> None:
    most = serve._MOST_CONNECTIONS  # pyright: ignore[reportPrivateUsage]
    found = re.search(r"nofile=(\d+)", CONTAINER)
    assert found
    assert min(int(setting("LimitNOFILE")), int(found[1])) >= 2 * most


def test_the_unit_restarts_after_faults_but_not_after_wrong_options() -> None:
    assert setting("Restart") == "on-failure"
    assert setting("RestartPreventExitStatus") == "2"
    assert setting("StartLimitIntervalSec") == "0"
    assert setting("OOMPolicy") == "continue"


def test_the_image_is_built_from_everything_the_wheel_includes() -> None:
    project = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    copied = {name for line in re.findall(r"^COPY (?!--)(.+) \S+$", CONTAINER, re.MULTILINE) for name in line.split()}
    assert {*included, "pyproject.toml", "README.md", "LICENSE", "src"} <= copied
