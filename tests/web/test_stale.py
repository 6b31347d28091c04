"""Rights that end during a request: what was true when it began no longer counts when it writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from openssi.errors import RequestDenied
from openssi.store import accounts, credentials, invitations
from openssi.store.accounts import Account, hash_secret
from openssi.web.context import Server
from openssi.web.security.access import ROLE_SCOPES, Actor
from openssi.web.security.passwords import hash_password
from openssi.web.services import account, alerts, team_members
from openssi.web.services.erasing import erase_account
from openssi.web.services.peers import peer_ranks
from openssi.web.services.stored_member import find_member
from openssi.web.services.team_report import ReportQuery, lead_view
from tests.web.site import Site

#: What a lead can write, of a member by number and an invitation by number.
BY_LEADS: dict[str, Callable[[Server, Actor, str, str], object]] = {
    "invite": lambda server, actor, _, __: team_members.invite(server, actor, "Me", "lead"),
    "take back": lambda server, actor, _, invitation: team_members.revoke_invitation(server, actor, invitation),
    "role": lambda server, actor, member, _: team_members.change_role(server, actor, member, "lead"),
    "remove": lambda server, actor, member, _: team_members.remove_person(server, actor, member),
    "ranking": lambda server, actor, _, __: team_members.set_ranking(server, actor, ranking=True),
}
#: What an admin can write, of a team by number and an invitation by number.
BY_ADMINS: dict[str, Callable[[Server, Actor, str, str], object]] = {
    "make": lambda server, actor, _, __: team_members.create_team(server, actor, "Mine"),
    "invite": lambda server, actor, team, _: team_members.invite(server, actor, "Me", "lead", team),
    "take back": lambda server, actor, team, invitation: team_members.revoke_invitation(
        server, actor, invitation, team
    ),
}
#: What makes another way in.
WAYS_IN: dict[str, Callable[[Server, Actor], object]] = {
    "token": lambda server, actor: account.create_token(server, actor, "mine", ["me:read"], 30),
    "feed": alerts.create_feed,
    "password": lambda server, actor: account.change_password(
        server, actor, "four words of mine", "five words that are mine"
    ),
}


def begun(site: Site, who: Account) -> Actor:
    """Who asks, as a request reads it in the beginning."""
    with site.server.database.write() as connection:
        secret = credentials.add_session(connection, who.id, "a browser", site.now, 86_400)
    return Actor(who, hash_secret(secret), ROLE_SCOPES[who.role])


def held(site: Site) -> object:
    """All teams with everybody in them and their invitations."""
    with site.server.database.read() as connection:
        found = accounts.all_teams(connection)
        return [
            (one, accounts.accounts_of(connection, one.id), invitations.invitations_of(connection, one.id, site.now))
            for one in found
        ]


@pytest.mark.parametrize("lost", ["role", "team", "account", "session"])
@pytest.mark.parametrize("what", BY_LEADS)
def test_a_lead_demoted_during_a_request_changes_nothing(what: str, lost: str, site: Site) -> None:
    team, other = site.team("North"), site.team("South")
    first, second = (site.person(team, login, "lead") for login in ("first", "second"))
    member, actor = site.person(team, "ada"), begun(site, second)
    open_one = team_members.invite(site.server, begun(site, first), "New", "member").invitation.id
    with site.server.database.write() as connection:
        if lost == "role":
            accounts.change_account(connection, second.id, role="member")
        elif lost == "team":
            accounts.change_account(connection, second.id, team_id=other.id)
        elif lost == "account":
            accounts.remove_account(connection, second.id)
        else:
            credentials.end_sessions(connection, second.id)
    before = held(site)
    with pytest.raises(RequestDenied) as error:
        BY_LEADS[what](site.server, actor, member.id, open_one)
    assert error.value.code == ("access-denied" if lost == "role" else "access-sign-in")
    assert held(site) == before
    BY_LEADS[what](site.server, begun(site, first), member.id, open_one)
    assert held(site) != before


@pytest.mark.parametrize("what", BY_ADMINS)
def test_an_admin_demoted_during_a_request_changes_nothing(what: str, site: Site) -> None:
    south = site.team("South")
    admin = site.person(site.team("North"), "root", "admin")
    site.person(south, "lena", "lead")
    actor = begun(site, admin)
    open_one = team_members.invite(site.server, actor, "New", "lead", south.id).invitation.id
    with site.server.database.write() as connection:
        accounts.change_account(connection, admin.id, role="lead")
    before = held(site)
    with pytest.raises(RequestDenied) as error:
        BY_ADMINS[what](site.server, actor, south.id, open_one)
    assert (error.value.code, held(site)) == ("access-denied", before)
    with site.server.database.write() as connection:
        accounts.change_account(connection, admin.id, role="admin")
    BY_ADMINS[what](site.server, actor, south.id, open_one)
    assert held(site) != before


@pytest.mark.parametrize("what", WAYS_IN)
def test_a_session_ended_by_a_new_password_cannot_be_renewed(what: str, site: Site) -> None:
    ada = site.person(site.team(), "ada", password=hash_password("four words of mine", "ada"))
    actor = begun(site, ada)
    with site.server.database.write() as connection:
        credentials.set_password(connection, ada.id, "another hash")
    with pytest.raises(RequestDenied) as error:
        WAYS_IN[what](site.server, actor)
    assert error.value.code == "access-sign-in"
    with site.server.database.read() as connection:
        now = accounts.find_account(connection, ada.id)
        assert credentials.tokens_of(connection, ada.id) == []
    assert now
    assert (now.password, now.feed) == ("another hash", None)


def test_a_member_removed_during_a_request_sees_nothing(site: Site) -> None:
    team = site.team("North")
    lead, ada, _ = site.person(team, "lena", "lead"), site.person(team, "ada", shares=True), site.person(team, "bob")
    site.scored(ada, [40])
    actor = begun(site, ada)
    seen = find_member(site.server, actor)
    assert seen
    assert lead_view(site.server, actor, ReportQuery()).row.index == 400
    assert [one.name for one in peer_ranks(site.server, actor, seen)] == ["North"]
    team_members.remove_person(site.server, begun(site, lead), ada.id)
    with pytest.raises(RequestDenied) as error:
        lead_view(site.server, actor, ReportQuery())
    assert error.value.code == "not-found"
    assert peer_ranks(site.server, actor, seen) == ()


def test_a_team_deleted_with_its_last_member_is_missing(site: Site) -> None:
    ada = site.person(site.team(), "ada")
    actor = begun(site, ada)
    erase_account(site.server.worker, ada)
    with pytest.raises(RequestDenied) as error:
        lead_view(site.server, actor, ReportQuery())
    assert error.value.code == "not-found"
