"""The process that sends one message, started as `python -m openssi.web.jobs.send_process`: JSON in, JSON out.

A process of its own limits what an answer can cost, and connects only to addresses that are allowed, whatever a name
resolves to and wherever an answer leads.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from contextlib import suppress
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from openssi.web.security.delivery_addresses import is_public

__all__ = ["main"]

_MEMORY = 400_000_000  # bytes of address space
_SECONDS = 20  # of processor time
_STATUS = re.compile(r"error=(\d{3})\b")


class _Refused(OSError):
    """The message would go to an address that isn't allowed."""


class _Statuses(logging.Handler):
    """Remembers the HTTP status of each answer that the library logs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[int] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember the status of a logged answer."""
        self.found += [int(status) for status in _STATUS.findall(record.getMessage())]


def main() -> None:
    """Send the message on standard input; write whether that worked, and if not, why."""
    request = json.load(sys.stdin)
    _limit_resources()
    refused: list[str] = []
    sys.addaudithook(_guard(request, refused))
    statuses = _Statuses()
    logger = logging.getLogger("apprise")
    logger.addHandler(statuses)
    logger.propagate = False
    sent = _send(request)
    reason = "" if sent else "refused" if refused else "answer" if statuses.found else "unreachable"
    json.dump({"sent": sent, "reason": reason, "status": statuses.found[-1] if statuses.found else 0}, sys.stdout)


def _guard(request: dict[str, Any], refused: list[str]) -> Any:
    """Return an audit hook that stops connections to addresses that aren't allowed."""
    allowed = {(host, port) for host, port in request["proxies"]}

    def check(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "socket.connect":
            return
        host, port = cast("tuple[str, int]", arguments[1][:2])
        if request["private"] or (host, port) in allowed or is_public(host):
            return
        refused.append(host)
        raise _Refused("this address isn't allowed")

    return check


def _limit_resources() -> None:
    with suppress(ImportError):  # Windows has no such limits
        import resource

        for what, most in (
            (resource.RLIMIT_AS, _MEMORY),
            (resource.RLIMIT_CPU, _SECONDS),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # a lower limit may be set already
                resource.setrlimit(what, (most, most))


def _send(request: dict[str, Any]) -> bool:
    from apprise import Apprise, AppriseAsset

    asset = AppriseAsset(storage_mode="memory", async_mode=False)
    asset.app_id, asset.app_desc, asset.app_url = "openssi", "Open Social Selling Index", ""
    asset.http_redirects = False
    target = cast("Any", Apprise).instantiate(_target(request), asset=asset)
    return bool(target and target.notify(title=request["title"], body=request["body"], body_format="text"))


def _target(request: dict[str, Any]) -> str | dict[str, Any]:
    """Return what the library needs to know of where to send; each part was checked before."""
    address: str = request["address"]
    if request["channel"] == "email":
        return _mail(request["email"], address)
    if request["channel"] == "slack":
        first, second, third = urlsplit(address).path.split("/")[2:]
        tokens = {"token_a": first, "token_b": second, "token_c": third}
        return {
            "schema": "slack",
            **tokens,
            "include_footer": False,
            "include_timestamp": False,
            "include_image": False,
        }
    if request["channel"] == "teams":
        return address
    parts = urlsplit(address)
    return {
        "schema": "jsons" if parts.scheme == "https" else "json",
        "host": f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname,
        "port": parts.port,
        "fullpath": parts.path or "/",
        "params": dict(parse_qsl(parts.query, keep_blank_values=True)),
    }


def _mail(mail: dict[str, Any], address: str) -> dict[str, Any]:
    signed_in = {"user": mail["user"], "password": mail["password"]} if mail["user"] else {}
    return {
        "schema": "mailto" if mail["security"] == "none" else "mailtos",
        "host": mail["server"],
        "smtp_host": mail["server"],
        "port": mail["port"],
        "secure_mode": {"none": "insecure", "tls": "ssl"}.get(mail["security"], "starttls"),
        "from_addr": mail["sender"],
        "targets": [address],
        **signed_in,
    }


if __name__ == "__main__":
    main()
