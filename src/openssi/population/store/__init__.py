"""The store of a population: tables sorted into buckets of members, ready to score; derived and deletable."""
