"""Hash, check and verify passwords."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from openssi.errors import RequestDenied

__all__ = ["hash_password", "verify_password"]

_HASHER = PasswordHasher()  # argon2id with the library's settings, which follow RFC 9106
_SHORTEST, _LONGEST = 15, 256
#: Verified when there is no account, so that response times don't reveal which names exist.
_NOBODY = _HASHER.hash("nobody signs in with this")

#: A hash takes 64 MB and a processor core: at most two are computed at a time, and at most eight wait, since each one
#: that waits occupies a thread that could serve a page.
_HASHING, _WAITING = BoundedSemaphore(2), BoundedSemaphore(8)
_PATIENCE = 3.0  # seconds


@contextmanager
def _turn() -> Generator[None]:
    """Wait for a turn to hash.

    Raises:
        RequestDenied: too many others are waiting.
    """
    if not _WAITING.acquire(blocking=False):
        raise _busy()
    try:
        if not _HASHING.acquire(timeout=_PATIENCE):
            raise _busy()
    finally:
        _WAITING.release()
    try:
        yield
    finally:
        _HASHING.release()


def _busy() -> RequestDenied:
    return RequestDenied(
        "request-often", "Too many people are signing in right now.", hint="Wait a minute and try again."
    )


def hash_password(password: str, login: str) -> str:
    """Check a new password and return its hash.

    Raises:
        RequestDenied: it is too short, too long or easily guessed; or too many passwords are being hashed.
    """
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise RequestDenied(
            "account-password",
            f"Passwords must have {_SHORTEST} to {_LONGEST} characters; this one has {len(password)}.",
            unchanged="Nothing was changed.",
            hint="Four or five unrelated words are long enough and easy to remember.",
        )
    if password.casefold() == login.casefold() or len(set(password)) < 5:
        raise RequestDenied(
            "account-password",
            "That password is easy to guess.",
            unchanged="Nothing was changed.",
            hint="Choose another one.",
        )
    with _turn():
        return _HASHER.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Return whether a password matches a hash; without a hash it takes the same time.

    Raises:
        RequestDenied: too many passwords are being hashed.
    """
    with _turn():
        try:
            return _HASHER.verify(password_hash or _NOBODY, password) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False
