"""Upload archives to a team server."""
