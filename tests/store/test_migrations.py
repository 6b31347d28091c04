"""Data of an earlier version survives migration, on both databases and through a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import text

from openssi.store import accounts, imports, invitations, scores
from openssi.store.backup import restore, write_backup
from openssi.store.database import Database, open_database
from openssi.store.schema_versions import newest_revision, revision_of, upgrade
from openssi.store.scores import ViewEvent
from tests.postgres import new_database

NOW = 1_782_864_000
KEY = bytes(32)

#: Of version 0001: a look was known by the viewer's name, an invitation by nothing, a target by itself.
_PEOPLE = [
    ("ann", "north", "Ann", "member"),
    ("bob", "north", "Bob", "member"),
    ("lea", "north", "Lea", "lead"),
    ("kim", "north", "Kim", "lead"),
    ("kim2", "north", "Kim", "lead"),
    ("max", "south", "Max", "lead"),
    ("eve", "south", "Lea", "lead"),
]
_LOOKS = [
    ("ann", "Lea", 1),  # one of the team is called so
    ("ann", "Kim", 2),  # two are
    ("ann", "Max", 3),  # one of another team is
    ("ann", "somebody who erased their account", 4),
    ("ann", "Ann", 5),  # nobody else is
    ("bob", "Ann", 6),
]


def old(address: str) -> Database:
    """A database of version 0001 with something in every table that changes, and in some that hang on it."""
    database = open_database(address, migrate=False)
    with database.change_tables() as tx:
        upgrade(tx, "0001")

        def put(statement: str, *rows: dict[str, Any]) -> None:
            tx.execute(text(statement), rows)

        put(
            "INSERT INTO team VALUES (:id, :id, :ranks, 1)",
            {"id": "north", "ranks": True},
            {"id": "south", "ranks": False},
        )
        put(
            "INSERT INTO account VALUES (:id, :team, :id, :name, NULL, :role, :shares, 50, 'UTC', NULL, 1)",
            *(
                {"id": id_, "team": team, "name": name, "role": role, "shares": True}
                for id_, team, name, role in _PEOPLE
            ),
        )
        put(
            "INSERT INTO look (id, account_id, viewer, what, at) VALUES (:id, :of, :viewer, 'page', :at)",
            *({"id": str(at), "of": of, "viewer": viewer, "at": NOW + at} for of, viewer, at in _LOOKS),
        )
        put(
            "INSERT INTO invitation VALUES (:id, 'north', 'New', 'lead', 1, 2000000000)",
            {"id": accounts.hash_secret("code")},
        )
        put("INSERT INTO forgotten VALUES ('ann', 'p')", {})
        put("INSERT INTO daily_score VALUES ('ann', 20000, 1, 2, 3, 4, 5, 6, :yes)", {"yes": True})
    return database


def check(database: Database) -> None:
    """All that was in it is in it."""
    with database.write() as tx:
        assert revision_of(tx) == newest_revision()
        people = [one for team in accounts.all_teams(tx) for one in accounts.accounts_of(tx, team.id)]
        assert {(one.id, one.team_id, one.name, one.role) for one in people} == set(_PEOPLE)
        assert {(one.shares, one.target, one.target_from) for one in people} == {(True, 50, None)}
        assert imports.suppressed_of(tx, "ann") == {"p"}
        assert [(day.day, day.index_micro, day.active) for day in scores.scores_of(tx, "ann", 0, 30_000)] == [
            (20_000, 1, True)
        ]
        seen = [(one.viewer, one.at - NOW) for one in scores.view_log(tx, "ann")]
        assert seen == [(None, 5), (None, 4), (None, 3), (None, 2), ("Lea", 1)]
        assert scores.view_log(tx, "bob") == [ViewEvent("Ann", "page", None, None, NOW + 6)]
        invitation = invitations.use_invitation(tx, "code", NOW)
        assert (invitation.team_id, invitation.role, invitation.invited_by) == ("north", "lead", None)
        accounts.remove_account(tx, "lea")
        assert scores.view_log(tx, "ann")[-1] == ViewEvent(None, "page", None, None, NOW + 1)


def test_data_of_version_0001_survives_all_migrations(address: str) -> None:
    old(address).close()
    database = open_database(address)
    check(database)
    database.close()


def test_a_backup_of_version_0001_is_restored_into_either_database(address: str, tmp_path: Path) -> None:
    source = old(address)
    write_backup(source, KEY, tmp_path / "old.zip")
    source.close()
    for number, target in enumerate((f"sqlite:///{tmp_path / 'new.db'}", new_database())):
        database = open_database(target, migrate=False)
        restore(tmp_path / "old.zip", database, tmp_path / str(number))
        check(database)
        database.close()
