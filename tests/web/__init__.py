"""The team server, in the test itself: no process, no browser."""
