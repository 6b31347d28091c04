"""Starts `ssi serve` as a process and talks to it as a browser does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from tests.e2e.cli import ROOT, RUN
from tests.patience import PATIENCE

__all__ = ["Serving"]


class _Stay(urllib.request.HTTPRedirectHandler):
    """Tells of a redirect instead of following it."""

    def redirect_request(self, *_: object) -> None:  # type: ignore[override]
        return None


class Serving:
    """A server of a folder; `log` is what it wrote to stderr once it has ended."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.log = ""
        self.cookie = ""
        self._errors = folder / f"log{len(list(folder.glob('log*')))}"
        with self._errors.open("wb") as errors:
            self.process = subprocess.Popen(  # noqa: S603 (our own interpreter and arguments)
                [
                    sys.executable,
                    "-c",
                    RUN,
                    "serve",
                    "--data",
                    str(folder / "data"),
                    "--port",
                    "0",
                    "--no-open",
                    *arguments,
                ],
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self.process.stdout
        output = self.process.stdout.readline() + self.process.stdout.readline()
        found = re.search(r"(http://\S+?)/(?:enter#(\S+)|sign-in)", output)
        assert found, (output, self._errors.read_text())
        self.address, self.code = found[1], found[2] or ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end(signal.SIGKILL)

    def ask(
        self, path: str, form: Mapping[str, str] | None = None, more: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """The status and the text of an answer; `more` are headers."""
        return self._ask(path, urlencode(form).encode() if form is not None else None, more)

    def upload(self, file: Path) -> int:
        """The status of the answer to an upload."""
        head = f'--cut\r\nContent-Disposition: form-data; name="archive"; filename="{file.name}"\r\n\r\n'
        body = head.encode() + file.read_bytes() + b"\r\n--cut--\r\n"
        return self._ask("/imports", body, {"Content-Type": "multipart/form-data; boundary=cut"})[0]

    def _ask(self, path: str, body: bytes | None, more: Mapping[str, str] | None = None) -> tuple[int, str]:
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": self.cookie, "Accept": "application/json", **(more or {})}
        request = urllib.request.Request(self.address + path, body, headers)  # noqa: S310 (our own address)
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            self.cookie = (answer.headers.get("Set-Cookie") or self.cookie).partition(";")[0]
            return answer.code, answer.read().decode()

    def enter(self) -> None:
        """Come in by the link of the start."""
        assert self.ask("/enter", {"code": self.code})[0] == 303

    def end(self, sent: signal.Signals = signal.SIGTERM, within: float = 20) -> int:
        """Send a signal and wait; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(sent)
        code = self.process.wait(within)
        if self.process.stdout:
            self.process.stdout.close()
        self.log = self._errors.read_text()
        return code
