"""Send one message in a process of its own, and turn its failures into clear errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from openssi.errors import RequestDenied, UsageError, install_hint
from openssi.web.security.delivery_addresses import checked_address
from openssi.web.settings import DeliverySettings

__all__ = ["Message", "check_installed", "send"]

_SECONDS = 30  # until a message counts as not sent
#: Settings of the operator's that concern connections, passed on to the process that sends.
_PASSED_ON = ("SYSTEMROOT", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
_REASONS = {
    "refused": ("It is not on the public internet, where this server may send.", "Use another address."),
    "unreachable": ("It can't be reached.", "Check the address, then send a test."),
    "late": ("It took too long to answer.", "Try again later."),
}


@dataclass(frozen=True, slots=True)
class Message:
    """What to send: a title and plain text."""

    title: str
    body: str


def check_installed() -> None:
    """Check that the package that sends is installed.

    Raises:
        UsageError: it isn't.
    """
    if find_spec("apprise") is None:
        raise UsageError(
            "delivery-missing",
            "The package that sends messages is not installed.",
            hint=install_hint("web", "deliveries"),
        )


def send(settings: DeliverySettings, channel: str, address: str, message: Message) -> None:
    """Send a message.

    Raises:
        RequestDenied: the address isn't allowed, or didn't accept the message.
    """
    address = checked_address(settings, channel, address)
    request: dict[str, Any] = {
        "channel": channel,
        "address": address,
        "title": message.title,
        "body": message.body,
        "email": asdict(settings.email) if settings.email and channel == "email" else None,
        # The mail server is the operator's own choice, wherever it is.
        "private": settings.private_addresses or channel == "email",
        "proxies": _proxies(),
    }
    answer = _run(request)
    if answer["sent"]:
        return
    words, hint = _REASONS.get(answer["reason"], (f"It answered with status {answer['status']}.", "Check the address."))
    raise RequestDenied("delivery-failed", f"The message wasn't accepted. {words}", hint=hint)


def _run(request: dict[str, Any]) -> dict[str, Any]:
    try:
        process = subprocess.run(  # our own interpreter and our own module
            [sys.executable, "-m", "openssi.web.jobs.send_process"],
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's complaint may quote the address
            env=_environment(),
            timeout=_SECONDS,
            check=True,
        )
        return json.loads(process.stdout)
    except subprocess.TimeoutExpired:
        return {"sent": False, "reason": "late"}
    except (subprocess.CalledProcessError, ValueError):  # it was stopped at one of its limits
        return {"sent": False, "reason": "unreachable"}


def _environment() -> dict[str, str]:
    names = [*_PASSED_ON, *(name.lower() for name in _PASSED_ON)]
    passed_on = {name: os.environ[name] for name in names if name in os.environ}
    # No .netrc: its passwords must not go to addresses that members entered.
    own = {"NETRC": os.devnull, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    return {**passed_on, **own}


def _proxies() -> list[tuple[str, int]]:
    """Return the operator's proxies by IP address and port: they may be anywhere."""
    import socket

    proxies: list[tuple[str, int]] = []
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        parts = urlsplit(os.environ.get(name, ""))
        if parts.hostname:
            port = parts.port or 80
            with suppress(OSError):  # an unknown name: connecting will fail too
                entries = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
                proxies += [(str(entry[4][0]), port) for entry in entries]
    return proxies
