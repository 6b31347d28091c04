"""Developer commands. `python3 dev.py demo` shows the main job; `python3 dev.py test` runs every check and test.

Needs Python 3.11 or newer and nothing else. Packages come hash-locked from `locks/` into private environments under
`.dev/`. The tests also need Java (Spark), Chromium (pages) and Node.js (the browser edition), which are installed where
apt-get can install them.
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
    """Return the scripts folder of an environment with a lock's packages and this project.

    Create it if it is missing or stale.
    """
    locks = (ROOT / "locks" / "build.txt", ROOT / "locks" / lock)
    inputs = b"".join(path.read_bytes() for path in (*locks, ROOT / "pyproject.toml"))
    fingerprint = hashlib.sha256(inputs + sys.version.encode()).hexdigest()
    home = ENVIRONMENTS / f"{Path(lock).stem}-{sys.version_info.major}.{sys.version_info.minor}"
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    stamp = home / "made-from"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return scripts
    print(f"Setting up {home.relative_to(ROOT)} (once) …", file=sys.stderr, flush=True)
    shutil.rmtree(home, ignore_errors=True)
    run(sys.executable, "-m", "venv", str(home))
    pip = (str(scripts / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", *(f"--requirement={path}" for path in locks))
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(fingerprint)
    return scripts


def run(*command: str) -> None:
    """Run a command in the project's folder; exit with its code if it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def demo(arguments: list[str]) -> None:
    """Invent a seller's archive, score it, show the result and write the report page."""
    run(str(environment("run.txt") / "ssi"), "demo", *arguments)


def serve(arguments: list[str]) -> None:
    """Start the web server on this machine, from this checkout."""
    run(str(environment("serve.txt") / "ssi"), "serve", *arguments)


def fmt(_: list[str]) -> None:
    """Format the code and apply the linter's safe fixes."""
    ruff = str(environment("dev.txt") / "ruff")
    run(ruff, "check", "--fix", "--quiet", ".")
    run(ruff, "format", "--quiet", ".")


def lint(_: list[str]) -> None:
    """Check style, import contracts and the generated pages."""
    scripts = environment("dev.txt")
    run(str(scripts / "ruff"), "check", ".")
    run(str(scripts / "ruff"), "format", "--check", ".")
    run(str(scripts / "lint-imports"), "--no-cache", "--no-logo")
    run(str(scripts / "python"), "-m", "tools.docs", "--check")


def types(_: list[str]) -> None:
    """Check types (pyright, strict)."""
    scripts = environment("dev.txt")
    run(str(scripts / "pyright"), "--project", str(ROOT), "--pythonpath", str(scripts / "python"))


def test(arguments: list[str]) -> None:
    """Run lint, types, the comparison of models and every test; with arguments, only pytest with them."""
    scripts = environment("dev.txt")
    missing = "\n".join(filter(None, (java(), chromium(), node())))
    if arguments:
        print(missing, end="\n" if missing else "", file=sys.stderr)
        run(str(scripts / "pytest"), *arguments)
        return
    if missing:
        sys.exit(missing)
    lint([])
    types([])
    run(str(scripts / "python"), "-m", "tools.model_diff")
    run(str(scripts / "pytest"), "-q", "-n", "2")


def java() -> str:
    """Install Java for the Spark tests where apt-get can; return what is missing, or ""."""
    apt = shutil.which("apt-get")
    if java_version() < OLDEST_JAVA and apt and os.geteuid() == 0:
        print("Installing Java for the Spark tests (once) …", file=sys.stderr, flush=True)
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
        f"The Spark tests need Java {OLDEST_JAVA} or newer; "
        f"{f'this is Java {version}' if version else 'none was found'}. "
        "Debian, Ubuntu: sudo apt-get install openjdk-17-jre-headless (or openjdk-21-jre-headless). "
        "Fedora: sudo dnf install java-21-openjdk-headless. macOS: brew install openjdk@17. "
        "Windows: winget install EclipseAdoptium.Temurin.17.JRE."
    )


def java_version() -> int:
    """Return the major version of the Java that Spark's scripts would use; 0 if none runs."""
    home = os.environ.get("JAVA_HOME")
    try:
        java = Path(home, "bin", "java") if home else "java"
        output = subprocess.run([java, "-version"], capture_output=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(rb'version "(?:1\.)?(\d+)', output)
    return int(found[1]) if found else 0


def chromium() -> str:
    """Install Chromium for the page tests where apt-get can; return what is missing, or ""."""
    apt = shutil.which("apt-get")
    if not browser() and apt and os.geteuid() == 0:
        print("Installing Chromium for the page tests (once) …", file=sys.stderr, flush=True)
        subprocess.run([apt, "update", "-qq"], check=False)
        subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False)
    if browser():
        return ""
    return (
        "The page tests need Chromium or Chrome, and neither was found. "
        "Debian: sudo apt-get install chromium. Ubuntu: sudo snap install chromium. Fedora: sudo dnf install chromium. "
        "macOS: brew install --cask chromium. Windows: winget install Google.Chrome, and put chrome.exe on the PATH."
    )


def node() -> str:
    """Install Node.js for the browser edition where apt-get can; return what is missing, or ""."""
    apt = shutil.which("apt-get")
    if not (shutil.which("node") and shutil.which("npm")) and apt and os.geteuid() == 0:
        print("Installing Node.js for the browser edition (once) …", file=sys.stderr, flush=True)
        subprocess.run([apt, "update", "-qq"], check=False)
        subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", "nodejs", "npm"], check=False)
    if shutil.which("node") and shutil.which("npm"):
        return ""
    return (
        "The browser edition is built with Node.js 20 or newer and npm, and they were not found. "
        "Debian, Ubuntu: sudo apt-get install nodejs npm. Fedora: sudo dnf install nodejs. "
        "macOS: brew install node. Windows: winget install OpenJS.NodeJS.LTS."
    )


def browser() -> str | None:
    """Return the path of a Chromium or Chrome on this machine."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def docs(_: list[str]) -> None:
    """Regenerate the reference pages."""
    run(str(environment("dev.txt") / "python"), "-m", "tools.docs")


def bench(arguments: list[str]) -> None:
    """Run the benchmarks and print their figures."""
    run(str(environment("dev.txt") / "python"), "-m", "benchmarks", *arguments)


def build(_: list[str]) -> None:
    """Build the wheel and the source distribution, reproducibly, into dist/."""
    run(str(environment("dev.txt") / "python"), "-m", "tools.build")


def executable(_: list[str]) -> None:
    """Build `ssi` as one file that needs no Python, for this system, into dist/, and try it."""
    run(str(environment("dev.txt") / "python"), "-m", "tools.executable")


COMMANDS = {
    "demo": demo,
    "serve": serve,
    "test": test,
    "fmt": fmt,
    "lint": lint,
    "types": types,
    "docs": docs,
    "bench": bench,
    "build": build,
    "executable": executable,
}


def main() -> None:
    """Run the command named by the arguments."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python must get a message, not a syntax error)
        sys.exit("openssi needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        lines = [f"  python3 dev.py {name:10}  {(command.__doc__ or '').strip()}" for name, command in COMMANDS.items()]
        sys.exit("\n".join(["Choose a command:", *lines]))
    COMMANDS[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    main()
