"""Who may do what: every role and scope by every operation; nothing of other teams is revealed or changed."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from openssi.activity.annotations import LinkedInScore, Note
from openssi.activity.calendar import iso
from openssi.model import DEFAULT
from openssi.store import accounts, credentials, deliveries, imports, invitations, scores, share_links
from openssi.store.accounts import Account, Team, new_id
from openssi.store.deliveries import Delivery
from openssi.web.app import operations
from openssi.web.jobs.delivery_thread import PURPOSE
from openssi.web.security.access import TOKEN_SCOPES, Scope
from openssi.web.security.encryption import encrypt
from tests.web.rights import BODIES, RIGHTS
from tests.web.site import HTML, TODAY, Site

_NUMBER = count()

#: Who asks, with what they may do by the table of roles, written out.
_ME = {Scope.ME_READ, Scope.ME_WRITE}
_MEMBER = _ME | {Scope.ACCOUNT}
_LEAD = _MEMBER | {Scope.TEAM_READ, Scope.TEAM_WRITE}
MAY: dict[str, set[Scope]] = {
    "nobody": set(),
    "member": _MEMBER,
    "lead": _LEAD,
    "admin": _LEAD | {Scope.TEAMS},
    **{f"lead's token {scope}": {scope} for scope in TOKEN_SCOPES},
    **{f"member's token {scope}": set[Scope]() for scope in (Scope.TEAM_READ, Scope.TEAM_WRITE)},
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Generator[Site]:
    """One server for all rows of the matrix; whatever may change something gets a team of its own."""
    with Site(tmp_path_factory.mktemp("site")) as made:
        yield made


def asker(site: Site, who: str) -> TestClient:
    """Somebody of that kind, new and alone in a new team."""
    if who == "nobody":
        return site.browser()
    role, _, scope = who.partition("'s token ")
    person = site.person(site.team(f"Team {next(_NUMBER)}"), f"somebody{next(_NUMBER)}", accounts_role(role))
    return site.program(person, scope) if scope else site.browser(person)


def accounts_role(word: str) -> accounts.Role:
    return "lead" if word == "lead" else "admin" if word == "admin" else "member"


def ask(
    client: TestClient, operation: str, *, path: str | None = None, accept: str = "application/json"
) -> tuple[int, str]:
    method, template = operation.split()
    address = path or re.sub(r"{(\w+)}", lambda found: "ics" if found[1] == "kind" else "0" * 32, template)
    body: Any = BODIES.get(operation)
    sent: dict[str, Any] = {"json": body} if template.startswith("/api/") else {"data": body}
    answer = client.request(method, address, headers={"Accept": accept}, **sent)
    return answer.status_code, answer.text


def test_every_operation_has_a_row(shared: Site) -> None:
    found = {f"{one.method} {one.path}": one.scope for one in operations(shared.app)}
    assert found == RIGHTS


def test_the_api_document_has_the_same_operations(shared: Site) -> None:
    told = {f"{method.upper()} {path}" for path, methods in shared.app.openapi()["paths"].items() for method in methods}
    in_api = {one for one in RIGHTS if one.split()[1].startswith(("/api/", "/sales-api/"))}
    assert told == in_api - {"GET /api/v1/openapi.json"}  # it does not tell of itself


@pytest.mark.parametrize("who", MAY)
def test_only_authorized_users_are_admitted(who: str, shared: Site) -> None:
    denied = asker(shared, who)  # one is enough: a denied request changes nothing
    wrong: list[str] = []
    for operation, needs in RIGHTS.items():
        if needs is None or needs in MAY[who]:
            status, text = ask(asker(shared, who), operation)
            wrong += [f"{operation}: {status} {text}"] if status in {401, 403} or status >= 500 else []
        else:
            status, _ = ask(denied, operation)
            wrong += [f"{operation}: {status}, not denied"] if status != (401 if who == "nobody" else 403) else []
    assert not wrong, "\n".join([who, *wrong])


@dataclass(frozen=True)
class Others:
    """A team with one of everything that has a number."""

    team: Team
    lead: Account
    member: Account
    numbers: dict[str, str]


def populated(site: Site, name: str, *, seed: int = 40) -> Others:
    team = site.team(name)
    lead = site.person(team, f"lead-{name}", "lead", name=f"Leader of {name}", shares=True)
    member = site.person(team, f"member-{name}", name=f"Member of {name}", shares=True)
    for one in (lead, member):
        site.scored(one, [seed] * 20 + [seed + 9] * 20)
    numbers = {"import_id": new_id(), "account_id": member.id, "team_id": team.id, "delivery_id": new_id()}
    with site.server.database.write() as connection:
        invitation, _ = invitations.add_invitation(
            connection, team.id, lead.id, f"Invited to {name}", "member", site.now, 86_400
        )
        imports.add_import(
            connection, numbers["import_id"], member.id, f"{name}.zip", "archive", 1, site.now, sample=False
        )
        numbers["note_id"] = scores.add_note(connection, member.id, Note(TODAY - 3, f"Note in {name}"))
        scores.put_linkedin_score(connection, member.id, LinkedInScore(TODAY - 3, 1, 2, 3, 4))
        numbers["day"] = iso(TODAY - 3)
        address = encrypt(site.server.key, PURPOSE, "https://hooks.slack.com/services/A/B/C")
        delivery = Delivery(
            numbers["delivery_id"], member.id, "slack", address, True, False, "", None, "", 0, 1, None, 1
        )
        deliveries.add_delivery(connection, delivery)
        link, _ = share_links.add_link(connection, member.id, None, f"Link of {name}", site.now, 86_400)
        token, _ = credentials.add_token(connection, member.id, f"Token of {name}", ["me:read"], site.now, 86_400)
        credentials.add_session(connection, member.id, f"Browser of {name}", site.now, 86_400)
        (session,) = credentials.sessions_of(connection, member.id, site.now)
        numbers |= {"link_id": link.id, "token_id": token.id, "session_id": session.id, "beginning": session.id[:16]}
    return Others(team, lead, member, {**numbers, "invitation_id": invitation.id})


def rows(site: Site) -> dict[str, list[tuple[object, ...]]]:
    """All that the database holds, but who was seen when."""
    tables = (
        "team",
        "account",
        "invitation",
        "import",
        "kept",
        "activity",
        "daily_score",
        "note",
        "official",
        "token",
        "delivery",
    )
    with site.server.database.read() as connection:
        return {
            table: sorted(map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{table}"')), key=repr)
            for table in tables
        }


#: A day is everybody's, and so are the names of pictures and kinds of activity: what they lead to depends on who asks.
WITH_NUMBERS = [
    one for one in RIGHTS if "{" in one and not re.search("{(day|card|kind)}", one) and RIGHTS[one] is not None
]
#: Who may ask for what; others are refused whatever the number, as the matrix tells.
MAY_ASK = {role: [one for one in WITH_NUMBERS if RIGHTS[one] in MAY[role]] for role in ("member", "lead", "admin")}


def only_names_a_team(operation: str) -> bool:
    """An admin knows every team, and may ask for each."""
    return "{team_id}" in operation and "{invitation_id}" not in operation


def leaks(site: Site, browser: TestClient, operation: str, numbers: dict[str, str]) -> list[str]:
    """Return what differs between an operation on something that exists and on something that doesn't, or changes."""
    template = operation.split()[1]
    before = rows(site)
    theirs = ask(browser, operation, path=template.format(**numbers))
    missing = ask(browser, operation, path=template.format(**{**numbers, **absent(template)}))
    wrong = [f"{operation}: {theirs}, but {missing} if it doesn't exist"] if theirs != missing else []
    wrong += [f"{operation}: {theirs[0]}"] if theirs[0] != 404 else []
    return wrong + ([f"{operation}: changed the database"] if rows(site) != before else [])


