"""A person's name goes from every text of a snapshot, whatever kind of source it is of."""

from __future__ import annotations

from openssi.activity.report import FileReport, Rejection, SkippedFile
from openssi.snapshots.archive import ArchiveSnapshot
from openssi.snapshots.file_snapshot import FileSnapshot
from openssi.snapshots.mentions import name_matcher
from openssi.snapshots.redaction import REDACTED, redact_mentions, texts_of
from openssi.snapshots.synced import SyncedSnapshot
from openssi.sources.linkedin_archive.facts import Facts, Owner

NAMED = name_matcher("Zoe Zander")
OWNER = Facts.of([Owner(None, 1, "a1", frozenset(), "Zander & Zoe Consulting")])
REPORT = FileReport(
    "Zoe Zander/Profile.csv", "mine.zip", 2, 1, 0, 1, 0, None, None,
    (Rejection(2, "zander, zoe is no date"),), (("zander, zoe is no date", 1), ("another reason", 2)), ("read with zoezander",),
)  # fmt: skip
FILE = FileSnapshot("profile", "zoe zander/profile", REPORT, OWNER)


def test_names_of_files_and_messages_and_the_industry_are_replaced() -> None:
    skipped = SkippedFile("Zoe Zander.csv", "mine.zip", "unknown: not opened")
    swept = redact_mentions(ArchiveSnapshot("mine.zip", "d", 0, 1, (FILE, FILE), (skipped,)), NAMED)
    assert isinstance(swept, ArchiveSnapshot)
    first, second = swept.files
    assert (first.stream, first.report.file) == ("renamed-1", "renamed-2")
    assert second == first  # the same file keeps one name
    assert swept.left_out == (SkippedFile("renamed-3", "mine.zip", "unknown: not opened"),)
    assert first.report.rejections == (Rejection(2, REDACTED),)
    assert first.report.reasons == ((REDACTED, 1), ("another reason", 2))
    assert first.report.notes == (REDACTED,)
    assert first.facts.column("industry") == [""]
    assert not any(map(NAMED, texts_of(swept)))


def test_a_synced_account_is_searched_too() -> None:
    synced = SyncedSnapshot(files={"PROFILE": (FILE,)}, pending={"PROFILE": (FILE,)})
    assert any(map(NAMED, texts_of(synced)))
    swept = redact_mentions(synced, NAMED)
    assert not any(map(NAMED, texts_of(swept)))


def test_a_snapshot_without_the_name_is_unchanged() -> None:
    plain = ArchiveSnapshot("mine.zip", "d", 0, 1, (FILE,), ())
    assert redact_mentions(plain, name_matcher("Yan Young")) == plain
