"""One member's data: read it once with `open_member`, then ask for the score, its history, reasons and advice."""

from openssi.member.member import Member
from openssi.member.read import OpenOptions, Paths, open_member

__all__ = ["Member", "OpenOptions", "Paths", "open_member"]
