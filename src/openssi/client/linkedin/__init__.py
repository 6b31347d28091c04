"""LinkedIn's Member Data Portability API: the connection to an account, its requests, and reading what is new."""
