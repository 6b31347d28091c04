"""The command `ssi watch`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import click

from openssi.cli.options import HOW_TO_READ, MODEL, ZONE, HowToRead, chosen_model, how_to_read, tomorrow
from openssi.cli.output import write
from openssi.errors import OpenSSIError
from openssi.render.escaping import escape_controls

__all__ = ["watch"]

#: Codes of errors that may pass: the file is tried again.
_PASSING = frozenset(("push-unreachable",))


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--report", metavar="FILE.html", type=click.Path(path_type=Path), help="A report to keep up to date.")
@click.option(
    "--server", metavar="URL", help="Upload new files to your account on this team server instead of scoring them."
)
@click.option(
    "--token-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --server: a file with your token. Default: the environment variable OPENSSI_TOKEN, or a prompt.",
)
@HOW_TO_READ
@ZONE
@MODEL
def watch(
    folder: Path,
    report: Path | None,
    server: str | None,
    token_file: Path | None,
    time_zone: str,
    model_name: str | None,
) -> None:
    """Take new files from a folder as they appear.

    Each archive, analytics file or report that LinkedIn sends you is read once, when it is complete. All files in DIR
    are scored together, as of the last day of the data. With --server they are uploaded instead. Stop with Ctrl-C.
    """
    from openssi.client.watch import TakenFiles, check_folder, taken_files_path
    from openssi.client.watch import watch as watch_folder

    check_folder(folder)
    how = how_to_read()
    if server is not None and (how["same_member"] or how["navigator_labels"]):
        raise click.UsageError(
            "--same-member and --navigator-labels are for scoring here. On a team server, confirm an archive under "
            "another name with “That’s me” under Uploads."
        )
    if server is None:
        handled, take = TakenFiles(), _Scorer(time_zone, model_name, report, how).take
    else:
        taken = taken_files_path(server, folder)
        handled, take = TakenFiles(taken), _uploader(server, token_file, how["navigator_user"])
    click.echo(f"Watching {escape_controls(str(folder))}. Stop with Ctrl-C.")
    watch_folder(folder, handled, take, Event(), time.monotonic)


@dataclass
class _Scorer:
    """Scores all files taken so far together."""

    time_zone: str
    model_name: str | None
    report: Path | None
    how: HowToRead
    _accepted: list[Path] = field(default_factory=list[Path])
    _waiting: list[Path] = field(default_factory=list[Path])  # for an archive to add to

    def take(self, path: Path) -> bool:
        """Score with a new file, or say why it doesn't count."""
        from openssi.member import open_member
        from openssi.render.words.score import verdict_in_words

        files = [file for file in dict.fromkeys((*self._accepted, *self._waiting, path)) if file.exists()]
        try:
            member = open_member(
                files,
                time_zone=self.time_zone,
                model=chosen_model(self.model_name),
                not_after=tomorrow(),
                **self.how,
            )
            assessment = member.score()
            if self.report:
                write(self.report, assessment.to_html())
        except OpenSSIError as error:
            _print_error(path, error)
            if error.code == "archive-workbook":
                self._waiting.append(path)
            return True
        self._accepted, self._waiting = files, []
        verdict = verdict_in_words(assessment)
        click.echo(f"{escape_controls(path.name)}: {escape_controls(verdict)}, as of {assessment.as_of}")
        return True


def _uploader(server: str, token_file: Path | None, navigator_user: str) -> Callable[[Path], bool]:
    """Return a function that uploads a file and returns whether it is done with it."""
    from openssi.cli.push import print_result, read_token
    from openssi.client.push import push

    token = read_token(token_file)

    def take(path: Path) -> bool:
        try:
            print_result(push(path, server, token=token, navigator_user=navigator_user))
        except OpenSSIError as error:
            _print_error(path, error)
            return error.code not in _PASSING
        return True

    return take


def _print_error(path: Path, error: OpenSSIError) -> None:
    click.echo(f"{escape_controls(path.name)}: {escape_controls(str(error))} [{error.code}]", err=True)
