"""Outside formats, one module or folder each: daily activity, and a report that accounts for every record."""
