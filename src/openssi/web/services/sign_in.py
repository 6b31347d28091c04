"""Who signs in: check a password, redeem the code that `ssi serve` prints, or create an account with an invitation."""

from __future__ import annotations

from openssi.errors import RequestDenied
from openssi.store import accounts, credentials, invitations
from openssi.store.accounts import Account, hash_secret, login_key
from openssi.web.context import Server
from openssi.web.security.access import Actor
from openssi.web.security.names import clean_name
from openssi.web.security.passwords import hash_password, verify_password
from openssi.web.services.server_admin import find_or_create_local_account

__all__ = ["check_invitation", "check_password", "end_session", "join_team", "redeem_entry_code"]


def check_password(server: Server, login: str, password: str, address: str) -> Account:
    """Return the account of a sign-in name, if the password is right. Attempts are limited by name and address.

    Raises:
        RequestDenied: name or password is wrong, members sign in elsewhere, or there were too many attempts.
    """
    # First for all names together, since every name that is counted takes memory.
    server.limit_rate("sign-ins", address, per_minute=30)
    server.limit_rate("sign-in", hash_secret(login_key(login)), address, sign_in=True)
    with server.database.read() as connection:
        account = accounts.find_account_by_login(connection, login)
    if not verify_password(account.password if account else None, password) or account is None:
        raise RequestDenied(
            "account-sign-in",
            "The sign-in name or password is wrong.",
            hint="Try again. If you forgot your password, the person who runs this server can set a new one.",
        )
    if server.single_sign_on and not server.single_sign_on.settings.passwords and account.role != "admin":
        raise RequestDenied(
            "account-sign-in", "Passwords are for admins only on this server.", hint="Use the other button to sign in."
        )
    return account


def redeem_entry_code(server: Server, code: str, address: str) -> Account:
    """Return the account of this machine's user, for the code in the link that `ssi serve` printed.

    Raises:
        RequestDenied: the code is wrong or has expired, the server has an admin, or there were too many attempts.
    """
    server.limit_rate("enter", address, sign_in=True)
    if not server.redeem_entry_code(code.strip()) or server.has_admin():
        raise RequestDenied(
            "invitation-unknown",
            "This code isn't valid, or has expired.",
            hint="Start the server again with ssi serve to get a new link.",
        )
    return find_or_create_local_account(server)


def check_invitation(server: Server, code: str, address: str) -> None:
    """Check that a code is that of an open invitation. Only wrong codes count: an office may join from one address.

    Raises:
        RequestDenied: there is none with this code, or there were too many attempts.
    """
    try:
        with server.database.read() as connection:
            invitations.find_invitation(connection, code.strip(), server.now())
    except RequestDenied:
        server.limit_rate("invitation-guess", address, sign_in=True)
        raise


def join_team(
    server: Server, code: str, login: str, name: str, password: str, address: str, *, shares: bool
) -> Account:
    """Create an account with an invitation, which is then used up.

    Raises:
        RequestDenied: no open invitation has this code, name or password is refused, or there were too many attempts.
    """
    login, name, code, now = clean_name(login), clean_name(name), code.strip(), server.now()
    # Hashing is expensive: only for people who were invited, a few times.
    check_invitation(server, code, address)
    server.limit_rate("join", hash_secret(code), address, sign_in=True)
    password_hash = hash_password(password, login)
    with server.database.write() as connection:  # if the name is taken, the invitation stays open
        invitation = invitations.use_invitation(connection, code, now)
        return accounts.add_account(
            connection, invitation.team_id, login, name, password_hash, invitation.role, now, shares=shares
        )


def end_session(server: Server, actor: Actor | None) -> None:
    """End the session of the actor, if there is one."""
    if actor is not None and actor.session:
        with server.database.write() as connection:
            credentials.end_session(connection, actor.id, actor.session)
