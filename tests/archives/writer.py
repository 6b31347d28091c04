"""Writes a world as an archive of a given layout: a zip, or a folder of unpacked files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.archives.facts import World
from tests.archives.files_content import Files, article_files, content_files
from tests.archives.files_other import decoy_files, harmless_files, profile_files, surprise_files
from tests.archives.files_people import people_files
from tests.archives.layout import Layout, brought, counts, zip_stem


def archive_name(world: World, layout: Layout) -> str:
    return zip_stem(world.exported, layout) + ".zip"


def archive_files(world: World, layout: Layout) -> Files:
    """Return the content of each file by its path in the archive."""
    made = _kept(
        {**content_files(world, layout), **people_files(world, layout), **profile_files(world, layout)}, world, layout
    )
    if "Articles" in brought(world, layout):
        made.update(article_files(world, layout))
    made.update(harmless_files(world, layout))
    if layout.decoys:
        made.update(decoy_files(layout))
    if layout.surprises:
        made.update(surprise_files())
    prefix = zip_stem(world.exported, layout) + "/" if layout.nested else ""
    return {prefix + name: made[name] for name in sorted(made)}


def _kept(files: Files, world: World, layout: Layout) -> Files:
    """Only what this generation has, was asked for, and has records."""
    names = {name for base, rows in counts(world, layout).items() for name, _ in layout.file_names(base, rows)}
    return {name: data for name, data in files.items() if name in names}


def archive_bytes(world: World, layout: Layout) -> bytes:
    return zipped(archive_files(world, layout))


def zipped(files: Files) -> bytes:
    """Zip files; the same files give the same bytes, since every entry has a fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(entry(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
    info.external_attr = 0o100644 << 16
    return info


def write_zip(folder: Path, world: World, layout: Layout) -> Path:
    path = folder / archive_name(world, layout)
    path.write_bytes(archive_bytes(world, layout))
    return path


def write_folder(folder: Path, world: World, layout: Layout) -> Path:
    """Write the folder that unpacking the zip gives; it has the zip's name."""
    root = folder / zip_stem(world.exported, layout)
    for name, data in archive_files(world, layout).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root
