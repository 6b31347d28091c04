"""Each part of the core against literals worked out by hand, without engines and mostly without files."""
