"""Who may do what: scopes, passwords, OpenID Connect, second factor, encryption; checks of names and addresses."""
