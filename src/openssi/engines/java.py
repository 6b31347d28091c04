"""Finds the Java that Spark will start, and says how to get one where there is none or an old one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from openssi.errors import UsageError

__all__ = ["OLDEST_JAVA", "check_java"]

#: The oldest Java that Spark 4 runs on.
OLDEST_JAVA = 17

_PATIENCE = 60  # seconds; `java -version` takes a tenth of one

_HOW = (
    "Debian, Ubuntu: sudo apt-get install openjdk-17-jre-headless (or openjdk-21-jre-headless). "
    "Fedora: sudo dnf install java-21-openjdk-headless. macOS: brew install openjdk@17. "
    "Windows: winget install EclipseAdoptium.Temurin.17.JRE. "
    "If several are installed, let JAVA_HOME name the folder of the one to use. No Java from PyPI starts Spark 4."
)


def check_java(environment: Mapping[str, str] = os.environ) -> None:
    """Refuse a machine on which Spark's start would fail for want of a fitting Java.

    Raises:
        UsageError: there is no Java, it does not run, or it is too old.
    """
    java = _java(environment)
    if java is None:
        raise _unfit("there is none: JAVA_HOME is not set and no java is on the PATH")
    try:
        done = subprocess.run([java, "-version"], capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 (as Spark will)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unfit(f"{java} does not run ({error})") from error
    said = (done.stderr + done.stdout).decode("utf-8", "replace")
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    if done.returncode or not found:
        raise _unfit(f"{java} does not run ({said.strip().partition(chr(10))[0] or f'exit code {done.returncode}'})")
    if int(found[1]) < OLDEST_JAVA:
        raise _unfit(f"{java} is Java {found[1]}")


def _java(environment: Mapping[str, str]) -> str | None:
    """The Java that Spark's own scripts choose."""
    home = environment.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else shutil.which("java", path=environment.get("PATH", ""))


def _unfit(found: str) -> UsageError:
    return UsageError("spark-java", f"Spark needs Java {OLDEST_JAVA} or newer; {found}.", hint=_HOW)
