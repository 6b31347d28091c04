"""The steps that bring the tables of an earlier version up to date."""
