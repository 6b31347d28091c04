"""Shapes of requests and responses: forms, problems, templates, schemas, logs; guards, slow clients, sessions."""
