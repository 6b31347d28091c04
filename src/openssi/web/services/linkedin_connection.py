"""Connect a member's account to LinkedIn's APIs, and disconnect it."""

from __future__ import annotations

from openssi.client.linkedin.check import check_token
from openssi.client.linkedin.folder import ProductId
from openssi.errors import RequestDenied
from openssi.store import connections
from openssi.store.connections import LinkedInConnection
from openssi.web.context import Server
from openssi.web.jobs.linkedin_sync import PURPOSE, import_id_of
from openssi.web.security.access import Actor, Scope, reauthorize
from openssi.web.security.encryption import encrypt

__all__ = ["connect", "disconnect", "find"]

_LONGEST = 4_000  # characters of a token


def find(server: Server, actor: Actor, product: ProductId) -> LinkedInConnection | None:
    """Return the member's connection."""
    with server.database.read() as connection:
        return connections.find_connection(connection, actor.id, product)


def connect(server: Server, actor: Actor, product: ProductId, token: str) -> None:
    """Check a token with LinkedIn and store it encrypted; reading begins at once.

    Raises:
        InputError: LinkedIn can't be reached, or refuses the token.
        RequestDenied: it isn't a token, or the actor lost the scope.
    """
    token = token.strip()
    if not token or len(token) > _LONGEST or not token.isascii() or len(token.split()) != 1:
        raise RequestDenied(
            "linkedin-token",
            "This isn't a token.",
            unchanged="Nothing was stored.",
            hint="Paste the token from LinkedIn.",
        )
    server.limit_rate("linkedin", actor.id, per_minute=5)
    check_token(token, server.settings.linkedin, product, server.now)
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        connections.connect(connection, actor.id, product, encrypt(server.key, PURPOSE, token), server.now())
    server.syncer.wake()


def disconnect(server: Server, actor: Actor, product: ProductId) -> bool:
    """Delete the member's token. Return whether there was one.

    What was read of an account stays until the member removes the import; statistics may only be stored while they are
    read daily, so they are removed.

    Raises:
        RequestDenied: the actor lost the scope.
    """
    with server.database.write() as connection:
        actor = reauthorize(connection, actor, Scope.ACCOUNT, server.now())
        existed = connections.disconnect(connection, actor.id, product)
    if product == "statistics":
        server.worker.remove(actor.id, import_id_of(actor.id, product))
    return existed
