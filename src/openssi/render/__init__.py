"""Results for people and programs: to the terminal, to JSON, to a page."""
