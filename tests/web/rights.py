"""The access rule of every operation, written by hand: an operation without a row, or with a wrong one, fails the build."""

from __future__ import annotations

import json
import re
from typing import Any

from openssi.web.security.access import Scope

__all__ = ["BODIES", "PAGE", "PAGES", "PARTS", "PUBLIC", "RIGHTS"]

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
    "POST /join/invitation": PUBLIC,
    "POST /sso": PUBLIC,
    "GET /sso/callback": PUBLIC,
    "POST /account/sso": Scope.ACCOUNT,
    "GET /what-if": Scope.ME_READ,
    "GET /ahead": Scope.ME_READ,
    "GET /reminder.ics": Scope.ME_READ,
    "POST /notes": Scope.ME_WRITE,
    "POST /notes/{note_id}/remove": Scope.ME_WRITE,
    "POST /official": Scope.ME_WRITE,
    "POST /official/page": Scope.ME_WRITE,
    "POST /official/{day}/remove": Scope.ME_WRITE,
    "GET /account": Scope.ACCOUNT,
    "POST /account": Scope.ACCOUNT,
    "POST /account/sharing": Scope.ACCOUNT,
    "POST /account/password": Scope.ACCOUNT,
    "POST /account/sessions/end": Scope.ACCOUNT,
    "POST /account/sessions/{beginning}/end": Scope.ACCOUNT,
    "POST /account/tokens": Scope.ACCOUNT,
    "POST /account/tokens/{token_id}/end": Scope.ACCOUNT,
    "GET /imports": Scope.ME_READ,
    "GET /imports/state": Scope.ME_READ,
    "POST /imports": Scope.ME_WRITE,
    "POST /sample": Scope.ME_WRITE,
    "GET /linkedin": Scope.ACCOUNT,
    "POST /linkedin": Scope.ACCOUNT,
    "POST /linkedin/disconnect": Scope.ACCOUNT,
    "GET /api/v1/me/linkedin-connection": Scope.ACCOUNT,
    "PUT /api/v1/me/linkedin-connection": Scope.ACCOUNT,
    "DELETE /api/v1/me/linkedin-connection": Scope.ACCOUNT,
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
    "GET /team/navigator": Scope.TEAM_WRITE,
    "POST /team/navigator": Scope.TEAM_WRITE,
    "POST /team/navigator/members": Scope.TEAM_WRITE,
    "POST /api/v1/team/navigator-report/people": Scope.TEAM_WRITE,
    "POST /api/v1/team/navigator-report": Scope.TEAM_WRITE,
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
    "PATCH /api/v1/me": Scope.ACCOUNT,
    "GET /api/v1/me/sources": Scope.ME_READ,
    "GET /api/v1/me/peer-ranks": Scope.ME_READ,
    "GET /api/v1/me/review": Scope.ME_READ,
    "GET /api/v1/me/history": Scope.ME_READ,
    "GET /api/v1/me/changes": Scope.ME_READ,
    "GET /api/v1/me/next-steps": Scope.ME_READ,
    "POST /api/v1/me/what-if": Scope.ME_READ,
    "GET /api/v1/me/content": Scope.ME_READ,
    "GET /api/v1/me/imports": Scope.ME_READ,
    "POST /api/v1/me/imports": Scope.ME_WRITE,
    "POST /api/v1/me/imports/sample": Scope.ME_WRITE,
    "GET /api/v1/me/imports/{import_id}": Scope.ME_READ,
    "POST /api/v1/me/imports/{import_id}/cancel": Scope.ME_WRITE,
    "DELETE /api/v1/me/imports/{import_id}": Scope.ME_WRITE,
    "GET /api/v1/me/notes": Scope.ME_READ,
    "POST /api/v1/me/notes": Scope.ME_WRITE,
    "DELETE /api/v1/me/notes/{note_id}": Scope.ME_WRITE,
    "GET /api/v1/me/linkedin-scores": Scope.ME_READ,
    "PUT /api/v1/me/linkedin-scores/{day}": Scope.ME_WRITE,
    "PUT /api/v1/me/linkedin-scores/{day}/page": Scope.ME_WRITE,
    "DELETE /api/v1/me/linkedin-scores/{day}": Scope.ME_WRITE,
    "GET /api/v1/me/tokens": Scope.ACCOUNT,
    "POST /api/v1/me/tokens": Scope.ACCOUNT,
    "DELETE /api/v1/me/tokens/{token_id}": Scope.ACCOUNT,
    "GET /api/v1/me/sessions": Scope.ACCOUNT,
    "DELETE /api/v1/me/sessions": Scope.ACCOUNT,
    "DELETE /api/v1/me/sessions/{session_id}": Scope.ACCOUNT,
    "POST /api/v1/me/password": Scope.ACCOUNT,
    "GET /api/v1/me/profile-views": Scope.ME_READ,
    "GET /api/v1/team": Scope.TEAM_READ,
    "PATCH /api/v1/team": Scope.TEAM_WRITE,
    "PATCH /api/v1/team/members/{account_id}": Scope.TEAM_WRITE,
    "DELETE /api/v1/team/members/{account_id}": Scope.TEAM_WRITE,
    "POST /api/v1/team/invitations": Scope.TEAM_WRITE,
    "DELETE /api/v1/team/invitations/{invitation_id}": Scope.TEAM_WRITE,
    "GET /api/v1/teams": Scope.TEAMS,
    "POST /api/v1/teams": Scope.TEAMS,
    "POST /api/v1/teams/{team_id}/invitations": Scope.TEAMS,
    "DELETE /api/v1/teams/{team_id}/invitations/{invitation_id}": Scope.TEAMS,
    "GET /sales-api/salesApiSsi": Scope.ME_READ,
    "GET /api/v1/openapi.json": Scope.ME_READ,
    "GET /data": Scope.ACCOUNT,
    "GET /data/export": Scope.ACCOUNT,
    "GET /data/erase": Scope.ACCOUNT,
    "POST /data/erase": Scope.ACCOUNT,
    "POST /data/forget": Scope.ACCOUNT,
    "GET /api/v1/me/data": Scope.ACCOUNT,
    "GET /api/v1/me/data/export": Scope.ACCOUNT,
    "POST /api/v1/me/data/erase-contact": Scope.ACCOUNT,
    "POST /api/v1/me/data/erase": Scope.ACCOUNT,
    "GET /static/site.css": PUBLIC,
    "GET /healthz": PUBLIC,
    "GET /readyz": PUBLIC,
}

