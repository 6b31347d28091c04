"""`ssi mcp`, asked by the SDK's own client: the same numbers as the Python package, and no text of the archive."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters

import openssi
from tests.e2e.cli import ROOT, RUN
from tests.unit.samples import zipped

CANARY = "Kanarienvogel"
MOMENTS = [f"2025-{month:02}-{day:02} 10:00:00" for month in range(1, 9) for day in range(1, 28, 3)]
LINK = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{}"


def archive(folder: Path) -> Path:
    """An archive with a mark wherever there can be text."""
    posts = [
        f"{at},{LINK.format(7_280_000_000_000_000_000 + i)},{CANARY} post,,,MEMBER_NETWORK"
        for i, at in enumerate(MOMENTS)
    ]
    comments = [
        f"{at},{LINK.format(7_290_000_000_000_000_000 + i)},{CANARY} is right about this"
        for i, at in enumerate(MOMENTS)
    ]
    files = {
        f"{CANARY}/Shares.csv": "\n".join(["Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility", *posts]),
        f"{CANARY}/Comments.csv": "\n".join(["Date,Link,Message", *comments]),
        f"{CANARY}/Profile.csv": f"First Name,Last Name,Headline,Industry\n{CANARY},Ann,{CANARY},{CANARY}\n",
        f"{CANARY}/Connections.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f"{CANARY},Zander,https://www.linkedin.com/in/{CANARY},,{CANARY} Ltd,CEO,03 Mar 2025\n",
        f"{CANARY}.csv": "x\n1\n",
    }
    return zipped(folder / f"{CANARY}.zip", files)


async def session(path: Path, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """The tools, and the results of calls."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    server = StdioServerParameters(command=sys.executable, args=["-c", RUN, "mcp", str(path)], env=environment)
    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        return list(tools), [await client.call_tool(name, arguments) for name, arguments in calls]


def test_an_assistant_gets_numbers_and_advice_and_no_text_of_the_archive(tmp_path: Path) -> None:
    path = archive(tmp_path)
    member = openssi.open(path)
    calls: list[tuple[str, dict[str, Any]]] = [
        ("index", {}),
        ("history", {"first": "2025-08-01"}),
        ("why", {"first": "2025-06-01", "last": "2025-08-01"}),
        ("steps", {"minutes": 60, "weeks": 4}),
        ("what_if", {"plan": ["posts_published=2/week"], "weeks": 4}),
        ("content", {}),
        ("index", {"as_of": "yesterday"}),
        ("what_if", {"plan": [f"{CANARY}x=2/week"]}),
    ]
    tools, results = asyncio.run(session(path, *calls))
    assert [tool.name for tool in tools] == ["index", "history", "why", "steps", "what_if", "content"]
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    answers = [json.loads(one.content[0].text) if not one.is_error else one.content[0].text for one in results]
    expected = json.loads(json.dumps(member.score().to_dict()))
    del expected["sources"]
    assert answers[0] == expected
    assert [one["index_micro"] for one in answers[1]["days"]] == [
        one["index_micro"] for one in member.history("2025-08-01").to_dict()["days"]
    ]
    assert answers[2]["change_micro"] == sum(one["micro"] for one in answers[2]["reasons"])
    assert answers[3]["minutes"] == 60
    assert answers[4] == json.loads(json.dumps(member.what_if("posts_published=2/week", weeks=4).to_dict()))
    assert [one.is_error for one in results] == [False] * 5 + [True] * 3
    assert "workbook" in answers[5]
    assert "day-format" in answers[6]
    told = json.dumps([tool.model_dump() for tool in tools]) + json.dumps(answers[:7])
    assert CANARY.casefold() not in told.casefold()
