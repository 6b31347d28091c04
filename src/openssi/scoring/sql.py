"""A model and a day as one SQL text, in whole numbers and in what every engine understands: the same integers as the
reference.

The text is a pipeline of named steps over three tables (`members`, `daily_activity`, `connections`). It uses BIGINT,
INT, quoted names, CASE, SUM, COUNT, joins and GROUP BY; no float, no date arithmetic, no rounding. What engines spell
differently is in a `Dialect`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from openssi.model import MICRO, WINDOW, Attribute, Credit, Fading, Kind, Measure, Model, Pillar, Rate, Stock

__all__ = [
    "LARGEST_QUANTITY",
    "Dialect",
    "Program",
    "Step",
    "attributes",
    "curve_sql",
    "index_columns",
    "kinds_read",
    "literal",
    "member_steps",
]

#: No row may hold more: times 90 it fits into an INT, and a rate's million times the fading sum of a full window into a
#: BIGINT.
LARGEST_QUANTITY = 10_000_000


# Kinds summed per pass. Measured on DuckDB: with fewer, rows are read too often; with more, each row is compared with
# too many kinds.
_KINDS_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an engine spells in its own way.

    Attributes:
        name: the engine.
        division: floor division of whole numbers that are not negative, with `{0}` and `{1}` for its operands.
    """

    name: str
    division: str

    def divide(self, dividend: str, divisor: str) -> str:
        """Floor division of two expressions, neither of them negative."""
        return self.division.format(dividend, divisor)


@dataclass(frozen=True, slots=True)
class Step:
    """One named step of the pipeline: a query over tables and earlier steps.

    Attributes:
        name: what later steps call it.
        about: one line on what it yields.
        reads: the earlier steps that it reads.
        sql: the query.
    """

    name: str
    about: str
    reads: tuple[str, ...]
    sql: str


@dataclass(frozen=True)
class Program:
    """The whole pipeline, in order."""

    steps: tuple[Step, ...]

    def text(self, last: str, stored: Collection[str] = ()) -> str:
        """Return one SQL text that yields the step `last`; steps in `stored` are read as existing tables."""
        by_name = {step.name: step for step in self.steps}
        needed: set[str] = set()
        open_names = [last]
        while open_names:
            name = open_names.pop()
            if name not in needed and (name == last or name not in stored):
                needed.add(name)
                open_names += by_name[name].reads
        before = [step for step in self.steps if step.name in needed and step.name != last]
        parts = [f'"{step.name}" AS (  -- {step.about}\n{_indented(step.sql)}\n)' for step in before]
        return ("WITH " + ",\n".join(parts) + "\n" if parts else "") + by_name[last].sql


def _indented(sql: str) -> str:
    return "\n".join(f"  {line}" for line in sql.splitlines())


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def attributes(model: Model) -> tuple[str, ...]:
    """Return the columns of `members` that the model reads, each once."""
    names = (signal.measure.name for signal in model.signals.values() if isinstance(signal.measure, Attribute))
    return tuple(dict.fromkeys(names))


def member_steps(model: Model, day: int, dialect: Dialect) -> tuple[Step, ...]:
    """Return the SQL steps that compute one row per member: every signal, pillar and the index, in micro-points."""
    sums = _sums_by_group(model, day, dialect)
    together = Step(
        "activity_sums", "the sums of all kinds, by member", tuple(step.name for step in sums), _together(sums)
    )
    return (
        *sums,
        together,
        Step("signal_values", "every signal's value, by member", ("activity_sums",), _signal_values(model, dialect)),
        Step("signal_points", "every signal's micro-points", ("signal_values",), _signal_points(model, dialect)),
        Step("pillar_points", "pillars: the sums of their signals", ("signal_points",), _pillar_points(model)),
        Step("member_points", "the index: the sum of the pillars", ("pillar_points",), _member_points(model)),
    )


