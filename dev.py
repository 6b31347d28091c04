"""One file sets all up: `python3 dev.py demo` runs the main job on an invented archive, `python3 dev.py test` runs all tests.

Needs Python 3.11 or newer and nothing else; the tests also need a Java for Spark and a Chromium for the pages of the team server,
which are brought where apt-get can.
Packages come hash-locked from `locks/` into a private environment under `.dev/`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = ROOT / ".dev"
OLDEST_JAVA = 17  # for Spark 4
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def environment(lock: str) -> Path:
    """The scripts folder of an environment with the locked packages and this project; made once for each state of the lock."""
    wanted = hashlib.sha256(
        (ROOT / "locks" / lock).read_bytes() + sys.version.encode() + (ROOT / "pyproject.toml").read_bytes()
    )
    home = ENVIRONMENTS / f"{Path(lock).stem}-{sys.version_info.major}.{sys.version_info.minor}"
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    stamp = home / "made-from"
    if stamp.exists() and stamp.read_text() == wanted.hexdigest():
        return scripts
    print(f"Setting up {home.relative_to(ROOT)} (once) …", file=sys.stderr, flush=True)
    shutil.rmtree(home, ignore_errors=True)
    run(sys.executable, "-m", "venv", str(home))
    python = str(scripts / "python")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", str(ROOT / "locks" / lock))
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(wanted.hexdigest())
    return scripts


def run(*command: str) -> None:
    """Run a command in the project's folder; its failure is ours."""
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def demo(arguments: list[str]) -> None:
    """Invent a seller's archive, score it, show the result and write the report page."""
    run(str(environment("run.txt") / "ssi"), "demo", *arguments)


def test(arguments: list[str]) -> None:
    """Style, types, generated documents, then every test; with arguments, only pytest with them."""
    scripts = environment("dev.txt")
    missing = "\n".join(filter(None, (java(), chromium())))
    if arguments:
        print(missing, end="\n" if missing else "", file=sys.stderr)
        run(str(scripts / "pytest"), *arguments)
        return
    if missing:
        sys.exit(missing)
    run(str(scripts / "ruff"), "check", ".")
    run(str(scripts / "ruff"), "format", "--check", ".")
    run(str(scripts / "pyright"), "--project", str(ROOT), "--pythonpath", str(scripts / "python"))
    run(str(scripts / "python"), "-m", "tools.docs", "--check")
    run(str(scripts / "pytest"), "-q", "-n", "2")


def java() -> str:
    """Bring the Java that Spark's tests need, where the system's packages can be installed; what is missing, in words."""
    apt = shutil.which("apt-get")
    if java_version() < OLDEST_JAVA and apt and os.geteuid() == 0:
        print("Installing a Java for the tests of Spark (once) …", file=sys.stderr, flush=True)
        subprocess.run([apt, "update", "-qq"], check=False)
        for package in ("openjdk-17-jre-headless", "openjdk-21-jre-headless"):
            if not subprocess.run(
                [apt, "install", "-y", "-qq", "--no-install-recommends", package], check=False
            ).returncode:
                break
    version = java_version()
    if version >= OLDEST_JAVA:
        return ""
    return (
        f"The tests of Spark need Java {OLDEST_JAVA} or newer; {f'this is Java {version}' if version else 'there is none'}. "
        "Debian, Ubuntu: sudo apt-get install openjdk-17-jre-headless (or openjdk-21-jre-headless). "
        "Fedora: sudo dnf install java-21-openjdk-headless. macOS: brew install openjdk@17. "
        "Windows: winget install EclipseAdoptium.Temurin.17.JRE."
    )


def java_version() -> int:
    """The Java that Spark's scripts take; 0 if none runs."""
    home = os.environ.get("JAVA_HOME")
    try:
        told = subprocess.run(
            [Path(home, "bin", "java") if home else "java", "-version"], capture_output=True, check=True
        ).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(rb'version "(?:1\.)?(\d+)', told)
    return int(found[1]) if found else 0


def chromium() -> str:
    """Bring the browser that the tests of the pages drive, likewise; what is missing, in words."""
    apt = shutil.which("apt-get")
    if not browser() and apt and os.geteuid() == 0:
        print("Installing Chromium for the tests of the pages (once) …", file=sys.stderr, flush=True)
        subprocess.run([apt, "update", "-qq"], check=False)
        subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False)
    if browser():
        return ""
    return (
        "The tests of the pages need Chromium or Chrome; there is none. "
        "Debian: sudo apt-get install chromium. Ubuntu: sudo snap install chromium. Fedora: sudo dnf install chromium. "
        "macOS: brew install --cask chromium. Windows: winget install Google.Chrome, and chrome.exe on the PATH."
    )


def browser() -> str | None:
    """Where a Chromium is."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def docs(_: list[str]) -> None:
    """Write the generated reference pages anew."""
    run(str(environment("dev.txt") / "python"), "-m", "tools.docs")


def bench(arguments: list[str]) -> None:
    """Run the benchmarks and print their figures."""
    run(str(environment("dev.txt") / "python"), "-m", "benchmarks", *arguments)


COMMANDS = {"demo": demo, "test": test, "docs": docs, "bench": bench}


def main() -> None:
    """Take the command from the arguments."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python must be told so in words)
        sys.exit("openssi needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        lines = [f"  python3 dev.py {name:5}  {(command.__doc__ or '').strip()}" for name, command in COMMANDS.items()]
        sys.exit("\n".join(["Say what to do:", *lines]))
    COMMANDS[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    main()
