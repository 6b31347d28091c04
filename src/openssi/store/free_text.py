"""Search and change the columns that can name any person, among the rows that belong to one account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, delete, or_, select, update

from openssi.store.accounts import Account
from openssi.store.tables import METADATA, accounts, imports, invitations, snapshots, teams

__all__ = ["columns_with_id", "delete_value", "replace_value", "values_of"]


def values_of(connection: Connection, account: Account, column: Column[Any]) -> Sequence[tuple[str, Any]]:
    """Return what a column contains in an account's own rows and its team's, with each row's key."""
    query = select(_key(column), column).where(_belongs(column, account), column.is_not(None))
    return [(str(key), value) for key, value in connection.execute(query)]


def replace_value(connection: Connection, column: Column[Any], key: str, value: object) -> None:
    """Set a column of the row with a key."""
    connection.execute(update(column.table).where(_key(column) == key).values({column.name: value}))


def delete_value(connection: Connection, column: Column[Any], key: str) -> None:
    """Delete the row with a key."""
    connection.execute(delete(column.table).where(_key(column) == key))


def columns_with_id(connection: Connection, row_id: str) -> list[Column[Any]]:
    """Return every column of the database that contains an ID."""
    columns = [
        column
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.foreign_keys or column.primary_key
    ]
    texts = [column for column in columns if column.type.python_type is str]
    return [column for column in texts if connection.execute(select(column).where(column == row_id).limit(1)).first()]


def _key(column: Column[Any]) -> Column[Any]:
    return next(iter(column.table.primary_key.columns))


def _belongs(column: Column[Any], account: Account) -> Any:
    if column.table is accounts:
        return accounts.c.id == account.id
    if column.table is teams:
        return teams.c.id == account.team_id
    if column.table is invitations:
        own = invitations.c.invited_by == account.id
        return own if account.role == "member" else or_(own, invitations.c.team_id == account.team_id)
    if column.table is snapshots:
        return snapshots.c.import_id.in_(select(imports.c.id).where(imports.c.account_id == account.id))
    return column.table.c.account_id == account.id
