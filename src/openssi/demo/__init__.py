"""An invented seller's LinkedIn archive, byte for byte as LinkedIn writes it, for `ssi demo`."""

from __future__ import annotations

from openssi.demo.archive import write_archive

__all__ = ["write_archive"]
