"""Passwords: how they are hashed and what they must be."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from openssi.errors import RequestDenied

__all__ = ["hash_password", "is_password"]

_HASHER = PasswordHasher()  # argon2id with the library's settings, which follow RFC 9106
_SHORTEST, _LONGEST = 15, 256
#: Verified when there is no account, so that a name that exists is not told by the time an answer takes.
_NOBODY = _HASHER.hash("nobody signs in with this")


def hash_password(password: str, login: str) -> str:
    """What is held of a password.

    Raises:
        RequestDenied: it is too short or too long, or easily guessed.
    """
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise RequestDenied(
            "account-password",
            f"The password has {len(password)} characters.",
            unchanged="Nothing was changed.",
            hint=f"Take {_SHORTEST} to {_LONGEST}: four or five words that do not belong together are easy to keep in mind.",
        )
    if password.casefold() == login.casefold() or len(set(password)) < 5:
        raise RequestDenied(
            "account-password",
            "That password is easily guessed.",
            unchanged="Nothing was changed.",
            hint="Take another.",
        )
    return _HASHER.hash(password)


def is_password(held: str | None, password: str) -> bool:
    """Whether a password is the one of which a hash is held; takes as long if none is."""
    try:
        return _HASHER.verify(held or _NOBODY, password) and held is not None
    except (VerificationError, InvalidHashError):
        return False
