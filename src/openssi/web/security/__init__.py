"""Who may do what: scopes and roles, passwords, and the checks of names that people type."""
