"""Measure the text readers, version 1 and 2, against the labelled texts: `python -m tests.labelled.evaluate`.

The development sets may be read to improve the readers. Of the held-out sets only the totals printed here may be looked
at, never the items, so that they keep measuring texts that nobody tuned the readers to.
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from openssi.sources.text import is_decision_maker, same_company, seniority, substance
from openssi.sources.text.companies import same_company_v2
from openssi.sources.text.seniority_v2 import is_decision_maker as is_decision_maker_v2
from openssi.sources.text.seniority_v2 import is_senior as is_senior_v2
from openssi.sources.text.substance_v2 import substance as substance_v2

FOLDER = Path(__file__).parent
SETS = ("dev", "heldout")
EMPTY = 300  # thousandths that a machine's empty comment may earn
SUBSTANTIVE = 500  # thousandths of a comment from which a comment is taken for substantive


class Outcome(NamedTuple):
    """How one text was read: what its label says and what the reader says."""

    labelled: bool
    read: bool
    exact: bool


class Figures(NamedTuple):
    """What a reader got right on a set, in whole percent rounded down; accuracy is of the exact answer."""

    n: int
    precision: int
    recall: int
    accuracy: int


def figures(outcomes: Iterable[Outcome]) -> Figures:
    """Return the figures of a list of outcomes."""
    rows = list(outcomes)
    hits = sum(row.labelled and row.read for row in rows)
    return Figures(
        n=len(rows),
        precision=_percent(hits, sum(row.read for row in rows)),
        recall=_percent(hits, sum(row.labelled for row in rows)),
        accuracy=_percent(sum(row.exact for row in rows), len(rows)),
    )


def substance_outcomes(which: str, reader: Callable[[str], int] = substance) -> list[Outcome]:
    """Read the labelled comments; positive is a substantive one."""
    outcomes: list[Outcome] = []
    for _, label, text in _rows("substance", which):
        labelled = label == "substantive"
        read = reader(text.replace("\\n", "\n")) >= SUBSTANTIVE
        outcomes.append(Outcome(labelled, read, labelled == read))
    return outcomes


def seniority_outcomes(which: str) -> list[Outcome]:
    """Read the labelled titles; positive is a decision maker, exact is the right one of the eleven levels."""
    return [
        Outcome(decides == "yes", is_decision_maker(title), seniority(title).name.lower() == level)
        for _, level, decides, title in _rows("seniority", which)
    ]


def company_outcomes(which: str) -> list[Outcome]:
    """Read the labelled pairs of company names; positive is the same employer."""
    outcomes: list[Outcome] = []
    for label, a, b in _rows("company", which):
        labelled, read = label == "yes", same_company(a, b)
        outcomes.append(Outcome(labelled, read, labelled == read))
    return outcomes


def substance_2_outcomes(which: str) -> list[Outcome]:
    """Read the comments of version 2; exact means besides that a machine's empty comment earns 300 at most."""
    outcomes: list[Outcome] = []
    for _, kind, label, text in _rows("substance2", which):
        earned = substance_v2(text)
        labelled, read = label == "substantive", earned >= SUBSTANTIVE
        outcomes.append(Outcome(labelled, read, labelled == read and (kind != "machine" or earned <= EMPTY)))
    return outcomes


def senior_2_outcomes(which: str) -> list[Outcome]:
    """Read the titles of version 2; positive is vice president and above."""
    return _title_outcomes(which, is_senior_v2, ("vp",))


def decision_maker_2_outcomes(which: str) -> list[Outcome]:
    """Read the titles of version 2; positive is director and above."""
    return _title_outcomes(which, is_decision_maker_v2, ("vp", "director"))


def _title_outcomes(which: str, read: Callable[[str], bool], levels: tuple[str, ...]) -> list[Outcome]:
    rows = [(level in levels, read(title)) for _, _, level, title in _rows("seniority2", which)]
    return [Outcome(labelled, found, labelled == found) for labelled, found in rows]


def company_2_outcomes(which: str) -> list[Outcome]:
    """Read the pairs of company names of version 2."""
    rows = [(label == "yes", same_company_v2(a, b)) for label, a, b in _rows("company2", which)]
    return [Outcome(labelled, found, labelled == found) for labelled, found in rows]


READERS: dict[str, Callable[[str], list[Outcome]]] = {
    "substance": substance_outcomes,
    "seniority": seniority_outcomes,
    "company": company_outcomes,
    "substance by version 2": partial(substance_outcomes, reader=substance_v2),
    "substance 2": substance_2_outcomes,
    "vice president 2": senior_2_outcomes,
    "director 2": decision_maker_2_outcomes,
    "company 2": company_2_outcomes,
}


def _rows(reader: str, which: str) -> Iterable[list[str]]:
    # Split on line feeds only: a title may hold another character that str.splitlines takes for a line's end.
    header, *lines = (FOLDER / f"{reader}.{which}.tsv").read_text(encoding="utf-8").split("\n")
    columns = header.count("\t") + 1
    for line in lines:
        if line:
            cells = line.split("\t")
            yield cells + [""] * (columns - len(cells))


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0


def table() -> str:
    """Return the figures of every reader on every set as lines of text."""
    lines = [f"{'reader':<22} {'set':<8} {'n':>4} {'precision':>10} {'recall':>8} {'accuracy':>9}"]
    for reader, outcomes in READERS.items():
        for which in SETS:
            row = figures(outcomes(which))
            lines.append(
                f"{reader:<22} {which:<8} {row.n:>4} {row.precision:>8} % {row.recall:>6} % {row.accuracy:>7} %"
            )
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    sys.stdout.write(table() + "\n")


if __name__ == "__main__":
    main()
