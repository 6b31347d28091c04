"""Sales Navigator's reports: the usage report of a team, and the activity export of its analytics service."""