def kinds_read(model: Model) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds that are read fading, and those that are read as a stock."""
    fading: dict[str, None] = {}
    stock: dict[str, None] = {}
    for signal in model.signals.values():
        (stock if isinstance(signal.measure, Stock) else fading).update(dict.fromkeys(signal.measure.kinds))
    return tuple(fading), tuple(stock)


def _sums_by_group(model: Model, day: int, dialect: Dialect) -> tuple[Step, ...]:
    """Return one pass for each group of a few kinds, so that a row is compared with a few kinds instead of with all."""
    oldest = day - WINDOW
    known = f'"known_day" <= {day}'
    fading, stock = kinds_read(model)
    groups = [(kinds, (), f'{known} AND "day" > {oldest}') for kinds in _in_turn(fading)]
    groups += [((), kinds, known) for kinds in _in_turn(stock)]
    return tuple(
        Step(
            f"sums_{number}",
            f"sums by member of {', '.join((*fading, *stock))}",
            (),
            _grouped_sums(
                _kind_sums(model, fading, stock, dialect),
                _counted_rows(
                    f'{condition} AND "kind" IN ({", ".join(map(literal, _with_earning(model, (*fading, *stock))))})',
                    oldest,
                ),
            ),
        )
        for number, (fading, stock, condition) in enumerate(groups, 1)
    )


def _in_turn(kinds: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a few kinds at a time."""
    return [kinds[at : at + _KINDS_AT_ONCE] for at in range(0, len(kinds), _KINDS_AT_ONCE)]


def _grouped_sums(sums: list[str], rows: str) -> str:
    """Return the sums of rows, by member."""
    head = ["SELECT", '  "member_id",', ",\n".join(sums), "FROM ("]
    return "\n".join([*head, _indented(rows), ') AS "counted"', 'GROUP BY "member_id"'])


def _together(sums: tuple[Step, ...]) -> str:
    first, *others = (f'"{step.name}"' for step in sums)
    return "\n".join(
        ["SELECT *", f"FROM {first}", *(f'FULL OUTER JOIN {other} USING ("member_id")' for other in others)]
    )


def _counted_rows(condition: str, oldest: int) -> str:
    """Return rows as they are summed: the quantity, and the weight of one unit in a stock and in a fading sum.

    NULL where a row adds nothing.
    """
    # INT, which the largest quantity allows, and NULL instead of 0 make the sums much faster on DuckDB than BIGINT and
    # 0; so does one product a row instead of one a kind.
    return "\n".join(
        [
            "SELECT *,",
            '  "quantity" * "of_stock" AS "stock",',
            '  "quantity" * "of_fading" AS "fading"',
            "FROM (",
            '  SELECT "member_id", "kind", CAST("quantity" AS INT) AS "quantity", 1 AS "of_stock",',
            f'    CASE WHEN "day" > {oldest} THEN CAST("day" AS INT) - {oldest} END AS "of_fading"',
            '  FROM "daily_activity"',
            f"  WHERE {condition}",
            ') AS "rows"',
        ]
    )


