"""Does the index go with sales?

Archives of sellers and the exports of their CRM, compared as a result that displays itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib.util import find_spec
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from openssi.activity.calendar import to_day
from openssi.activity.report import FileReport
from openssi.errors import InputError, UsageError, install_hint
from openssi.member.read import open_member
from openssi.member.tables import Tabular
from openssi.model import DEFAULT, Model, load_model
from openssi.sources.crm import Mapping as CrmMapping
from openssi.sources.crm import Sales, SellerSales, read_mapping, read_sales
from openssi.sources.crm.column_labels import OUTCOMES, plain
from openssi.sources.linkedin_archive.owner_name import owner_name

if TYPE_CHECKING:
    from openssi.activity import Activity
    from openssi.insight.outcomes import Seller, Study
    from openssi.render.json import outcomes as _json

__all__ = [
    "Outcomes",
    "Team",
    "by_plain_name",
    "ordered_outcomes",
    "outcomes",
    "read_team",
    "require_numpy",
    "seller_of",
]


@dataclass(frozen=True)
class Outcomes(Tabular):
    """The index and sales of a team.

    Attributes:
        study: what could be seen, what was seen, and what speaks against it.
        files: what became of every row of the CRM's exports.
        without_sales: names of archives whose owner has no sales in the exports.
        without_archive: how many sellers of the CRM have no archive.
        open_stages: stages whose deals count as open, since nothing says that they were won or lost.
        model: the model that scored every month.
        currency: the currency of amounts; empty if none were read, or the export names none.
        notes: what the exports lack, as sentences.
    """

    study: Study
    files: tuple[FileReport, ...]
    without_sales: tuple[str, ...]
    without_archive: int
    open_stages: tuple[str, ...]
    model: Model
    currency: str = ""
    notes: tuple[str, ...] = ()

    def columns(self) -> dict[str, list[Any]]:
        """Return one row an outcome: its total, and the ratio for 10 points within sellers, empty without a test."""
        found = self.study.outcomes
        effects = [result.within for result in found]
        return {
            "outcome": [result.kind for result in found],
            "total": [result.total for result in found],
            "detectable_ratio": [result.detectable_ratio for result in found],
            "ratio": [effect and effect.ratio for effect in effects],
            "low": [effect and effect.interval_95[0] for effect in effects],
            "high": [effect and effect.interval_95[1] for effect in effects],
            "p_adjusted": [result.p_adjusted for result in found],
        }

    def to_dict(self) -> _json.Outcomes:
        """Return the object that `ssi outcomes --json` prints."""
        from openssi.render.json.outcomes import as_dict

        return as_dict(
            self.study,
            self.files,
            self.without_sales,
            self.without_archive,
            self.model,
            self.currency,
            self.open_stages,
            self.notes,
        )

    def to_json(self) -> str:
        """Return the text that `ssi outcomes --json` prints."""
        import json

        return json.dumps(self.to_dict(), indent=1)

    def to_html(self) -> str:
        """Return a page with charts: what could be seen, what was seen, and what speaks against it."""
        from openssi.render.html.outcomes import outcomes_page

        return outcomes_page(
            self.study,
            self.files,
            self.without_sales,
            self.without_archive,
            self.model,
            self.open_stages,
            self.notes,
        )

    def to_one_page(self) -> str:
        """Return one page for a sales lead, to print."""
        from openssi.render.html.outcomes import sales_lead_page

        return sales_lead_page(self.study, self.model)

    def __str__(self) -> str:
        from openssi.render.terminal.layout import plain_text
        from openssi.render.terminal.outcomes import screen

        return plain_text(
            lambda _: screen(
                self.study, self.files, self.without_sales, self.without_archive, self.open_stages, self.notes
            )
        )

    def __repr__(self) -> str:
        return f"<openssi.Outcomes {self.study.sellers} sellers, {len(self.study.months)} months, {self.study.verdict}>"


def outcomes(
    archives: Iterable[str | PathLike[str]],
    crm: Iterable[str | PathLike[str]],
    *,
    mapping: str | PathLike[str] | CrmMapping | None = None,
    outcome: str = "",
    independent: str = "",
    time_zone: str = "UTC",
    model: str | Model | None = None,
    today: date | None = None,
) -> Outcomes:
    """Compare the index of sellers with their sales, month by month.

    Args:
        archives: archives of the sellers; two of one seller are joined.
        crm: exports of the CRM, CSV or XLSX, the oldest first.
        mapping: a TOML file, or what was read from one, with the CRM's own labels and stages, and which archive is
            whose. An archive that it doesn't name belongs to the seller of exactly the same name as in the archive's
            profile.
        outcome: the outcome that matters most: opportunities, deals_won, meetings, quota or amount_won; by default the
            first found. Amounts of deals are read only for amount_won, since each further outcome makes every test
            stricter.
        independent: an outcome that cannot depend on the index, as a check.
        time_zone: the CRM's.
        model: the model that scores.
        today: the day of reading: rows of the CRM with a later day are rejected; None to accept them.

    Raises:
        InputError: a file cannot be read, has no seller of an archive, or has amounts in several currencies.
        UsageError: the packages are missing, or an outcome is not in the exports.
    """
    require_numpy()
    from openssi.insight.outcomes import study

    amounts = "amount_won" in {outcome, independent}
    team = read_team(archives, crm, mapping=mapping, time_zone=time_zone, model=model, amounts=amounts, today=today)
    kinds = ordered_outcomes(team.sales.outcomes, outcome, independent)
    return Outcomes(
        study(team.sellers, kinds, independent=independent),
        team.sales.files,
        team.without_sales,
        len(team.sales.sellers) - len(team.sellers),
        team.sales.open_stages,
        team.model,
        team.sales.currency,
        team.sales.notes,
    )


class Team(NamedTuple):
    """Sellers with both an archive and sales.

    Attributes:
        sellers: their points and outcomes by month.
        sales: what the exports have.
        without_sales: names of archives whose owner has no sales in the exports.
        model: the model that scored.
    """

    sellers: list[Seller]
    sales: Sales
    without_sales: tuple[str, ...]
    model: Model


def read_team(
    archives: Iterable[str | PathLike[str]],
    crm: Iterable[str | PathLike[str]],
    *,
    mapping: str | PathLike[str] | CrmMapping | None,
    time_zone: str,
    model: str | Model | None,
    amounts: bool = False,
    today: date | None = None,
) -> Team:
    """Read archives and exports, and find whose archive is whose. The arguments are those of `outcomes`.

    Raises:
        InputError: a file cannot be read, has no seller of an archive, or has amounts in several currencies.
    """
    scoring = model if isinstance(model, Model) else load_model(model) if model else DEFAULT
    answers = mapping if isinstance(mapping, CrmMapping) else read_mapping(Path(mapping)) if mapping else CrmMapping()
    last = None if today is None else to_day(today)
    sales = read_sales([Path(one) for one in crm], answers, time_zone=time_zone, amounts=amounts, today=last)
    matched, without = _matched([Path(one) for one in archives], sales, answers)
    sellers = [
        seller_of(
            open_member([fspath(path) for path in paths], model=scoring, time_zone=time_zone).activity,
            scoring,
            sales.sellers[name],
        )
        for name, paths in matched.items()
    ]
    return Team(sellers, sales, tuple(without), scoring)


def require_numpy() -> None:
    """Raise UsageError if the package that compares is missing."""
    if find_spec("numpy") is None:
        raise UsageError(
            "outcomes-missing",
            "Comparing with sales needs a package that isn't installed.",
            hint=install_hint("outcomes"),
        )


def _matched(archives: Sequence[Path], sales: Sales, answers: CrmMapping) -> tuple[dict[str, list[Path]], list[str]]:
    """Find the seller of each archive: by the mapping, or by exactly the same name. Nothing is guessed."""
    by_name = by_plain_name(sales.sellers)
    matched: dict[str, list[Path]] = {}
    without: list[str] = []
    for path, times in zip(archives, _names_used(archives, answers), strict=True):
        if times > 1:
            raise _mapping_error(f"[sellers] names {path.name}, but {times} archives are called so", "Rename them.")
        name = _named(path, sales, answers) or by_name.get(plain(owner_name(path)), "")
        if name in sales.sellers:
            matched.setdefault(name, []).append(path)
        else:
            without.append(path.name)
    if not matched:
        raise InputError(
            "crm-sellers",
            "No archive belongs to a seller of the CRM's export.",
            unchanged="Nothing was compared.",
            hint=f'Say whose it is in a mapping file: [sellers] "{next(iter(without), "ada.zip")}" = "Ada Lovelace".',
        )
    return matched, without


def _names_used(archives: Sequence[Path], answers: CrmMapping) -> list[int]:
    """Return how many archives have the name of each, if a mapping file names it; otherwise 1."""
    names = [path.name for path in archives]
    return [names.count(name) if name in answers.sellers else 1 for name in names]


def _named(path: Path, sales: Sales, answers: CrmMapping) -> str:
    """Return the seller that the mapping file names for an archive; empty if it names none."""
    name = answers.sellers.get(path.name, "")
    if name and name not in sales.sellers:
        near = get_close_matches(name, list(sales.sellers), n=1)
        raise _mapping_error(
            f'[sellers] says that {path.name} belongs to "{name}", who is not in the export',
            f'Did you mean "{near[0]}"?' if near else "Write the name as the CRM does.",
        )
    return name


def _mapping_error(what: str, hint: str) -> InputError:
    return InputError(
        "crm-mapping", f"The mapping file can't be used: {what}.", unchanged="Nothing was compared.", hint=hint
    )


def by_plain_name(sellers: Mapping[str, object]) -> dict[str, str]:
    """Return names by their form without case and accents, except those that are then ambiguous."""
    names: dict[str, str] = {}
    twice: set[str] = set()
    for name in sellers:
        key = plain(name)
        twice |= {key} if key in names else set()
        names[key] = name
    return {key: name for key, name in names.items() if key and key not in twice}


def ordered_outcomes(found: tuple[str, ...], outcome: str, independent: str) -> list[str]:
    """Return the outcomes to test, the chosen one first.

    Raises:
        UsageError: the exports lack one of them, or have no outcome but the independent one.
    """
    for name in filter(None, (outcome, independent)):
        if name not in found:
            raise UsageError(
                "crm-outcome",
                f"The exports have no outcome {name!r}.",
                hint=f"They have: {', '.join(found) or 'none'}. Possible are {', '.join(OUTCOMES)}.",
            )
    kinds = [name for name in sorted(found, key=lambda name: name != outcome) if name != independent]
    if independent and not kinds:
        raise UsageError(
            "crm-outcome",
            f"The exports have no outcome but {independent}, so it would be checked against nothing.",
            hint="Add an outcome that the index could go with, such as opportunities.",
        )
    return kinds


def seller_of(activity: Activity, model: Model, sold: SellerSales) -> Seller:
    """Return one seller as the comparison needs it: points of each whole month of activity, and sales.

    Args:
        activity: what the seller did.
        model: the model that scores.
        sold: what the seller sold.
    """
    from openssi.insight.outcomes import Seller, month_points, silent_months, whole_months

    points = {month: month_points(activity, model, month) for month in whole_months(activity)}
    return Seller(points, sold.outcomes, sold.exposure, sold.stratum, silent_months(activity, model))
