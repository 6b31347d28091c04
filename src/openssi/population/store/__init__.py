"""The store of a population: tables sorted into buckets, ready to score; derived and deletable.

A bucket is a run of members by ordinal. To settle is to convert new or changed tables into the sorted buckets.
"""
