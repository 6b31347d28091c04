"""A committed cohort with its scores, so that a changed score fails a test."""
