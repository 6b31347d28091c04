"""The export: everything stored about a member, as one zip of JSON and CSV files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from fastapi.responses import Response

from openssi.activity import Activity
from openssi.activity.calendar import iso
from openssi.activity.codec import activity_from_bytes
from openssi.store import accounts, connections, credentials, imports, sales, scores
from openssi.store.connections import LinkedInConnection
from openssi.store.scores import DayScore, ViewEvent
from openssi.web.context import Server
from openssi.web.security.access import Actor

__all__ = ["export_file"]

_ALL = 1_000_000
_LAST_DAY = 3_000_000  # beyond the year 9999


def export_file(server: Server, actor: Actor) -> Response:
    """Return the zip as a download."""
    headers = {"Content-Disposition": 'attachment; filename="my-openssi-data.zip"'}
    return Response(_zip(server, actor), media_type="application/zip", headers=headers)


def _zip(server: Server, actor: Actor) -> bytes:
    """Write everything except the hashes of secrets (password, cookies, tokens), which say nothing about the member."""
    with server.database.read() as connection:
        account = {**_without(actor.account, "feed"), **_days_of(actor.account, "target_from")}
        team = accounts.find_team(connection, actor.account.team_id)
        uploads = imports.imports_of(connection, actor.id, _ALL)
        contents = imports.snapshots_of(connection, actor.id)
        stored = scores.find_activity(connection, actor.id)
        documents: dict[str, Any] = {
            "account.json": {**account, "team": team.name if team else "", "password": bool(actor.account.password)},
            "notes.json": [
                {"day": iso(note.day), "text": note.text} for _, note in scores.notes_of(connection, actor.id)
            ],
            "official.json": [
                {**asdict(item), "day": iso(item.day)} for item in scores.linkedin_scores_of(connection, actor.id)
            ],
            "connection.json": _connection(connections.find_connection(connection, actor.id, "portability")),
            "statistics-connection.json": _connection(connections.find_connection(connection, actor.id, "statistics")),
            "imports.json": [asdict(item) for item in uploads],
            "import-report.json": json.loads(stored.report) if stored else {},
            "activity.json": _activity(activity_from_bytes(stored.content)) if stored else {},
            "views.json": [_view(item) for item in scores.view_log(connection, actor.id, _ALL)],
            "sessions.json": [
                _without(item, "id") for item in credentials.sessions_of(connection, actor.id, server.now())
            ],
            "tokens.json": [asdict(item) for item in credentials.tokens_of(connection, actor.id)],
            "sales.json": json.loads(sales.sales_of(connection, actor.id) or "{}"),
            "forgotten.json": sorted(imports.suppressed_of(connection, actor.id)),
        }
        days = scores.scores_of(connection, actor.id, -_LAST_DAY, _LAST_DAY)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in documents.items():
            _add(archive, name, json.dumps(value, indent=1, ensure_ascii=False))
        _add(archive, "daily-scores.csv", _days(days))
        for item, content in contents:
            _add(archive, f"snapshots/{item.id}", content)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    """Add a file without a time, so that the same data makes the same zip."""
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _without(record: Any, *names: str) -> dict[str, Any]:
    return {name: value for name, value in asdict(record).items() if name not in names}


def _connection(found: LinkedInConnection | None) -> dict[str, Any]:
    return _without(found, "token") if found else {}


def _view(one: ViewEvent) -> dict[str, Any]:
    return {**asdict(one), **_days_of(one, "first_day", "last_day")}


def _days_of(record: Any, *names: str) -> dict[str, str | None]:
    return {name: None if (day := getattr(record, name)) is None else iso(day) for name in names}


def _activity(activity: Activity) -> dict[str, Any]:
    """Return the quantity of each kind on each day, and since when it is known."""
    return {
        "first_day": iso(activity.first_day),
        "last_day": iso(activity.last_day),
        "industry": activity.industry,
        "days": {
            kind: [{"day": iso(row.day), "known": iso(row.known_day), "quantity": row.quantity} for row in rows]
            for kind, rows in activity.rows.items()
        },
        "attributes": {
            name: [{"day": iso(day), "value": value} for day, value in values]
            for name, values in activity.attributes.items()
        },
    }


def _days(days: Sequence[DayScore]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [field.name for field in fields(DayScore)]
    writer.writerow(names)
    for score in days:
        writer.writerow([iso(score.day), *(getattr(score, name) for name in names[1:])])
    return out.getvalue()
