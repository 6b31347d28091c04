"""Encrypt secrets that the server must be able to read again, with a key derived from its own."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import blake2b

from cryptography.fernet import Fernet, InvalidToken

from openssi.errors import StoreError

__all__ = ["decrypt", "encrypt"]


def _cipher(key: bytes, purpose: str) -> Fernet:
    """Return the cipher of one purpose: a secret encrypted for one can't be decrypted for another."""
    return Fernet(urlsafe_b64encode(blake2b(key=key, digest_size=32, person=purpose.encode("ascii")).digest()))


def encrypt(key: bytes, purpose: str, secret: str) -> str:
    """Return the secret encrypted and authenticated; the same secret looks different each time."""
    return _cipher(key, purpose).encrypt(secret.encode("utf-8")).decode("ascii")


def decrypt(key: bytes, purpose: str, text: str) -> str:
    """Return the secret.

    Raises:
        StoreError: it was encrypted with another key, or altered.
    """
    try:
        return _cipher(key, purpose).decrypt(text.encode("ascii")).decode("utf-8")
    except (InvalidToken, ValueError) as error:
        raise StoreError(
            "store-damaged",
            "A stored token can't be read: the server's key is another one.",
            hint="Restore the key from the same backup as the database, or connect again.",
        ) from error
