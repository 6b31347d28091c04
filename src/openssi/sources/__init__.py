"""Outside formats, one module or folder each, yielding daily activity and an import report that accounts for every record."""