def absent(template: str) -> dict[str, str]:
    return {name: "f" * 32 for name in re.findall(r"{(\w+)}", template) if name != "team_id"}


@pytest.mark.parametrize("role", MAY_ASK)
def test_resources_of_another_team_look_missing(role: str, site: Site) -> None:
    others = populated(site, "South")
    mine = site.person(site.team("North"), "me", accounts_role(role))
    browser = site.browser(mine)
    wrong: list[str] = []
    for operation in (one for one in MAY_ASK[role] if not only_names_a_team(one)):
        # An admin knows the teams, and what belongs to each.
        numbers = others.numbers | ({"team_id": mine.team_id} if "{team_id}" in operation else {})
        wrong += leaks(site, browser, operation, numbers)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", MAY_ASK)
def test_resources_of_another_member_look_missing(role: str, site: Site) -> None:
    """Of one's own team, too: a lead may change and remove people, and nothing that belongs to them."""
    own = populated(site, "North")
    browser = site.browser(site.person(own.team, "me", accounts_role(role)))
    wrong: list[str] = []
    for operation in (one for one in MAY_ASK[role] if RIGHTS[one] in _MEMBER):
        wrong += leaks(site, browser, operation, own.numbers)
    assert not wrong, "\n".join(wrong)


def test_own_resources_are_found(site: Site) -> None:
    """Without this, the tests before would hold for a server that never finds anything."""
    wrong: list[str] = []
    for at, operation in enumerate(WITH_NUMBERS):
        own = populated(site, f"North {at}")
        admin = site.person(own.team, f"root {at}", "admin")
        who = own.member if RIGHTS[operation] in _MEMBER else admin
        status, text = ask(site.browser(who), operation, path=operation.split()[1].format(**own.numbers))
        # Deliveries are turned off here, which is said of one's own only.
        found = status in {200, 201, 204, 303} or "delivery-address" in text
        wrong += [] if found else [f"{operation}: {status} {text}"]
    assert not wrong, "\n".join(wrong)


