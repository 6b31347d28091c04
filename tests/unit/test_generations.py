"""Differences between archives of one member: German headers, and people missing in the newer one."""

from __future__ import annotations

from pathlib import Path

import openssi
from openssi.activity.calendar import iso
from tests.models import MODEL_2026_1
from tests.unit.samples import reactions, write

LAST = reactions("2026-06-30 12:00:00")
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
)
ME = "https://www.linkedin.com/in/me"
BO = "https://www.linkedin.com/in/bo"


def test_german_headings_of_connections(tmp_path: Path) -> None:
    text = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\nBo,Muster,,,Acme GmbH,Geschäftsführer,01 Mai 2026\n"
    found = openssi.score(write(tmp_path / "a", {"Reactions.csv": LAST, "Connections.csv": text}), model=MODEL_2026_1)
    assert found.score.signals["senior_connections"].value == 1
    assert [iso(row.day) for row in found.activity.rows["connection_made"]] == ["2026-05-01"]
    assert not next(source for source in found.sources if source.file == "Connections.csv").notes


def talk(name: str, address: str) -> str:
    """I write on 1 June, the other answers on 2 June."""
    return (
        MESSAGES
        + f"c1,,{name},{address},Me,{ME},2026-06-02 10:00:00 UTC,,Gladly,INBOX\n"
        + f"c1,,Me,{ME},{name},{address},2026-06-01 10:00:00 UTC,,Shall we talk?,INBOX\n"
    )


def test_a_closed_account_is_known_from_the_older_archive(tmp_path: Path) -> None:
    nobody = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    people = f"{nobody}Bo,Muster,{BO},,Acme,Buyer,01 May 2026\n"
    profile = "First Name,Last Name,Headline\nMe,,x\n"
    older = write(
        tmp_path / "old", {"messages.csv": talk("Bo Muster", BO), "Connections.csv": people, "Profile.csv": profile}
    )
    newer = write(
        tmp_path / "new",
        {
            "Reactions.csv": LAST,
            "messages.csv": talk("LinkedIn Member", ""),
            "Connections.csv": nobody,
            "Profile.csv": profile,
        },
    )
    both = openssi.score([older, newer], model=MODEL_2026_1)
    assert both.score.signals["contacts_reached"].value == 90 - 28  # the answer of 2 June, on 30 June
    messages = [source for source in both.sources if source.file.endswith("messages.csv")]
    assert sorted((source.imported, source.duplicate) for source in messages) == [(0, 2), (2, 0)]
