"""What may be stored of a source: pseudonyms instead of names, and no text."""
