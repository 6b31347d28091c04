"""What each file that was read means for the index: the signals that it brings, with their points."""

from __future__ import annotations

import re

from openssi.insight import Assessment

__all__ = ["meaning_of"]

_NUMBER = re.compile(r"_\d+(?=\.csv$)")  # that LinkedIn puts behind some names
_NAMED = re.compile(r"[A-Z][A-Za-z_ ]*\.csv|messages\.csv|Articles|workbook|\.xlsx")


def meaning_of(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """By file, in the order in which they were read: what it counts for, in words."""
    signals = assessment.model.signals.values()
    names = {signal.id: {name.casefold() for name in _NAMED.findall(signal.brought_by)} for signal in signals}
    found: list[tuple[str, str]] = []
    for source in assessment.sources:
        file = _NUMBER.sub("", source.file.casefold())
        brings = [signal for signal in signals if any(_is(file, name) for name in names[signal.id])]
        words = ", ".join(f"{signal.title} (up to {signal.maximum})" for signal in brings)
        found.append((source.file, words or "no signal by itself; read to tell days, people or companies apart"))
    return tuple(found)


def _is(file: str, name: str) -> bool:
    if name in {"workbook", ".xlsx"}:
        return file.endswith(".xlsx")
    return file.rsplit("/", 1)[-1] == name or (name == "articles" and "articles/" in file)
