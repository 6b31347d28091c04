"""Who may do what: scopes, sessions, passwords, and the guard in front of every request."""
