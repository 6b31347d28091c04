"""Small populations: as Parquet for an engine, and as the reference in plain Python sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb

from openssi.activity import Activity, Coverage, daily_rows
from openssi.model import DEFAULT, Attribute, Model
from openssi.scoring import Score, score

Row = tuple[int, str, int, int, int]  # member_id, kind, day, known_day, quantity

NAMES = [signal.measure.name for signal in DEFAULT.signals.values() if isinstance(signal.measure, Attribute)]


@dataclass(frozen=True)
class Population:
    """Members with their industry and attributes, their activity, and their connections (both directions)."""

    members: dict[int, tuple[str | None, tuple[int, ...]]]
    rows: Sequence[Row] = ()
    connections: Sequence[tuple[int, int]] = field(default=())

    def write(self, folder: Path) -> Path:
        """The tables as Parquet, daily activity partitioned by known day."""
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(":memory:") as connection:
            columns = ", ".join(f"{name} INTEGER" for name in NAMES)
            connection.execute(f"CREATE TABLE members (member_id BIGINT, industry VARCHAR, {columns})")
            connection.execute(
                "CREATE TABLE activity (member_id BIGINT, kind VARCHAR, day INTEGER, known_day INTEGER, quantity INTEGER)"
            )
            connection.execute("CREATE TABLE connections (member_id BIGINT, other_id BIGINT)")
            for member, (industry, attributes) in self.members.items():
                connection.execute(
                    f"INSERT INTO members VALUES (?, ?{', ?' * len(NAMES)})", [member, industry, *attributes]
                )
            for table, rows in (("activity", self.rows), ("connections", self.connections)):
                if rows:
                    columns = [list(column) for column in zip(*rows, strict=True)]
                    connection.execute(f"INSERT INTO {table} SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)
            connection.execute(f"COPY members TO '{folder / 'members.parquet'}'")
            connection.execute(f"COPY connections TO '{folder / 'connections.parquet'}'")
            if self.rows:
                connection.execute(
                    f"COPY activity TO '{folder / 'daily_activity'}' (FORMAT parquet, PARTITION_BY (known_day))"
                )
            else:
                connection.execute(f"COPY activity TO '{folder / 'daily_activity.parquet'}'")
        return folder

    @cached_property
    def _by_kind(self) -> dict[tuple[int, str], list[tuple[int, int, int]]]:
        found: dict[tuple[int, str], list[tuple[int, int, int]]] = {}
        for member, kind, day, known, quantity in self.rows:
            found.setdefault((member, kind), []).append((day, known, quantity))
        return found

    def scores(self, day: int, model: Model = DEFAULT) -> dict[int, Score]:
        """Everyone's score by the reference."""
        return {member: score(self._activity(member, model).for_model(model), model, day) for member in self.members}

    def _activity(self, member: int, model: Model) -> Activity:
        rows = {kind.id: daily_rows(self._by_kind.get((member, kind.id), [])) for kind in model.kinds}
        attributes = {name: ((0, value),) for name, value in zip(NAMES, self.members[member][1], strict=True)}
        return Activity(rows, 0, attributes, dict.fromkeys([*rows, *attributes], Coverage()))
