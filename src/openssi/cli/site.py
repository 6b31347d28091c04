"""The commands `ssi site …`."""

from __future__ import annotations

from pathlib import Path

import click

from openssi.render.escaping import escape_controls

__all__ = ["site"]


@click.group()
def site() -> None:
    """Build the website: the index in the browser, and the documentation."""


@site.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--inputs",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the packages that the site is made of are stored. Default: your cache folder.",
)
def build(folder: Path, inputs: Path | None) -> None:
    """Write the website into DIR, for any web server.

    The website has a page for scoring an archive, and the documentation. Nothing is uploaded: Python runs in
    the visitor's browser. Building needs Node.js, and fetches six packages with npm and pip if they are not in the
    folder of --inputs; each must have the hash that this version of ssi names.
    """
    from openssi.files.user_folders import cache_folder
    from openssi.site.build import build_site

    built = build_site(folder, inputs or cache_folder() / "site")
    name = escape_controls(str(folder))
    click.echo(f"{name}: {built.files} files, {built.size / 1e6:.1f} MB before compression")
    click.echo(f"Try it: python3 -m http.server --directory {name} 8000, then open http://localhost:8000/")
