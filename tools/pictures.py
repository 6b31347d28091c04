"""Redraw the README's pictures: the terminal screen and the report page of the demo. Needs Chromium."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

import openssi
from openssi.demo import write_archive
from openssi.render.terminal.score import screen

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
_PAGE = (
    "<!doctype html><meta charset=utf-8><style>body{{margin:0;background:{background};color:{foreground}}}"
    "pre{{font:14px/1.25 'DejaVu Sans Mono',monospace;margin:16px}}{stylesheet}</style><pre>{code}</pre>"
)


def main() -> None:
    """Score the demo archive and take a picture of its screen and its report."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium not found. Install it, for example: apt-get install chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assessment = openssi.score(write_archive(folder))
        console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True, color_system="truecolor")
        console.print(screen(assessment, console))
        (folder / "screen.html").write_text(console.export_html(theme=MONOKAI, code_format=_PAGE), encoding="utf-8")
        (folder / "report.html").write_text(assessment.to_html(), encoding="utf-8")
        shoot(browser, folder / "screen.html", IMAGES / "screen.png", "880,760")
        shoot(browser, folder / "report.html", IMAGES / "report.png", "1200,1240")


def shoot(browser: str, page: Path, picture: Path, size: str) -> None:
    """Take a picture of a page."""
    with tempfile.TemporaryDirectory() as profile:
        flags = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-sync",
        )
        subprocess.run(
            [
                browser,
                *flags,
                "--hide-scrollbars",
                f"--user-data-dir={profile}",
                f"--window-size={size}",
                f"--screenshot={picture}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    print(picture.relative_to(IMAGES.parent.parent))


if __name__ == "__main__":
    main()
