"""Find the Java that Spark will start, and explain how to install one if it is missing or too old."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from openssi.errors import UsageError

__all__ = ["MINIMUM_JAVA", "check_java"]

#: The minimum Java version of Spark 4.
MINIMUM_JAVA = 17

_TIMEOUT_SECONDS = 60  # `java -version` takes a tenth of a second

_INSTALL_HINT = (
    "Debian, Ubuntu: sudo apt-get install openjdk-17-jre-headless (or openjdk-21-jre-headless). "
    "Fedora: sudo dnf install java-21-openjdk-headless. macOS: brew install openjdk@17. "
    "Windows: winget install EclipseAdoptium.Temurin.17.JRE. "
    "If several are installed, set JAVA_HOME to the folder of the one to use. Java packages from PyPI can't start "
    "Spark 4."
)


def check_java(environment: Mapping[str, str] = os.environ) -> None:
    """Check that Spark will find a suitable Java.

    Raises:
        UsageError: Java is missing, doesn't run, or is too old.
    """
    java = _java(environment)
    if java is None:
        raise _unsuitable("none was found: JAVA_HOME is not set and there is no java on the PATH")
    try:
        process = subprocess.run([java, "-version"], capture_output=True, timeout=_TIMEOUT_SECONDS, check=False)  # noqa: S603 (as Spark will)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unsuitable(f"{java} doesn't run ({error})") from error
    output = (process.stderr + process.stdout).decode("utf-8", "replace")
    match = re.search(r'version "(?:1\.)?(\d+)', output)
    if process.returncode or not match:
        raise _unsuitable(
            f"{java} doesn't run ({output.strip().partition(chr(10))[0] or f'exit code {process.returncode}'})"
        )
    if int(match[1]) < MINIMUM_JAVA:
        raise _unsuitable(f"{java} is Java {match[1]}")


def _java(environment: Mapping[str, str]) -> str | None:
    """Return the Java that Spark's own scripts choose."""
    home = environment.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else shutil.which("java", path=environment.get("PATH", ""))


def _unsuitable(reason: str) -> UsageError:
    return UsageError("spark-java", f"Spark needs Java {MINIMUM_JAVA} or newer; {reason}.", hint=_INSTALL_HINT)
