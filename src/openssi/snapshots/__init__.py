"""Snapshots: what may be stored of a source, with pseudonyms instead of names, and without any text."""
