"""Reads a network's tables with plain queries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

MEMBERS, DAYS = 3_000, 95
LAST = 20_634  # 2026-06-30

#: What a member does: written again from docs/counting.md, with the kinds that no archive has.
OWN = (
    "post_published", "article_published", "comment_given", "conversation_kept", "reaction_given", "post_shared", "people_search",
    "advanced_search", "profile_viewed", "prospect_viewed", "lead_saved", "account_followed", "group_joined", "invitation_sent",
    "outreach_sent", "contact_reached",
)  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """A network's folder, with views m, a and c."""

    folder: Path

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(":memory:") as connection:
            for name, files, options in (
                ("m", "members.parquet", ""),
                (
                    "a",
                    "daily_activity/*/*.parquet",
                    ", hive_partitioning = true, filename = true, file_row_number = true",
                ),
                ("c", "connections/*.parquet", ", filename = true, file_row_number = true"),
            ):
                connection.execute(
                    f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{self.folder / files}'{options})"
                )
            return connection.execute(sql).fetchall()

    def one(self, sql: str) -> Any:
        return self.rows(sql)[0][0]

    def files(self) -> dict[str, str]:
        """A fingerprint of the bytes of every file."""
        found = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}

    def content(self) -> list[Any]:
        """All rows, whatever the files that they stand in."""
        return [
            self.rows("SELECT * FROM m ORDER BY ALL"),
            self.rows("SELECT member_id, kind, day, known_day, quantity FROM a ORDER BY ALL"),
            self.rows("SELECT member_id, other_id FROM c ORDER BY ALL"),
        ]
