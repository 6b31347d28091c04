"""The website as a visitor gets it: built once, served by Python's own web server, which lists every request."""

from __future__ import annotations

import functools
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Page

from tests.e2e.browser import AXE
from tests.patience import PATIENCE
from tests.stand_in_server import in_background

ROOT = Path(__file__).parents[2]
#: Where the packages that the site is made of are stored between runs.
INPUTS = ROOT / ".dev" / "site"


#: Everything about the chosen files is shown.
COMPLETE = "() => document.querySelector('#result.complete')"


@dataclass
class Host:
    """A static web host; `requests` are the paths asked for so far."""

    base: str
    requests: list[str] = field(default_factory=list[str])


@contextmanager
def serve(folder: Path) -> Generator[Host]:
    """Serve a folder under `/somewhere/`, since a site need not be at the root of its host."""
    host = Host("")

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/somewhere"))

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name in the base class)
            host.requests.append(format % args)

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    with in_background(server) as port:
        host.base = f"http://127.0.0.1:{port}/somewhere"
        yield host


def until(page: Page, question: str) -> Any:
    """Ask the page until the answer is true; its policy forbids Playwright's own way of waiting."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = page.evaluate(question)
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"{question}: {page.inner_text('body')[:2000]}")


def ready(page: Page) -> None:
    """Wait until Python has started."""
    until(page, "() => document.documentElement.dataset.ready")


def choose(page: Page, files: Sequence[Path]) -> None:
    """Choose files, and wait until everything about them is shown, or an error."""
    page.set_input_files("#files", [str(path) for path in files])
    until(page, "() => document.querySelector('#result.complete') || !document.querySelector('#error').hidden")


def problems(page: Page) -> list[str]:
    """Return the violations that axe reports, in frames as well; the page's policy allows it only to a debugger."""
    question = (
        f"(async () => {{ {AXE}; const found = await axe.run(document, {{resultTypes: ['violations']}}); "
        "return found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`); })()"
    )
    options = {"awaitPromise": True, "returnByValue": True, "allowUnsafeEvalBlockedByCSP": True}
    debugger = cast("Any", page.context.new_cdp_session(page))
    answer = debugger.send("Runtime.evaluate", {"expression": question, **options})
    assert "exceptionDetails" not in answer, answer
    return cast("list[str]", answer["result"]["value"])
