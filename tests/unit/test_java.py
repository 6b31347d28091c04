"""Which Java Spark uses, and the error if none is suitable."""

from __future__ import annotations

from pathlib import Path

import pytest

from openssi.engines.java import check_java
from openssi.errors import UsageError


def a_java(folder: Path, says: str, code: int = 0) -> Path:
    """A program that answers as `java -version` does."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    "says", ['openjdk version "17.0.15" 2025-04-15', 'openjdk version "21" 2023-09-19', 'java version "25.0.3"']
)
def test_a_suitable_java_is_used(says: str, tmp_path: Path) -> None:
    java = a_java(tmp_path, says)
    check_java({"PATH": str(java.parent)})
    check_java({"JAVA_HOME": str(tmp_path), "PATH": ""})


@pytest.mark.parametrize(
    ("says", "code", "told"),
    [
        ('java version "1.8.0_402"', 0, "is Java 8"),
        ('openjdk version "11.0.22" 2024-01-16', 0, "is Java 11"),
        ("Unable to locate a Java Runtime.", 1, "doesn't run (Unable to locate a Java Runtime.)"),
        ("", 3, "doesn't run (exit code 3)"),
    ],
)
def test_an_unsuitable_java_is_rejected(says: str, code: int, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        check_java({"JAVA_HOME": str(a_java(tmp_path, says, code).parents[1])})
    assert caught.value.code == "spark-java"
    assert told in caught.value.message
    for system in ("Debian, Ubuntu: sudo apt-get install", "Fedora: sudo dnf", "macOS: brew", "Windows: winget"):
        assert system in caught.value.hint


def test_a_missing_java_is_reported(tmp_path: Path) -> None:
    for environment in ({"PATH": str(tmp_path)}, {}, {"JAVA_HOME": str(tmp_path / "gone")}):
        with pytest.raises(UsageError) as caught:
            check_java(environment)
        assert caught.value.code == "spark-java"