def _with_earning(model: Model, kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds, each followed by those that earn its credits."""
    groups = ((kind, *(credit.kind for credit in model.kind[kind].credits)) for kind in kinds)
    return tuple(dict.fromkeys(chain.from_iterable(groups)))


def _kind_sums(model: Model, fading: tuple[str, ...], stock: tuple[str, ...], dialect: Dialect) -> list[str]:
    """Return columns of `activity_sums`, summed over `_counted_rows`.

    Of a kind with a daily limit, a row counts no more than that; credits are what each row earns on its curve.
    """
    sums = [*(("fading", kind) for kind in fading), *(("stock", kind) for kind in stock)]
    return [
        f'  CAST(SUM(CASE {_cases(what, model.kind[kind], dialect)} END) AS BIGINT) AS "{what}_{kind}"'
        for what, kind in sums
    ]


def _cases(what: str, kind: Kind, dialect: Dialect) -> str:
    cases = [f'WHEN "kind" = {literal(kind.id)} THEN {_adds(what, kind.most_a_day)}']
    for credit in kind.credits:
        earned = f'CAST({_earned(credit, dialect)} AS BIGINT) * "of_{what}"'
        cases.append(f'WHEN "kind" = {literal(credit.kind)} THEN {earned}')
    return " ".join(cases)


def _earned(credit: Credit, dialect: Dialect) -> str:
    if not credit.knots:
        return f'{credit.each} * CAST("quantity" AS BIGINT)'
    return curve_sql(((0, 0), *credit.knots), "quantity", dialect)


def _adds(what: str, most: int | None) -> str:
    if most is None:
        return f'"{what}"'
    return f'CASE WHEN "quantity" > {most} THEN {most} * "of_{what}" ELSE "{what}" END'


def _signal_values(model: Model, dialect: Dialect) -> str:
    columns = [f'  {_value(model, signal.measure, dialect)} AS "{signal.id}"' for signal in model.signals.values()]
    return "\n".join(
        [
            "SELECT",
            '  "m"."member_id",',
            '  "m"."industry",',
            ",\n".join(columns),
            'FROM "members" AS "m"',
            'LEFT JOIN "activity_sums" AS "a" ON "a"."member_id" = "m"."member_id"',
        ]
    )


def _value(model: Model, measure: Measure, dialect: Dialect) -> str:
    match measure:
        case Fading(kind):
            return _total(model, "fading", kind)
        case Stock(kind):
            return _total(model, "stock", kind)
        case Rate():
            return _rate(model, measure, dialect)
        case Attribute(name):
            return f'CAST("m"."{name}" AS BIGINT)'


def _total(model: Model, what: str, kind: str) -> str:
    """Return a sum of a kind; not negative, even if a table takes back more credits than it has."""
    total = f'COALESCE("a"."{what}_{kind}", 0)'
    return f"CASE WHEN {total} > 0 THEN {total} ELSE 0 END" if model.kind[kind].credits else total


def _rate(model: Model, rate: Rate, dialect: Dialect) -> str:
    won, tried = (_total(model, "fading", kind) for kind in (rate.successes, rate.attempts))
    won = f"CAST({MICRO} AS BIGINT) * {won}"
    if not rate.evidence:
        return dialect.divide(won, f"({tried} + {rate.prior})")
    shrunk = dialect.divide(f"({won} + {rate.base * rate.prior})", f"({tried} + {rate.prior})")
    capped = f"CASE WHEN {shrunk} > {rate.cap} THEN {rate.cap} ELSE {shrunk} END"
    known = f"({_total(model, 'fading', rate.evidence)})"
    return dialect.divide(f"({capped}) * {known}", f"({known} + {rate.doubt})")


def _signal_points(model: Model, dialect: Dialect) -> str:
    columns = [
        f'  {signal.maximum} * {curve_sql(signal.curve.knots, signal.id, dialect)} AS "{signal.id}"'
        for signal in model.signals.values()
    ]
    return "\n".join(["SELECT", '  "member_id",', '  "industry",', ",\n".join(columns), 'FROM "signal_values"'])


def curve_sql(knots: tuple[tuple[int, int], ...], column: str, dialect: Dialect) -> str:
    """Return a curve as one CASE: in each stretch a straight line by floor division, flat after the last knot."""
    return f"CASE {' '.join(_stretches(knots, column, dialect))} ELSE CAST({knots[-1][1]} AS BIGINT) END"


def _stretches(knots: tuple[tuple[int, int], ...], column: str, dialect: Dialect) -> Iterator[str]:
    x0, y0 = knots[0]
    for x1, y1 in knots[1:]:
        line = dialect.divide(f'(CAST({y1 - y0} AS BIGINT) * ("{column}" - {x0}))', str(x1 - x0))
        yield f'WHEN "{column}" < {x1} THEN {y0} + {line}'
        x0, y0 = x1, y1


def _pillar_points(model: Model) -> str:
    columns = [f'  "{signal}",' for signal in model.signals]
    sums = [f"  {_added(pillar)} AS {_quoted(pillar.id)}" for pillar in model.pillars]
    return "\n".join(["SELECT", '  "member_id",', '  "industry",', *columns, ",\n".join(sums), 'FROM "signal_points"'])


def _added(pillar: Pillar) -> str:
    return " + ".join(_quoted(signal.id) for signal in pillar.signals)


def index_columns(model: Model) -> tuple[str, ...]:
    """Return the columns with an index: the whole one, and one for each measured set."""
    return ("index_micro", *(f"index_{measured_set.id}_micro" for measured_set in model.sets))


def _member_points(model: Model) -> str:
    names = [*(pillar.id for pillar in model.pillars), *model.signals]
    index = " + ".join(f'"{pillar.id}"' for pillar in model.pillars)
    columns = [
        *(
            f'  {" + ".join(_quoted(name) for name in model.signals if name in one.signals)} AS "index_{one.id}_micro"'
            for one in model.sets
        ),
        *(f'  "{name}"' for name in names),
    ]
    return "\n".join(
        [
            "SELECT",
            '  "member_id",',
            '  "industry",',
            f'  {index} AS "index_micro",',
            ",\n".join(columns),
            'FROM "pillar_points"',
        ]
    )


def _quoted(name: str) -> str:
    return f'"{name}"'
