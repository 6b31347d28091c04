"""Redact a person's name in the few texts of a snapshot: names of files and folders, messages, the industry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from openssi.activity.report import FileReport, ImportReport, Rejection, SkippedFile
from openssi.snapshots.file_snapshot import FileSnapshot
from openssi.snapshots.mentions import TextMatcher
from openssi.snapshots.registry import Snapshot
from openssi.sources.linkedin_archive.facts import Facts, Owner

__all__ = ["REDACTED", "redact_mentions", "texts_of"]

#: What replaces a message that names the person.
REDACTED = "removed: it named a person who asked to be forgotten"

#: Changes a text; the first argument is its role: "file", "message" or "industry".
_Change = Callable[[str, str], str]


def redact_mentions(snapshot: Snapshot, is_named: TextMatcher) -> Snapshot:
    """Return the snapshot with texts that name the person replaced, except its own name (see `renamed`)."""
    new_names: dict[str, str] = {}

    def change(role: str, text: str) -> str:
        if not is_named(text):
            return text
        if role == "file":  # the same file keeps one name, and two files keep two
            return new_names.setdefault(text, f"renamed-{len(new_names) + 1}")
        return REDACTED if role == "message" else ""

    return cast("Snapshot", _map(snapshot, change))


def texts_of(content: Snapshot | ImportReport) -> list[str]:
    """Return every text in a snapshot or report that could name a person, except a snapshot's own name."""
    return list(_texts(content))


def _texts(content: object) -> Iterator[str]:
    texts: list[str] = []

    def note(_: str, text: str) -> str:
        texts.append(text)
        return text

    _map(content, note)
    yield from texts


def _map(value: Any, change: _Change) -> Any:
    """Return the value with every text in its file reports and facts changed.

    Nothing else in a snapshot is text from outside.
    """
    match value:
        case FileReport():
            return _map_report(value, change)
        case SkippedFile(file, archive, reason):
            return SkippedFile(change("file", file), change("file", archive), change("message", reason))
        case Facts():
            return _map_facts(value, change)
        case FileSnapshot(_, stream, report, facts):
            return replace(
                value,
                stream=change("file", stream),
                report=_map_report(report, change),
                facts=_map_facts(facts, change),
            )
        case tuple():
            mapped = [_map(item, change) for item in cast("tuple[object, ...]", value)]
            make = cast("Callable[[list[Any]], Any]", getattr(cast("Any", value), "_make", tuple))
            return make(mapped)  # a named tuple stays one
        case list():
            return [_map(item, change) for item in cast("list[object]", value)]
        case dict():
            return {key: _map(item, change) for key, item in cast("dict[str, object]", value).items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{item.name: _map(getattr(value, item.name), change) for item in fields(value)})
        case _:
            return value


def _map_report(report: FileReport, change: _Change) -> FileReport:
    return replace(
        report,
        file=change("file", report.file),
        archive=change("file", report.archive),
        rejections=tuple(
            [Rejection(rejection.line, change("message", rejection.reason)) for rejection in report.rejections]
        ),
        reasons=_added_up((change("message", reason), count) for reason, count in report.reasons),
        notes=tuple([change("message", note) for note in report.notes]),
    )


def _added_up(reasons: Iterator[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return the counts of equal reasons added up: several may have been replaced by the same words."""
    counts: dict[str, int] = {}
    for reason, count in reasons:
        counts[reason] = counts.get(reason, 0) + count
    return tuple(counts.items())


def _map_facts(facts: Facts, change: _Change) -> Facts:
    """Return facts with the member's industry changed: it is the only text that facts have."""
    if facts.kind is not Owner:
        return facts
    return Facts(
        Owner,
        (
            [change("industry", text) for text in column] if name == "industry" else column
            for name, column in facts.columns.items()
        ),
    )
