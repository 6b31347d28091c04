"""HTTP requests to a team server: retried where that helps, never redirected, every refusal a clear error."""

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

from openssi.client.retries import BusyError, retried
from openssi.errors import InputError, OpenSSIError, UsageError, install_hint

if TYPE_CHECKING:
    import httpx2

__all__ = ["ServerClient", "connect", "normalize_address"]

_TOO_MANY_REQUESTS = 429
_PAUSE, _BACKOFF, _MAX_PAUSE = 0.2, 1.5, 3.0  # between two polls: seconds, growth, seconds
_GATEWAY = {502, 503, 504}  # of a proxy whose server is starting or busy
_NOT_RECEIVED = {413, 503}  # the proxy refused before the server saw anything
_REDIRECTS, _ERRORS = range(300, 400), range(400, 600)

#: What a proxy in front of the server means by an error that the server itself didn't send, and what to do.
_BY_PROXY = {
    413: (
        "The file is too large for the proxy in front of the server.",
        "Ask the person who runs it to allow larger ones (nginx: client_max_body_size).",
    ),
    502: (
        "The proxy answers, but the server behind it doesn't.",
        "Try again in a minute; if that doesn't help, tell the person who runs it.",
    ),
    503: ("The proxy answers, but the server behind it isn't available.", "Try again in a minute."),
    504: (
        "The proxy stopped waiting for the server.",
        "Try again; if that doesn't help, ask its administrator for a longer time limit (nginx: proxy_read_timeout).",
    ),
}

_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")

Body = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class ServerClient:
    """An authenticated connection to a server."""

    client: httpx2.Client

    def ask(self, method: str, path: str, body: Body | None = None, headers: Mapping[str, str] | None = None) -> Any:
        """Return the JSON of the response. `body` creates the content for each attempt.

        Raises:
            InputError: the server cannot be reached, refuses, or is not a team server.
        """
        import httpx2

        def attempt() -> Any:
            return _answer(self.client.request(method, path, content=body() if body else None, headers=headers))

        try:
            return retried(attempt)
        except httpx2.TransportError as error:
            raise InputError(
                "push-unreachable",
                f"Can't reach {self.client.base_url}: {error}.",
                hint="Check the address, and that the server is running.",
            ) from error

    def poll(self, path: str, is_done: Callable[[Any], bool]) -> Any:
        """Poll, with growing pauses, until the result is final; return it.

        Raises:
            InputError: as `ask`.
        """
        pause = _PAUSE
        while not is_done(answer := self.ask("GET", path)):
            Event().wait(pause)
            pause = min(_MAX_PAUSE, pause * _BACKOFF)
        return answer


def normalize_address(server: str) -> str:
    """Return the address of a server, as scheme, host, port and the path it is below.

    Raises:
        UsageError: the address is malformed, or uses http:// across a network.
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
        or not _PATH.fullmatch(parts.path)
        or parts.query
        or parts.fragment
    ):
        raise UsageError(
            "push-address", f"{server!r} isn't a server's address.", hint="Write it as https://team.example.org."
        )
    if parts.scheme == "http" and not _LOOPBACK.fullmatch(host):
        raise UsageError(
            "push-address",
            f"Anyone on the network could read what you send to http://{host}.",
            unchanged="Nothing was sent.",
            hint=f"Use https://{host}. Plain http:// is allowed for a server on this machine only.",
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "") + parts.path.rstrip("/")


@contextmanager
def connect(address: str, token: str) -> Generator[ServerClient]:
    """Connect as the owner of a token.

    Raises:
        UsageError: the extra `push` is not installed.
    """
    if not all(map(find_spec, ("httpx2", "stamina"))):
        raise UsageError(
            "push-missing",
            "Uploading needs packages that aren't installed.",
            hint=install_hint("push"),
        )
    import httpx2

    logging.getLogger("stamina").addHandler(logging.NullHandler())  # a retry is not worth a warning
    with httpx2.Client(
        base_url=address,
        headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
        timeout=httpx2.Timeout(60, connect=10, read=300),
        trust_env=address.startswith("https:"),  # without TLS, a proxy could read the token
        follow_redirects=False,  # never send the token to another host
    ) as client:
        yield ServerClient(client)


def _answer(response: httpx2.Response) -> Any:
    status = response.status_code
    if status in _REDIRECTS:
        raise _not_a_team_server(response, "redirects to another address")
    try:
        answer: Any = response.json()
    except ValueError:
        answer = None
    if status in _ERRORS:
        refusal = _refusal(response, answer)
        if status in {_TOO_MANY_REQUESTS, *_GATEWAY}:
            raise BusyError(response, refusal)
        raise refusal
    if not isinstance(answer, dict | list):
        raise _not_a_team_server(response, "isn't a team server")
    return cast("Any", answer)


def _refusal(response: httpx2.Response, answer: Any) -> OpenSSIError:
    words: Mapping[str, Any] = cast("Mapping[str, Any]", answer) if isinstance(answer, dict) else {}
    if not {"detail", "code"} <= words.keys():
        if response.status_code in _BY_PROXY:
            message, hint = _BY_PROXY[response.status_code]
            known = response.status_code in _NOT_RECEIVED
            unchanged = "Nothing was uploaded." if known else "Whether the upload arrived isn't known."
            return InputError("push-proxy", message, unchanged=unchanged, hint=hint)
        return _not_a_team_server(response, f"answers with status {response.status_code}")
    return InputError(
        "push-refused",
        f"The server refused: {words['detail']} [{words['code']}]",
        unchanged=str(words.get("unchanged", "")),
        hint=str(words.get("hint", "")),
    )


def _not_a_team_server(response: httpx2.Response, what: str) -> InputError:
    return InputError(
        "push-answer",
        f"{response.url.copy_with(path='/', query=None)} {what}.",
        hint="Use the address that you see in your browser when you are signed in.",
    )
