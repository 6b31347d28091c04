"""A whole network at once: its tables, invented or real, and everyone's score with ranks, written as Parquet."""
