"""The pages, one module a part of the site: each parses a request, calls, and shows."""
