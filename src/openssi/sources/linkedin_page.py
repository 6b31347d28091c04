"""Read LinkedIn's own score: typed by the member, or pasted from the page's data (JSON of `sales-api/salesApiSsi`)."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import cast

from openssi.activity.annotations import LinkedInScore
from openssi.errors import InputError, UsageError
from openssi.model import MICRO

__all__ = ["read_page", "score_from_input"]

_MAX_POINTS = 25  # points of a pillar
_LARGEST = 1_000_000  # characters; the page's data have about a thousand
_NOISE = (
    MICRO // 100
)  # by which LinkedIn's total may miss the sum of its pillars: they are 32-bit numbers, rounded when shown
_PILLARS = {
    "PROFESSIONAL_BRAND": "brand",
    "FIND_RIGHT_PEOPLE": "people",
    "INSIGHT_ENGAGEMENT": "insights",
    "STRONG_RELATIONSHIP": "relationships",
}
_HINT = "Copy the whole answer of sales-api/salesApiSsi, first brace to last, or type the numbers: `ssi official add`."

_Table = dict[str, object]


def score_from_input(
    day: int, pillars: dict[str, object], *, industry_top: object = None, network_top: object = None
) -> LinkedInScore:
    """Return a score typed from the page: four pillars in points, ranks in percent.

    Raises:
        UsageError: a pillar is not 0 to 25, or a rank not 1 to 100; all mistakes are reported at once.
    """
    faults: list[str] = []
    micro = {name: _pillar(name, value, faults) for name, value in pillars.items()}
    ranks = [_rank(name, value, faults) for name, value in (("industry", industry_top), ("network", network_top))]
    if faults:
        raise UsageError(
            "official-number",
            f"This can't be LinkedIn's score: {'; '.join(faults)}.",
            unchanged="Nothing was written.",
        )
    return LinkedInScore(
        day, micro["brand"], micro["people"], micro["insights"], micro["relationships"], ranks[0], ranks[1]
    )


def read_page(text: str, day: int) -> LinkedInScore:
    """Read the page's data by the names of its parts, never by their order.

    Raises:
        InputError: it is not that, a pillar is missing or not 0 to 25, or the pillars do not add up to the total.
    """
    member = _table(_parsed(text), "memberScore")
    faults: list[str] = []
    scores: dict[str, object] = {}
    for part in _tables(member.get("subScores")):
        name = _PILLARS.get(str(part.get("pillar")))
        if name:
            scores[name] = part.get("score")
    faults += [f"{name} is missing" for name in _PILLARS.values() if name not in scores]
    micro = {name: _pillar(name, value, faults) for name, value in scores.items()}
    total = _micro(member.get("overall"))
    if not faults and total is not None and abs(total - sum(micro.values())) > _NOISE:
        faults.append(f"its pillars add up to {sum(micro.values()) / MICRO:.3f}, its total is {total / MICRO:.3f}")
    if faults:
        raise _not_the_page("; ".join(faults))
    groups = {str(group.get("groupType")): group for group in _tables(_parsed(text).get("groupScore"))}
    ranks, averages = zip(*(_group(groups.get(name, {})) for name in ("INDUSTRY", "NETWORK")), strict=True)
    return LinkedInScore(
        day, micro["brand"], micro["people"], micro["insights"], micro["relationships"], *ranks, *averages
    )


def _parsed(text: str) -> _Table:
    if len(text) > _LARGEST:
        raise _not_the_page("it is far too long")
    try:
        content = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _not_the_page("it isn't JSON") from error
    table = cast("_Table", content) if isinstance(content, dict) else {}
    wrapped = table.get("data")  # some tools wrap the answer
    return cast("_Table", wrapped) if isinstance(wrapped, dict) else table


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


def _table(found: _Table, name: str) -> _Table:
    inner = found.get(name)
    if not isinstance(inner, dict):
        raise _not_the_page(f"it has no {name}")
    return cast("_Table", inner)


def _tables(found: object) -> list[_Table]:
    rows = cast("list[object]", found) if isinstance(found, list) else []
    return [cast("_Table", row) for row in rows if isinstance(row, dict)]


def _group(group: _Table) -> tuple[int | None, int | None]:
    """Return a group's rank and average index; None for what is missing or implausible."""
    rank = _micro(group.get("rank"))
    score = group.get("score")
    average = _micro(cast("_Table", score).get("overall")) if isinstance(score, dict) else None
    in_percent = rank // MICRO if rank is not None and MICRO <= rank <= 100 * MICRO else None
    return in_percent, average if average is not None and 0 <= average <= 100 * MICRO else None


def _pillar(name: str, value: object, faults: list[str]) -> int:
    micro = _micro(value)
    if micro is None or not 0 <= micro <= _MAX_POINTS * MICRO:
        faults.append(f"{name} is {str(value)[:20]!r}, not a number from 0 to {_MAX_POINTS}")
        return 0
    return micro


def _rank(name: str, value: object, faults: list[str]) -> int | None:
    if value is None:
        return None
    micro = _micro(value)
    if micro is None or micro % MICRO or not MICRO <= micro <= 100 * MICRO:
        faults.append(f"the {name} rank is {str(value)[:20]!r}, not a whole percent from 1 to 100")
        return None
    return micro // MICRO


def _micro(value: object) -> int | None:
    """Return points as whole micro-points, half up, with decimal point or comma; None if it isn't a number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value).strip().replace(",", "."))
        return int((number * MICRO).quantize(Decimal(1), ROUND_HALF_UP)) if abs(number) < MICRO else None
    except InvalidOperation:
        return None


def _not_the_page(why: str) -> InputError:
    return InputError(
        "official-page",
        f"This isn't the data of LinkedIn's SSI page: {why}.",
        unchanged="Nothing was written.",
        hint=_HINT,
    )
