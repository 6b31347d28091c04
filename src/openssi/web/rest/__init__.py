"""The REST API, one module a resource: each parses a request, calls, and answers with a documented shape."""
