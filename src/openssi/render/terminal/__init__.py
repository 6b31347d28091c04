"""Results for the terminal, readable when narrow, piped or without color."""
