"""A model in words: its bands, what a day is worth, and each signal's measure and curve."""

from __future__ import annotations

from collections.abc import Iterable

from openssi.model import MICRO, WINDOW, Attribute, Band, Credit, Fading, Kind, Model, Rate, Signal, Stock

__all__ = [
    "ONCE_A_WEEK",
    "describe_bands",
    "describe_credit",
    "describe_knots",
    "describe_value",
    "measure_in_words",
]

#: The mean fading sum of one activity a week: (90 + 89 + … + 1) / 7.
ONCE_A_WEEK = 585
_CREDIT = 1000


def describe_bands(bands: Iterable[Band]) -> str:
    """Describe bands by where they begin: "starting from 0, building from 30"."""
    return ", ".join(f"{band.id} from {band.start}" for band in bands)


def describe_credit(credit: Credit, model: Model) -> str:
    """Describe what a day of a kind counts: "comments: 1 counts 1, 2 count 1.5, 4 and more count 2"."""
    kind = model.kind[credit.kind]
    if not credit.knots:
        return f"{kind.many}: each counts {credit.each / _CREDIT:g}"
    *first, last = [(quantity / kind.unit, earned / _CREDIT) for quantity, earned in credit.knots]
    parts = [f"{quantity:g} count{'s' if quantity == 1 else ''} {earned:g}" for quantity, earned in first]
    more = f"{last[0]:g} and more count {last[1]:g}"
    return f"{kind.many}: {', '.join([*parts, more])}"


def describe_knots(signal: Signal, model: Model) -> list[str]:
    """Describe each knot of a signal's curve after the first: "2 a week: 65%"."""
    return [
        f"{describe_value(signal, model, value)}: {fraction * 100 / MICRO:g}%"
        for value, fraction in signal.curve.knots[1:]
    ]


def describe_value(signal: Signal, model: Model, value: int) -> str:
    """Describe a signal's value: "2 a week", "500 in all", "30%"."""
    match signal.measure:
        case Fading(kind):
            return f"{value / ONCE_A_WEEK / model.kind[kind].unit:.3g} a week"
        case Stock(kind):
            return f"{value / model.kind[kind].unit:,.6g} in all"
        case _:
            return f"{value * 100 / MICRO:.3g}%"


def measure_in_words(signal: Signal, model: Model) -> str:
    """Describe how a signal is measured: "Measured: posts of your own. Each counts in full on its day …"."""
    match signal.measure:
        case Fading(kind):
            most = model.kind[kind].most_a_day
            limit = f" At most {most // model.kind[kind].unit} a day count." if most else ""
            fades = f"Each counts in full on its day and fades evenly to nothing in {WINDOW} days."
            return f"Measured: {model.kind[kind].about} {fades}{limit}{_of_a_day(model.kind[kind], model)}"
        case Rate():
            return _rate_in_words(signal.measure, model)
        case Attribute(name):
            return f"Measured: {name.replace('_', ' ')} as exported."
        case stock:
            of_a_day = _of_a_day(model.kind[stock.kind], model)
            return f"Measured: {model.kind[stock.kind].about} All that were ever made count, without fading.{of_a_day}"


def _of_a_day(kind: Kind, model: Model) -> str:
    """Return how much of a day counts, after a space; nothing if all of it does."""
    return "".join(f" Of a day's {describe_credit(credit, model)}." for credit in kind.credits if credit.knots)


def _rate_in_words(rate: Rate, model: Model) -> str:
    counted = (
        f"{model.kind[rate.successes].many} out of {model.kind[rate.attempts].many}, each fading over {WINDOW} days"
    )
    if not rate.evidence:
        return f"Measured: {counted}; pulled toward nothing as if {rate.prior // WINDOW} more recent ones had failed."
    return (
        f"Measured: {counted}; pulled toward {rate.base * 100 / MICRO:g}% as if {rate.prior // WINDOW} more "
        "recent ones had "
        f"gone like that, at most {rate.cap * 100 / MICRO:g}%; and it earns as much as it is known: half after "
        f"{rate.doubt // WINDOW // model.kind[rate.evidence].unit} recent days with an attempt."
    )
