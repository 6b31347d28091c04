"""What every operation of the server needs, by hand: a new one without a row here fails the build, and so does one with a wrong right."""

from __future__ import annotations

from openssi.web.access import Scope

__all__ = ["BODIES", "PUBLIC", "RIGHTS"]

#: Operations that need nobody to be signed in.
PUBLIC = None

RIGHTS: dict[str, Scope | None] = {
    "GET /": Scope.ME_READ,
    "GET /me": PUBLIC,
    "GET /sign-in": PUBLIC,
    "POST /sign-in": PUBLIC,
    "POST /sign-out": PUBLIC,
    "GET /enter": PUBLIC,
    "POST /enter": PUBLIC,
    "GET /join": PUBLIC,
    "POST /join": PUBLIC,
    "GET /what-if": Scope.ME_READ,
    "GET /ahead": Scope.ME_READ,
    "GET /reminder.ics": Scope.ME_READ,
    "POST /notes": Scope.ME_WRITE,
    "POST /notes/{note_id}/remove": Scope.ME_WRITE,
    "POST /official": Scope.ME_WRITE,
    "POST /official/{day}/remove": Scope.ME_WRITE,
    "GET /account": Scope.ACCOUNT,
    "POST /account": Scope.ACCOUNT,
    "POST /account/password": Scope.ACCOUNT,
    "POST /account/sessions/end": Scope.ACCOUNT,
    "POST /account/sessions/{beginning}/end": Scope.ACCOUNT,
    "POST /account/tokens": Scope.ACCOUNT,
    "POST /account/tokens/{token_id}/end": Scope.ACCOUNT,
    "GET /imports": Scope.ME_READ,
    "GET /imports/state": Scope.ME_READ,
    "POST /imports": Scope.ME_WRITE,
    "POST /sample": Scope.ME_WRITE,
    "POST /imports/{import_id}/cancel": Scope.ME_WRITE,
    "GET /imports/{import_id}/remove": Scope.ME_WRITE,
    "POST /imports/{import_id}/remove": Scope.ME_WRITE,
    "GET /team/people": Scope.TEAM_READ,
    "POST /team/invitations": Scope.TEAM_WRITE,
    "POST /team/invitations/{invitation_id}/end": Scope.TEAM_WRITE,
    "POST /team/people/{account_id}/role": Scope.TEAM_WRITE,
    "GET /team/people/{account_id}/remove": Scope.TEAM_WRITE,
    "POST /team/people/{account_id}/remove": Scope.TEAM_WRITE,
    "POST /team/ranking": Scope.TEAM_WRITE,
    "GET /teams": Scope.TEAMS,
    "POST /teams": Scope.TEAMS,
    "POST /teams/{team_id}/invitations": Scope.TEAMS,
    "POST /teams/{team_id}/invitations/{invitation_id}/end": Scope.TEAMS,
    "GET /team": Scope.TEAM_READ,
    "GET /team/print": Scope.TEAM_READ,
    "GET /team/report.csv": Scope.TEAM_READ,
    "GET /team/report.xlsx": Scope.TEAM_READ,
    "GET /team/me": Scope.ME_READ,
    "GET /alerts": Scope.ME_READ,
    "POST /alerts/feed": Scope.ACCOUNT,
    "POST /alerts/feed/close": Scope.ACCOUNT,
    "GET /feeds/{secret}.{kind}": PUBLIC,
    "GET /api/v1/me": Scope.ME_READ,
    "GET /api/v1/me/index": Scope.ME_READ,
    "GET /api/v1/team/report": Scope.TEAM_READ,
    "GET /api/v1/team/report.csv": Scope.TEAM_READ,
    "GET /api/v1/team/report.xlsx": Scope.TEAM_READ,
    "GET /api/v1/me/team-view": Scope.ME_READ,
    "GET /api/v1/me/alerts": Scope.ME_READ,
    "POST /api/v1/me/feed": Scope.ACCOUNT,
    "DELETE /api/v1/me/feed": Scope.ACCOUNT,
    "GET /static/site.css": PUBLIC,
    "GET /healthz": PUBLIC,
    "GET /readyz": PUBLIC,
}

#: What is sent where a right alone is not enough to be heard; all others get nothing.
BODIES: dict[str, dict[str, str]] = {
    "POST /team/invitations": {"name": "Somebody"},
    "POST /team/people/{account_id}/role": {"role": "lead"},
    "POST /team/ranking": {"ranking": "true"},
    "POST /teams": {"name": "A team"},
    "POST /teams/{team_id}/invitations": {"name": "Somebody"},
}
