"""Talks to a team server over HTTP: tries again where that helps, follows nothing elsewhere, and puts each refusal into words."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from threading import Event
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from openssi.errors import InputError, OpenSSIError, UsageError, install_hint

if TYPE_CHECKING:
    import httpx2

__all__ = ["Connection", "checked_address", "connect"]

_TRIES = 5
_LONGEST_WAIT = 120.0  # seconds, whatever a server asks for
_TOO_OFTEN, _UNAVAILABLE = 429, 503
_PAUSE, _SLOWER, _LONGEST_PAUSE = 0.2, 1.5, 3.0  # seconds between two looks
_REDIRECTS, _FAULTS = range(300, 400), range(400, 600)

_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")

Body = Callable[[], Iterator[bytes]]


class _Later(Exception):
    """The server asks to come again."""

    def __init__(self, seconds: float, refusal: OpenSSIError) -> None:
        super().__init__()
        self.seconds, self.refusal = seconds, refusal


@dataclass(frozen=True)
class Connection:
    """A server and who asks."""

    client: httpx2.Client

    def ask(self, method: str, path: str, body: Body | None = None, headers: Mapping[str, str] | None = None) -> Any:
        """The JSON that the server answers; `body` makes the content anew for every try.

        Raises:
            InputError: it cannot be reached, refuses, or answers what no such server does.
        """
        import httpx2
        import stamina

        def again(error: Exception) -> bool | float:
            return error.seconds if isinstance(error, _Later) else isinstance(error, httpx2.TransportError)

        try:
            for attempt in stamina.retry_context(on=again, attempts=_TRIES, timeout=None):
                with attempt:
                    return _answer(self.client.request(method, path, content=body() if body else None, headers=headers))
        except httpx2.TransportError as error:
            raise InputError(
                "push-unreachable",
                f"{self.client.base_url} cannot be reached: {error}.",
                hint="See that the address is right and that the server runs.",
            ) from error
        except _Later as later:
            raise later.refusal from None
        raise AssertionError("every try ends")

    def watch(self, path: str, ends: Callable[[Any], bool]) -> Any:
        """Ask again and again, ever more slowly, until the answer is the one waited for.

        Raises:
            InputError: as `ask`.
        """
        pause = _PAUSE
        while not ends(told := self.ask("GET", path)):
            Event().wait(pause)
            pause = min(_LONGEST_PAUSE, pause * _SLOWER)
        return told


def checked_address(server: str) -> str:
    """A server's address without what follows the port.

    Raises:
        UsageError: it is none, or what is sent to it could be read on the way.
    """
    try:
        parts = urlsplit(server.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if (
        parts.scheme not in {"http", "https"}
        or not host
        or parts.username
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
    ):
        raise UsageError(
            "push-address", f"{server!r} is no server's address.", hint="Write it as https://team.example.org."
        )
    if parts.scheme == "http" and not _LOOPBACK.fullmatch(host):
        raise UsageError(
            "push-address",
            f"What is sent to http://{host} can be read on the way.",
            unchanged="Nothing was sent.",
            hint=f"Use https://{host}; http:// is for a server on this machine.",
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


@contextmanager
def connect(address: str, token: str) -> Generator[Connection]:
    """A connection as whoever the token belongs to.

    Raises:
        UsageError: the packages for it are not installed.
    """
    if not all(map(find_spec, ("httpx2", "stamina"))):
        raise UsageError(
            "push-missing",
            "The packages to reach a server are not installed.",
            hint=install_hint("push"),
        )
    import httpx2

    logging.getLogger("stamina").addHandler(logging.NullHandler())  # a try that is made again is nobody's warning
    with httpx2.Client(
        base_url=address,
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=httpx2.Timeout(60, connect=10, read=300),
        trust_env=address.startswith("https:"),  # a proxy would read what goes to this machine without TLS
        follow_redirects=False,  # a token goes nowhere else
    ) as client:
        yield Connection(client)


def _answer(response: httpx2.Response) -> Any:
    status = response.status_code
    if status in _REDIRECTS:
        raise _foreign(response, "sends elsewhere")
    try:
        told: Any = response.json()
    except ValueError:
        told = None
    if status in _FAULTS:
        refusal = _refusal(response, told)
        if status in {_TOO_OFTEN, _UNAVAILABLE}:
            raise _Later(_wait_of(response), refusal)
        raise refusal
    if not isinstance(told, dict | list):
        raise _foreign(response, "answers what no team server does")
    return cast("Any", told)


def _refusal(response: httpx2.Response, told: Any) -> OpenSSIError:
    words: Mapping[str, Any] = cast("Mapping[str, Any]", told) if isinstance(told, dict) else {}
    if not {"detail", "code"} <= words.keys():
        return _foreign(response, f"answers with status {response.status_code}")
    return InputError(
        "push-refused",
        f"The server refuses: {words['detail']} [{words['code']}]",
        unchanged=str(words.get("unchanged", "")),
        hint=str(words.get("hint", "")),
    )


def _foreign(response: httpx2.Response, what: str) -> InputError:
    return InputError(
        "push-answer",
        f"{response.url.copy_with(path='/', query=None)} {what}.",
        hint="See that it is the address of a team server, as its pages have it.",
    )


def _wait_of(response: httpx2.Response) -> float:
    asked = response.headers.get("retry-after", "")
    return min(_LONGEST_WAIT, float(asked)) if asked.isdecimal() else 1.0