#: The data of LinkedIn's own page.
PAGE = json.dumps(
    {"memberScore": {"overall": 4, "subScores": [{"pillar": pillar, "score": 1} for pillar in (
        "PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP"
    )]}}
)  # fmt: skip

#: Parts of pages.
PARTS = ("/imports/state", "/what-if")
#: Every page of whoever is signed in; what is left are files, and answers for programs.
PAGES = [
    path for one, needs in RIGHTS.items()
    if one.startswith("GET ") and needs is not None
    and not re.search(r"\.|api/|/export$", path := one.removeprefix("GET ")) and path not in PARTS
]  # fmt: skip

#: What is sent where a right alone is not enough to be heard, to the API as JSON; all others get nothing.
BODIES: dict[str, Any] = {
    "POST /team/invitations": {"name": "Somebody"},
    "POST /team/people/{account_id}/role": {"role": "lead"},
    "POST /team/ranking": {"ranking": "true"},
    "POST /teams": {"name": "A team"},
    "POST /teams/{team_id}/invitations": {"name": "Somebody"},
    "POST /account/sharing": {"shares": "true"},
    "POST /imports/{import_id}/remove": {"sure": "yes"},
    "POST /official": {"day": "2026-06-01", "brand": "1", "people": "1", "insights": "1", "relationships": "1"},
    "POST /official/page": {"day": "2026-06-01", "text": PAGE},
    "PATCH /api/v1/me": {"target": 50},
    "POST /api/v1/me/what-if": {"plan": []},
    "POST /api/v1/me/notes": {"day": "2026-06-01", "text": "A note"},
    "PUT /api/v1/me/linkedin-scores/{day}": {"brand": 1, "people": 1, "insights": 1, "relationships": 1},
    "PUT /api/v1/me/linkedin-scores/{day}/page": {"text": PAGE},
    "POST /api/v1/me/tokens": {"name": "A token", "scopes": ["me:read"], "days": 1},
    "PATCH /api/v1/team": {"ranking": True},
    "PATCH /api/v1/team/members/{account_id}": {"role": "lead"},
    "POST /api/v1/team/invitations": {"name": "Somebody"},
    "POST /api/v1/teams": {"name": "A new team"},
    "POST /api/v1/teams/{team_id}/invitations": {"name": "Somebody"},
}
