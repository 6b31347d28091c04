"""LinkedIn's "Get a copy of your data" archive, every generation since 2018: from zip or folder to daily activity."""

from openssi.sources.linkedin_archive.read import Progress, read_archives

__all__ = ["Progress", "read_archives"]
