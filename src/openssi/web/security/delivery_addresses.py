"""Check where a member wants messages sent: only to what the server's operator allows."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from openssi.errors import RequestDenied

if TYPE_CHECKING:  # the process that sends a message imports this module, and nothing of the settings
    from openssi.web.settings import Channel, DeliverySettings, EmailSettings

__all__ = ["checked_address", "is_public"]

_LONGEST = 2_000  # characters of an address
_SLACK = re.compile(r"https://hooks\.slack\.com/services/[A-Z0-9]+/[A-Z0-9]+/[A-Za-z0-9]+")
_TEAMS_HOST = re.compile(r"[a-z0-9.-]+\.(logic\.azure\.com|powerplatform\.com)")
_TEAMS_PATH = re.compile(
    r"(/powerautomate/automations/direct(/cu/[0-9]+)?)?/workflows/[A-Za-z0-9_-]+/triggers/manual/paths/invoke/?"
)
_TEAMS_QUERY = frozenset({"api-version", "sp", "sv", "sig"})
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9.-]{1,253})")
_HINTS: dict[Channel, str] = {
    "slack": "Paste the webhook's address from Slack: it begins with https://hooks.slack.com/services/.",
    "teams": "Paste the address that the workflow “Send webhook alerts to a channel” shows in Teams.",
    "email": "Enter one e-mail address, such as ada@example.org.",
    "webhook": "Enter an address that begins with https://, without a name or password in it.",
}


def checked_address(settings: DeliverySettings, channel: str, address: str) -> str:
    """Return an address without surrounding spaces, if the operator allows messages to it.

    Raises:
        RequestDenied: the channel or the address isn't allowed, or isn't one.
    """
    if channel not in settings.channels:
        raise _denied("This server doesn't send messages that way.", "Choose another way.")
    address = address.strip()
    is_text = address.isascii() and address.isprintable() and " " not in address and len(address) <= _LONGEST
    if not is_text or not _fits(settings, channel, address):
        raise _denied("Messages can't be sent to this address.", _hint(settings, channel))
    return address


def is_public(address: str) -> bool:
    """Return whether an IP address is on the public internet."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    return parsed.is_global and not parsed.is_multicast and (mapped is None or mapped.is_global)


def _fits(settings: DeliverySettings, channel: Channel, address: str) -> bool:
    if channel == "slack":
        return _SLACK.fullmatch(address) is not None
    if channel == "email":
        match = _EMAIL.fullmatch(address)
        return match is not None and settings.email is not None and match[1].casefold() in settings.email.domains
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").casefold(), parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None or parts.fragment:
        return False
    if channel == "teams":
        names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
        is_workflow = _TEAMS_HOST.fullmatch(host) and _TEAMS_PATH.fullmatch(parts.path)
        return (
            parts.scheme == "https"
            and port in {None, 443}
            and bool(is_workflow)
            and not _TEAMS_QUERY.symmetric_difference(names)
        )
    return _is_webhook(settings, parts.scheme, host)


def _is_webhook(settings: DeliverySettings, scheme: str, host: str) -> bool:
    secure = scheme == "https" or (scheme == "http" and settings.private_addresses)
    named = host in settings.webhook_hosts or "*" in settings.webhook_hosts
    return bool(host) and secure and named and (settings.private_addresses or not _is_private(host))


def _is_private(host: str) -> bool:
    """Return whether a host is an IP address outside the public internet, or this machine's own name."""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    return not is_public(host)


def _hint(settings: DeliverySettings, channel: Channel) -> str:
    hint = _HINTS[channel]
    if channel == "email":
        mail: EmailSettings | None = settings.email
        return f"{hint} This server sends mail to {', '.join(mail.domains) if mail else ''} only."
    if channel == "webhook" and "*" not in settings.webhook_hosts:
        return f"{hint} This server sends to {', '.join(settings.webhook_hosts)} only."
    return hint


def _denied(words: str, hint: str) -> RequestDenied:
    return RequestDenied("delivery-address", words, unchanged="Nothing was saved.", hint=hint)
