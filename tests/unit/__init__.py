"""Each part of the core against literals worked out by hand; no engine, hardly a file."""
