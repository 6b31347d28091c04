"""A whole network at once: its tables, everyone's score with ranks, written as Parquet."""
