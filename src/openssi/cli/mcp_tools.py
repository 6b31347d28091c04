"""The tools that an assistant may call over MCP: they only read, and no text from an archive is in their answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from openssi import __version__
from openssi.errors import OpenSSIError
from openssi.member import Member

__all__ = ["assistant_server"]

_INSTRUCTIONS = (
    "Answers questions about one person's Open Social Selling Index (0 to 100), computed from their own LinkedIn "
    "data on "
    "this machine. Independent of LinkedIn. Days are YYYY-MM-DD. `micro` is millionths of a point. A signal that is "
    "`not_measured` lacks data: never treat it as zero. No names, posts or messages are available."
)
_READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, destructive_hint=False, open_world_hint=False)
#: Keys whose values repeat what is in the archive, such as the names of its files.
_FROM_THE_ARCHIVE = frozenset({"sources", "skipped"})
_MOST_DAYS = 400

_AsOf = Annotated[str | None, Field(description="the day, YYYY-MM-DD; by default the last day of the data")]
_From = Annotated[str | None, Field(description="the first day, YYYY-MM-DD")]
_To = Annotated[str | None, Field(description="the last day, YYYY-MM-DD")]
_Weeks = Annotated[int, Field(ge=1, le=26, description="weeks to look ahead")]

Result = dict[str, Any]


def assistant_server(member: Member) -> MCPServer:
    """Create a server of tools about one member."""
    server = MCPServer("openssi", instructions=_INSTRUCTIONS, version=__version__, log_level="ERROR")
    for tool in _tools(member):
        server.tool(annotations=_READ_ONLY)(tool)
    return server


def _tools(member: Member) -> tuple[Callable[..., Result], ...]:
    def index(as_of: _AsOf = None) -> Result:
        """Return the index of a day: pillars, signals, what is measured, and the best next steps."""
        return _answer(lambda: member.score(as_of).to_dict())

    def history(first: _From = None, last: _To = None) -> Result:
        """Return the index and the pillars of every day between two days, the last 400 at most."""
        answer = _answer(lambda: member.history(first, last).to_dict())
        return {**answer, "days": answer["days"][-_MOST_DAYS:]}

    def why(first: _From = None, last: _To = None) -> Result:
        """Explain why the index moved between two days: the reasons add up to the change exactly."""
        return _answer(lambda: member.explain(first, last).to_dict())

    def steps(
        target: Annotated[float | None, Field(ge=0, le=100, description="the index to reach")] = None,
        minutes: Annotated[int | None, Field(description="minutes a week; 60 by default")] = None,
        weeks: _Weeks = 8,
    ) -> Result:
        """Return next steps and a weekly plan: the best use of the minutes, or the least effort to a target."""
        return _answer(lambda: member.coach(target, minutes=minutes, weeks=weeks).to_dict())

    def what_if(
        plan: Annotated[list[str], Field(max_length=50, description='lines such as "posts_published=2/week"')],
        weeks: _Weeks = 8,
    ) -> Result:
        """Project the index day by day with a plan, as now, and if nothing more is done."""
        return _answer(lambda: member.what_if(plan, weeks=weeks).to_dict())

    def content() -> Result:
        """Compare kinds of posts by the engagement they received; needs LinkedIn's analytics workbook."""
        return _answer(lambda: member.content().to_dict())

    return index, history, why, steps, what_if, content


def _answer(ask: Callable[[], Any]) -> Result:
    """Return the answer without anything that repeats the archive.

    Raises:
        ToolError: the question can't be answered, in words.
    """
    try:
        answer = ask()
    except OpenSSIError as error:
        raise ToolError(f"{error.message} {error.hint} [{error.code}]") from error
    return {name: value for name, value in answer.items() if name not in _FROM_THE_ARCHIVE}
