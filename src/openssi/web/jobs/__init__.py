"""Background work: reading uploads and keeping scores up to date."""
