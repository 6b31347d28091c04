"""The settings of deliveries: over which channels members may have their alerts sent, from a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from openssi.errors import UsageError

__all__ = ["Channel", "DeliverySettings", "EmailSettings", "read_delivery_settings"]

#: How a message is delivered.
Channel = Literal["slack", "teams", "email", "webhook"]


@dataclass(frozen=True, slots=True)
class EmailSettings:
    """The mail server, and who may receive mail.

    Attributes:
        server: its host name.
        sender: the address that messages come from.
        domains: domains of the addresses that may receive mail, in lower case.
        port: its port.
        security: how the connection is encrypted; "none" is for a mail server on this machine.
        user: the name to sign in with; "" to send without signing in.
        password: the password that goes with it.
    """

    server: str
    sender: str
    domains: tuple[str, ...]
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """Which channels members may use.

    Attributes:
        slack: whether to allow Slack's incoming webhooks.
        teams: whether to allow webhooks of Microsoft Teams' workflows.
        webhook_hosts: host names of other webhooks; "*" for any on the public internet.
        email: how to send mail; None for no mail.
        private_addresses: whether messages may go to addresses that aren't on the public internet.
        address: the address at which members reach this server, for a link in each message; "" for none.
    """

    slack: bool = False
    teams: bool = False
    webhook_hosts: tuple[str, ...] = ()
    email: EmailSettings | None = None
    private_addresses: bool = False
    address: str = ""

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels that are allowed."""
        allowed: dict[Channel, bool] = {
            "slack": self.slack,
            "teams": self.teams,
            "email": self.email is not None,
            "webhook": bool(self.webhook_hosts),
        }
        return tuple(channel for channel, is_allowed in allowed.items() if is_allowed)


#: The type of each setting in the file, and in its table `email`.
_TYPES: dict[str, type] = {
    "slack": bool, "teams": bool, "webhook_hosts": list, "email": dict, "private_addresses": bool, "address": str,
}  # fmt: skip
_EMAIL_TYPES: dict[str, type] = {
    "server": str, "sender": str, "domains": list, "port": int, "security": str, "user": str, "password_file": str,
}  # fmt: skip
_SECURITY = ("starttls", "tls", "none")


def read_delivery_settings(path: Path) -> DeliverySettings:
    """Read the settings from a file.

    Raises:
        UsageError: it can't be read, or a setting is missing, unknown or invalid; the message lists every mistake.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        if faults := _faults(values):
            raise UsageError(
                "delivery-settings", f"{path}: {'; '.join(faults)}.", hint="docs/operation.md has an example."
            )
        email = _email(values.pop("email"), path.parent) if "email" in values else None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError("delivery-settings", f"{path} can't be read: {reason}.") from error
    hosts = tuple(str(host).casefold() for host in values.pop("webhook_hosts", ()))
    address = str(values.pop("address", "")).rstrip("/")
    return DeliverySettings(**values, webhook_hosts=hosts, address=address, email=email)


def _email(values: dict[str, Any], folder: Path) -> EmailSettings:
    if file := values.pop("password_file", ""):
        values["password"] = (folder / str(file)).read_text(encoding="utf-8").strip()
    domains = tuple(str(domain).casefold() for domain in values.pop("domains"))
    return EmailSettings(**values, domains=domains)


def _faults(values: Mapping[str, Any]) -> list[str]:
    faults = _type_faults(values, _TYPES)
    if faults:
        return faults
    address: str = values.get("address", "")
    if address and not address.startswith(("https://", "http://")):
        faults.append("address must begin with https://")
    if not all(isinstance(host, str) and host for host in values.get("webhook_hosts", ())):
        faults.append("webhook_hosts must be a list of host names")
    return faults + _email_faults(values["email"]) if "email" in values else faults


def _email_faults(values: Mapping[str, Any]) -> list[str]:
    faults = [f"email.{name} is missing" for name in ("server", "sender", "domains") if not values.get(name)]
    faults += [f"email.{fault}" for fault in _type_faults(values, _EMAIL_TYPES)]
    if faults:
        return faults
    if values.get("security", "tls") not in _SECURITY:
        faults.append(f"email.security must be one of {', '.join(_SECURITY)}")
    if not 0 < values.get("port", 1) < 65_536:
        faults.append("email.port must be 1–65535")
    domains = cast("list[object]", values["domains"])
    if not all(isinstance(domain, str) and domain and "@" not in domain for domain in domains):
        faults.append("email.domains must be a list of domains, such as example.org")
    return faults


def _type_faults(values: Mapping[str, Any], types: Mapping[str, type]) -> list[str]:
    unknown = [f"{name} is not a setting" for name in values if name not in types]
    return unknown + [
        f"{name} has the wrong type"
        for name, value in values.items()
        if name in types and type(value) is not types[name]
    ]
