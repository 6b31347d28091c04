"""A committed cohort with its scores: a changed score is seen here first."""
