"""The command `ssi`, one module per command: parse arguments, call `openssi.Member`, show the result."""

from openssi.cli.app import main

__all__ = ["main"]
