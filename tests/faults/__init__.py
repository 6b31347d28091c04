"""Hostile archives, truncated files, missing permissions, killed processes."""
