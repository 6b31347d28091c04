"""Background work: read uploads, read connected LinkedIn accounts, and keep scores up to date."""
