"""A seller whose archive is in German: titles, comments and messages are read, and the advice follows from them."""

from __future__ import annotations

from pathlib import Path

import openssi
from tests.unit.samples import write

DAYS = [f"2026-06-{day:02}" for day in range(1, 29)]
POST = 7_170_835_745_077_198_848
#: Each says something of its own; the last two only praise.
COMMENTS = (
    "Bei uns in Hannover hat die zweite Schicht die Rüstzeit um 18 Prozent gesenkt, aber erst nach dem Umbau der dritten Linie.",
    "Welche Spedition habt ihr für die Strecke nach Triest gefragt, und wie lange steht der Lkw dort am Tor, bis jemand kommt?",
    "Der Preis für Stahl ist seit März um neun Prozent gefallen, deshalb haben wir den Vertrag nur bis Oktober gezeichnet.",
    "Super Beitrag!",
    "Danke fürs Teilen",
)
TITLES = ["Geschäftsführer", "Einkaufsleiterin", "Sachbearbeiter", "Werkstudent"] * 15


def archive(folder: Path) -> Path:
    comments = "".join(
        f'{day} 10:00:00,https://x/urn%3Ali%3Aactivity%3A{POST + at},"{text}"\n'
        for at, (day, text) in enumerate(zip(DAYS, COMMENTS, strict=False))
    )
    connections = "".join(
        f"Ü{at},Nagel,https://www.linkedin.com/in/n{at},,Bäcker & Söhne GmbH,{title},0{1 + at % 9} May 2026\n"
        for at, title in enumerate(TITLES)
    )
    reactions = "".join(
        f"{day} 08:00:00,LIKE,https://x/urn%3Ali%3Aactivity%3A{POST + 99 + at}\n" for at, day in enumerate(DAYS)
    )
    return write(
        folder,
        {
            "Profile.csv": "First Name,Last Name,Headline\nJörg,Weißmüller,Vertriebsleiter\n",
            "Comments.csv": f"Date,Link,Message\n{comments}",
            "Connections.csv": f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{connections}",
            "Reactions.csv": f"Date,Type,Link\n{reactions}",
        },
    )


def test_a_german_seller_is_advised_like_any_other(tmp_path: Path) -> None:
    """Three comments count and two only praise; two of four titles decide, so introductions can be asked for."""
    me = openssi.open(archive(tmp_path), model="2026.2")
    assert sum(row.quantity for row in me.activity.rows["comment_given"]) == 3000
    assert sum(row.quantity for row in me.activity.rows["decision_maker_met"]) == 30
    steps = {step.signal: step for step in me.score().next_steps}
    assert "comments_given" in steps
    assert "No comments" not in steps["comments_given"].because
    assert {"senior_connections", "decision_makers_met"} & set(steps)
    assert {line.item.signal for line in me.coach().plan} <= set(me.model.signals)
