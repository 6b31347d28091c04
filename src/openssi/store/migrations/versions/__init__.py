"""The migrations of the tables, one module per version."""
