"""A history as CSV."""

from __future__ import annotations

import csv
import io

from openssi.activity.calendar import iso
from openssi.insight.history import Every, History
from openssi.model import MICRO
from openssi.render.escaping import escape_cell

__all__ = ["as_csv"]


def as_csv(history: History, every: Every = "day") -> str:
    """Return one line a day, in points with six decimals, without figures where there was no number.

    A note or one of LinkedIn's own numbers goes into the line of the first day on or after its own.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    model = history.model
    ids = [pillar.id for pillar in model.pillars]
    writer.writerow(["day", "index", "index_if_all_were_measured", *ids, "official", "note", "model", "fingerprint"])
    notes, official = list(history.notes), list(history.official)
    for day in history.every(every):
        due = [notes.pop(0).text for note in tuple(notes) if note.day <= day.day]
        shown = [official.pop(0).index_micro for number in tuple(official) if number.day <= day.day]
        figures = (day.index_micro, day.upper_micro, *day.pillars, shown[-1] if shown else None)
        texts = (escape_cell("; ".join(due)), escape_cell(model.id), model.fingerprint)
        writer.writerow([iso(day.day), *map(_points, figures), *texts])
    return out.getvalue()


def _points(micro: int | None) -> str:
    return "" if micro is None else f"{micro // MICRO}.{micro % MICRO:06d}"
