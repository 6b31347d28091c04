"""Measure the site in Chromium: size, start, reading and memory. Needs Chromium and Node.js, as the tests do."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click
from playwright.sync_api import Browser, Page

from openssi.member import open_member
from openssi.site.build import build_site
from tests.archives import BIG, Layout, invent, write_zip
from tests.e2e.browser import chromium
from tests.e2e.site import INPUTS, ready, serve, until

RUNS = 5
#: Compressed sizes by Node.js, which has brotli built in.
_SIZES = """
const { brotliCompressSync, constants, gzipSync } = require("node:zlib");
const { readFileSync } = require("node:fs");
const all = process.argv.slice(1).map((name) => readFileSync(name));
const sum = (sizes) => sizes.reduce((one, other) => one + other, 0);
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const gzip = (data) => gzipSync(data, { level: 9 });
const sizes = [(data) => data, (data) => brotliCompressSync(data, best), gzip];
console.log(...sizes.map((size) => sum(all.map((data) => size(data).length))));
"""


@click.command()
@click.argument("site", type=click.Path(exists=True, path_type=Path), required=False)
def main(site: Path | None) -> None:
    """Print the figures of the site in the folder SITE; by default it is built first."""
    with tempfile.TemporaryDirectory() as room:
        if site is None:
            site = Path(room) / "site"
            build_site(site, INPUTS)
        _sizes(site)
        archive = write_zip(Path(room), invent(seed=1, sizes=BIG), Layout("2026"))
        with serve(site) as host, chromium() as browser:
            _start(browser, f"{host.base}/")
            _reading(browser, f"{host.base}/", archive)


def _sizes(site: Path) -> None:
    """Print what a first visit transfers, without the sample and the documentation."""
    files = [path for path in site.rglob("*") if path.is_file() and "docs" not in path.relative_to(site).parts]
    names = [str(path) for path in files if path.name != "sample.zip"]
    done = subprocess.run(["node", "-e", _SIZES, *names], capture_output=True, check=True, encoding="ascii")
    plain, brotli, gzip = (int(size) / 1e6 for size in done.stdout.split())
    print(f"first load: {brotli:.2f} MB by brotli (goal: 5.5), {gzip:.2f} by gzip, {plain:.1f} plain")


def _start(browser: Browser, address: str) -> None:
    """Print the seconds until Python is ready: on a first visit, and on later ones."""
    cold: list[float] = []
    warm: list[float] = []
    for _ in range(RUNS):
        context = browser.new_context()
        page = context.new_page()
        cold.append(_until_ready(page, address))
        until(page, "() => Boolean(navigator.serviceWorker.controller)")
        warm.append(_until_ready(page, address))
        context.close()
    print(f"ready: {statistics.median(cold):.1f} s on a first visit, {statistics.median(warm):.1f} s later (goal: 2)")


def _until_ready(page: Page, address: str) -> float:
    begin = time.perf_counter()
    page.goto(address)
    ready(page)
    return time.perf_counter() - begin


def _reading(browser: Browser, address: str, archive: Path) -> None:
    """Print how long an archive takes until its number shows, compared with CPython in turn, and the tab's memory."""
    page = browser.new_page()
    page.goto(address)
    ready(page)
    pairs = [(_shown(page, archive), _scored(archive)) for _ in range(RUNS)]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(taken) for taken in zip(*pairs, strict=True))
    until(page, "() => document.querySelector('#result.complete')")
    print(f"85,000 records: {ours:.2f} s, CPython {theirs:.2f} s, ratio {ratio:.2f} (goal: 2)")
    print(f"memory of the tab: {max(_peaks()):.0f} MB at most (goal: 350)")


def _shown(page: Page, archive: Path) -> float:
    begin = time.perf_counter()
    page.set_input_files("#files", str(archive))
    until(page, "() => document.getElementById('score').dataset.indexMicro")
    taken = time.perf_counter() - begin
    until(page, "() => document.querySelector('#result.complete')")
    return taken


def _scored(archive: Path) -> float:
    begin = time.perf_counter()
    open_member(archive).score()
    return time.perf_counter() - begin


def _peaks() -> Iterator[float]:
    """Yield the highest memory of each tab that this process started, in MB; Linux only."""
    parents: dict[int, int] = {}
    tabs: dict[int, float] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            status = dict(
                line.split(":\t", 1) for line in (process / "status").read_text().splitlines() if ":\t" in line
            )
            command = (process / "cmdline").read_bytes()
        except OSError:  # it ended meanwhile
            continue
        parents[int(process.name)] = int(status["PPid"])
        if b"--type=renderer" in command:
            tabs[int(process.name)] = int(status["VmHWM"].split()[0]) / 1024
    for tab, peak in tabs.items():
        above = tab
        while above > 1 and above != os.getpid():
            above = parents.get(above, 0)
        if above == os.getpid():
            yield peak


if __name__ == "__main__":
    main()
