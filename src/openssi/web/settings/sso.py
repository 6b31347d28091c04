"""The settings of single sign-on, from a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from openssi.errors import UsageError
from openssi.store.accounts import Role

__all__ = ["SsoSettings", "is_safe_address", "read_sso_settings"]

_ROLES: dict[str, Role] = {"member": "member", "lead": "lead", "admin": "admin"}


@dataclass(frozen=True, slots=True)
class SsoSettings:
    """How members sign in with an identity provider that speaks OpenID Connect.

    Attributes:
        issuer: the provider's address, as its discovery document and its tokens state it.
        client_id: what the provider calls this server.
        client_secret: the secret that goes with it; "" for a public client.
        name: what the button says.
        domains: domains of e-mail addresses that may sign in; empty for all.
        team: the team that new members join; "" to let nobody join who has no account yet.
        teams: the team for members of a group, before `team`.
        roles: the role for members of a group; without it, roles are given on the server only.
        groups_claim: the claim with a member's groups.
        hours: how long a session lasts; then the provider is asked again.
        passwords: whether everyone may sign in with a password too, or admins only.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    name: str = "single sign-on"
    domains: frozenset[str] = frozenset()
    team: str = ""
    teams: Mapping[str, str] = field(default_factory=dict[str, str])
    roles: Mapping[str, Role] = field(default_factory=dict[str, Role])
    groups_claim: str = "groups"
    hours: int = 12
    passwords: bool = True


def read_sso_settings(path: Path) -> SsoSettings:
    """Read the settings from a file.

    Raises:
        UsageError: it can't be read, or a setting is missing, unknown or invalid; the message lists every mistake.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        if secret_file := values.pop("client_secret_file", ""):
            values["client_secret"] = (path.parent / str(secret_file)).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError("sso-settings", f"{path} can't be read: {reason}.") from error
    faults = _faults(values)
    if faults:
        raise UsageError("sso-settings", f"{path}: {'; '.join(faults)}.", hint="docs/operation.md has an example.")
    roles: dict[str, Role] = {
        group: _ROLES[role] for group, role in cast("dict[str, str]", values.pop("roles", {})).items()
    }
    domains = frozenset(str(domain).casefold() for domain in values.pop("domains", []))
    values["issuer"] = str(values["issuer"])
    return SsoSettings(**values, roles=roles, domains=domains)


#: The type of each setting in the file.
_TYPES: dict[str, type] = {
    "issuer": str, "client_id": str, "client_secret": str, "name": str, "domains": list, "team": str, "teams": dict,
    "roles": dict, "groups_claim": str, "hours": int, "passwords": bool,
}  # fmt: skip


def _faults(values: Mapping[str, Any]) -> list[str]:
    faults = [f"{name} is missing" for name in ("issuer", "client_id") if not values.get(name)]
    for name, value in values.items():
        if name not in _TYPES:
            faults.append(f"{name} is not a setting")
        elif type(value) is not _TYPES[name]:
            faults.append(f"{name} has the wrong type")
    if faults:
        return faults
    if not is_safe_address(values["issuer"]):
        faults.append("issuer must be an https:// address; http:// is for this machine only")
    faults += [f"{role!r} is not a role" for role in values.get("roles", {}).values() if role not in _ROLES]
    if not 1 <= values.get("hours", 1) <= 720:
        faults.append("hours must be 1–720")
    return faults


def is_safe_address(address: str) -> bool:
    """Return whether secrets may be sent to an address: over TLS, or to this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.hostname is not None and (
        parts.scheme == "https" or (parts.scheme == "http" and _is_local(parts.hostname))
    )


def _is_local(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
