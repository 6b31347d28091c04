"""From one day's sums to a later day's: only the rows that enter and that leave are read, and the result is the same integers.

A fading sum S and the quantity C inside the window are kept for each member and kind. From day t to t' all that is inside loses
t' - t days: S' = S - (t' - t) * C. A row that entered since adds quantity * (day + W - t'). One that left the window was carried
below zero by that, by just as much as the same formula gives, and is taken out again.
"""

from __future__ import annotations

from openssi.model import WINDOW, Model
from openssi.scoring.ranks import ranked
from openssi.scoring.sql import (
    Dialect,
    Program,
    Step,
    counted_rows,
    grouped_sums,
    kind_sums,
    kinds_read,
    later_steps,
    literal,
    with_earning,
)

__all__ = ["advance_program", "late_rows"]


def advance_program(model: Model, since: int, day: int, dialect: Dialect) -> Program:
    """Everything of a population on a day, from the tables `state` (the sums of `since`) and `late`.

    The steps are those of `population_program`, but for the sums.
    """
    sums = (
        Step("changes", "the rows that entered, and those that left the window", (), _changes(since, day)),
        Step("changed_sums", "what they add and take, by member", ("changes",), _changed_sums(model, dialect)),
        Step(
            "activity_sums",
            "each kind's sums of the later day, by member",
            ("changed_sums",),
            _advanced(model, day - since),
        ),
    )
    return ranked((*sums, *later_steps(model, dialect)), model, dialect)


def late_rows(model: Model, day: int, since: int | None = None) -> str:
    """The rows inside the window that count from a later day than they fade from: their partition does not tell when they leave.

    Args:
        model: its fading kinds are looked for.
        day: the day whose window it is.
        since: the day whose late rows are the table `late`; None if there are none yet.
    """
    fading, _ = kinds_read(model)
    first = day - WINDOW if since is None else since
    columns = '"member_id", "kind", CAST("day" AS INT) AS "day", CAST("quantity" AS INT) AS "quantity"'
    found = "\n".join(
        [
            f"SELECT {columns}",
            'FROM "daily_activity"',
            f'WHERE "known_day" > {first} AND "known_day" <= {day} AND "day" > {day - WINDOW} AND "day" < "known_day"',
            f'  AND "kind" IN ({", ".join(literal(kind) for kind in with_earning(model, fading))})',
        ]
    )
    if since is None:
        return found
    return f'{found}\nUNION ALL\nSELECT "member_id", "kind", "day", "quantity" FROM "late" WHERE "day" > {day - WINDOW}'


def _changes(since: int, day: int) -> str:
    oldest = day - WINDOW
    entering = f'"known_day" > {since} AND "known_day" <= {day}'
    on_time = f'"known_day" > {since - WINDOW} AND "known_day" <= {min(since, oldest)} AND "day" = "known_day"'
    return "\nUNION ALL\n".join(
        [
            counted_rows("daily_activity", entering, oldest),
            counted_rows("daily_activity", on_time, oldest, leaving=True),
            counted_rows("late", f'"day" <= {oldest}', oldest, leaving=True),
        ]
    )


def _changed_sums(model: Model, dialect: Dialect) -> str:
    return grouped_sums(kind_sums(model, *kinds_read(model), dialect, inside=True), 'SELECT * FROM "changes"')


def _advanced(model: Model, days: int) -> str:
    fading, stock = kinds_read(model)

    def both(column: str) -> str:
        return f'COALESCE("s"."{column}", 0) + COALESCE("c"."{column}", 0)'

    columns = [
        *(
            f'  {both(f"fading_{kind}")} - {days} * COALESCE("s"."inside_{kind}", 0) AS "fading_{kind}"'
            for kind in fading
        ),
        *(f'  {both(f"inside_{kind}")} AS "inside_{kind}"' for kind in fading),
        *(f'  {both(f"stock_{kind}")} AS "stock_{kind}"' for kind in stock),
    ]
    return "\n".join(
        [
            "SELECT",
            '  COALESCE("s"."member_id", "c"."member_id") AS "member_id",',
            ",\n".join(columns),
            'FROM "state" AS "s"',
            'FULL OUTER JOIN "changed_sums" AS "c" ON "c"."member_id" = "s"."member_id"',
        ]
    )
