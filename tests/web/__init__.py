"""The team server in the test's own process, without a browser."""