READS = [
    read
    for one, needs in RIGHTS.items()
    if one.startswith("GET ") and needs is not None and "{" not in (read := one.replace("{card}", "index"))
]


def answers(client: TestClient, operations: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    """All that somebody can read, with searches; pages as pages."""
    found: dict[str, tuple[int, bytes]] = {}
    for one in operations:
        path = one.split()[1]
        searches = (
            [""] if "/team" not in path else ["", "?name=South", "?order=progress", "?days=731", "?band=building"]
        )
        for search in searches:
            accept = "application/json" if path.startswith("/api/") else "text/html"
            answer = client.get(path + search, headers={"Accept": accept})
            found[path + search] = answer.status_code, unpacked(answer.content)
    return found


def unpacked(content: bytes) -> bytes:
    """Of a zip the names and what is in them: each is packed at another time."""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as packed:
        return repr([(name, packed.read(name)) for name in packed.namelist()]).encode()


def test_get_requests_change_nothing(site: Site) -> None:
    """What has a method that promises to change nothing does not, but for the note of who looked."""
    own = populated(site, "North")
    browser = site.browser(site.person(own.team, "root", "admin"))
    before = rows(site)
    answers(browser, READS)
    for operation in (one for one in WITH_NUMBERS if one.startswith("GET ")):
        ask(browser, operation, path=operation.split()[1].format(**own.numbers))
    assert rows(site) == before


@pytest.mark.parametrize("role", ["member", "lead", "admin"])
def test_activity_of_another_team_is_invisible(role: str, site: Site) -> None:
    """All answers are the same, to the byte, whether the other team is there or not: lists, counts, searches, exports."""
    own = populated(site, "North")
    who = site.browser(site.person(own.team, "me", accounts_role(role), shares=True))
    reads = [one for one in READS if not one.endswith("/teams")]
    before = answers(who, reads)
    populated(site, "South", seed=60)
    assert answers(who, reads) == before


def test_an_admin_sees_only_what_inviting_leads_needs(site: Site) -> None:
    admin = site.browser(site.person(site.team("Home"), "root", "admin"))
    others = populated(site, "South")
    assert admin.post(f"/api/v1/teams/{others.team.id}/invitations", json={"name": "Next lead"}).status_code == 201
    for told in (admin.get("/teams", headers=HTML).text, admin.get("/api/v1/teams").text):
        assert "Leader of South" in told
        assert "Next lead" in told
        for hidden in (
            "Member of South",
            "member-South",
            "lead-South",
            "Invited to South",
            "49.0",
            others.member.id,
            others.lead.id,
        ):
            assert hidden not in told
    [south] = [one for one in admin.get("/api/v1/teams").json()["items"] if one["name"] == "South"]
    assert (set(south), south["size"]) == ({"id", "name", "size", "leads", "invitations"}, 2)


def test_a_lead_sees_nothing_of_members_who_do_not_share(site: Site) -> None:
    own = populated(site, "North")
    quiet = site.person(own.team, "quiet", name="Quiet", shares=False)
    site.scored(quiet, [30] * 40)
    lead = site.browser(own.lead)
    before = answers(lead, READS)
    site.scored(quiet, [88] * 30)
    assert answers(lead, READS) == before
    with site.server.database.write() as connection:
        scores.remove_scores(connection, quiet.id)
    assert answers(lead, READS) == before


#: Every field that a lead gets of a member; not one more.
FIELDS = {
    "id", "name", "state", "as_of", "index", "index_micro", "plus_minus", "range", "pillars", "change", "comparable", "band",
    "days_active", "measurable", "data_until", "rank",
}  # fmt: skip
COLUMNS = (
    "name,state,as_of,index,plus_minus,brand,people,insights,relationships,change,measured_alike,band,days_active,measurable,"
    "index_if_all_were_measured,data_until,first,last,model,fingerprint"
)


def test_a_lead_gets_only_the_listed_fields_of_a_member(site: Site) -> None:
    own = populated(site, "North")
    lead = site.browser(own.lead)
    told = lead.get("/api/v1/team/report").json()
    assert [set(one) for one in told["members"]] == [FIELDS, FIELDS]
    assert lead.get("/api/v1/team/report.csv").text.splitlines()[0] == COLUMNS
    page = lead.get("/team", headers=HTML).text
    headings = re.findall(r'scope="col">(.*?)</th>', page)
    assert headings == ["Name", "Index, 40 to 50", "Change", "Pillars", "Days active", "Data to"]
    printed = lead.get("/team/print", headers=HTML).text
    assert re.findall(r'<th scope="col">(.*?)</th>', printed) == [
        *("Name", "Index", "Band"), *(pillar.title for pillar in DEFAULT.pillars), "Change", "Days active",
        "Points measured", "Data to",
    ]  # fmt: skip


def test_a_lead_never_sees_notes_targets_files_or_industry(site: Site) -> None:
    own = populated(site, "North")
    with site.server.database.write() as connection:
        accounts.change_account(connection, own.member.id, target=83, time_zone="Antarctica/Troll")
        connection.exec_driver_sql("UPDATE activity SET industry = 'Candlemaking'")
    lead = site.browser(own.lead)
    for path, (_, content) in answers(
        lead, [one for one in READS if "/me" not in one and one not in {"GET /", "GET /account"}]
    ).items():
        for hidden in (b"Note in North", b"North.zip", b"Troll", b"Candlemaking"):
            assert hidden not in content, path


def test_a_token_loses_what_its_role_loses(site: Site) -> None:
    own = populated(site, "North")
    program = site.program(own.lead, *TOKEN_SCOPES)
    assert program.get("/api/v1/team/report").status_code == 200
    with site.server.database.write() as connection:
        accounts.change_account(connection, own.lead.id, role="member")
    assert program.get("/api/v1/team/report").status_code == 403


def test_a_route_without_an_access_rule_prevents_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openssi.web import app as assembled

    monkeypatch.setattr(assembled, "PUBLIC", assembled.PUBLIC - {"/join"})
    with pytest.raises(AssertionError, match="/join needs a scope"):
        Site(tmp_path)
