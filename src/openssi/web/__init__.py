"""The team server: thin pages and a REST API over the store and the same functions that the commands call."""
