"""The command `ssi`: parse, call, show. Every command has a Python twin in `openssi`."""

from openssi.cli.app import main

__all__ = ["main"]
