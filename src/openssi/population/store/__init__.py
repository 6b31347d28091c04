"""The store of a population: its tables sorted into buckets of members, ready to score; derived from the tables and deletable."""
