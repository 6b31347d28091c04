"""The built packages are complete, and reproducible byte for byte."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

from tools.build import build
from tools.subject import fault

ROOT = Path(__file__).parents[2]


def test_two_builds_of_a_commit_are_identical_and_list_every_file_and_package(tmp_path: Path) -> None:
    first, second = build(tmp_path / "first"), build(tmp_path / "second")
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    bill = json.loads(next(path for path in first if path.name.endswith(".cdx.json")).read_text(encoding="utf-8"))
    listed = {f"{one['name']}=={one['version']}" for one in bill["components"]}
    locked = re.findall(
        r"^([a-z0-9-]+(?:\[[^]]*\])?==[^ ;]+)", (ROOT / "locks" / "serve.txt").read_text(), re.MULTILINE
    )
    assert bill["metadata"]["component"]["name"] == "openssi"
    assert listed == {re.sub(r"\[.*\]", "", one) for one in locked}
    assert all(one["externalReferences"][0]["hashes"] for one in bill["components"])
    wheel = next(path for path in first if path.suffix == ".whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("openssi/")}
    source = ROOT / "src"
    ours = {
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    content = {name for name in packed if name.startswith("openssi/site/content/")}
    assert packed - content == ours
    written = {str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*") if path.is_file()}
    outside = {"CHANGELOG.md", "CONTRIBUTING.md", "GLOSSARY.md", "SECURITY.md"}
    assert {name.removeprefix("openssi/site/content/") for name in content} == written | outside


def test_commit_subjects_start_with_an_area_and_are_short() -> None:
    assert fault("archive: accept dates re-saved by Excel") == ""
    assert fault("Envelopes of a kept file are made once each").startswith("Write the subject as `area: imperative`")
    assert fault("archive: " + "x" * 52).startswith("The subject has 61 characters; the limit is 60.")


def test_a_package_has_the_same_version_in_every_lock_file() -> None:
    pins: dict[str, set[str]] = {}
    for lock in sorted((ROOT / "locks").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        for name, version, where in re.findall(
            r"^([a-z0-9-]+)(?:\[[^]]*\])?==(\S+)(?: ; (.*))? \\$", text, re.MULTILINE
        ):
            pins.setdefault(f"{name} {where}", set()).add(version)
    assert any(name.startswith("click ") for name in pins)
    assert {name: sorted(versions) for name, versions in pins.items() if len(versions) > 1} == {}
