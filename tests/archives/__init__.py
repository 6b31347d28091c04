"""An independent generator of LinkedIn data archives whose true activity is known."""

from tests.archives.facts import World
from tests.archives.layout import GENERATIONS, Layout
from tests.archives.truth import Truth, truth
from tests.archives.world import BIG, Sizes, invent
from tests.archives.writer import archive_bytes, archive_files, archive_name, write_folder, write_zip

__all__ = [
    "BIG",
    "GENERATIONS",
    "Layout",
    "Sizes",
    "Truth",
    "World",
    "archive_bytes",
    "archive_files",
    "archive_name",
    "invent",
    "truth",
    "write_folder",
    "write_zip",
]
