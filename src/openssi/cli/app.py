"""The command `ssi`: its group of commands, and how every error becomes a message and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

import click

from openssi.cli.lazy import LazyCommands
from openssi.cli.output import make_printable, silence
from openssi.errors import OpenSSIError, UsageError, install_hint
from openssi.render.escaping import escape_controls

__all__ = ["app", "main"]

#: What the command is installed as; a shell asks for completions by either name.
_NAMES = ("ssi", "openssi")

#: Where each command is. A module is imported when its command runs, so that `ssi --version` stays quick.
_COMMANDS = {
    "admin": "openssi.cli.admin:admin",
    "backup": "openssi.cli.backup:backup",
    "benchmark": "openssi.cli.benchmark:benchmark",
    "coach": "openssi.cli.coach:coach",
    "connect": "openssi.cli.connect:connect",
    "content": "openssi.cli.content:content",
    "crm": "openssi.cli.crm:crm",
    "demo": "openssi.cli.demo:demo",
    "digest": "openssi.cli.digest:digest",
    "doctor": "openssi.cli.doctor:doctor",
    "evidence": "openssi.cli.evidence:evidence",
    "explain": "openssi.cli.explain:explain",
    "history": "openssi.cli.history:history",
    "mcp": "openssi.cli.mcp:mcp",
    "model": "openssi.cli.model:model",
    "official": "openssi.cli.official:official",
    "outcomes": "openssi.cli.outcomes:outcomes",
    "population": "openssi.cli.population:population",
    "push": "openssi.cli.push:push",
    "report": "openssi.cli.report:report",
    "restore": "openssi.cli.backup:restore",
    "score": "openssi.cli.score:score",
    "serve": "openssi.cli.serve:serve",
    "site": "openssi.cli.site:site",
    "sync": "openssi.cli.sync:sync",
    "trial": "openssi.cli.trial:trial",
    "watch": "openssi.cli.watch:watch",
    "weights": "openssi.cli.weights:weights",
    "what-if": "openssi.cli.what_if:what_if",
    "year": "openssi.cli.year:year",
}

#: The commands as `ssi --help` groups them.
_GROUPS = {
    "Your score": ("score", "report", "explain", "coach", "what-if", "content", "doctor", "mcp", "demo"),
    "Keep track": ("history", "digest", "year", "official", "watch", "sync", "connect", "push"),
    "A team": ("serve", "site", "admin", "backup", "restore", "crm", "outcomes", "trial", "evidence", "weights"),
    "A network": ("population", "benchmark", "model"),
}

#: Packages that only the server needs.
_SERVER_PACKAGES = frozenset(
    {"alembic", "argon2", "fastapi", "icalendar", "limits", "sqlalchemy", "starlette", "uvicorn", "xlsxwriter"}
)


class _Commands(click.Group):
    """The commands in groups, each with its whole first sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one list a group; a command in no group is in the last."""
        del ctx  # the commands are the group's own
        grouped = {title: [name for name in names if name in self.commands] for title, names in _GROUPS.items()}
        grouped["A network"] += sorted(set(self.commands) - {name for names in _GROUPS.values() for name in names})
        for title, names in grouped.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(limit=200)) for name in names])


@click.group(
    cls=_Commands,
    commands=LazyCommands(_COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="openssi", prog_name="ssi")
def app() -> None:
    """The open Social Selling Index: score your LinkedIn data on your own machine.

    Start with `ssi demo`, or with your own archive: `ssi score ARCHIVE.zip`.

    An independent project, not affiliated with LinkedIn. "Social Selling Index" is LinkedIn's term.
    """


def main() -> NoReturn:
    """Run `ssi`. Every error ends in a message and an exit code, never in a traceback."""
    gc.disable()  # a short process has no cycles worth collecting; looking for them takes a tenth of the time
    make_printable()
    try:
        code = _run()
        if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] (it is None when closed)
            sys.stdout.flush()
    except BrokenPipeError:
        code = 0  # the reader closed the pipe, as `head` does
        silence()
    except OSError as error:
        code = 1
        silence()
        click.echo(f"Can't write the output: {error.strerror or error}.", err=True)
    if not gc.isenabled():
        gc.freeze()  # skip the collection at exit as well
    sys.exit(code)


def _run() -> int:
    """Run the command and return its exit code."""
    for name in _NAMES:
        if instruction := os.environ.get(f"_{name.upper()}_COMPLETE"):
            from click.shell_completion import shell_complete

            return shell_complete(app, {}, name, f"_{name.upper()}_COMPLETE", instruction)
    try:
        with app.make_context("ssi", sys.argv[1:]) as context:
            app.invoke(context)
    except OpenSSIError as error:
        _print_error(error)
        return error.exit_code
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _SERVER_PACKAGES:
            raise
        missing = UsageError("server-missing", "The server's packages aren't installed.", hint=install_hint("web"))
        _print_error(missing)
        return missing.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    return 0


def _print_error(error: OpenSSIError) -> None:
    click.echo(f"{escape_controls(error.message)} [{error.code}]", err=True)
    for mistake in getattr(error, "mistakes", ()):
        click.echo(f"  - {escape_controls(mistake)}", err=True)
    for more in (error.unchanged, error.hint):
        if more:
            click.echo(escape_controls(more), err=True)
