"""Codes of authenticator apps (RFC 6238), their QR codes, and recovery codes."""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass
from io import BytesIO

import pyotp.totp
import segno

__all__ = ["QrCode", "is_secret", "matching_step", "new_recovery_codes", "new_secret", "plain_code", "qr_code"]

_SECRET = re.compile(r"[A-Z2-7]{32}")
_STEP = 30  # seconds for which a code is shown
_RECOVERY_CODES = 10
_RECOVERY_BYTES = 10  # 80 bits, which nobody can guess
_ISSUER = "Open Social Selling Index"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as an image for a page."""

    svg: str


def new_secret() -> str:
    """Return a new secret of 160 bits, in base 32 as apps take it."""
    return pyotp.random_base32()


def is_secret(text: str) -> bool:
    """Return whether a text is a secret as `new_secret` makes them."""
    return _SECRET.fullmatch(text) is not None


def qr_code(secret: str, login: str) -> QrCode:
    """Return the QR code that an app scans to take over a secret."""
    address = pyotp.totp.TOTP(secret).provisioning_uri(name=login, issuer_name=_ISSUER)
    out = BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", scale=5, border=4, xmldecl=False, svgclass="qr", lineclass=None, title="QR code", light="#fff"
    )
    return QrCode(out.getvalue().decode())


def matching_step(secret: str, code: str, now: int) -> int | None:
    """Return a code's time step (the current one, the one before or after); None if code or secret is invalid."""
    if not is_secret(secret):
        return None
    totp = pyotp.totp.TOTP(secret)
    return next(
        (step for step in range(now // _STEP - 1, now // _STEP + 2) if totp.verify(code, for_time=step * _STEP)), None
    )


def new_recovery_codes() -> list[str]:
    """Return new recovery codes, each in four groups."""
    codes = [base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower() for _ in range(_RECOVERY_CODES)]
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in codes]


def plain_code(text: str) -> str:
    """Return a code without spaces and hyphens, in lower case."""
    return "".join(text.replace("-", " ").split()).casefold()
